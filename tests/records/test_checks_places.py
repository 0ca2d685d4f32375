"""Places existed at their dates, lie where the text says and lead to today's; dates come in order (domain 2.3, V10-V14)."""

from __future__ import annotations

from typing import Any

import pytest
from checking import codes, found, model, site

from generator.core.problems import Problem
from generator.records.source import Document


def at(unit: str, written: str, **keys: Any) -> Document:
    return model(place={"unit": unit, "as_written": written} | keys)


def units(*entries: dict[str, Any]) -> list[Document]:
    """A register of places of its own."""
    return [Document("place", "content/places.yml", entry, (i,), name="places") for i, entry in enumerate(entries)]


def with_units(document: Document, *entries: dict[str, Any]) -> list[Problem]:
    return site(*units(*entries), document, without=("place",))


@pytest.mark.parametrize(
    "written",
    [
        "xóm Tòng, xã Tòng Đậu, huyện Mai Châu, tỉnh Hòa Bình",
        "xã Tòng Đậu (Mai Châu), tỉnh Hoà Bình",
        "Xã Tòng Đậu, Huyện Mai Châu",
        "xã Tòng Đậu và xã Vầy Nưa",
        "toàn tỉnh",
    ],
)
def test_a_place_written_as_its_source_wrote_it_is_no_alarm(written: str) -> None:
    assert codes(at("xa-tong-dau", written)) == []


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("xã Tòng Đậu, huyện Lạc Sơn", "huyện Lạc Sơn"),
        ("xã Tòng Đậu (Lạc Sơn)", "Lạc Sơn"),
        ("xã Tòng Đậu, tỉnh Phú Thọ", "tỉnh Phú Thọ"),
        ("xã Ngọc Sơn, huyện Mai Châu", "xã Ngọc Sơn"),
    ],
)
def test_the_right_name_in_the_wrong_district_or_province_is_an_error(written: str, wrong: str) -> None:
    assert found(site(at("xa-tong-dau", written))) == [("KH602", wrong)]


def test_the_name_of_another_provinces_commune_is_not_taken_for_ours() -> None:
    """Domain 2.3: xã Yên Lạc of Yên Thủy is not xã Yên Lạc of Vĩnh Phúc."""
    register = (
        {"slug": "hoa-binh", "name": "Hòa Bình", "type": "tinh"},
        {"slug": "vinh-phuc", "name": "Vĩnh Phúc", "type": "tinh"},
        {"slug": "tinh-hoa-binh", "name": "Hòa Bình", "type": "tinh"},
        {"slug": "yen-thuy", "name": "Yên Thủy", "type": "huyen", "parent": "hoa-binh"},
        {"slug": "yen-lac-yen-thuy", "name": "Yên Lạc", "type": "xa", "parent": "yen-thuy"},
        {"slug": "yen-lac-vinh-phuc", "name": "Yên Lạc", "type": "xa", "parent": "vinh-phuc"},
    )
    right = at("yen-lac-yen-thuy", "xã Yên Lạc (Yên Thuỷ)")
    assert with_units(right, *register) == []
    assert found(with_units(at("yen-lac-vinh-phuc", "xã Yên Lạc (Yên Thuỷ)"), *register)) == [("KH602", "Yên Thuỷ")]
    assert found(with_units(at("yen-lac-yen-thuy", "xã Yên Lạc"), *register)) == [("KH603", "xã Yên Lạc")]
    assert with_units(at("yen-lac-yen-thuy", "xã Yên Lạc", note="theo mạch bài"), *register) == []


def test_a_unit_that_had_ended_is_an_error_with_its_successor() -> None:
    (problem,) = site(at("xa-tong-dau", "xã Tòng Đậu", as_of="2025-07"))
    assert (problem.code, problem.text) == ("KH604", "xa-tong-dau")
    assert dict(problem.values)["offer"] == "xa-mai-chau (xã Mai Châu)"
    assert codes(at("xa-tong-dau", "xã Tòng Đậu", as_of="2025")) == []


def test_without_as_of_the_beginning_of_the_model_counts() -> None:
    assert codes(model(period={"start": "2026"}, id="HB-2026-0001")) == ["KH604"]


def test_a_split_unit_asks_which_part_and_today_must_be_one_of_them() -> None:
    assert codes(at("xa-vay-nua", "xã Vầy Nưa")) == ["KH606"]
    assert codes(at("xa-vay-nua", "xã Vầy Nưa", today="xa-bao-la")) == []
    assert codes(at("xa-vay-nua", "xã Vầy Nưa", today="tinh-phu-tho")) == ["KH605"]
    assert codes(at("xa-tong-dau", "xã Tòng Đậu", today="xa-bao-la")) == ["KH605"]


def test_successors_that_go_in_a_circle_are_told_and_stop_nothing() -> None:
    register = (
        {"slug": "tinh-hoa-binh", "name": "Hòa Bình", "type": "tinh"},
        {"slug": "a", "name": "A", "type": "xa", "parent": "b", "successors": ["b"], "end": "2020"},
        {"slug": "b", "name": "B", "type": "xa", "parent": "a", "successors": ["a"], "end": "2021"},
    )
    assert {code for code, _ in found(with_units(at("a", "xã A"), *register))} == {"KH315", "KH607"}


def test_a_code_may_mean_two_units_only_at_two_times() -> None:
    """Code 24 was Bắc Giang until 30 June 2025 and is Bắc Ninh since."""
    before = {
        "slug": "tinh-hoa-binh",
        "name": "Bắc Giang",
        "type": "tinh",
        "codes": [{"code": "24", "end": "2025-06-30"}],
    }
    after = {"slug": "b", "name": "Bắc Ninh", "type": "tinh", "codes": [{"code": "24", "start": "2025-07-01"}]}
    assert site(*units(before, after), without=("place",)) == []
    always = after | {"codes": [{"code": "24"}]}
    assert found(site(*units(before, always), without=("place",))) == [("KH614", "24")]


def test_relative_words_stand_for_a_start_and_silence_does_not() -> None:
    assert codes(model(id="HB-KR-0001", period={"as_stated": "cách đây 10 năm"})) == []
    assert codes(model(id="HB-KR-0001", period={})) == ["KH610"]
    assert codes(model(period={"start": "2017-06", "end": "2017"})) == []
    assert codes(model(period={"start": "2017-06", "end": "2017-05"})) == ["KH608"]


def test_a_review_follows_all_it_tells_but_plans_may_lie_ahead() -> None:
    source = {"kind": "press", "title": "Bài", "published": "2020-05-01", "accessed": "2020-06-01"}
    early = {"reviewed": {"date": "2020-05-20", "by": "Biên tập viên"}, "sources": [source]}
    (problem,) = site(model(**early))
    assert (problem.code, dict(problem.values)["key"]) == ("KH611", "sources.1.accessed")
    later = early | {"reviewed": {"date": "2020-06", "by": "Biên tập viên"}}
    assert codes(model(**later, period={"start": "2017", "end": "2030"})) == []


def test_a_source_is_dated_or_says_why_not() -> None:
    undated = {"kind": "press", "title": "Bài"}
    assert codes(model(sources=[undated])) == ["KH613"]
    assert codes(model(sources=[undated | {"undated_reason": "trang không ghi ngày"}])) == []
    assert codes(model(sources=[undated | {"published": "2020-05", "accessed": "2020-04"}])) == ["KH612"]
