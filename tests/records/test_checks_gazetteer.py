"""With every unit of a province known, a place wrongly chosen is refused and the right one offered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import small_records

from generator.core.problems import Problem, fix, message
from generator.core.resources import DEFAULTS
from generator.records.checks import run_checks
from generator.records.schema import Records, validate
from generator.records.source import Document, Found, Source
from generator.records.source.find import RecordFile
from generator.records.source.gazetteers import wanted_files
from generator.records.source.read import read_record_file


@pytest.fixture(scope="module")
def registers() -> list[Document]:
    """The registers of a small site whose places are those of tỉnh Hòa Bình."""
    others = [document for document in small_records.documents([]) if document.kind != "place"]
    for file in wanted_files(["hoa-binh"]):
        others += read_record_file(DEFAULTS, RecordFile("place", file, "places", register=True), [])
    return others


def told(registers: list[Document], **changes: Any) -> list[Problem]:
    """What the rules on places and levels say of one model with these values."""
    data = small_records.model(1, **changes)
    source = Source(
        Path("nowhere"), (*registers, Document("model", "content/models/m1.md", data, name="m1")), Found(), ()
    )
    entries, problems = validate(source.documents)
    assert problems == []
    found = run_checks(source, Records.of(entries))
    return [problem for problem in found if problem.code.startswith("KH6") or problem.route[:1] == ("level",)]


def words(problem: Problem) -> str:
    values = dict(problem.values) | {"text": problem.text}
    return f"{message(problem.code, values, 'vi')} {fix(problem.code, values, 'vi')}"


def test_a_place_as_it_was_and_as_it_is_passes(registers: list[Document]) -> None:
    then = {"unit": "xa-tong-dau-mai-chau", "as_written": "xã Tòng Đậu (Mai Châu)", "as_of": "2017-06"}
    now = {"unit": "xa-mai-chau-phu-tho", "as_written": "xã Mai Châu, tỉnh Phú Thọ", "as_of": "2026-03"}
    assert told(registers, place=then) == told(registers, place=now) == []


def test_both_tone_spellings_are_the_same_place(registers: list[Document]) -> None:
    place = {"unit": "xa-yen-lac-yen-thuy", "as_written": "xã Yên Lạc, huyện Yên Thuỷ, tỉnh Hoà Bình", "as_of": "2017"}
    assert told(registers, place=place) == []


def test_yen_lac_placed_in_that_of_vinh_phuc_is_refused_twice_and_the_right_one_offered(
    registers: list[Document],
) -> None:
    place = {"unit": "xa-yen-lac-phu-tho", "as_written": "xã Yên Lạc (Yên Thuỷ)", "as_of": "2017-06"}
    contradicted, not_yet = sorted(told(registers, place=place), key=lambda problem: problem.code)
    assert (contradicted.code, contradicted.text, not_yet.code) == ("KH602", "Yên Thuỷ", "KH604")
    for problem in (contradicted, not_yet):
        assert "xa-yen-lac-yen-thuy (xã Yên Lạc, huyện Yên Thủy, tỉnh Hòa Bình)" in words(problem)


def test_a_district_in_2026_is_refused(registers: list[Document]) -> None:
    place = {"unit": "huyen-mai-chau-hoa-binh", "as_written": "huyện Mai Châu, tỉnh Hòa Bình", "as_of": "2026"}
    (problem,) = told(registers, place=place)
    assert problem.code == "KH604"
    assert "huyện Mai Châu chỉ có đến hết 30/6/2025" in words(problem)


def test_the_level_district_in_2026_is_refused(registers: list[Document]) -> None:
    place = {"unit": "xa-mai-chau-phu-tho", "as_written": "xã Mai Châu, tỉnh Phú Thọ"}
    found = told(registers, level="district", level_basis="stated", period={"start": "2026-02"}, place=place)
    assert [problem.route for problem in found] == [("level",)]
    assert "Cấp huyện không còn" in words(found[0])


def test_a_former_commune_in_2026_is_answered_with_what_it_became(registers: list[Document]) -> None:
    place = {"unit": "xa-tong-dau-mai-chau", "as_written": "xã Tòng Đậu, huyện Mai Châu", "as_of": "2026"}
    (problem,) = told(registers, place=place)
    assert (problem.code, "xa-mai-chau-phu-tho (xã Mai Châu)" in words(problem)) == ("KH604", True)


def test_todays_commune_in_2017_is_answered_with_all_it_was_made_of(registers: list[Document]) -> None:
    place = {"unit": "xa-mai-chau-phu-tho", "as_written": "xã Mai Châu", "as_of": "2017"}
    (problem,) = told(registers, place=place)
    assert problem.code == "KH604"
    for slug in ("xa-tong-dau-mai-chau", "thi-tran-mai-chau-mai-chau", "xa-dong-tan-mai-chau"):
        assert slug in words(problem)


def test_a_name_two_districts_share_must_be_told_apart(registers: list[Document]) -> None:
    unclear = {
        "unit": "xa-cao-son-luong-son",
        "as_written": "xã Cao Sơn",
        "as_of": "2024",
        "today": "xa-lien-son-phu-tho",
    }
    (problem,) = told(registers, place=unclear)
    assert (problem.code, "huyện Đà Bắc" in words(problem)) == ("KH603", True)
    assert told(registers, place=unclear | {"as_written": "xã Cao Sơn, huyện Lương Sơn"}) == []


def test_a_split_commune_asks_which_part_until_the_record_says_so(registers: list[Document]) -> None:
    place = {"unit": "xa-vay-nua-da-bac", "as_written": "xã Vầy Nưa, huyện Đà Bắc", "as_of": "2024"}
    (problem,) = told(registers, place=place)
    assert problem.code == "KH606"
    assert "phuong-thong-nhat-phu-tho (phường Thống Nhất), xa-tien-phong-phu-tho (xã Tiền Phong)" in words(problem)
    assert told(registers, place=place | {"today": "xa-tien-phong-phu-tho"}) == []
    (wrong,) = told(registers, place=place | {"today": "xa-mai-chau-phu-tho"})
    assert wrong.code == "KH605"
