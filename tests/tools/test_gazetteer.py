"""`kheo gazetteer`: a place found by whatever an editor knows of it, and taken into a site."""

from __future__ import annotations

from pathlib import Path

import pytest
from whole_sites import kheo

from generator.pipeline.check import check_site
from generator.tools.init import Settings, find_province, write_repository


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_repository(tmp_path, Settings(find_province("phu-tho"), "2026-12-01"), "")
    return tmp_path


@pytest.mark.parametrize("asked", ["Tòng Đậu", "tong dau", "xã Tòng Đậu", "05233", "xa-tong-dau-mai-chau"])
def test_a_place_is_found_by_name_code_or_slug(asked: str) -> None:
    said = kheo("gazetteer", asked).output
    assert "xã Tòng Đậu, huyện Mai Châu, tỉnh Hòa Bình  (bảng hoa-binh)" in said
    assert "nay: xã Mai Châu, tỉnh Phú Thọ" in said
    assert 'code: "05233"' in said


def test_a_code_of_two_times_gives_both_places() -> None:
    said = kheo("gazetteer", "24").output
    assert "tỉnh Bắc Giang  (bảng bac-giang)" in said
    assert "thành phố Bắc Ninh  (bảng bac-ninh-2025)" in said


def test_names_of_today_come_first() -> None:
    assert kheo("gazetteer", "xã Ngọc Sơn").output.startswith("xã Ngọc Sơn, tỉnh Phú Thọ  (bảng phu-tho-2025)")


def test_all_tables_and_one_table_are_listed() -> None:
    assert len(kheo("gazetteer").output.splitlines()) == 63
    assert len(kheo("gazetteer", "hoa-binh").output.splitlines()) == 163


def test_what_is_nowhere_is_said() -> None:
    answer = kheo("gazetteer", "Atlantis")
    assert (answer.exit_code, "Không có nơi nào" in answer.output) == (1, True)


def test_a_table_is_added_to_the_province_once_and_comments_stay(site: Path) -> None:
    assert kheo("gazetteer", "ha-giang", "--add", "--site", site).exit_code == 0
    text = (site / "content/province.yml").read_text("utf-8")
    assert "gazetteers: [phu-tho, hoa-binh, vinh-phuc, ha-giang] # mọi huyện" in text
    assert "đã có bảng" in kheo("gazetteer", "ha-giang", "--add", "--site", site).output


def test_a_unit_is_taken_into_places_to_be_corrected_there(site: Path) -> None:
    assert kheo("gazetteer", "05233", "--add", "--site", site).exit_code == 0
    assert kheo("gazetteer", "xa-ngoc-son-lac-son", "--add", "--site", site).exit_code == 0
    checked = check_site(site)
    assert checked.findings == ()
    own = [entry.slug for entry in checked.records.units if entry.document.file == "content/places.yml"]
    assert own == ["xa-tong-dau-mai-chau", "xa-ngoc-son-lac-son"]
    assert "đã có" in kheo("gazetteer", "05233", "--add", "--site", site).output


def test_a_unit_of_a_table_the_site_does_not_ask_for_names_the_table(site: Path) -> None:
    said = kheo("gazetteer", "xa-nam-cat-nam-dan", "--add", "--site", site).output
    assert "kheo gazetteer nghe-an --add" in said


def test_a_name_of_many_places_is_not_added_at_random(site: Path) -> None:
    assert "ghi rõ slug" in kheo("gazetteer", "Ngọc Sơn", "--add", "--site", site).output
