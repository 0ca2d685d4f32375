"""What each page of the showcase holds."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from generator.render.pages.blocks import Block, blocks
from generator.render.pages.cards import Cards
from generator.render.pages.follow import feed_of_all, follow_builders
from generator.render.pages.form import form_page
from generator.render.pages.gone import redirect, tombstone_builders
from generator.render.pages.linked import hand_page_heads
from generator.render.pages.listings import listing_builders
from generator.render.pages.lookup import lookup_builders
from generator.render.pages.model import model_builders
from generator.render.pages.news import news_builders
from generator.render.pages.page import SECTIONS, Card, File, Page, section_of
from generator.render.pages.pictures import Photos
from generator.render.pages.programmes import programme_builders
from generator.render.pages.search import search_page
from generator.render.pages.sharing import card_address, share_cards
from generator.render.pages.tasks import Seen, Task
from generator.render.pages.templates import prepare
from generator.showcase import Showcase

__all__ = [
    "SECTIONS",
    "Block",
    "Card",
    "File",
    "Page",
    "Task",
    "blocks",
    "builders",
    "card_address",
    "feed_of_all",
    "hand_page_heads",
    "page_at",
    "prepare",
    "redirect",
    "section_of",
    "share_cards",
]


def builders(showcase: Showcase, photos: Photos, site_url: str = "") -> list[Task]:
    """Return a task for every generated page, in a fixed order; each renders its page when called.

    photos: "content/models/x/anh.jpg" -> the prepared photo. site_url: the site's whole address ending in "/", or ""
    when it is not known; then nothing that must name it (QR code, code to embed) is shown.
    """
    cards, seen = Cards(photos, showcase.abbreviations), Seen(photos)
    pages = [
        *model_builders(showcase, photos, seen, site_url),
        *listing_builders(showcase, cards, seen, site_url),
        *lookup_builders(showcase),
        *news_builders(showcase, photos, cards, seen, site_url),
        *programme_builders(showcase, cards, seen, site_url),
        Task(partial(search_page, showcase)),
        Task(partial(form_page, showcase)),
        *follow_builders(showcase, site_url),
        *tombstone_builders(showcase),
    ]
    return [Task(partial(_finished, task, cards), task.inputs, task.address) for task in pages]


def page_at(address: str, showcase: Showcase, photos: Photos, site_url: str = "") -> Page | None:
    """The page of the record whose page has this address, made alone; None where there is none."""
    return next((task() for task in builders(showcase, photos, site_url) if task.address == address), None)  # type: ignore[return-value]


def _finished(task: Task, cards: Cards) -> Page:
    """The page with its cards, and its abbreviations explained."""
    page = task()
    if not isinstance(page, Page):
        raise TypeError("these tasks make pages, not files")
    filled = cards.fill(page.article, page.address)
    return replace(page, article=filled.html, own=filled.own, cards=filled.cards)
