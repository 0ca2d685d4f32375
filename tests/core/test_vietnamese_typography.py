"""Fine typesetting of plain text; "~" stands for the no-break space in these examples."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.vietnamese import typeset

EXAMPLES = {
    "đạt 97,7 % số hộ": "đạt 97,7% số hộ",
    "4.648 mô hình, 221 hội viên, 5 ha, 3 m²": "4.648~mô hình, 221~hội viên, 5~ha, 3~m²",
    "15,1 điểm phần trăm": "15,1~điểm phần trăm",
    "70 phần trăm": "70~phần trăm",
    "4 habitat": "4 habitat",
    "ngày 15 tháng 6 năm 2017": "ngày~15 tháng~6 năm~2017",
    "trong 5 năm qua": "trong 5~năm qua",
    "Điều 18, Số 12-HD/BCĐDVK": "Điều~18, Số~12-HD/BCĐDVK",
    "chính số 5": "chính số~5",
    "văn hóa - xã hội": "văn hóa – xã hội",
    "chính trị- xã hội": "chính trị – xã hội",
    "2023- 2030": "2023~– 2030",
    "giai đoạn 2021 - 2025": "giai đoạn 2021~– 2025",
    "tăng 5-7%, mỗi tổ 3-5 hộ": "tăng 5–7%, mỗi tổ 3–5~hộ",
    "số 12-2019/KH, 15-20/QĐ, 1-2-3 hộ": "số~12-2019/KH, 15-20/QĐ, 1-2-3~hộ",
    "trong quý I/2022": "trong quý~I/2022",
    "“Dân vận khéo” - mô hình": "“Dân vận khéo” – mô hình",
    "02 - HD/BDV": "02 - HD/BDV",
    "Ea-Kar, 2021-2025": "Ea-Kar, 2021–2025",
    "- mục một": "- mục một",
    "tăng -5 điểm": "tăng -5~điểm",
    '"Dân vận khéo" và "Đường hoa".': "“Dân vận khéo” và “Đường hoa”.",
    '"Dân vận khéo”': "“Dân vận khéo”",
    "hai  dấu   cách": "hai dấu cách",
}
DOUBTFUL = ['"Dân vận khéo', 'màn hình 21" và 24"', '" rời "', '“a "b" c”', 'a"b"c', '”a"', '"a" "']


@pytest.mark.parametrize(("plain", "fine"), EXAMPLES.items())
def test_text_is_set_finely(plain: str, fine: str) -> None:
    assert typeset(plain).replace("\u00a0", "~") == fine
    assert typeset(unicodedata.normalize("NFD", plain)) == typeset(plain)


@pytest.mark.parametrize("text", DOUBTFUL)
def test_doubtful_quotes_are_left_alone(text: str) -> None:
    assert typeset(text) == text


FRAGMENTS = [
    "năm",
    "số",
    "Điều",
    "5",
    "2017",
    "ha",
    "hộ",
    "%",
    "97,7",
    " ",
    "  ",
    "\u00a0",
    "-",
    "–",
    '"',
    "“",
    "”",
]
FRAGMENTS += ["HD/", "a", "xã", "m²", ".", "(", ")", "\n", "\u0301"]


@given(st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS), max_size=15).map("".join)))
def test_setting_twice_changes_nothing_more(text: str) -> None:
    assert typeset(typeset(text)) == typeset(text)


@given(st.text("aăđêố5 97,ha%xã", max_size=60))
def test_only_spaces_change_in_text_without_dashes_and_quotes(text: str) -> None:
    assert "".join(typeset(text).split()) == "".join(unicodedata.normalize("NFC", text).split())
