"""The page of one model: what was done, what came of it, and what proves each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from generator.core.texts import t
from generator.render import wording
from generator.render.markup import story
from generator.render.pages.cards import Cards
from generator.render.pages.criteria import by_criterion
from generator.render.pages.excerpts import oembed_link
from generator.render.pages.kit import press_kit
from generator.render.pages.linked import NEW_LINE, breadcrumbs, model_thing, script
from generator.render.pages.page import Page
from generator.render.pages.pictures import Photos, shown_photos
from generator.render.pages.steps import evidence_in_words, six_steps
from generator.render.pages.tasks import Seen, Task, named
from generator.render.pages.templates import render
from generator.showcase import ModelView, Showcase, addresses


def model_builders(showcase: Showcase, photos: Photos, cards: Cards, seen: Seen, site_url: str = "") -> Iterator[Task]:
    """One page a model, in the showcase's order."""
    by_id = {model.id: model for model in showcase.models}
    names = Counter(model.record.name for model in showcase.models)
    for model in showcase.models:
        title = model.record.name if names[model.record.name] == 1 else _title_among_namesakes(model)
        continues = by_id.get(model.record.continues or "")
        yield Task(
            partial(_model_page, model, title, showcase, photos, cards, continues, site_url),
            ("model", title, seen(model), *_neighbours(model, continues, showcase, seen)),
            model.address,
        )


def _neighbours(model: ModelView, continues: ModelView | None, showcase: Showcase, seen: Seen) -> Iterator[str]:
    """What a model's page shows of others: related models, what it continues, its programmes, what was written of it."""
    yield from seen.all(showcase.related[model.id])
    yield named(continues) if continues else "-"
    programmes = {view.slug: view for view in showcase.programmes} if model.record.programmes else {}
    yield from (named(programmes[slug]) for slug in model.record.programmes if slug in programmes)
    yield from map(named, showcase.coverage.get(model.id, ()))


def _title_among_namesakes(model: ModelView) -> str:
    """Models of one name are told apart by place and id."""
    return t("model.namesake", name=model.record.name, place=model.place.then[0].name, id=model.id)


def _model_page(
    model: ModelView,
    title: str,
    showcase: Showcase,
    photos: Photos,
    cards: Cards,
    continues: ModelView | None,
    site_url: str,
) -> Page:
    steps = six_steps(model.record)
    shown = shown_photos(model, photos)
    article = render(
        "model",
        here=model.address,
        model=model,
        crumbs=_crumbs(model),
        badge=wording.badge(model.record),
        body=story(model.body, top=3),
        steps=steps,
        evidences=evidence_in_words(steps),
        shown=shown,
        cards=cards,
        programmes=[view for view in showcase.programmes if view.slug in model.record.programmes],
        continues=continues,
        criteria=by_criterion(model.record, showcase.criteria),
        coverage=showcase.coverage.get(model.id, ()),
        related=showcase.related[model.id],
        lost=showcase.lost,
        kit=press_kit(model, showcase, shown, site_url),
    )
    head = oembed_link(model.address, title, site_url)
    if site_url:
        way = breadcrumbs(_crumbs(model), model.record.name, model.address, site_url)
        head += NEW_LINE + script(model_thing(model, shown, showcase, site_url), way)
    return Page(model.address, title, model.record.lede, article, model.file, head=head)


def _crumbs(model: ModelView) -> list[tuple[str, str]]:
    """Models, field, and the district then (or the unit itself where it has no district)."""
    units = model.place.then
    unit = units[1] if len(units) > 2 else units[0]
    return [
        (t("nav.models"), addresses.MODELS),
        (model.field.name, model.field.address),
        (unit.record.name, unit.address),
    ]
