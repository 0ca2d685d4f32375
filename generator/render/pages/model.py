"""The page of one model in two layers: the story first, then, folded, the dossier with what proves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from generator.core.texts import t
from generator.records.schema import Model
from generator.render.figures import strongest
from generator.render.media.qr import Codes
from generator.render.pages.criteria import by_criterion
from generator.render.pages.kit import press_kit
from generator.render.pages.linked import NEW_LINE, model_thing, script
from generator.render.pages.page import Page
from generator.render.pages.pictures import Photos, shown_photos
from generator.render.pages.sheet import fit
from generator.render.pages.steps import six_steps, steps_summary
from generator.render.pages.story import tell
from generator.render.pages.tasks import Seen, Task, named
from generator.render.pages.templates import render
from generator.render.pages.trust import teller, trust, untold
from generator.showcase import ModelView, Showcase, addresses

# A page of so many letters is read aloud in a minute.
_LETTERS_A_MINUTE = 800
_PARTS = Markup('<link rel="stylesheet" href="{0}assets/model.css">\n<script src="{0}assets/model.js" defer></script>')
_ADVICE = ("who", "first_steps", "needs", "pitfalls", "ask")


def model_builders(showcase: Showcase, photos: Photos, seen: Seen, site_url: str = "") -> Iterator[Task]:
    """One page a model, in the showcase's order."""
    by_id = {model.id: model for model in showcase.models}
    names = Counter(model.record.name for model in showcase.models)
    codes = Codes(site_url + addresses.SHORT) if site_url else None
    for model in showcase.models:
        title = model.record.name if names[model.record.name] == 1 else _title_among_namesakes(model)
        continues, after = by_id.get(model.record.continues or ""), showcase.following.get(model.id)
        yield Task(
            partial(_model_page, model, title, showcase, photos, continues, after, codes, site_url),
            ("model", title, seen(model), *_neighbours(model, continues, after, showcase, seen)),
            model.address,
        )


def _neighbours(
    model: ModelView, continues: ModelView | None, after: ModelView | None, showcase: Showcase, seen: Seen
) -> Iterator[str]:
    """What a model's page shows of others: the next story, related models, what it continues, programmes, coverage."""
    yield seen(after) if after else "-"
    yield from map(named, showcase.related[model.id])
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
    continues: ModelView | None,
    after: ModelView | None,
    codes: Codes | None,
    site_url: str,
) -> Page:
    record, shown = model.record, shown_photos(model, photos)
    best = strongest(record.results, record.finding.result if record.finding else None)
    told, steps = tell(model, shown, best), six_steps(record)
    article = render(
        "model",
        here=model.address,
        model=model,
        best=best,
        told=told,
        fit=fit(model, best),
        trust=trust(record),
        minutes=_minutes(record, model.body),
        advice=[key for key in _ADVICE if record.how_to and getattr(record.how_to, key)],
        gaps=[t(f"try.gap_{key}") for key in _ADVICE if not (record.how_to and getattr(record.how_to, key))],
        whose=teller(record),
        tell_at=_tell_address(showcase),
        after=after,
        after_photo=next(iter(shown_photos(after, photos)), None) if after else None,
        steps=steps,
        steps_sum=steps_summary(steps, teller(record)),
        untold=untold(model),
        programmes=[view for view in showcase.programmes if view.slug in record.programmes],
        continues=continues,
        criteria=by_criterion(record, showcase.criteria),
        coverage=showcase.coverage.get(model.id, ()),
        related=showcase.related[model.id],
        lost=showcase.lost,
        kit=press_kit(model, showcase, shown, codes, site_url),
    )
    head = _PARTS.format(addresses.to_root(model.address))
    if site_url:
        head += NEW_LINE + script(model_thing(model, shown, showcase, site_url))
    return Page(model.address, title, record.lede, article, model.file, head=head)


def _minutes(record: Model, body: str) -> int:
    read = sum(len(text or "") for text in (record.name, record.lede, record.scene, record.problem, body))
    return max(1, round(read / _LETTERS_A_MINUTE))


def _tell_address(showcase: Showcase) -> str:
    """Where readers are asked to tell more; "" where the site has no such page."""
    return next((f"{name}/" for name in ("dong-gop", "gioi-thieu") if name in showcase.hand_pages), "")
