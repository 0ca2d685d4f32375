"""Vietnamese alphabetical order."""

import random
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from source_tree import DATA

from generator.core.vietnamese import place_sort_key, sort_key

COLLATION = DATA / "collation_vi.txt"
COMMUNES = DATA / "commune_names.txt"


def in_order(text: str) -> list[str]:
    return sorted(text.split("|"), key=sort_key)


def test_order_equals_that_of_the_browser() -> None:
    names = [n for n in COLLATION.read_text(encoding="utf-8").split("\n") if n and not n.startswith("#")]
    assert len(names) > 300
    shuffled = random.Random(1).sample(names, len(names))
    assert sorted(shuffled, key=sort_key) == names
    assert len({sort_key(name) for name in names}) == len(names)


def test_every_commune_name_of_the_country_stands_where_the_browser_puts_it() -> None:
    names = [n for n in COMMUNES.read_text(encoding="utf-8").split("\n") if n and not n.startswith("#")]
    assert len(names) == 7661
    assert sorted(random.Random(1).sample(names, len(names)), key=sort_key) == names


def test_letters_then_tones_then_case() -> None:
    assert in_order("ba|bạ|bá|bã|bả|bà|Ba|bă|bâ") == ["ba", "Ba", "bà", "bả", "bã", "bá", "bạ", "bă", "bâ"]
    assert in_order("Hà Nội|Hạ Long") == ["Hạ Long", "Hà Nội"]
    assert in_order("Đông|Dương|Em|Đa") == ["Dương", "Đa", "Đông", "Em"]


def test_digit_runs_compare_as_numbers() -> None:
    assert in_order("xóm 10|xóm 9|xóm 1") == ["xóm 1", "xóm 9", "xóm 10"]
    assert sort_key("xóm 01") == sort_key("xóm 1")
    assert sort_key("9" * 253) < sort_key("1" + "0" * 253)


def test_places_sort_without_their_type_word() -> None:
    places = [
        "xã Yên Thủy",
        "Phường Ân Tường",
        "thị trấn Hàng Trạm",
        "Thị xã  Phú Thọ",
        "tổ dân phố số 3",
        "bản Nà",
    ]
    assert sorted(places, key=place_sort_key) == [
        places[1],
        places[2],
        places[5],
        places[3],
        places[4],
        places[0],
    ]
    assert place_sort_key("XÃ Mai Châu") == sort_key("Mai Châu")
    assert place_sort_key(unicodedata.normalize("NFD", "đặc khu Phú Quý")) == sort_key("Phú Quý")


def test_a_name_that_merely_begins_like_a_type_word_stays_whole() -> None:
    for name in ("Bản Lầu", "Xãng", "xã", "Tỉnh", "Thônh Mới", "Quận"):
        assert place_sort_key(name) == sort_key(name)


@given(st.text(), st.text())
def test_any_two_texts_have_an_order_that_unicode_form_does_not_change(a: str, b: str) -> None:
    assert sort_key(a) == sort_key(unicodedata.normalize("NFD", a))
    assert (sort_key(a) < sort_key(b)) or (sort_key(b) <= sort_key(a))
