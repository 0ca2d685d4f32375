"""The gazetteers the product ships: whole, consistent, and read for the provinces that ask for them."""

from __future__ import annotations

import re
import shutil
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from generator.core.problems import fix
from generator.core.resources import DEFAULTS
from generator.core.vietnamese import tone_key
from generator.records.checks import run_checks
from generator.records.checks.gazetteer import called, lineage, todays
from generator.records.schema import COMMUNES, DISTRICTS, PROVINCES, Records, validate
from generator.records.source import locate, read_site
from generator.records.source.gazetteers import FORMER, GAZETTEERS, TODAY

FOLDER = DEFAULTS / "gazetteer"
PROVINCE = """\
slug: thu
name: tỉnh Thử
id_prefix: TT
unit: tinh-hoa-binh
publisher: Bản thử
contact: Kho mã nguồn
"""

# file -> (provinces, districts, communes, communes that went to several)
COUNTS = {
    "an-giang-2025": (1, 0, 102, 0),
    "ca-mau-2025": (1, 0, 64, 0),
    "can-tho": (1, 9, 80, 3),
    "can-tho-2025": (1, 0, 103, 0),
    "dong-nai-2025": (2, 0, 105, 0),
    "ha-noi-2025": (1, 0, 126, 0),
    "lang-son": (0, 11, 194, 2),
    "phu-tho": (1, 13, 207, 0),
    "quang-ninh-2025": (2, 0, 54, 0),
    "vinh-phuc": (1, 9, 121, 0),
    "bac-giang": (1, 10, 192, 0),
    "bac-ninh-2025": (2, 0, 111, 0),
    "ben-tre": (1, 9, 148, 0),
    "hoa-binh": (1, 10, 152, 3),
    "nghe-an": (0, 20, 412, 0),
    "nghe-an-2025": (1, 0, 130, 0),
    "phu-tho-2025": (1, 0, 148, 0),
    "vinh-long": (1, 8, 102, 5),
    "vinh-long-2025": (1, 0, 124, 0),
}

ISLANDS = {"Bạch Long Vĩ", "Cồn Cỏ", "Hoàng Sa", "Lý Sơn", "Côn Đảo"}

# (former code, as it was, what it is today): each checked by hand against two tables, or a resolution's words
SUCCESSIONS = [
    ("05233", "xã Tòng Đậu, huyện Mai Châu, tỉnh Hòa Bình", ["xã Mai Châu, tỉnh Phú Thọ"]),
    ("05329", "xã Ngọc Sơn, huyện Lạc Sơn, tỉnh Hòa Bình", ["xã Ngọc Sơn, tỉnh Phú Thọ"]),
    ("05353", "thị trấn Hàng Trạm, huyện Yên Thủy, tỉnh Hòa Bình", ["xã Yên Thủy, tỉnh Phú Thọ"]),
    (
        "04891",
        "xã Vầy Nưa, huyện Đà Bắc, tỉnh Hòa Bình",
        ["phường Thống Nhất, tỉnh Phú Thọ", "xã Tiền Phong, tỉnh Phú Thọ"],
    ),
    ("17983", "xã Nam Cát, huyện Nam Đàn, tỉnh Nghệ An", ["xã Kim Liên, tỉnh Nghệ An"]),
    ("17716", "xã Cát Văn, huyện Thanh Chương, tỉnh Nghệ An", ["xã Cát Ngạn, tỉnh Nghệ An"]),
    ("18007", "xã Hưng Yên Nam, huyện Hưng Nguyên, tỉnh Nghệ An", ["xã Yên Trung, tỉnh Nghệ An"]),
    ("28924", "xã Hòa Lộc, huyện Mỏ Cày Bắc, tỉnh Bến Tre", ["xã Tân Thành Bình, tỉnh Vĩnh Long"]),
    ("29734", "xã Hòa Lộc, huyện Tam Bình, tỉnh Vĩnh Long", ["xã Hòa Hiệp, tỉnh Vĩnh Long"]),
    ("29623", "xã Mỹ An, huyện Mang Thít, tỉnh Vĩnh Long", ["xã Nhơn Phú, tỉnh Vĩnh Long"]),
    ("31378", "xã Phú Hữu, huyện Châu Thành, tỉnh Hậu Giang", ["xã Phú Hữu, thành phố Cần Thơ"]),
    ("31657", "xã Phú Hữu, huyện Long Phú, tỉnh Sóc Trăng", ["xã Trường Khánh, thành phố Cần Thơ"]),
    ("28252", "phường 4, thành phố Mỹ Tho, tỉnh Tiền Giang", ["phường Đạo Thạnh, tỉnh Đồng Tháp"]),
    ("32248", "xã Đất Mũi, huyện Ngọc Hiển, tỉnh Cà Mau", ["xã Đất Mũi, tỉnh Cà Mau"]),
    ("07873", "xã Xuân Cẩm, huyện Hiệp Hòa, tỉnh Bắc Giang", ["xã Xuân Cẩm, thành phố Bắc Ninh"]),
    ("07840", "thị trấn Thắng, huyện Hiệp Hòa, tỉnh Bắc Giang", ["phường Hiệp Hòa, thành phố Bắc Ninh"]),
]


