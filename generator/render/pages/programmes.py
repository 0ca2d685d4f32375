"""Programmes (đề án, kế hoạch, chỉ thị): their list and their pages; never shown as models."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from generator.core.texts import t
from generator.render.markup import story
from generator.render.pages.cards import Cards
from generator.render.pages.excerpts import frame_code, programme_excerpt
from generator.render.pages.follow import feed_of_all
from generator.render.pages.linked import breadcrumbs, programme_thing, script
from generator.render.pages.page import Page
from generator.render.pages.tasks import Seen, Task, named
from generator.render.pages.templates import render
from generator.showcase import ModelView, ProgrammeView, Showcase
from generator.showcase.addresses import PROGRAMMES


def programme_builders(showcase: Showcase, cards: Cards, seen: Seen, site_url: str = "") -> Iterator[Task]:
    """The list, then every programme."""
    by_id = {model.id: model for model in showcase.models}
    yield Task(partial(_list_page, showcase.programmes))
    for programme in showcase.programmes:
        related = (by_id[one] for one in programme.record.related if one in by_id)
        every = {model.id: model for model in (*programme.models, *related)}
        models = tuple(every.values())
        on = ("programme", named(programme), *seen.all(models))
        yield Task(partial(_programme_page, programme, models, showcase, cards, site_url), on, programme.address)


def _list_page(programmes: tuple[ProgrammeView, ...]) -> Page:
    title = t("nav.programmes")
    article = render("programmes", here=PROGRAMMES, title=title, programmes=programmes)
    return Page(PROGRAMMES, title, t("programme.lede"), article)


def _programme_page(
    programme: ProgrammeView, models: tuple[ModelView, ...], showcase: Showcase, cards: Cards, site_url: str
) -> Page:
    crumbs = [(t("nav.programmes"), PROGRAMMES)]
    article = render(
        "programme",
        here=programme.address,
        programme=programme,
        crumbs=crumbs,
        body=story(programme.body),
        models=models,
        cards=cards,
        lost=showcase.lost,
        frame=frame_code(programme_excerpt(programme), showcase, site_url),
    )
    record, address = programme.record, programme.address
    feed = address if showcase.has_feed(address, len(programme.models)) else feed_of_all(showcase)
    head = Markup("")
    if site_url:
        way = breadcrumbs(crumbs, record.name, address, site_url)
        head = script(programme_thing(programme, showcase, site_url), way)
    return Page(address, record.name, record.lede, article, programme.file, feed=feed, head=head)
