"""The published form of every record: what the record holds, less what is nobody's business, and what the site adds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import to_json

from generator.core.texts import t
from generator.outputs.data.words import Words
from generator.records.schema import RECORDS
from generator.render import wording
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

# Consent papers are kept by offices; where and by whom is nobody else's business. What is taken down is not here.
_PHOTOS = {"__all__": {"people", "minors", "child_consent", "guardian_consent"}}
_VOICES = {"__all__": {"consent"}}
EXCLUDED: dict[str, dict[str, Any]] = {
    "model": {"slug": True, "withdrawn": True, "honouree": {"consent"}, "voices": _VOICES, "photos": _PHOTOS},
    "news": {"slug": True, "withdrawn": True, "photos": _PHOTOS},
    **{kind: {"slug": True} for kind in ("programme", "statistic", "field", "place", "organisation", "criterion")},
}
"""Kind of record -> keys that are not published as the record has them."""


@dataclass(frozen=True, slots=True)
class Collection:
    """All records of a kind.

    name: its part of addresses ("mo-hinh"); single: whether each has a file of its own. updated: the date of the latest
    review, None where none is kept. views: as the showcase has them; line: the JSON of one, in one line.
    """

    name: str
    kind: str
    single: bool
    updated: str | None
    views: Sequence[Any]
    line: Callable[[Any], bytes]


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
_REVIEWED = _WITH_PAGE | {"statistic"}


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
        return {
            "slug": view.slug,
            "address": view.address if listed else None,
            "url": url(view.address) if listed else None,
        }

    listings = {
        group.address for groups in (showcase.groups, showcase.emptied) for of in groups.values() for group in of
    }
    views: dict[str, tuple[Sequence[Any], Callable[[Any], Any]]] = {
        "mo-hinh": (showcase.models, of_model),
        "tin-tuc": (showcase.news, of_news),
        "chuong-trinh": (showcase.programmes, of_programme),
        "thong-ke": (showcase.statistics, of_statistic),
        "linh-vuc": (showcase.fields, of_register),
        "dia-ban": (tuple(showcase.units.values()), of_register),
        "don-vi": (showcase.organisations, of_register),
        "tieu-chi": (showcase.criteria, lambda criterion: {"slug": criterion.slug}),
    }
    return [
        Collection(
            name, kind, kind in _WITH_PAGE, _latest(shown) if kind in _REVIEWED else None, shown, _line(kind, add)
        )
        for (name, kind), (shown, add) in zip(COLLECTIONS.items(), views.values(), strict=True)
    ]


def _latest(views: Sequence[ModelView | NewsView | ProgrammeView | StatisticView]) -> str | None:
    return max((view.record.reviewed.date for view in views), default=None)


def _reviewed(view: ModelView | NewsView | ProgrammeView, url: Callable[[str], str | None]) -> Any:
    """What a record with a page of its own has in common with the others."""
    return {
        "slug": view.slug,
        "address": view.address,
        "url": url(view.address),
        "updated": view.record.reviewed.date,
    }


def _line(kind: str, add: Callable[[Any], dict[str, Any]]) -> Callable[[Any], bytes]:
    """What writes a record of this kind with what `add` says of it, in one line."""
    written, without = TypeAdapter(RECORDS[kind]).dump_json, EXCLUDED[kind]

    def line(view: Any) -> bytes:
        own = written(getattr(view, "record", view), exclude=without)
        return own[:-1] + b"," + to_json(add(view))[1:]

    return line
