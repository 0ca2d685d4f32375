"""Where everything lies on the site: one place decides every address, and links between pages are relative.

An address is the path below the site's root: "mo-hinh/x/" for a page (its file is index.html), "a/b.webp"
for a file, "" for the front page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

MODELS = "mo-hinh/"
NEWS = "tin-tuc/"
NEWS_ARCHIVE = "tin-tuc/luu-tru/"
PROGRAMMES = "chuong-trinh/"
STATISTICS = "thong-ke/"
SHORT = "m/"
EMBEDS = "nhung/"
PHOTOS = "anh/"
SHARE_CARDS = "chia-se/"
DATA = "du-lieu/v1/"
FOLLOW = "theo-doi/"
FORM = "gui-mo-hinh/"
CALENDAR = "lich.ics"
FEEDS = ("atom.xml", "rss.xml", "feed.json")
"""The files of a feed, in the folder of the page it follows: all of them for everything and the news, else the first."""

# facet -> folder of its listings
FACETS = {
    "field": "linh-vuc/",
    "place": "dia-ban/",
    "organisation": "don-vi/",
    "year": "nam/",
    "level": "cap/",
}
FOLLOWED = ("field", "place")
"""The facets whose listings have feeds."""

PAGE_FROM = 3
"""An organisation with so many models has a page of its own; the models of others are named in the list of organisations."""

FEED_FROM = 5
"""A list of so many records has a feed; a shorter one is followed with everything."""
UNKNOWN = "khong-ro"

# Stands for the way to the root in HTML that may be put on pages of any depth; content cannot hold it (KH103).
ANYWHERE = "\ue004"
PLACE_LOOKUP = FACETS["place"] + "tra-cuu/"


def model(slug: str) -> str:
    """Address of a model's page."""
    return f"{MODELS}{slug}/"


def short(record_id: str) -> str:
    """The short permanent address printed under QR codes: a light page that others frame, and that leads on to the record."""
    return f"{SHORT}{record_id.lower()}/"


def embed(address: str) -> str:
    """Address of the light page that other sites show in a frame in place of the page at `address`."""
    return EMBEDS + address


def share_card(address: str) -> str:
    """Address of the share card of the page at `address`; that of the front page stands for the whole site."""
    return f"{SHARE_CARDS}{address.removesuffix('/') or 'trang-dau'}.png"


def news(slug: str) -> str:
    """Address of a news item's page."""
    return f"{NEWS}{slug}/"


def programme(slug: str) -> str:
    """Address of a programme's page."""
    return f"{PROGRAMMES}{slug}/"


def listing(facet: str, slug: str) -> str:
    """Address of the first page of a listing."""
    return f"{FACETS[facet]}{slug}/"


def entry(facet: str, slug: str) -> str:
    """Address of a group's entry in the list of its facet."""
    return f"{FACETS[facet]}#{slug}"


def page(address: str, number: int) -> str:
    """Address of page `number` (1-based) of the listing at `address`."""
    return address if number == 1 else f"{address}trang/{number}/"


def depth(address: str) -> int:
    """How many folders below the root a page or file lies."""
    return address.count("/")


def to_root(address: str) -> str:
    """The relative prefix that leads from `address` to the site's root."""
    return "../" * depth(address) if address != ANYWHERE else ANYWHERE


def href(here: str, there: str) -> str:
    """Relative link from the page at `here` to the address `there` (which may end in #fragment)."""
    return to_root(here) + there or "./"


# A record's or listing's page inside any address: "nhung/mo-hinh/x/", "du-lieu/v1/mo-hinh/x.json", "mo-hinh/x/".
_PAGE = re.compile(
    rf"(?:^|/)((?:{'|'.join(re.escape(folder) for folder in (MODELS, NEWS, PROGRAMMES, *FACETS.values()))})"
    r"[a-z0-9]+(?:-[a-z0-9]+)*)(?=[/.]|\Z)"
)


def page_of(address: str) -> str:
    """The page "mo-hinh/x/" of which `address` is a form; "" for what belongs to no record and no listing.

    Every form of a page (embed, data file, feed, share card) has the page's own address inside its own, between
    "/" or the beginning and "/", "." or the end; so what is done for a page's address is done for all its forms.
    """
    found = _PAGE.search(address)
    return f"{found.group(1)}/" if found else ""


def forms(page: str, published: Iterable[str]) -> list[str]:
    """Every form of a page among the published addresses, the page itself included, in their order."""
    stem = page.removesuffix("/")
    return [address for address in published if stem in address and page_of(address) == page]


def under(address: str, page: str, other: str) -> str:
    """The address of the same form under another page: under("a/mo-hinh/x.json", "mo-hinh/x/", "mo-hinh/y/")."""
    found = _PAGE.search(address)
    if found is None or f"{found.group(1)}/" != page:
        raise ValueError(f"{address!r} is no form of {page!r}")
    return address[: found.start(1)] + other.removesuffix("/") + address[found.end(1) :]
