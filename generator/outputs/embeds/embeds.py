"""Light pages for other sites' frames. A model's is its short address too: opened by itself it leads on to the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from generator.core.texts import t
from generator.render.pages import File, Task
from generator.render.pages.excerpts import Excerpt, model_excerpt, programme_excerpt, site_name
from generator.render.pages.listings import listing_excerpts
from generator.render.pages.tasks import named
from generator.render.pages.templates import render
from generator.showcase import Showcase, Tombstone, addresses

CardOf = Callable[[str], str]
"""Address of a page -> the whole address of its share card, "" where none is drawn."""


def embed_builders(showcase: Showcase, site_url: str, card_of: CardOf = lambda _: "") -> Iterator[Task]:
    """A page for every model at its short address, for every programme, for the whole list and those of fields."""
    for model in showcase.models:
        yield _task(
            partial(model_excerpt, model), named(model), model.short_address, showcase, site_url, card_of(model.address)
        )
    for stone in showcase.tombstones:
        if stone.name:
            on = f"{stone.address} {stone.date} {stone.reason}"
            yield _task(partial(_gone, stone), on, addresses.short(stone.name), showcase, site_url)
    others: list[tuple[Callable[[], Excerpt], str, str]] = [
        *((partial(programme_excerpt, one), named(one), one.address) for one in showcase.programmes),
        *((excerpt, " ".join(first), first[0]) for excerpt, first in listing_excerpts(showcase)),
    ]
    for excerpt, on, address in others:
        yield _task(excerpt, on, addresses.embed(address), showcase, site_url)


def _task(
    excerpt: Callable[[], Excerpt], on: str, here: str, showcase: Showcase, site_url: str, card: str = ""
) -> Task:
    return Task(partial(_embed, excerpt, here, showcase, site_url, card), ("embed", here, on, card))


def _embed(excerpt: Callable[[], Excerpt], here: str, showcase: Showcase, site_url: str, card: str) -> File:
    told = excerpt()
    leads_on = here.startswith(addresses.SHORT)
    html = render(
        "embed",
        here=here,
        excerpt=told,
        site=site_name(showcase),
        site_url=site_url,
        leads_on=leads_on,
        card=card,
    )
    return File(here, html.encode("utf-8"))


def _gone(stone: Tombstone) -> Excerpt:
    notes = (t("tombstone.lede", date=stone.date), t("tombstone.reason", reason=stone.reason))
    kicker, back = t("tombstone.kicker"), t("excerpt.to_gone")
    return Excerpt(stone.address, t("tombstone.title"), kicker, "", "grey", notes=notes, back=back, gone=True)