def site(folder: Path, gazetteers: str, places: str = "") -> Path:
    (folder / "content").mkdir(parents=True, exist_ok=True)
    (folder / "content/province.yml").write_text(f"{PROVINCE}gazetteers: {gazetteers}\n", encoding="utf-8")
    if places:
        (folder / "content/places.yml").write_text(places, encoding="utf-8")
    return folder


def read(root: Path) -> Records:
    entries, problems = validate(read_site(root).documents)
    assert problems == []
    return Records.of(entries)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Records:
    """All shipped units together."""
    return read(site(tmp_path_factory.mktemp("site"), f"[{', '.join(GAZETTEERS)}]"))


def in_full(records: Records, slug: str) -> str:
    return ", ".join(called(unit) for unit in lineage(records, slug))


def test_each_file_holds_the_units_its_province_had(everything: Records) -> None:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in everything.units:
        count, kind = found[Path(entry.document.file).stem], entry.record.type
        count["provinces"] += kind in PROVINCES
        count["districts"] += kind in DISTRICTS
        count["communes"] += kind in COMMUNES
        count["split"] += len(entry.record.successors) > 1
    counted = {name: (c["provinces"], c["districts"], c["communes"], c["split"]) for name, c in found.items()}
    assert {name: counted[name] for name in COUNTS} == COUNTS
    assert {path.stem for path in FOLDER.glob("*.tsv")} - {"former", "today"} == set(counted)


def test_the_whole_country_is_there(everything: Records) -> None:
    """10,035 communes of the source, one of 2019 merged earlier; 696 districts; 22 communes became wards in 2026."""
    assert (len(FORMER), len(TODAY), len({province.today for province in FORMER.values()})) == (63, 34, 34)
    former = [entry.record for entry in everything.units if not entry.document.file.endswith("-2025.tsv")]
    today = [entry.record for entry in everything.units if entry.document.file.endswith("-2025.tsv")]
    assert Counter(_level(unit) for unit in former) == {"commune": 10_036, "district": 696, "province": 53}
    assert sum(unit.type in COMMUNES and unit.end is None for unit in today) == 3_321
    kinds = Counter(unit.type.value for unit in today if unit.end is None and unit.type not in PROVINCES)
    assert kinds == {"xa": 2_599, "phuong": 709, "dac-khu": 13}
    assert sum(unit.type == "thanh-pho" for unit in today if unit.end is None and unit.type in PROVINCES) == 9


def _level(unit: Any) -> str:
    return "province" if unit.type in PROVINCES else "district" if unit.type in DISTRICTS else "commune"


def test_all_tables_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.tsv")) < 600_000


