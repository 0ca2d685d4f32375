"""Writes the hub: front page with search, the list of all models, joined feeds, the provinces' search indexes beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nlargest
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from generator import __version__
from generator.feeds import FORMATS, LATEST, Channel, Item, permanent_id
from generator.hub.read import HubError, HubModel, HubProvince, read_province
from generator.pages.templates import THEME, render
from generator.publish import Published, open_staging
from generator.search import FOLDER, SCRIPTS, scripts
from generator.showcase import addresses
from generator.showcase.addresses import FEEDS, MODELS
from generator.texts import t
from generator.vietnamese import PartialDate, format_number, sort_key

PER_PAGE = 100
SHOWN_ITEMS = 10
PROVINCES = "tinh/"


@dataclass(frozen=True, slots=True)
class Joined:
    """What was joined: names of the provinces, number of models, and what publishing did."""

    provinces: tuple[str, ...]
    models: int
    published: Published


def join(folders: Sequence[Path], target: Path, name: str, site_url: str = "") -> Joined:
    """Join the published sites in `folders` into `target`. Raises HubError and PublishError; then nothing changed.

    name: of the hub. site_url: the hub's whole address ending in "/", or ""; then it has no feeds.
    """
    provinces = sorted(map(read_province, folders), key=lambda one: (sort_key(one.name), one.slug))
    for one, other in pairwise(provinces):
        if one.slug == other.slug:
            raise HubError(f"{one.folder} và {other.folder} là cùng một tỉnh ({one.slug}).")
    models = [(model, province) for province in provinces for model in province.models]
    models.sort(key=lambda pair: (sort_key(pair[0].name), pair[0].url))
    with open_staging(target, version=__version__) as staging:
        for address, data in _files(provinces, models, name, site_url):
            staging.write(address, data)
        published = staging.commit(urlsplit(site_url).path or "/", site_url)
    return Joined(tuple(one.name for one in provinces), len(models), published)


def _files(
    provinces: list[HubProvince], models: list[tuple[HubModel, HubProvince]], name: str, site_url: str
) -> Iterator[tuple[str, bytes]]:
    items = nlargest(LATEST, (item for one in provinces for item in one.items), key=lambda item: item.order)
    yield "", _front(provinces, len(models), items, name, bool(site_url and items))
    pages = max(1, -(-len(models) // PER_PAGE))
    for number in range(1, pages + 1):
        here = addresses.page(MODELS, number)
        shown = models[(number - 1) * PER_PAGE : number * PER_PAGE]
        yield here, _page(here, "hub-list", name, t("nav.models"), models=shown, number=number, pages=pages, total=format_number(len(models)))
    if site_url and items:
        yield from _feeds(items, name, site_url)
    for province in provinces:
        for path, data in province.search_files():
            yield f"{PROVINCES}{province.slug}/{FOLDER}{path}", data
    assets = THEME / "assets"
    for path in sorted(assets.rglob("*")):
        name = f"assets/{path.relative_to(assets).as_posix()}"
        if path.is_file() and path.suffix not in {".md", ".txt"} and not name.startswith(SCRIPTS):
            yield name, path.read_bytes()
    for name, data in scripts(THEME / SCRIPTS):
        yield SCRIPTS + name, data
    yield "assets/search/hub.js", (THEME / "hub" / "hub.js").read_bytes()


def _front(provinces: list[HubProvince], models: int, items: list[Item], name: str, feeds: bool) -> bytes:
    return _page(
        "",
        "hub",
        name,
        name,
        provinces=[(one, format_number(one.totals["mo-hinh"]), _day(one.updated)) for one in provinces],
        search=[{"name": one.name, "url": one.url, "root": f"{PROVINCES}{one.slug}/"} for one in provinces],
        total=format_number(models),
        items=items[:SHOWN_ITEMS],
        feeds=feeds,
    )


def _day(updated: str) -> str:
    return PartialDate(updated).text() if updated else t("unknown.unknown")


def _page(here: str, template: str, name: str, title: str, **values: object) -> bytes:
    """A whole page; the hub has no engine behind it, for it has no hand-written pages."""
    address_of = partial(addresses.page, MODELS)
    article = render(template, here=here, title=title, pages_address=MODELS, address_of=address_of, **values)
    root = addresses.to_root(here) or "./"
    return render("hub-page", root=root, site=name, title=title, article=article).encode()


def _feeds(items: list[Item], name: str, site_url: str) -> Iterator[tuple[str, bytes]]:
    """The provinces' feeds as one; entries keep their ids, so who follows both sees none twice."""
    key, about = permanent_id(f"hub/{site_url}"), t("hub.feed", name=name)
    channel = Channel(key, "", name, about, name, t("hub.rights"), tuple(items), items[0].updated)
    for file, make in zip(FEEDS, FORMATS, strict=True):
        yield file, make(site_url)(channel)
