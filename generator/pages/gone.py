"""Addresses that stay when a record moved or was taken down: redirects and tombstones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from generator.pages.page import Page
from generator.pages.templates import render
from generator.showcase import Showcase, Tombstone, addresses
from generator.texts import t


def tombstone_builders(showcase: Showcase) -> Iterator[Callable[[], Page]]:
    """One page for every withdrawn record: it says so, when, why, and whom to ask."""
    for stone in showcase.tombstones:
        yield partial(_tombstone_page, stone, showcase.province.contact)


def _tombstone_page(stone: Tombstone, contact: str) -> Page:
    back = addresses.NEWS if stone.address.startswith(addresses.NEWS) else addresses.MODELS
    article = render("tombstone", here=stone.address, stone=stone, contact=contact, back=back)
    title = t("tombstone.title")
    return Page(stone.address, title, t("tombstone.lede", date=stone.date), article, indexed=False)


def redirects(showcase: Showcase) -> Iterator[tuple[str, bytes]]:
    """(address, document) that leads every old and every short address to where the record is now."""
    for old, living in sorted(showcase.redirects.items()):
        document = render("redirect", target=addresses.href(old, living))
        yield old, document.encode("utf-8")
