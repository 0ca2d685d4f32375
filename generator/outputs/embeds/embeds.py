"""Pages for other sites' frames, one for every record and list, and the oEmbed documents that lead to them.

oEmbed 1.0 (oembed.com), of type "rich", as a static file: discovered by a link in the head of a record's page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial

from generator.core.texts import t
from generator.render.pages import File, Task
from generator.render.pages.excerpts import (
    WIDTH,
    Excerpt,
    frame_code,
    model_excerpt,
    news_excerpt,
    programme_excerpt,
    site_name,
)
from generator.render.pages.listings import listing_excerpts
from generator.render.pages.tasks import named
from generator.render.pages.templates import render
from generator.showcase import Showcase, Tombstone, addresses

_TEXT = json.JSONEncoder(ensure_ascii=False)


def embed_builders(showcase: Showcase, site_url: str) -> Iterator[Task]:
    """Every record, withdrawn ones among them, each with its oEmbed document; then the lists."""
    records: list[tuple[Callable[[], Excerpt], str]] = [
        *((partial(model_excerpt, model), named(model)) for model in showcase.models),
        *((partial(news_excerpt, item), named(item)) for item in showcase.news),
        *((partial(programme_excerpt, programme), named(programme)) for programme in showcase.programmes),
        *((partial(_gone, stone), f"{stone.address} {stone.date} {stone.reason}") for stone in showcase.tombstones),
    ]
    for excerpt, on in records:
        yield Task(partial(_embed, excerpt, showcase, site_url, discovered=bool(site_url)), ("embed", on))
    for excerpt, first in listing_excerpts(showcase):
        yield Task(partial(_embed, excerpt, showcase, site_url, discovered=False), ("embed", *first))


def _embed(excerpt: Callable[[], Excerpt], showcase: Showcase, site_url: str, *, discovered: bool) -> tuple[File, ...]:
    told = excerpt()
    here = addresses.embed(told.address)
    html = render("embed", here=here, excerpt=told, site=site_name(showcase), site_url=site_url)
    page = File(here, html.encode("utf-8"))
    return (page, _oembed(told, showcase, site_url)) if discovered else (page,)


def _gone(stone: Tombstone) -> Excerpt:
    notes = (t("tombstone.lede", date=stone.date), t("tombstone.reason", reason=stone.reason))
    kicker, back = t("tombstone.kicker"), t("excerpt.to_gone")
    return Excerpt(stone.address, t("tombstone.title"), kicker, "", "grey", notes=notes, back=back, gone=True)


def _oembed(told: Excerpt, showcase: Showcase, site_url: str) -> File:
    document = {
        "version": "1.0",
        "type": "link" if told.gone else "rich",
        "title": told.name,
        "provider_name": site_name(showcase),
        "provider_url": site_url,
    }
    if not told.gone:
        document |= {"html": frame_code(told, showcase, site_url), "width": WIDTH, "height": told.height}
    # A line for each key, as `json.dumps` with an indent of 1, which is slow at it.
    lines = ",\n ".join(f"{_TEXT.encode(key)}: {_TEXT.encode(value)}" for key, value in document.items())
    return File(addresses.oembed(told.address), f"{{\n {lines}\n}}\n".encode())
