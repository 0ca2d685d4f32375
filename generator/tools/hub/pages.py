"""What the hub shows beside its search: the front page, the list of all models, the joined feeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from heapq import merge, nlargest
from itertools import islice

from generator.core.texts import t
from generator.core.vietnamese import PartialDate, format_number, sort_key
from generator.outputs.feeds import FORMATS, LATEST, Channel, Item, permanent_id
from generator.render.pages.templates import render
from generator.showcase import addresses
from generator.showcase.addresses import FEEDS, MODELS
from generator.tools.hub.models import HubModel
from generator.tools.hub.read import HubProvince
from generator.tools.hub.search import first_numbers

PER_PAGE = 100
SHOWN_ITEMS = 10


def front_and_feeds(provinces: Sequence[HubProvince], name: str, site_url: str) -> Iterator[tuple[str, bytes]]:
    """The front page and, where the hub has an address, its feeds, as (address, bytes)."""
    items = nlargest(LATEST, (item for one in provinces for item in one.items), key=lambda item: item.order)
    yield "", _front(provinces, items, name, bool(site_url and items))
    if site_url and items:
        yield from _feeds(items, name, site_url)


def list_pages(provinces: Sequence[HubProvince], name: str) -> Iterator[tuple[str, bytes]]:
    """All models by name, as (address, bytes). Each province lists its own so: they are woven, none is held for long. Raises HubError."""
    models = merge(*map(_of_province, provinces), key=lambda pair: sort_key(pair[0].name))
    total = sum(one.models for one in provinces)
    pages = max(1, -(-total // PER_PAGE))
    for number in range(1, pages + 1):
        here = addresses.page(MODELS, number)
        shown = list(islice(models, PER_PAGE))
        yield (
            here,
            _page(
                here,
                "hub-list",
                name,
                t("nav.models"),
                models=shown,
                number=number,
                pages=pages,
                total=format_number(total),
            ),
        )
    # To the end, where a province is found to have more than it told.
    for _ in models:
        pass


def _of_province(province: HubProvince) -> Iterator[tuple[HubModel, HubProvince]]:
    return ((model, province) for model in province.listed())


def _front(provinces: Sequence[HubProvince], items: list[Item], name: str, feeds: bool) -> bytes:
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
