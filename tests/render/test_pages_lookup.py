"""A reader who knows an old name finds what it is today."""

from __future__ import annotations

import gzip
import re

import pytest
import small_records

from generator.core.resources import DEFAULTS
from generator.records.schema import Records, validate
from generator.records.source import Document
from generator.records.source.find import RecordFile
from generator.records.source.gazetteers import wanted_files
from generator.records.source.read import read_record_file
from generator.render.pages import builders
from generator.render.pages.lookup import lookup_builders
from generator.showcase import Showcase, arrange
from generator.showcase.addresses import PLACE_LOOKUP


def showcase(gazetteers: list[str], *places: dict[str, object], units: tuple[dict[str, object], ...] = ()) -> Showcase:
    documents = [document for document in small_records.documents([]) if document.kind != "place"]
    documents += [Document("place", "content/places.yml", unit, (i,), name="places") for i, unit in enumerate(units)]
    for file in wanted_files(gazetteers):
        documents += read_record_file(DEFAULTS, RecordFile("place", file, "places", register=True), [])
    for number, place in enumerate(places, 1):
        data = small_records.model(number, place=place)
        documents.append(Document("model", f"content/models/m{number}.md", data, name=f"m{number}"))
    entries, problems = validate(documents)
    assert problems == []
    return arrange(Records.of(entries))


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Address -> article of the pages about places."""
    shown = showcase(
        ["hoa-binh"],
        {"unit": "xa-tong-dau-mai-chau", "as_written": "xã Tòng Đậu", "as_of": "2017"},
        {"unit": "xa-vay-nua-da-bac", "as_written": "xã Vầy Nưa", "as_of": "2024"},
    )
    made = (build() for build in builders(shown, {}))
    return {page.address: str(page.article) for page in made if page.address.startswith("dia-ban/")}


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace(" ,", ",").replace(" .", ".").replace(" ;", ";")


def row(article: str, name: str) -> str:
    """The row of one former unit; links kept."""
    return next(found for found in re.findall(r"<tr>.*?</tr>", article, re.DOTALL) if f">{name}<" in found)


def test_every_former_commune_stands_under_its_district_with_what_it_is_today(pages: dict[str, str]) -> None:
    article = pages[PLACE_LOOKUP]
    assert article.count('<th scope="row">') == 152
    assert article.count("<h2 ") == 10
    assert 'id="huyen-mai-chau-hoa-binh"' in article
    assert text(row(article, "xã Yên Lạc")).split() == ["xã", "Yên", "Lạc", "xã", "Yên", "Thủy"]


def test_only_units_with_models_are_links(pages: dict[str, str]) -> None:
    linked = row(pages[PLACE_LOOKUP], "xã Tòng Đậu")
    assert 'href="../../dia-ban/xa-tong-dau-mai-chau/"' in linked
    assert 'href="../../dia-ban/xa-mai-chau-phu-tho/"' in linked
    assert "<a " not in row(pages[PLACE_LOOKUP], "xã Pà Cò")
    listings = {address.split("/")[1] for address in pages} - {"", "tra-cuu"}
    assert len(listings) < 20


def test_a_split_unit_names_every_part(pages: dict[str, str]) -> None:
    said = text(row(pages[PLACE_LOOKUP], "xã Vầy Nưa"))
    assert "một phần vào phường Thống Nhất; một phần vào xã Tiền Phong" in said


def test_a_former_commune_says_until_when_and_what_it_is_now(pages: dict[str, str]) -> None:
    said = text(pages["dia-ban/xa-tong-dau-mai-chau/"])
    assert "Đơn vị này có đến hết ngày 30/6/2025. Nay thuộc xã Mai Châu, tỉnh Phú Thọ." in said


def test_todays_commune_says_what_it_was_made_of_whole_units_first(pages: dict[str, str]) -> None:
    said = text(pages["dia-ban/xa-mai-chau-phu-tho/"])
    assert (
        "Có từ ngày 1/7/2025, gồm thị trấn Mai Châu, xã Nà Phòn, xã Thành Sơn, xã Tòng Đậu, một phần xã Đồng Tân."
        in said
    )


def test_a_former_district_says_where_its_communes_are(pages: dict[str, str]) -> None:
    article = pages["dia-ban/huyen-mai-chau-hoa-binh/"]
    assert "nay thuộc xã Bao La, xã Mai Châu, xã Mai Hạ, xã Pà Cò, xã Tân Mai, tỉnh Phú Thọ." in text(article)
    assert "dia-ban/tra-cuu/#huyen-mai-chau-hoa-binh" in article


def test_todays_province_claims_no_list_of_what_it_was_made_of(pages: dict[str, str]) -> None:
    assert "gồm tỉnh Hòa Bình" not in text(pages["dia-ban/tinh-phu-tho/"])


def test_the_index_of_places_leads_to_the_page(pages: dict[str, str]) -> None:
    assert 'href="../dia-ban/tra-cuu/"' in pages["dia-ban/"]


def test_the_page_of_a_province_merged_from_three_stays_small() -> None:
    (build,) = lookup_builders(showcase(["phu-tho", "vinh-phuc", "hoa-binh"]))
    assert len(gzip.compress(str(build().article).encode())) < 100_000


def test_a_site_without_former_communes_has_no_such_page() -> None:
    unknown = {"slug": "tinh-hoa-binh", "name": "Hòa Bình", "type": "tinh"}
    assert list(lookup_builders(showcase([], units=(unknown,)))) == []
