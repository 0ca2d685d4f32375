"""What stands at an address whose record moved or was taken down: a redirect, a tombstone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.core.texts import t
from generator.render.pages.page import Page
from generator.render.pages.tasks import Task
from generator.render.pages.templates import render
from generator.showcase import Showcase, Tombstone, addresses


def tombstone_builders(showcase: Showcase) -> Iterator[Task]:
    """One page for every withdrawn record: it says so, when, why, and whom to ask."""
    for stone in showcase.tombstones:
        yield Task(partial(_tombstone_page, stone, showcase.province.contact))


def _tombstone_page(stone: Tombstone, contact: str) -> Page:
    back = addresses.NEWS if stone.address.startswith(addresses.NEWS) else addresses.MODELS
    article = render("tombstone", here=stone.address, stone=stone, contact=contact, back=back)
    title = t("tombstone.title")
    return Page(stone.address, title, t("tombstone.lede", date=stone.date), article, indexed=False)


def redirect(old: str, living: str) -> bytes:
    """The document at `old` that leads to `living` and asks no script for it."""
    return render("redirect", target=addresses.href(old, living)).encode("utf-8")
