"""The pages people wrote, as the engine rendered them: their blocks drawn, heads and blocks put in, and written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from generator.outputs.search import SITE_SCRIPT, site_script
from generator.pipeline.engine import Rendered
from generator.pipeline.legacy_urls import address_of
from generator.publish import Staging
from generator.render.abbreviations import explain
from generator.render.form import known_words
from generator.render.frames import CARD, FOLDER, HEAD, Frames, resolve_optional
from generator.render.pages import blocks, feed_of_all
from generator.render.pages.pictures import Photos
from generator.showcase import Showcase

# What a page holds where a block goes, with the block's name.
_MARKER = re.compile(r"<!--\s*kheo:([a-z]+)\s*-->")
WORD_SCRIPT = "assets/form/word.js"
"""The form's reader of Word files, in the theme and on a site."""
# What the engine writes beside the pages and nobody needs: its own sitemap carries the clock.
_APART = frozenset({"sitemap.xml", "sitemap.xml.gz", SITE_SCRIPT, WORD_SCRIPT})

Drawn = Mapping[tuple[str, str], str]
"""(name of a block, address of the page it is on) -> what it shows there."""


def draw_blocks(showcase: Showcase, rendered: Rendered, photos: Photos) -> Drawn:
    """Draw the blocks of all hand-written pages but that of the open data."""
    drawn = blocks(showcase, photos)
    return {(name, here): str(drawn[name](here)) for name, here in _marked(rendered) if name in drawn}


def pages_with_data(rendered: Rendered) -> list[str]:
    """The addresses of the pages that show the open data."""
    return [here for name, here in _marked(rendered) if name == "data"]


def _marked(rendered: Rendered) -> Iterator[tuple[str, str]]:
    """(name of a block, address of a page that asks for it)."""
    for name, path in _kept(rendered):
        if name.endswith(".html"):
            yield from ((block, address_of(name)) for block in _MARKER.findall(path.read_text(encoding="utf-8")))


def _kept(rendered: Rendered) -> Iterator[tuple[str, Path]]:
    """The files of the engine that belong to the site, in order of path; but the script that gets its words here."""
    for path in sorted(rendered.folder.rglob("*")):
        name = path.relative_to(rendered.folder).as_posix()
        if path.is_file() and not name.startswith(FOLDER) and name not in _APART:
            yield name, path


def write_hand_pages(
    rendered: Rendered, frames: Frames, showcase: Showcase, drawn: Drawn, heads: Mapping[str, str], staging: Staging
) -> list[str]:
    """Copy what the engine rendered, filling blocks and heads of hand-written pages; return these pages' addresses."""
    keep = {"canonical": bool(rendered.site_url), "edit": bool(rendered.edit_base), "noindex": False}
    keep["card"] = bool(frames.card_of(""))
    followed = bool(rendered.site_url) and feed_of_all(showcase) is not None
    addresses = []
    for name, path in _kept(rendered):
        data = path.read_bytes()
        if name.endswith(".html"):
            address = address_of(name)
            of_all = address == "" and followed
            html = resolve_optional(data.decode("utf-8"), keep | {"feed": of_all, "feeds": of_all})
            html = html.replace(CARD, frames.card_of(address))
            html = html.replace(HEAD, heads.get(address, ""))
            html = _MARKER.sub(partial(_block, drawn, address), html)
            data = _explained(html, showcase.abbreviations).encode("utf-8")
            if name.endswith("index.html"):
                addresses.append(address)
        staging.write(name, data)
    staging.write(SITE_SCRIPT, site_script(rendered.folder))
    staging.write(WORD_SCRIPT, known_words().encode("utf-8") + (rendered.folder / WORD_SCRIPT).read_bytes())
    return addresses


def _block(drawn: Drawn, here: str, found: re.Match[str]) -> str:
    return drawn[found.group(1), here]


def _explained(html: str, meanings: Mapping[str, str]) -> str:
    """A whole page with the abbreviations of its main part explained."""
    head, main, rest = html.partition("<main")
    body, end, foot = rest.rpartition("</main>")
    return f"{head}{main}{explain(body, meanings)}{end}{foot}" if end else html
