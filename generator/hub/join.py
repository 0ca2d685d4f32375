"""Writes the hub: front page with search, the list of all models, joined feeds, the provinces' search indexes beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import merge, nlargest
from itertools import islice, pairwise
from pathlib import Path
from urllib.parse import urlsplit

from generator import __version__
from generator.feeds import FORMATS, LATEST, Channel, Item, permanent_id
from generator.hub.files import HubError
from generator.hub.read import HubModel, HubProvince, read_province
from generator.hub.search import first_numbers, search_files
from generator.pages.templates import THEME, render
from generator.publish import Published, open_staging
from generator.search import SCRIPTS, scripts
from generator.showcase import addresses
from generator.showcase.addresses import FEEDS, MODELS
from generator.texts import t
from generator.vietnamese import PartialDate, format_number, sort_key

PER_PAGE = 100
SHOWN_ITEMS = 10
READS = ("du-lieu/v1", "feed.json", "tim")
"""Files and folders of a published site that are read; feed.json may be missing."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What was joined: names of the provinces, number of models, and what publishing did."""

    provinces: tuple[str, ...]
    models: int
    published: Published


def join(folders: Sequence[Path], target: Path, name: str, site_url: str = "", jobs: int = 1) -> Joined:
    """Join the published sites in `folders` into `target`. Raises HubError and PublishError; then nothing changed.

    name: of the hub. site_url: the hub's whole address ending in "/", or ""; then it has no feeds.
    jobs: processes.
    """
    provinces = sorted(map(read_province, folders), key=lambda one: (sort_key(one.name), one.slug))
    for one, other in pairwise(provinces):
        if one.slug == other.slug:
            raise HubError(f"{one.folder} và {other.folder} là cùng một tỉnh ({one.slug}).")
    with open_staging(target, version=__version__) as staging:
        for address, data in _files(provinces, name, site_url, jobs):
            staging.write(address, data)
        published = staging.commit(urlsplit(site_url).path or "/", site_url)
    return Joined(tuple(one.name for one in provinces), sum(one.models for one in provinces), published)


def _files(
    provinces: list[HubProvince], name: str, site_url: str, jobs: int
) -> Iterator[tuple[str, bytes]]:
    items = nlargest(LATEST, (item for one in provinces for item in one.items), key=lambda item: item.order)
    yield "", _front(provinces, items, name, bool(site_url and items))
    yield from _list(provinces, name)
    if site_url and items:
        yield from _feeds(items, name, site_url)
    yield from search_files([one.index for one in provinces], jobs)
    assets = THEME / "assets"
    for path in sorted(assets.rglob("*")):
        name = f"assets/{path.relative_to(assets).as_posix()}"
        if path.is_file() and path.suffix not in {".md", ".txt"} and not name.startswith(SCRIPTS):
            yield name, path.read_bytes()
    for name, data in scripts(THEME / SCRIPTS):
        yield SCRIPTS + name, data
    yield "assets/search/hub.js", (THEME / "hub" / "hub.js").read_bytes()


def _list(provinces: list[HubProvince], name: str) -> Iterator[tuple[str, bytes]]:
    """All models by name. Each province lists its own so: they are woven, none is held for long."""
    models = merge(*map(_of_province, provinces), key=lambda pair: sort_key(pair[0].name))
    total = sum(one.models for one in provinces)
    pages = max(1, -(-total // PER_PAGE))
    for number in range(1, pages + 1):
        here = addresses.page(MODELS, number)
        shown = list(islice(models, PER_PAGE))
        yield here, _page(here, "hub-list", name, t("nav.models"), models=shown, number=number, pages=pages, total=format_number(total))
    # To the end, where a province is found to have more than it told.
    for _ in models:
        pass


def _of_province(province: HubProvince) -> Iterator[tuple[HubModel, HubProvince]]:
    return ((model, province) for model in province.listed())


def _front(provinces: list[HubProvince], items: list[Item], name: str, feeds: bool) -> bytes:
    firsts = first_numbers([one.index for one in provinces])
    return _page(
        "",
        "hub",
        name,
        name,
        provinces=[(one, format_number(one.models), _day(one.updated)) for one in provinces],
        search=[
            {"slug": one.slug, "name": one.name, "url": one.url, "first": first}
            for one, first in zip(provinces, firsts[:-1], strict=True)
        ],
        total=format_number(sum(one.models for one in provinces)),
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
