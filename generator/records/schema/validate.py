"""Plain values to typed records: everything wrong with the shape, at once, in the editor's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from generator.core.problems import Problem, Route, problem
from generator.records.schema.base import Record
from generator.records.schema.links import OutsideLink
from generator.records.schema.model import Model
from generator.records.schema.news import News
from generator.records.schema.proposals import proposed
from generator.records.schema.registry import (
    Criterion,
    FieldOfWork,
    HandPage,
    Organisation,
    Programme,
    Province,
)
from generator.records.schema.remedies import describe
from generator.records.schema.renamed import RENAMED, with_new_keys
from generator.records.schema.statistics import Abbreviation, Answer, Concept, Difference, Statistic
from generator.records.schema.units import Unit
from generator.records.source import Document

RECORDS: dict[str, type[Record]] = {
    "model": Model,
    "news": News,
    "programme": Programme,
    "statistic": Statistic,
    "province": Province,
    "page": HandPage,
    "field": FieldOfWork,
    "criterion": Criterion,
    "organisation": Organisation,
    "place": Unit,
    "abbreviation": Abbreviation,
    "concept": Concept,
    "answer": Answer,
    "difference": Difference,
    "link": OutsideLink,
}

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """A valid record with the document it came from."""

    record: R
    document: Document

    @property
    def slug(self) -> str:
        """The record's slug: its own `slug`, else the name of its file."""
        return getattr(self.record, "slug", None) or self.document.name

    def where(self, *route: str | int) -> tuple[str, Route]:
        """File and route of a value of this record, as `problem()` takes them."""
        return self.document.file, (*self.document.prefix, *route)


def validate(documents: Iterable[Document]) -> tuple[list[Entry[Any]], list[Problem]]:
    """Return the valid records and every problem of shape; a bad record never hides another."""
    entries: list[Entry[Any]] = []
    problems: list[Problem] = []
    for document in documents:
        schema = RECORDS[document.kind]
        data, old = with_new_keys(document.kind, document.data)
        for key in old:
            renamed = RENAMED[document.kind][key]
            route = (*document.prefix, key)
            problems.append(
                problem(document.file, route, "KH352", key, at_key=True, new=renamed.new, gone_in=renamed.gone_in)
            )
        proposal = proposed(document.kind, document.name, data)
        if proposal is not None:
            schema, data = proposal
        try:
            entries.append(Entry(schema.model_validate(data), document))
        except ValidationError as error:
            problems += _problems(document, schema, error)
    return entries, problems


def _problems(document: Document, schema: type[Record], error: ValidationError) -> Iterator[Problem]:
    details = error.errors(include_url=False, include_context=True)
    for detail in details:
        # pydantic calls a list too short when its only item is bad; the item's own problem says it all.
        if (
            detail["type"] == "too_short"
            and sum(other["loc"][: len(detail["loc"])] == detail["loc"] for other in details) > 1
        ):
            continue
        route = tuple(part for part in detail["loc"] if isinstance(part, str | int))
        code, values = describe(detail, schema, route, document.data)
        if code == "KH201" and route[-1] in document.lost:
            continue
        text = "" if code == "KH201" else _written(detail["input"])
        if code == "KH202":
            text = str(route[-1])
        at_key = code == "KH202"
        yield problem(document.file, (*document.prefix, *route), code, text, at_key=at_key, **values)


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: …" for key in list(value)[:3])
    if isinstance(value, list):
        return f"[{len(value)}]"
    if value is None:
        return ""
    return str(value)[:80]
