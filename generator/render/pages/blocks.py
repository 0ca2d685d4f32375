"""What the marker lines of hand-written pages (<!-- kheo:home -->) stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby

from markupsafe import Markup

from generator.core.texts import t
from generator.core.vietnamese import sort_key
from generator.records.schema import Breakdown, StepEvidence, StepName
from generator.records.schema.statistics import BreakdownBy
from generator.render.figures import strongest
from generator.render.pages.criteria import evidence_counts
from generator.render.pages.lead import SECONDS, lead_story, second_stories
from generator.render.pages.pictures import Photos, first_photo
from generator.render.pages.search import examples
from generator.render.pages.steps import six_steps
from generator.render.pages.templates import render
from generator.showcase import Group, ModelView, NewsView, ProgrammeView, Showcase, StatisticView
from generator.showcase.addresses import to_root

FEW = 3
CLAIMS_SHOWN = 2
PLACES_SHOWN = 3
LATEST_NEWS = 2
PROGRAMMES_SHOWN = 5

Block = Callable[[str], Markup]


def blocks(showcase: Showcase, photos: Photos | None = None) -> dict[str, Block]:
    """Return name of a marker -> what draws it for the page at a given address; `data` is drawn by the room of the data."""
    drawn: Mapping[str, Callable[..., Markup]] = {
        "home": partial(_home, photos=photos or {}),
        "statistics": _statistics,
        "coverage": _coverage,
        "steps": _steps,
        "criteria": _criteria,
        "fields": _fields,
    }
    return {name: partial(draw, showcase) for name, draw in drawn.items()}


def _hues(showcase: Showcase) -> dict[str, str]:
    return {field.slug: field.hue for field in showcase.fields}


def _home(showcase: Showcase, here: str, photos: Photos) -> Markup:
    total, divided = _published_total(showcase)
    held = len(showcase.models)
    fields = [group for group in showcase.groups["field"] if group.models]
    lead = lead_story(showcase.models)
    seconds = second_stories(showcase.models, lead, SECONDS if lead else SECONDS + 1)
    return render(
        "home",
        here=here,
        root=to_root(here),
        lead=lead,
        best=strongest(lead.record.results, lead.record.finding.result if lead.record.finding else None)
        if lead
        else None,
        examples=examples(showcase, [*([lead] if lead else []), *seconds]),
        seconds=[(model, first_photo(model, photos)) for model in seconds],
        fields=[(group, _claims(group, len(fields))) for group in fields],
        places=_places(showcase, [*([lead] if lead else []), *seconds]),
        total=total,
        divided=divided,
        hues=_hues(showcase),
        held=held,
        programmes=_foremost(showcase) if held < FEW else (),
        news=showcase.news[:LATEST_NEWS],
        reach=showcase.province.reach,
        tell_at="dong-gop/" if "dong-gop" in showcase.hand_pages else "",
    )


def _claims(group: Group, fields: int) -> str:
    """What the stories of a field are about, in one line; of many fields one story each."""
    shown = CLAIMS_SHOWN if fields <= FEW else 1
    names = [model.record.claim or model.record.name for model in group.models[:shown]]
    rest = len(group.models) - len(names)
    return "; ".join([*names, *([t("home.others", count=rest)] if rest else [])])


def _places(showcase: Showcase, shown: list[ModelView]) -> list[ModelView]:
    """Models whose places show how old and new names are written: those above first, each place once."""
    found: dict[str, ModelView] = {}
    for model in [*shown, *showcase.models]:
        if model.place.changed and len(model.place.then) > 2:
            found.setdefault(model.place.then[0].slug, model)
    return list(found.values())[:PLACES_SHOWN]


def _foremost(showcase: Showcase) -> list[ProgrammeView]:
    """Programmes for the front page of a site with few models or none: those with figures first."""
    return sorted(showcase.programmes, key=lambda view: not view.record.results)[:PROGRAMMES_SHOWN]


def _published_total(showcase: Showcase) -> tuple[StatisticView, Breakdown] | tuple[None, None]:
    """The first published statistic that is divided by field of work, else that is divided at all; and its division."""
    divided = [(view, one) for view in showcase.statistics for one in view.record.breakdowns]
    by_field = (pair for pair in divided if pair[1].by is BreakdownBy.FIELD)
    return next(by_field, divided[0] if divided else (None, None))


def _statistics(showcase: Showcase, here: str) -> Markup:
    held = [
        (t("held.by_status"), [(t(f"status.{status}"), count, "") for status, count in _by_status(showcase)]),
        *(
            (
                t(f"held.by_{facet}"),
                [(group.name, len(group.models), group.address) for group in showcase.groups[facet]],
            )
            for facet in ("field", "level")
        ),
    ]
    held = [(caption, rows) for caption, rows in held if rows]
    return render(
        "statistics", here=here, statistics=showcase.statistics, hues=_hues(showcase), held=held, lost=showcase.lost
    )


def _by_status(showcase: Showcase) -> list[tuple[str, int]]:
    counts = showcase.counts_by_status()
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _coverage(showcase: Showcase, here: str) -> Markup:
    outlets: dict[str, list[NewsView]] = {}
    for item in showcase.news:
        outlets.setdefault(item.record.source.outlet or t("unknown.outlet"), []).append(item)
    months = [(month, list(items)) for month, items in groupby(showcase.news, key=_month)]
    return render(
        "coverage",
        here=here,
        outlets=sorted(outlets.items(), key=lambda pair: (-len(pair[1]), sort_key(pair[0]))),
        months=months,
        lost=showcase.lost,
    )


def _month(item: NewsView) -> str:
    published = item.record.published
    if published is None:
        return t("news.undated")
    year = t("news.year", year=published.year)
    if published.month is None:
        return year
    return t("news.of_month", month=t("news.month", month=published.month), year=year)


def _steps(showcase: Showcase, here: str) -> Markup:
    counts = {name: Counter[StepEvidence]() for name in StepName}
    for model in showcase.models:
        for step in six_steps(model.record):
            counts[step.name][step.evidence] += 1
    rows = [(name, [counts[name][evidence] for evidence in StepEvidence]) for name in StepName]
    return render("steps", here=here, rows=rows, evidences=list(StepEvidence), held=len(showcase.models))


def _criteria(showcase: Showcase, here: str) -> Markup:  # noqa: ARG001 - every block takes the page's address
    appraised, found = evidence_counts(showcase)
    held = len(showcase.models)
    return render("criteria", criteria=showcase.criteria, held=held, appraised=appraised, found=found)


def _fields(showcase: Showcase, here: str) -> Markup:  # noqa: ARG001 - every block takes the page's address
    return render("fields", fields=showcase.fields)
