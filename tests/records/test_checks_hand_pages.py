"""Hand-written pages are checked like records: front page, addresses, blocks, no HTML (KH320-KH323)."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_records import model, records

from generator.pipeline.check import check_site
from generator.records.schema import BLOCKS, GENERATED_ADDRESSES
from generator.render.pages import blocks
from generator.showcase import addresses, arrange

FRONT = "---\ntitle: Trang\ndescription: Một trang.\n---\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    (tmp_path / "content/pages/index.md").write_text(FRONT, encoding="utf-8")
    return tmp_path


def found(site: Path, name: str = "index", body: str = "") -> list[tuple[str, int, int, str]]:
    (site / f"content/pages/{name}.md").write_text(FRONT + body, encoding="utf-8")
    findings = check_site(site).findings
    return [(f.code, f.line, f.column, f.text) for f in findings if f.file.startswith("content/pages")]


def test_a_site_without_a_front_page_is_told_so(site: Path) -> None:
    (site / "content/pages/index.md").unlink()
    assert [f.code for f in check_site(site).findings if f.file == "content/pages/index.md"] == ["KH320"]


def test_a_page_does_not_take_the_address_of_records(site: Path) -> None:
    assert found(site, "mo-hinh") == [("KH321", 1, 1, "mo-hinh")]


def test_a_record_does_not_take_the_name_of_second_pages(site: Path) -> None:
    (site / "content/models").mkdir()
    (site / "content/organisations.yml").write_text("- {slug: trang, name: Hội}\n", encoding="utf-8")
    findings = [(f.file, f.code, f.text) for f in check_site(site).findings if f.code == "KH321"]
    assert findings == [("content/organisations.yml", "KH321", "trang")]


def test_an_unknown_block_is_met_with_the_nearest_one(site: Path) -> None:
    assert found(site, body="Lời.\n\n<!-- kheo:statistic -->\n") == [("KH322", 7, 1, "statistic")]


def test_known_blocks_links_and_code_raise_nothing(site: Path) -> None:
    assert found(site, body="<!-- kheo:home -->\n<https://x.vn> 3 < 5 `<b>`\n\n```\n<script>\n```\n") == []


@pytest.mark.parametrize("html", ["<script>alert(1)</script>", "<b>", "<!-- giấu -->", "</div>", "<![CDATA[x"])
def test_html_is_refused_where_it_stands(site: Path, html: str) -> None:
    code, line, column, _ = found(site, body=f"Lời {html}\n")[0]
    assert (code, line, column) == ("KH323", 5, 5)


def test_the_check_knows_the_blocks_and_addresses_the_site_has() -> None:
    # The block of data is drawn by the room that makes them.
    assert set(BLOCKS) == {"data", *blocks(arrange(records(model(1))))}
    used = [addresses.MODELS, addresses.NEWS, addresses.PROGRAMMES, addresses.SHORT, addresses.PHOTOS]
    assert {address.strip("/") for address in (*used, *addresses.FACETS.values())} <= GENERATED_ADDRESSES
