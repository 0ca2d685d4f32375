"""The sample's records as plain values, resolved and put in words, so that peers only have to lay them out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.core.texts import t
from generator.pipeline.check import check_site
from generator.records.schema import Result
from generator.render import wording
from generator.showcase import ModelView, Showcase, arrange
from generator.showcase.addresses import FACETS

PER_PAGE = 24
# facet -> what peers call the taxonomy; its folder is ours.
TAXONOMIES = {
    "field": "fields",
    "place": "places",
    "organisation": "organisations",
    "year": "years",
    "level": "levels",
}


@dataclass(frozen=True, slots=True)
class Plain:
    """models: slug -> (front matter, story). terms: taxonomy -> slug -> name; a model's front matter lists slugs."""

    models: dict[str, tuple[dict[str, Any], str]]
    terms: dict[str, dict[str, str]]


def plain(root: Path) -> Plain:
    """Read the site under `root`."""
    showcase = arrange(check_site(root).records)
    groups = _groups(showcase)
    models = {model.slug: (_values(model) | groups[model.id], model.body) for model in showcase.models}
    terms = {
        name: {group.slug: group.name[:1].upper() + group.name[1:] for group in showcase.groups[facet]}
        for facet, name in TAXONOMIES.items()
    }
    return Plain(models, terms)


def folder(taxonomy: str) -> str:
    """The folder of a taxonomy's listings, without the slash."""
    return next(FACETS[facet] for facet, name in TAXONOMIES.items() if name == taxonomy).rstrip("/")


def _groups(showcase: Showcase) -> dict[str, dict[str, list[str]]]:
    """Id -> taxonomy -> the listings that hold the model."""
    found: dict[str, dict[str, list[str]]] = {
        model.id: {name: [] for name in TAXONOMIES.values()} for model in showcase.models
    }
    for facet, name in TAXONOMIES.items():
        for group in showcase.groups[facet]:
            for model in group.models:
                found[model.id][name].append(group.slug)
    return found


def _values(model: ModelView) -> dict[str, Any]:
    record = model.record
    return {
        "title": record.name,
        "lede": record.lede,
        "badge": wording.badge(record).text,
        "where": wording.place_then(model),
        "facts": [{"name": name, "value": value} for name, value in _facts(model) if value],
        "figures": [_figure(result) for result in record.results],
        "timeline": [
            {"name": t(f"steps.{step.step}"), "text": wording.step(step)}
            for step in record.steps
            if step.evidence != "unknown"
        ],
        "limits": list(record.limits),
        "sources": [
            {"title": source.title, "line": wording.source_line(source), "url": str(source.url or "")}
            for source in record.sources
        ],
        "reviewed": wording.on_day(record.reviewed.date),
    }


def _facts(model: ModelView) -> list[tuple[str, str]]:
    record = model.record
    return [
        (t("fact.place"), model.place.then_text),
        (t("place.today"), model.place.today_text if model.place.changed else ""),
        (t("fact.lead"), "; ".join(view.name for view in model.leads)),
        (t("fact.partners"), "; ".join(view.name for view in model.partners)),
        (t("fact.field"), "; ".join((model.field.name, *model.topics))),
        (t("fact.period"), "; ".join(wording.period(record.period))),
        (t("fact.status"), t(f"status.{record.status}")),
        (t("fact.id"), record.id),
    ]


def _figure(result: Result) -> dict[str, str]:
    before, after = (
        wording.bounded(value.value, value.bound, result.unit) if value is not None and value.value is not None else ""
        for value in (result.baseline, result.result)
    )
    counted = None not in {result.numerator, result.denominator}
    base = f"{result.numerator}/{result.denominator} {result.denominator_name or ''}" if counted else ""
    return {"indicator": result.indicator, "before": before, "after": after, "base": base}
