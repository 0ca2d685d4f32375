"""A page spliced into a frame is, byte for byte, the page mkdocs itself would have rendered."""

from __future__ import annotations

import json
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from small_records import PROVINCE, REVIEWED, SOURCES, documents, model, news
from whole_sites import copy_site

from generator.records.schema import Records, validate
from generator.records.source import Document
from generator.render.frames import Frames, resolve_optional
from generator.render.pages import Page, builders, card_address, share_cards
from generator.showcase import Showcase, arrange
from generator.showcase.addresses import to_root

WITHDRAWN = {"withdrawn": {"date": "2026-05-19", "reason": "Nguồn đã rút"}}
PROGRAMME = {
    "kind": "plan",
    "name": "Kế hoạch “mỗi xóm & một vườn”",
    "lede": "Một kế hoạch.",
    "lead": {"organisations": ["hoi-phu-nu"]},
    "period": {"start": "2017"},
    "sources": SOURCES,
    "reviewed": REVIEWED,
}
# One page of each kind; the test compares these and all the others.
KINDS = {
    "model": "mo-hinh/m1/",
    "listing": "mo-hinh/",
    "a listing's second page": "mo-hinh/trang/2/",
    "a facet": "dia-ban/xa-mai-chau/",
    "a facet's index": "dia-ban/",
    "news item": "tin-tuc/tin-mot/",
    "programme": "chuong-trinh/ke-hoach/",
    "tombstone": "mo-hinh/m70/",
}


class RecordsAsPages(BasePlugin):
    """What kheo does not do: hand every page of the showcase to mkdocs as a page of its own."""

    def __init__(self, pages: dict[str, Page], edit_base: str, cards: set[str]) -> None:
        self.pages, self.edit_base, self.cards = pages, edit_base, cards

    def on_files(self, files: Files, /, *, config: Any) -> Files:
        for page in self.pages.values():
            front = f"---\ntitle: {json.dumps(page.title)}\ndescription: {json.dumps(page.description)}\n---\n"
            files.append(File.generated(config, f"{page.address}index.md", content=front))
        return files

    def on_page_content(self, html: str, /, *, page: Any, config: Any, files: Files) -> str:
        return str(self.pages[page.url].article) if page.url in self.pages else html

    def on_page_context(self, context: Any, /, *, page: Any, config: Any, nav: Any) -> Any:
        if page.url in self.pages:
            page.meta["article"] = True
            page.meta["head"] = f"\n{self.pages[page.url].head}" if self.pages[page.url].head else ""
            page.meta["card"] = (
                (str(config.site_url or "") + card_address(page.url, self.cards)) if config.site_url else ""
            )
            page.meta["feed"] = to_root(page.url) + (self.pages[page.url].feed or "")
            page.edit_url = self.edit_base + self.pages[page.url].edit_file
        return context


def showcase(edit_base: str) -> Showcase:
    """Seventy models, so that there is a second page, one of them withdrawn; a news item; a programme."""
    name = "Giữ “rừng” & <bản> {{ tên }}"
    models = [model(1, name=name, programmes=["ke-hoach"])]
    models += [model(number) for number in range(2, 70)]
    found = documents([*models, model(70, **WITHDRAWN)], {"tin-mot": news(title=name, models=["HB-2017-0001"])})
    found.append(Document("programme", "content/programmes/ke-hoach.md", PROGRAMME, name="ke-hoach", body="Lời."))
    found[0] = Document(
        "province", "content/province.yml", PROVINCE | {"edit_base": edit_base or None}, name="province"
    )
    entries, problems = validate(found)
    assert problems == []
    return arrange(Records.of(entries))


def rendered_by_mkdocs(site: Path, site_url: str, edit_base: str) -> tuple[dict[str, Page], Path, str]:
    """Every page of the showcase, and the folder in which mkdocs rendered frames and these pages."""
    copy_site(site, site_url=json.dumps(site_url))
    shown = showcase(edit_base)
    pages = {page.address: page for page in (build() for build in builders(shown, {}, site_url))}
    config = load_config(str(site / "mkdocs.yml"), site_dir=str(site / "rendered"))
    config.plugins["kheo"].hand_over(shown)
    config.plugins["as-pages"] = RecordsAsPages(pages, edit_base, set(share_cards(shown)))
    mkdocs_build(config)
    return pages, site / "rendered", config.site_url or ""


@pytest.mark.parametrize(
    ("site_url", "edit_base"),
    [("https://tinh.example/dan-van/kheo/", "https://kho.example/sua/"), ("", "")],
    ids=["at a sub-path", "with no address of its own"],
)
def test_every_spliced_page_is_the_engines_own_rendering_of_it(tmp_path, site_url, edit_base):
    pages, folder, site_url = rendered_by_mkdocs(tmp_path / "site", site_url, edit_base)
    assert set(KINDS.values()) <= set(pages)
    frames = Frames.in_folder(folder, site_url, edit_base, share_cards(showcase(edit_base)))
    differences = []
    for address, page in pages.items():
        keep = {
            "canonical": bool(site_url),
            "edit": bool(edit_base and page.edit_file),
            "noindex": not page.indexed,
            "feed": bool(site_url) and page.feed is not None,
            "feeds": bool(site_url) and page.feed in ("", "tin-tuc/"),
            "card": bool(site_url),
        }
        engine = resolve_optional((folder / address / "index.html").read_text(encoding="utf-8"), keep)
        spliced = frames.splice(page).data.decode("utf-8")
        if spliced != engine:
            diff = unified_diff(engine.splitlines(), spliced.splitlines(), "mkdocs", "spliced", n=0, lineterm="")
            differences.append("\n".join([address, *diff]))
    assert differences == []
