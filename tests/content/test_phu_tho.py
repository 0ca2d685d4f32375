"""A province that was merged: the records of a former one live on unchanged, under their ids and addresses."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from whole_sites import REPOSITORY, build_here

from generator.pipeline.check import check_site
from generator.pipeline.ledger import compare

EXAMPLE = REPOSITORY / "examples/phu-tho"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("phu-tho") / "site"
    assert build_here(EXAMPLE, target).exit_code == 0
    return target


def test_they_check_clean_and_keep_their_ids() -> None:
    checked = check_site(EXAMPLE)
    assert checked.findings == ()
    assert sorted(checked.records.model_by_id) == sorted(check_site(REPOSITORY).records.model_by_id)
    assert all(name.startswith("HB-") for name in checked.records.model_by_id)


def test_every_address_that_hoa_binh_published_is_still_answered(built: Path) -> None:
    """The ledger of the former province came along; the build adds to it and loses nothing of it."""
    _, known = compare(EXAMPLE, built)
    assert known > 100


def test_a_former_province_has_a_listing_and_leads_the_old_places(built: Path) -> None:
    listing = (built / "dia-ban/tinh-hoa-binh/index.html").read_text("utf-8")
    assert len(set(re.findall(r'href="\.\./\.\./mo-hinh/([a-z0-9-]+)/"', listing))) == 5
    places = (built / "dia-ban/index.html").read_text("utf-8")
    old = places[places.index("Đơn vị cũ") :]
    assert old.index("Tỉnh Hòa Bình") < old.index("Huyện Lạc Sơn") < old.index("Huyện Yên Thủy")


def test_a_page_names_the_place_as_then_and_as_today(built: Path) -> None:
    page = (built / "mo-hinh/dia-ban-khong-co-ma-tuy/index.html").read_text("utf-8")
    for name in ("xã Tòng Đậu", "tỉnh Hòa Bình", "xã Mai Châu, tỉnh Phú Thọ"):
        assert name in page.replace("\N{NO-BREAK SPACE}", " ")


def test_the_data_say_whose_province_it_is(built: Path) -> None:
    index = json.loads((built / "du-lieu/v1/index.json").read_text("utf-8"))
    assert index["province"]["id_prefix"] == "PT"


def test_ids_of_other_provinces_are_refused(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE / "content", tmp_path / "content")
    province = tmp_path / "content/province.yml"
    province.write_text(
        re.sub("^id_prefixes:.*$", "id_prefixes: [VP]", province.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )
    found = [finding for finding in check_site(tmp_path).findings if finding.code == "KH313"]
    assert len(found) == 5
