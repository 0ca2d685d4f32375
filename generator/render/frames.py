"""Frames: an ordinary page of the theme, rendered once per section and depth, whose slots take any record."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from pathlib import Path
from typing import NamedTuple

from markupsafe import escape

from generator.render.pages import SECTIONS, Page, card_address, section_of
from generator.showcase import addresses

MAX_DEPTH = 4
# Feeds of these pages come as Atom, RSS and JSON Feed, the others as Atom (`generator/outputs/feeds`).
_IN_EVERY_FORMAT = frozenset({"", addresses.NEWS})
FOLDER = "_khung"

# What stands in a frame where a page's own text goes. The private-use letters around the words are refused in
# content (KH103), so that no record, and no name of a province in the footer, can open a slot.
TITLE, DESCRIPTION = "\ue000title\ue001", "\ue000description\ue001"
CANONICAL, EDIT, ARTICLE = "\ue000canonical\ue001", "\ue000edit\ue001", "\ue000article\ue001"
HEAD, FEED, CARD = "\ue000head\ue001", "\ue000feed\ue001", "\ue000card\ue001"

_SLOT = re.compile(rf"({TITLE}|{DESCRIPTION}|{CANONICAL}|{HEAD}|{FEED}|{CARD}|{EDIT}|{ARTICLE})")
_SLOTTED_TAG = re.compile(r"<[^<>]*\ue000[^<>]*>")
_OPTIONAL = re.compile(r"<!--kheo:if-(\w+)-->(.*?)<!--kheo:end-\1-->", re.DOTALL)


def frame_address(section: str, depth: int) -> str:
    """Where the engine renders a frame: a page of that depth, so that its links lead the right number of folders up."""
    return f"{FOLDER}-{section}/" + "x/" * (depth - 1)


def frame_addresses() -> dict[tuple[str, int], str]:
    """(section, depth) -> address of every frame the engine is asked for."""
    return {
        (section, depth): frame_address(section, depth) for section in SECTIONS for depth in range(1, MAX_DEPTH + 1)
    }


def resolve_optional(html: str, keep: dict[str, bool]) -> str:
    """Keep or drop the parts a page may lack (edit link, canonical address, noindex); the markers go in any case."""
    return _OPTIONAL.sub(lambda found: found.group(2) if keep.get(found.group(1), False) else "", html)


class Cut(NamedTuple):
    """A frame cut at its slots. fixed: what is the same on all its pages; tags: the tags that hold slots, cut as well."""

    parts: list[str]
    fixed: str
    tags: list[str]


class Spliced(NamedTuple):
    """A page's bytes; and, for its links, what it has to itself beside the cards, and what it has of its frame."""

    data: bytes
    own: str
    fixed: str


class Frames:
    """The frames of one build, read from the folder the engine rendered into."""

    def __init__(
        self,
        rendered: Callable[[str], str],
        site_url: str,
        edit_base: str,
        cards: Container[str] | None = None,
    ) -> None:
        """`rendered(address)` gives the engine's HTML of a frame; `site_url` ends in "/" or is empty.

        cards: the pages that have a share card of their own; None where no card is drawn.
        """
        self._rendered = rendered
        self._site_url = site_url
        self._edit_base = edit_base
        self._cards = cards
        self._frames: dict[tuple[str, int], dict[tuple[bool, ...], Cut]] = {}

    @classmethod
    def in_folder(cls, folder: Path, site_url: str, edit_base: str, cards: Container[str] | None = None) -> Frames:
        """Frames as the engine left them under `folder`."""

        def rendered(address: str) -> str:
            return (folder / address / "index.html").read_text(encoding="utf-8")

        return cls(rendered, site_url, edit_base, cards)

    def splice(self, page: Page) -> Spliced:
        """Put the page into its frame. Raises KeyError for an address deeper than any frame."""
        key = (section_of(page.address), addresses.depth(page.address))
        if key not in self._frames:
            if not 1 <= key[1] <= MAX_DEPTH:
                raise KeyError(page.address)
            self._frames[key] = {}
        edit = bool(self._edit_base and page.edit_file)
        # Feeds name themselves by their whole address: a site that has none has no feeds.
        feed = bool(self._site_url) and page.feed is not None
        every = feed and page.feed in _IN_EVERY_FORMAT
        cut = self._frames[key].get((edit, page.indexed, feed, every))
        if cut is None:
            cut = self._cut(key, edit=edit, noindex=not page.indexed, feed=feed, feeds=every)
            self._frames[key][edit, page.indexed, feed, every] = cut
        values = {
            TITLE: str(escape(page.title)),
            DESCRIPTION: str(escape(page.description)),
            CANONICAL: str(escape(self._site_url + page.address)),
            HEAD: f"\n{page.head}" if page.head else "",
            CARD: self.card_of(page.address),
            FEED: addresses.to_root(page.address) + (page.feed or ""),
            EDIT: str(escape(self._edit_base + page.edit_file)),
            ARTICLE: str(page.article),
        }
        tags = _filled(cut.tags, values)
        return Spliced(
            _filled(cut.parts, values).encode("utf-8"), f"{tags}{page.head}{page.own or page.article}", cut.fixed
        )

    def card_of(self, address: str) -> str:
        """The whole address of the share card of a page, "" where no card is drawn."""
        if self._cards is None or not self._site_url:
            return ""
        return self._site_url + card_address(address, self._cards)

    def _cut(self, key: tuple[str, int], **keep: bool) -> Cut:
        keep["canonical"] = bool(self._site_url)
        keep["card"] = bool(self._site_url) and self._cards is not None
        html = resolve_optional(self._rendered(frame_address(*key)), keep)
        parts = _SLOT.split(html)
        if ARTICLE not in parts:
            raise ValueError(f"the theme's frame for {key[0]} has no place for the article")
        return Cut(parts, _SLOTTED_TAG.sub("", html), _SLOT.split("".join(_SLOTTED_TAG.findall(html))))


def _filled(cut: list[str], values: dict[str, str]) -> str:
    parts = cut.copy()
    parts[1::2] = [values[slot] for slot in parts[1::2]]
    return "".join(parts)
