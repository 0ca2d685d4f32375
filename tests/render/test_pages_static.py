"""Every page of the real site and of the fictional province, read as a file: valid, small, self-contained, finished."""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from whole_sites import build_real, build_sample, tree

BUDGET = 100_000
# Script, style and the page of the form, without the reader of Word files.
FORM_BUDGET = 40_000
# What a static host sends as it is; all else is compressed on the way.
COMPRESSED_ALREADY = (".woff2", ".png")
# Elements that have no end tag.
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Document(HTMLParser):
    """One page as a list of (tag, attributes) and its text; scripts and styles are no text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html, self.tags, self.text, self._inside = html, [], [], []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self._inside):
            self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def sites(tmp_path_factory) -> list[Path]:
    folder = tmp_path_factory.mktemp("sites")
    return [build_real(folder / "that"), build_sample(folder)[1]]


@pytest.fixture(scope="module")
def pages(sites) -> dict[str, Document]:
    """Every page of both sites, under addresses such as `that/mo-hinh/index.html`."""
    return {
        f"{site.name}/{path}": Document(data.decode("utf-8"))
        for site in sites
        for path, data in tree(site).items()
        if path.endswith(".html")
    }


def whole(pages: dict[str, Document]) -> dict[str, Document]:
    """Without the redirects, which nobody reads."""
    return {path: page for path, page in pages.items() if not any("http-equiv" in meta for meta in page.all("meta"))}


def summed_up(found: Iterator[tuple[str, str]]) -> dict[str, str]:
    """What is wrong -> on how many pages and the first of them."""
    where = defaultdict(list)
    for wrong, path in found:
        where[wrong].append(path)
    return {wrong: f"{len(paths)} pages, as {paths[0]}" for wrong, paths in where.items()}


def test_there_is_a_page_of_each_kind(pages):
    assert len(pages) > 340
    for address in ("404.html", "tin-tuc/luu-tru/index.html", "thong-ke/index.html"):
        assert any(path.endswith(f"site/{address}") for path in pages), address


def test_html_is_valid(sites, validate_html):
    found = validate_html(path for site in sites for path in site.rglob("*.html"))
    messages = (
        (message.partition(": ")[2], message.partition(": ")[0].removeprefix(str(sites[0].parent))) for message in found
    )
    assert summed_up(messages) == {}


def test_a_page_has_its_language_one_heading_and_a_head_that_tells_it_from_others(pages):
    heads = defaultdict(list)
    for path, page in whole(pages).items():
        assert [html.get("lang") for html in page.all("html")] == ["vi"], path
        assert len(page.all("h1")) == 1, path
        assert len(page.all("main")) == 1, path
        named = {meta["name"]: meta["content"] for meta in page.all("meta") if "name" in meta}
        if "robots" not in named:
            title = re.search("<title>(.*?)</title>", page.html)[1]
            heads[path.partition("/")[0], title, named["description"]].append(path)
    assert {head: paths for head, paths in heads.items() if len(paths) > 1} == {}


def test_headings_leave_out_no_level(pages):
    jumps = []
    for path, page in whole(pages).items():
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        jumps += [(f"h{a} -> h{b}", path) for a, b in pairwise(levels) if b > a + 1]
    assert summed_up(jumps) == {}


def test_no_page_asks_another_host_for_anything(pages):
    asked = []
    for path, page in pages.items():
        for tag, attributes in page.tags:
            sources = [attributes.get("src", ""), *re.split(r"[\s,]+", attributes.get("srcset", ""))]
            if tag == "link" and attributes.get("rel") != "canonical":
                sources.append(attributes.get("href", ""))
            asked += [(f"{tag} {source}", path) for source in sources if urlsplit(source).netloc]
    assert summed_up(asked) == {}


def test_no_page_holds_script_or_style_of_its_own(pages):
    inline = []
    for path, page in pages.items():
        for tag, attributes in page.tags:
            inline += [(f"{tag} {name}", path) for name in attributes if name.startswith("on") or name == "style"]
            if tag == "style" or (
                tag == "script" and "src" not in attributes and attributes.get("type") != "application/json"
            ):
                inline.append((tag, path))
            inline += [(f"{tag} javascript:", path) for value in attributes.values() if "javascript:" in value.lower()]
    assert summed_up(inline) == {}


def test_images_say_what_they_show_and_how_large_they_are(pages):
    images = [(path, image) for path, page in pages.items() for image in page.all("img")]
    assert any("srcset" in image for _, image in images), "no photo was looked at"
    wrong = [
        (f"{image['src']} lacks {name}", path)
        for path, image in images
        for name in ("alt", "width", "height")
        if name not in image
    ]
    assert summed_up(wrong) == {}


def test_only_the_first_photo_of_a_page_is_loaded_at_once(pages):
    eager = []
    for path, page in pages.items():
        at_once = ["loading" not in image for image in page.all("img") if "srcset" in image]
        eager += [(f"photo {number + 1}", path) for number, wanted in enumerate(at_once) if wanted and number]
    assert summed_up(eager) == {}


def test_nothing_is_unfinished_or_of_the_machine(pages):
    signs = re.compile(
        r"kheo-slot|<!--|\{\{|\}\}|\{%|\b(?:None|True|False|undefined|null|TODO|lorem|Decimal)\b"
        r"|\bEnum|Markup\(|datetime\.|&amp;(?:amp|lt|gt|quot|#\d+);|\w+\.\w+_\w+|_khung"
    )
    found = []
    for path, page in pages.items():
        text = " ".join(page.text)
        shown = f"{text} {' '.join(tag.get('alt', '') + tag.get('aria-label', '') for _, tag in page.tags)}"
        # File names and keys are shown where data and schemas are explained.
        if not path.endswith(("du-lieu/index.html", "dong-gop/index.html")):
            found += [(match.group(), path) for match in signs.finditer(shown)]
        found += [(match.group(), path) for match in re.finditer(r"<!--kheo|kheo-slot|&amp;amp;", page.html)]
    assert summed_up(found) == {}


def test_text_is_composed_and_typeset(pages):
    found = []
    for path, page in whole(pages).items():
        text = "\n".join(page.text)
        if not unicodedata.is_normalized("NFC", text):
            found.append(("not NFC", path))
        found += [
            (match.group(), path) for match in re.finditer(r"\S+ [,;:!?](?!\S)|\(\s|\s\)|,,|\.\.(?!\.)|…\.", text)
        ]
    assert summed_up(found) == {}


def test_the_first_view_of_a_page_stays_within_its_budget(sites):
    heavy = {}
    for site in sites:
        files = tree(site)
        # More than any page asks for: all of the assets, the print sheet included, but the form's, which has its own budget.
        assets = sum(
            len(data) if path.endswith(COMPRESSED_ALREADY) else len(gzip.compress(data, 6))
            for path, data in files.items()
            if path.startswith("assets/") and not path.startswith("assets/form/")
        )
        for path, data in files.items():
            if path.endswith(".html") and assets + len(gzip.compress(data, 6)) > BUDGET:
                heavy[path] = assets + len(gzip.compress(data, 6))
    assert heavy == {}


def test_the_form_stays_within_its_own_budget(sites):
    heavy = {}
    for site in sites:
        page = (site / "gui-mo-hinh/index.html").read_text("utf-8")
        main = page[page.index("<main") : page.index("</main>")].encode()
        parts = [main, *((site / "assets/form" / name).read_bytes() for name in ("form.css", "form.js"))]
        weight = sum(len(gzip.compress(part, 6)) for part in parts)
        if weight > FORM_BUDGET:
            heavy[site.name] = weight
    assert heavy == {}
