"""The published form of every record: what the record holds, less what is nobody's business, and what the site adds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from generator.exports.words import Words
from generator.pages import wording
from generator.schema import Record
from generator.showcase import (
    FieldView,
    ModelView,
    NewsView,
    OrganisationView,
    ProgrammeView,
    Showcase,
    StatisticView,
    UnitView,
)
from generator.texts import t

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

# Consent papers are kept by offices; where and by whom is nobody else's business. What is taken down is not here.
_PHOTOS = {"__all__": {"people", "minors", "child_consent", "guardian_consent"}}
EXCLUDED: dict[str, dict[str, Any]] = {
    "model": {"slug": True, "withdrawn": True, "honouree": {"consent"}, "photos": _PHOTOS},
    "news": {"slug": True, "withdrawn": True, "photos": _PHOTOS},
    **{kind: {"slug": True} for kind in ("programme", "statistic", "field", "place", "organisation", "criterion")},
}
"""Kind of record -> keys that are not published as the record has them."""


@dataclass(frozen=True, slots=True)
class Published:
    """One record: its slug, the date of its last review (None where the kind has none), and its JSON in one line."""

    slug: str
    updated: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Collection:
    """All records of a kind. name: its part of addresses ("mo-hinh"); single: whether each has a file of its own."""

    name: str
    kind: str
    single: bool
    records: tuple[Published, ...]

    @property
    def updated(self) -> str | None:
        """The date of the latest review, None where none is kept."""
        return max((record.updated for record in self.records if record.updated), default=None)


COLLECTIONS = {
    "mo-hinh": "model",
    "tin-tuc": "news",
    "chuong-trinh": "programme",
    "thong-ke": "statistic",
    "linh-vuc": "field",
    "dia-ban": "place",
    "don-vi": "organisation",
    "tieu-chi": "criterion",
}
"""Name of a collection -> kind of its records."""
_WITH_PAGE = frozenset({"model", "news", "programme"})


def collections(showcase: Showcase, site_url: str, words: Words) -> list[Collection]:
    """Every collection, records in the showcase's order; `site_url` ends in "/", or is "" where it is not known."""

    def url(address: str) -> str | None:
        return site_url + address if site_url else None

    def of_model(view: ModelView) -> dict[str, Any]:
        place = {"short_address": view.short_address, "short_url": url(view.short_address)}
        return {**_reviewed(view, url), **place, "in_words": words[view.address]}

    def of_news(view: NewsView) -> dict[str, Any]:
        date = view.record.published
        said = {"published": wording.on_day(date) if date else t("source.undated")}
        return {**_reviewed(view, url), "in_words": said | {"models": [model.record.name for model in view.models]}}

    def of_programme(view: ProgrammeView) -> dict[str, Any]:
        models = [model.id for model in view.models]
        return {**_reviewed(view, url), "models": models, "in_words": words[view.address]}

    def of_statistic(view: StatisticView) -> dict[str, Any]:
        updated = view.record.reviewed.date
        return {"slug": view.slug, "updated": updated, "in_words": {"time": wording.statistic_when(view.record)}}

    def of_register(view: FieldView | UnitView | OrganisationView) -> dict[str, Any]:
        listed = view.address in listings
        return {"slug": view.slug, "address": view.address if listed else None, "url": url(view.address) if listed else None}

    listings = {group.address for facet in showcase.groups for group in showcase.listings(facet)}
    views: dict[str, tuple[Iterable[Any], Callable[[Any], Any]]] = {
        "mo-hinh": (showcase.models, of_model),
        "tin-tuc": (showcase.news, of_news),
        "chuong-trinh": (showcase.programmes, of_programme),
        "thong-ke": (showcase.statistics, of_statistic),
        "linh-vuc": (showcase.fields, of_register),
        "dia-ban": (showcase.units.values(), of_register),
        "don-vi": (showcase.organisations, of_register),
        "tieu-chi": (showcase.criteria, lambda criterion: {"slug": criterion.slug}),
    }
    found = []
    for name, kind in COLLECTIONS.items():
        shown, add = views[name]
        published = tuple(_published(view, kind, add(view)) for view in shown)
        found.append(Collection(name, kind, kind in _WITH_PAGE, published))
    return found


def _reviewed(view: ModelView | NewsView | ProgrammeView, url: Callable[[str], str | None]) -> Any:
    """What a record with a page of its own has in common with the others."""
    return {
        "slug": view.slug,
        "address": view.address,
        "url": url(view.address),
        "updated": view.record.reviewed.date,
    }


def _published(view: Any, kind: str, added: dict[str, Any]) -> Published:
    record: Record = getattr(view, "record", view)
    # Two serialisers, one text: pydantic's is by far the faster for what the record holds.
    own = record.model_dump_json(exclude=EXCLUDED[kind])
    return Published(added["slug"], added.get("updated"), f"{own[:-1]},{_COMPACT.encode(added)[1:]}")
