"""One page as the generator hands it to a frame: its address, what its slots hold, and which frame it needs."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.render.abbreviations import Use


@dataclass(frozen=True, slots=True)
class Card:
    """A model drawn for other pages. html: with ANYWHERE for the way to the root; uses: the abbreviations in it."""

    id: str
    html: str
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page.

    address: "mo-hinh/x/". section: which frame and which item of the header is current (see `section_of`).
    title, description: plain text, escaped when spliced. article: finished HTML of the page's <main>.
    feed: address of the page whose feed this page offers, None for none; a frame offers it where the site has feeds.
    head: finished HTML for the end of what the page says of itself in <head>.
    edit_file: content file behind the page ("" when there is none).
    own, cards: the article's own part, and the cards it shares with other pages, by which its links are found.
    """

    address: str
    title: str
    description: str
    article: Markup
    edit_file: str = ""
    indexed: bool = True
    feed: str | None = None
    head: Markup = Markup("")  # noqa: RUF009 - immutable
    own: str = ""
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A finished file that needs no frame: its address and its bytes."""

    address: str
    data: bytes


# first part of an address -> section of the header
_SECTIONS = {
    "": "home",
    "mo-hinh": "models",
    "linh-vuc": "models",
    "don-vi": "models",
    "nam": "models",
    "cap": "models",
    "chuong-trinh": "programmes",
    "dia-ban": "places",
    "thong-ke": "statistics",
    "tin-tuc": "news",
    "bao-chi": "press",
}
SECTIONS = tuple(dict.fromkeys([*_SECTIONS.values(), "about"]))


def section_of(address: str) -> str:
    """The section of the header an address belongs to; "about" for everything of the footer."""
    return _SECTIONS.get(address.split("/", 1)[0], "about")
