"""The form's script: whatever is typed becomes a record without an error, or the form says by the same code what is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from checking import model
from checking import site as site_problems
from form_engine import FormEngine, carried
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from source_tree import REPOSITORY
from whole_sites import copy_site

from generator.core.vietnamese import nfc
from generator.pipeline.check import check_site
from generator.records.source.characters import FORBIDDEN
from generator.render.markup import story as markdown
from generator.render.pages.form import form_page
from generator.showcase import arrange

HOSTILE = (
    'Dòng "có" ngoặc', "tên: giá trị", "# không phải lời ghi chú", "a #b", "tab\tở giữa", "🙂👩‍👩‍👧 niềm vui", "e\u0302\u0301 ruo\u031b\u0300i",
    "- gạch", "• chấm", "1. một\n2. hai\n7) bảy", "--- ", "---", "...", "=======", "<<<<<<< HEAD", "<script>alert(1)</script>", "<!-- x",
    "*a* _b_ `c` [d](e) ![f](g.jpg)", "| a | b |\n|---|---|", "> trích\n>> nữa", "\\", "\\n", "'", '"', "“mở mà không đóng", "{a: b}",
    "[x", "%", "@mail", "&amp; &#x41;", "null", "true", "NO", "012", "1.250", "0x10", "2017-06", "~", "!tag", "*neo", "&neo", "\u200b\u00adẩn",
    "\u2028ngắt", "\ufeff", "\ue001", "Ðồng bào", "x" * 300, "ậ" * 300, "a\u0302\u0323" * 300, "\ud800", "dòng\r\nhai", " ", "…", "xxx", "... ...",
    "    mã thụt vào", "+", "-", "- - -", "***", "# ", "####### b", "http://x", "(Ba Đình)", "huyện Khác, tỉnh Khác", "xã A; xã B", "C:\\thư mục",
)  # fmt: skip
LETTERS = st.text(st.characters(codec=None, categories=None), max_size=40)
TEXT = st.one_of(st.sampled_from(HOSTILE), LETTERS, st.lists(st.sampled_from(HOSTILE), max_size=4).map("\n".join))
DATE = st.one_of(
    st.sampled_from(
        ("", "2017", "tháng 6/2017", "15/6/2017", "31/2/2024", "Quý I/2024", "cách đây mười năm", "3/4/24", "năm 1999")
    ),
    TEXT,
)
AMOUNT = st.one_of(
    st.sampled_from(
        (
            "70%",
            "hơn 70%",
            "97,7%",
            "97.7 %",
            "1.250 hộ",
            "1,250",
            "06 giỏ",
            "không",
            "gần 1,2 tỷ đồng",
            "0,648 ha",
            "9" * 20,
        )
    ),
    TEXT,
)
COUNT = st.one_of(st.sampled_from(("", "216", "221", "1.065", "0", "1,5", "hai", "-3")), TEXT)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_site(tmp_path_factory.mktemp("form") / "trang")


@pytest.fixture(scope="module")
def engine(site: Path) -> Iterator[FormEngine]:
    showcase = arrange(check_site(site).shown(proposals=False))
    started = FormEngine(carried(str(form_page(showcase).article)))
    yield started
    started.close()


def table(**texts: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=texts)


NAMED = st.fixed_dictionaries(
    {"name": TEXT.map(lambda text: text[:280])},
    optional={"slug": st.sampled_from(("hoi-phu-nu-xa-suoi-trong", "cong-an-xa-ban-mo", "da-doi-ten"))},
)
ANSWERS = table(
    name=TEXT, field=st.sampled_from(("kinh-te", "khac", "da-bo")), lede=TEXT, problem=TEXT, aim=TEXT, how=TEXT,
    place=st.fixed_dictionaries({"text": TEXT}, optional={"unit": st.sampled_from(("", "xa-suoi-trong", "tinh-ban-mau"))}),
    hamlets=TEXT, beneficiaries=TEXT, lead=st.lists(NAMED, max_size=1), partners=st.lists(NAMED, max_size=3), participants=TEXT,
    resources=TEXT, start=DATE, end=DATE, status=st.sampled_from(("registered", "running", "finished", "stopped", "?")), milestones=TEXT,
    outcome=TEXT, sustain=TEXT,
)  # fmt: skip
FIGURE = table(indicator=TEXT, now=AMOUNT, before=AMOUNT, part=COUNT, whole=COUNT, of=TEXT, when=DATE)
SOURCE = table(
    source_kind=st.sampled_from(("report", "press", "document", "decision")), title=TEXT, outlet=TEXT, source_number=TEXT,
    published=DATE, level=st.sampled_from(("grassroots", "province", "district")), url=TEXT,
)  # fmt: skip
VOICE = table(
    words=TEXT,
    who=TEXT,
    role=TEXT,
    consent=st.sampled_from(("consent", "official_role")),
    consent_date=DATE,
    kept_by=TEXT,
)
DRAFTS = st.fixed_dictionaries(
    {"answers": ANSWERS},
    optional={
        "groups": st.fixed_dictionaries(
            {},
            optional={
                "so-lieu": st.lists(FIGURE, max_size=2),
                "giay-to": st.lists(SOURCE, max_size=2),
                "loi-ke": st.lists(VOICE, max_size=1),
            },
        )
    },
)


def checked(site: Path, engine: FormEngine, draft: dict[str, Any]) -> list[str]:
    """The errors of `kheo check` in the file of a draft."""
    name = engine.call("fileName", draft["answers"].get("name", ""), False)
    file = site / "content" / "models" / name
    assert not file.exists(), name
    text = engine.write(draft)
    file.write_text(text, encoding="utf-8")
    try:
        found = check_site(site).findings
    finally:
        file.unlink()
    return [f"{one.line}: {one.code} {one.text}" for one in found if one.is_error and one.file.endswith(name)]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(DRAFTS)
def test_what_the_form_lets_through_has_no_error_at_the_first_check(
    site: Path, engine: FormEngine, draft: dict[str, Any]
):
    draft["answers"] = REQUIRED | draft["answers"]
    if not engine.errors(draft):
        assert checked(site, engine, draft) == []


REQUIRED = {
    "name": "Tổ tiết kiệm",
    "field": "kinh-te",
    "how": "Họp tổ.",
    "place": {"text": "", "unit": "xa-suoi-trong"},
}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(DRAFTS)
def test_an_answer_to_what_is_asked_is_never_in_the_way(site: Path, engine: FormEngine, draft: dict[str, Any]):
    kept = {key: value for key, value in draft["answers"].items() if key not in (*REQUIRED, "start", "end")}
    draft = {"answers": REQUIRED | kept}
    assert engine.errors(draft) == set(), engine.findings(draft)
    assert checked(site, engine, draft) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_is_kept_word_for_word(site: Path, engine: FormEngine, text: str):
    text = text[:280]
    draft = {"answers": REQUIRED | {"name": f"Tổ {text} xanh", "how": f"Họp {text} tổ.\n{text}", "problem": text}}
    assert checked(site, engine, draft) == []
    _, _, body = engine.write(draft).partition("\n---\n")
    shown = words(unescape(re.sub(r"<[^>]+>", " ", markdown(body, top=2))))
    assert words(draft["answers"]["how"]) in shown


@pytest.mark.parametrize(
    "text",
    [
        "Ã¡ áº¿ á»\x99 táº¿",
        "Bµ con trong xãm cïng ®ãng gãp x©y ®\u00ad\u00ad\u00ad\u00adêng",
        "Baø con cuøng nhau ñoùng goùp xaây",
        "Bà con cùng họp.\nBµ con trong xãm cïng ®ãng gãp x©y ®µi",
    ],
)
def test_letters_of_old_fonts_are_told(engine: FormEngine, text: str):
    assert engine.errors({"answers": REQUIRED | {"problem": text}}) == {"KH151"}


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    answers=st.dictionaries(st.sampled_from(("name", "field", "place", "lead", "partners", "start", "how")), JUNK),
    groups=st.dictionaries(st.sampled_from(("so-lieu", "giay-to", "anh")), JUNK),
)
def test_a_draft_file_may_hold_anything(
    site: Path, engine: FormEngine, answers: dict[str, Any], groups: dict[str, Any]
):
    written = json.dumps({"kheo_draft": 1, "answers": REQUIRED | answers, "groups": groups})
    draft = engine.call("readDraft", written, engine.data["spec"]["steps"])
    if not engine.errors(draft):
        assert checked(site, engine, draft) == []


@pytest.mark.parametrize("written", ["", "null", "[]", "{}", '{"kheo_draft": 2}', "x" * 1000])
def test_what_is_no_draft_is_none(engine: FormEngine, written: str):
    assert engine.call("readDraft", written, engine.data["spec"]["steps"]) is None


@pytest.fixture(scope="module")
def real() -> Iterator[FormEngine]:
    """The engine with the units of Hòa Bình, and those they became."""
    showcase = arrange(check_site(REPOSITORY).shown(proposals=False))
    started = FormEngine(carried(str(form_page(showcase).article)))
    yield started
    started.close()


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("tong dau", "xa-tong-dau-mai-chau"),
        ("xã Tòng Đậu", "xa-tong-dau-mai-chau"),
        ("To\u0300ng \u0110a\u0302\u0323u", "xa-tong-dau-mai-chau"),
        ("tong dau mai chau", "xa-tong-dau-mai-chau"),
        ("yen lac yen thuy", "xa-yen-lac-yen-thuy"),
        ("h. mai chau", "huyen-mai-chau-hoa-binh"),
        ("xã mai châu", "xa-mai-chau-phu-tho"),
        ("tinh hoa binh", "tinh-hoa-binh"),
    ],
)
def test_a_unit_is_found_by_its_old_and_its_new_name_without_accents(real: FormEngine, typed: str, unit: str):
    assert unit in real.call("unit", typed)[:2]


PIECES = st.sampled_from(
    ("0912345678", "0912 345 678", "0912.345.678", "(0218) 3 852 123", "+84 912 345 678", "84912345678", "1900 1234", "017099123456",
     "173456789", "HC4012345678901", "4012345678901234", "12.500.000", "05233 05329", "15/6/2017", "15.06.2017 08", "1.250", "2017-06-15",
     "12-HD/BCĐDVK", "97,7%", "0301234567", "đồng", "người", "ĐT: ", "điện thoại ", "Zalo ", "STK: ", "số tài khoản ", "CCCD ", "căn cước số ",
     "mã số thuế ", "MST: ", "BHYT ", "liên hệ ", ". ", ", ", " ", "-", "chị Hoa ", "a@gmail.com", "vp@hoabinh.gov.vn", "a [at] yahoo.com",
     "https://zalo.me/0912345678", "https://bao.vn/0912345678", "tel:0912345678")
)  # fmt: skip
PERSONAL = {"KH801", "KH802", "KH803", "KH804"}


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(PIECES, min_size=1, max_size=6).map("".join).filter(str.strip))
def test_personal_data_that_the_check_finds_the_form_finds(engine: FormEngine, text: str):
    found = {code for code, _ in engine.call("personal", text, "PATTERNS")} & PERSONAL
    wanted = {one.code for one in site_problems(model(problem=text))} & PERSONAL
    assert wanted <= found | ({"KH801", "KH802", "KH803"} if found else set()), text
    assert bool(found) == bool(wanted), text


TOLD = st.sampled_from(
    ("Chị Nguyễn Thị Hoa", "anh Lò Văn Tám", "ông Bùi Văn Mẫu, chủ tịch xã,", "em Hoa", "bà Trưng", "Trưởng xóm Quách Công Tấn", "bà con",
     " góp 5.000.000đ", " ủng hộ 2 triệu đồng", " học lớp 5A trường tiểu học", " sinh năm 1975", " là người Mường", " là đảng viên",
     " trú tại số nhà 12", " bị bệnh tim", " mắc ung thư", ". ", "; ", ", ", " và ", "\n", "Tổng 12 triệu đồng", "TÀI LIỆU MẬT", " MẬT ", "MẬT ONG RỪNG",
     "lưu hành nội bộ", "không phổ biến", "Hộ nghèo", "xã Tòng Đậu")
)  # fmt: skip
OF_PEOPLE = {f"KH{number}" for number in range(814, 821)}


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(TOLD, min_size=1, max_size=6).map("".join).filter(str.strip))
def test_what_the_check_finds_told_of_a_person_the_form_finds(engine: FormEngine, text: str):
    found = {one["code"] for one in engine.findings({"answers": REQUIRED | {"problem": text}})} & OF_PEOPLE
    assert found == {one.code for one in site_problems(model(problem=text))} & OF_PEOPLE, text


CLAIMS = ("Mô hình đã được công nhận năm 2018.", "Mô hình chưa được công nhận.", "Xã được công nhận đạt chuẩn.", "Điển hình này được công nhận!",
          "Muốn mô hình được công nhận thì phải thẩm định.", "Mô hình của xã được công nhận", "Tổ đã được công nhận.")  # fmt: skip


@pytest.mark.parametrize("text", CLAIMS)
def test_what_claims_recognition_is_told_as_the_check_tells_it(engine: FormEngine, text: str):
    wanted = [one.text for one in site_problems(model(lede=text)) if one.code == "KH502"]
    assert engine.call("claims", text, "PATTERNS") == wanted


def words(text: str) -> str:
    """Letters and digits of a text, as they are compared: list marks and numbers apart."""
    kept = re.sub(r"^\s*(?:\d{1,2}[.)]\s)", "", nfc(text).replace("Ð", "Đ"), flags=re.MULTILINE)
    return " ".join(re.findall(r"[\w%&*<>\[\]|#]+", FORBIDDEN.sub("", kept)))