@pytest.mark.parametrize(
    ("city", "first_day", "wards"),
    [("dong-nai", "2026-04-30", 10), ("quang-ninh", "2026-09-01", 0), ("bac-ninh", "2026-09-20", 12)],
)
def test_the_three_provinces_that_became_cities_in_2026(
    everything: Records, city: str, first_day: str, wards: int
) -> None:
    now, before = (everything.unit_by_slug[f"{kind}-{city}"].record for kind in ("thanh-pho", "tinh"))
    assert (now.start, now.end, before.successors) == (first_day, None, (now.slug,))
    assert TODAY[city].name.startswith("thành phố ")
    risen = [entry.record for entry in everything.units if entry.record.start == first_day and entry.slug != now.slug]
    assert [unit.type for unit in risen] == ["phuong"] * wards
    for unit in risen:
        (was,) = [entry.record for entry in everything.units if unit.slug in entry.record.successors
                  and entry.record.start == "2025-07-01"]  # fmt: skip
        assert (was.name, was.codes[0].code, was.type) == (unit.name, unit.codes[0].code, "xa")


def test_names_that_meet_across_provinces_are_told_apart(everything: Records) -> None:
    """Huyện Châu Thành was in ten provinces; a merged province names several of them."""
    same = [
        entry.slug for entry in everything.units if entry.record.name == "Châu Thành" and entry.record.type == "huyen"
    ]
    assert {"huyen-chau-thanh-ben-tre", "huyen-chau-thanh-tra-vinh"} <= set(same)
    assert len(set(same)) == len(same) >= 8


def test_an_island_district_without_communes_leads_to_its_special_zone(everything: Records) -> None:
    assert todays(everything, "huyen-hoang-sa-da-nang") == ["dac-khu-hoang-sa-da-nang"]
    assert in_full(everything, "dac-khu-truong-sa-khanh-hoa") == "đặc khu Trường Sa, tỉnh Khánh Hòa"


def test_letters_of_ids_are_one_of_a_kind(everything: Records) -> None:
    letters = [province.prefix for province in FORMER.values()]
    assert len(set(letters)) == 63
    assert {province.prefix for province in TODAY.values()} <= set(letters)


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.98])
def test_a_table_cut_short_is_an_error_that_names_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: float
) -> None:
    packaged = tmp_path / "defaults"
    shutil.copytree(DEFAULTS, packaged)
    table = packaged / "gazetteer/hoa-binh.tsv"
    text = table.read_text("utf-8")
    table.write_text(text[: int(len(text) * cut)], "utf-8")
    monkeypatch.setattr("generator.records.source.read.DEFAULTS", packaged)
    source = read_site(site(tmp_path / "site", "[hoa-binh]"))
    (found,) = source.problems
    assert (found.code, found.file) == ("KH319", "gazetteer/hoa-binh.tsv")
    assert found.position is not None
    assert found.position[0] > 1


def test_all_files_together_pass_every_check(tmp_path: Path) -> None:
    source = read_site(site(tmp_path, f"[{', '.join(GAZETTEERS)}]"))
    entries, problems = validate(source.documents)
    assert [*source.problems, *problems, *run_checks(source, Records.of(entries))] == []
    slugs = [entry.slug for entry in entries if entry.document.kind == "place"]
    assert len(slugs) == len(set(slugs)) > 14_000


def test_every_former_commune_lives_on_in_units_of_today(everything: Records) -> None:
    for entry in everything.units:
        unit = entry.record
        if unit.type in DISTRICTS:
            assert unit.end == "2025-06-30"
            assert len(unit.successors) == (unit.name in ISLANDS)
            continue
        assert todays(everything, unit.slug), unit.slug
        for slug in unit.successors:
            after = everything.unit_by_slug[slug].record
            assert unit.end is None or after.start is None or unit.end.before(after.start), unit.slug


@pytest.mark.parametrize(("code", "then", "today"), SUCCESSIONS, ids=[code for code, _, _ in SUCCESSIONS])
def test_successions_checked_by_hand(everything: Records, code: str, then: str, today: list[str]) -> None:
    def bears(unit: Any) -> bool:
        return any(one.code == code and one.end == "2025-06-30" for one in unit.codes)

    (slug,) = [entry.slug for entry in everything.units if bears(entry.record)]
    assert in_full(everything, slug) == then
    assert [in_full(everything, after) for after in todays(everything, slug)] == today


