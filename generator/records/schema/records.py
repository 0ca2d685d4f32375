"""All valid records of a site, by kind and by the name other records call them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from generator.records.schema.base import Record
from generator.records.schema.links import OutsideLink
from generator.records.schema.model import Model
from generator.records.schema.news import News
from generator.records.schema.proposals import is_proposal
from generator.records.schema.registry import (
    Criterion,
    FieldOfWork,
    HandPage,
    Organisation,
    Programme,
    Province,
)
from generator.records.schema.statistics import Abbreviation, Answer, Concept, Difference, Statistic
from generator.records.schema.units import Unit
from generator.records.schema.validate import Entry


@dataclass(slots=True)
class Records:
    """Entries in order of their files. Of two records with one name the first keeps it; a check reports the other."""

    province: Entry[Province] | None = None
    models: list[Entry[Model]] = field(default_factory=list)
    news: list[Entry[News]] = field(default_factory=list)
    programmes: list[Entry[Programme]] = field(default_factory=list)
    statistics: list[Entry[Statistic]] = field(default_factory=list)
    pages: list[Entry[HandPage]] = field(default_factory=list)
    fields: list[Entry[FieldOfWork]] = field(default_factory=list)
    criteria: list[Entry[Criterion]] = field(default_factory=list)
    organisations: list[Entry[Organisation]] = field(default_factory=list)
    units: list[Entry[Unit]] = field(default_factory=list)
    abbreviations: list[Entry[Abbreviation]] = field(default_factory=list)
    concepts: list[Entry[Concept]] = field(default_factory=list)
    answers: list[Entry[Answer]] = field(default_factory=list)
    differences: list[Entry[Difference]] = field(default_factory=list)
    links: list[Entry[OutsideLink]] = field(default_factory=list)
    model_by_id: dict[str, Entry[Model]] = field(default_factory=dict)
    field_by_slug: dict[str, Entry[FieldOfWork]] = field(default_factory=dict)
    organisation_by_slug: dict[str, Entry[Organisation]] = field(default_factory=dict)
    unit_by_slug: dict[str, Entry[Unit]] = field(default_factory=dict)
    programme_by_slug: dict[str, Entry[Programme]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry[Any]]) -> Records:
        """Sort entries by kind and index them."""
        records = cls()
        lists: dict[str, list[Any]] = {
            "model": records.models,
            "news": records.news,
            "programme": records.programmes,
            "statistic": records.statistics,
            "page": records.pages,
            "field": records.fields,
            "criterion": records.criteria,
            "organisation": records.organisations,
            "place": records.units,
            "abbreviation": records.abbreviations,
            "concept": records.concepts,
            "answer": records.answers,
            "difference": records.differences,
            "link": records.links,
        }
        for entry in entries:
            if entry.document.kind == "province":
                records.province = entry
            else:
                lists[entry.document.kind].append(entry)
        for entry in records.models:
            records.model_by_id.setdefault(entry.record.id, entry)
        registers: tuple[tuple[list[Any], dict[str, Any]], ...] = (
            (records.fields, records.field_by_slug),
            (records.organisations, records.organisation_by_slug),
            (records.units, records.unit_by_slug),
            (records.programmes, records.programme_by_slug),
        )
        for entries_, index in registers:
            for entry in entries_:
                index.setdefault(entry.slug, entry)
        return records

    def entries(self) -> Iterator[Entry[Any]]:
        """Every record, kind by kind."""
        for entries in (
            self.models, self.news, self.programmes, self.statistics, self.pages, self.fields, self.criteria,
            self.organisations, self.units, self.abbreviations, self.concepts, self.answers, self.differences, self.links,
        ):  # fmt: skip
            yield from entries
        if self.province is not None:
            yield self.province

    def proposals(self) -> list[Entry[Any]]:
        """The models and news items that nobody has approved."""
        told: list[Entry[Any]] = [*self.models, *self.news]
        return [entry for entry in told if is_proposal(entry.record)]

    def published(self) -> Records:
        """The same without proposals."""
        if not self.proposals():
            return self
        return Records.of(entry for entry in self.entries() if not is_proposal(entry.record))

    def previewed(self) -> Records:
        """The same with proposals dated like the latest review of the site, so that they come first in its lists."""
        told: list[Entry[Any]] = [*self.models, *self.news, *self.programmes, *self.statistics]
        dates = [entry.record.reviewed.date for entry in told if not is_proposal(entry.record)]
        if not self.proposals() or not dates:
            return self
        latest = max(dates, key=lambda date: (date.latest(), date))

        def dated(entry: Entry[Any]) -> Entry[Any]:
            if not is_proposal(entry.record):
                return entry
            review = entry.record.reviewed.model_copy(update={"date": latest})
            return replace(entry, record=entry.record.model_copy(update={"reviewed": review}))

        return Records.of(map(dated, self.entries()))


def old_names(record: Record) -> tuple[str, ...]:
    """The names a record went by before: `aliases`, or `former_slugs` of an entry of a register (a place's `aliases`
    are other ways of writing it).
    """
    if hasattr(record, "former_slugs"):
        return tuple(record.former_slugs)
    return getattr(record, "aliases", ())