def test_a_commune_merged_earlier_leads_on_through_the_one_it_went_into(everything: Records) -> None:
    assert in_full(everything, "xa-yen-lac-yen-thuy") == "xã Yên Lạc, huyện Yên Thủy, tỉnh Hòa Bình"
    assert todays(everything, "xa-yen-lac-yen-thuy") == ["xa-yen-thuy-phu-tho"]


def test_a_code_means_what_it_meant_at_its_time(everything: Records) -> None:
    meant = {
        (entry.slug, str(code.start), str(code.end))
        for entry in everything.units
        for code in entry.record.codes
        if code.code == "24"
    }
    assert meant == {
        ("tinh-bac-giang", "None", "2025-06-30"),
        ("tinh-bac-ninh", "2025-07-01", "2026-09-19"),
        ("thanh-pho-bac-ninh", "2026-09-20", "None"),
    }


def test_codes_are_text_of_digits_with_their_zeroes(everything: Records) -> None:
    lengths = {"province": 2, "district": 3, "commune": 5}
    for entry in everything.units:
        for code in entry.record.codes:
            assert re.fullmatch(rf"\d{{{lengths[_level(entry.record)]}}}", code.code), entry.slug


def test_both_spellings_and_the_word_old_find_a_unit(everything: Records) -> None:
    names = {tone_key(name): entry.slug for entry in everything.units for name in entry.record.aliases}
    assert names[tone_key("Mai Châu (huyện cũ)")] == "huyen-mai-chau-hoa-binh"
    assert names[tone_key("tỉnh Hoà Bình cũ")] == "tinh-hoa-binh"
    assert tone_key("Yên Thuỷ") == tone_key(everything.unit_by_slug["huyen-yen-thuy-hoa-binh"].record.name)


def test_names_that_differ_in_accents_only_stay_two_places(everything: Records) -> None:
    pair = {entry.slug: entry.record.name for entry in everything.units if entry.slug.startswith("xa-nam-can-ky-son")}
    assert pair == {"xa-nam-can-ky-son-16837": "Nậm Cắn", "xa-nam-can-ky-son-16873": "Nậm Càn"}


def test_two_gazetteers_share_the_units_of_their_province_today(tmp_path: Path) -> None:
    records = read(site(tmp_path, "[ben-tre, vinh-long]"))
    wanted = sum(sum(COUNTS[name][:3]) for name in ("ben-tre", "vinh-long", "vinh-long-2025"))
    assert len(records.units) == len(records.unit_by_slug) == wanted


def test_a_site_that_asks_for_none_gets_none(tmp_path: Path) -> None:
    assert read(site(tmp_path, "[]")).units == []


def test_a_unit_of_the_site_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    own = "- {slug: xa-tong-dau-mai-chau, name: Tòng Đậu, type: xa, note: Của trang này}\n"
    records = read(site(tmp_path, "[hoa-binh]", own))
    (entry,) = [entry for entry in records.units if entry.slug == "xa-tong-dau-mai-chau"]
    assert (entry.document.file, entry.record.note) == ("content/places.yml", "Của trang này")


def test_a_gazetteer_that_is_not_shipped_is_told_with_those_that_are(tmp_path: Path) -> None:
    root = site(tmp_path, "[hoa-binh, ha-nois]")
    (finding,) = locate(root, list(read_site(root).problems))
    assert (finding.code, finding.text, finding.file, finding.line) == ("KH318", "ha-nois", "content/province.yml", 7)
    assert "ha-noi" in fix("KH318", dict(finding.values), "vi")


def test_a_wrong_kind_of_value_is_left_to_the_schema(tmp_path: Path) -> None:
    source = read_site(site(tmp_path, "hoa-binh"))
    assert source.problems == ()
    _, problems = validate(source.documents)
    assert [problem.code for problem in problems] == ["KH215"]
