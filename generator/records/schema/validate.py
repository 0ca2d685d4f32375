"""Plain values to typed records: everything wrong with the shape, at once, in the editor's words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

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
        code, values = _describe(detail, schema, route)
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


# What the right form looks like, by the pattern the schema asks for.
_FORMS = {
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$": "van-hoa-xa-hoi",
    r"^[A-Z]{2,4}-(?:\d{4}|KR)-\d{4}$": "HB-2017-0003",
    r"^[A-Z]{2,4}$": "HB",
    r"^\d{2,5}$": '"05233"',
    r"^KH\d{3}$": "KH402",
}
_CUSTOM = {
    "line_break": "KH209",
    "url": "KH210",
    "number": "KH207",
    "number_ambiguous": "KH208",
    "date": "KH206",
}


def _describe(detail: ErrorDetails, schema: type[Record], route: Route) -> tuple[str, dict[str, Any]]:
    """Choose the code and fill its values for one of pydantic's findings."""
    kind, context = detail["type"], detail.get("ctx", {})
    key = next((part for part in reversed(route) if isinstance(part, str)), "")
    values: dict[str, Any] = {"key": key}
    if detail["input"] == "" and kind != "extra_forbidden":
        return "KH212", values | {"about": _about(schema, route)}
    if kind == "missing":
        return "KH201", values | {"about": _about(schema, route)}
    if kind == "extra_forbidden":
        return "KH202", values | _nearest(schema, route)
    if kind == "enum":
        expected = context["expected"].replace("'", "").replace(" or ", ", ")
        return "KH205", values | {"choices": expected, "nearest": _closest(detail["input"], expected.split(", "))}
    if kind == "value_error":
        said = str(context.get("error", ""))
        return _CUSTOM.get(said, "KH204"), values
    if kind == "string_pattern_mismatch":
        return "KH203", values | {"form": _FORMS.get(context["pattern"], "anh-tuan-tra.jpg")}
    if kind in ("string_too_long", "too_long"):
        return "KH211", values | {"limit": context["max_length"]}
    if kind in ("string_too_short", "too_short"):
        return "KH212", values | {"about": _about(schema, route)}
    if kind in ("greater_than_equal", "less_than_equal"):
        return "KH213", values | {"limit": context.get("ge", context.get("le"))}
    return _TYPES.get(kind, "KH204"), values


_TYPES = {
    "string_type": "KH214",
    "tuple_type": "KH215",
    "model_type": "KH216",
    "model_attributes_type": "KH216",
    "dict_type": "KH216",
    "bool_type": "KH217",
    "bool_parsing": "KH217",
    "decimal_type": "KH207",
    "decimal_parsing": "KH207",
    "finite_number": "KH207",
    "int_type": "KH207",
    "int_parsing": "KH207",
    "int_from_float": "KH207",
    "date": "KH206",
}


def _model_at(schema: type[BaseModel], route: Route) -> type[BaseModel] | None:
    """The schema of the part that holds the last key of `route`."""
    keys = [part for part in route if isinstance(part, str)]
    model: type[BaseModel] | None = schema
    for part in keys[:-1]:
        if model is not None:
            field = model.model_fields.get(part)
            model = _inner(field.annotation) if field else None
    return model


def _inner(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _inner(argument)
        if found is not None:
            return found
    return None


def _about(schema: type[BaseModel], route: Route) -> str:
    model = _model_at(schema, route)
    key = next((part for part in reversed(route) if isinstance(part, str)), "")
    field = model.model_fields.get(key) if model else None
    return (field.description or "") if field else ""


def _nearest(schema: type[BaseModel], route: Route) -> dict[str, str]:
    model = _model_at(schema, route)
    known = list(model.model_fields) if model else []
    return {"nearest": _closest(str(route[-1]), known), "known": ", ".join(known)}


def _closest(text: Any, known: list[str]) -> str:
    found = difflib.get_close_matches(re.sub(r"\W", "_", str(text).lower()), known, n=1, cutoff=0.5)
    return found[0] if found else (known[0] if len(known) == 1 else ", ".join(known))


def plain(value: Decimal) -> str:
    """A Decimal as the editor would write it in YAML: no exponent, no trailing zeros added."""
    return format(value, "f")
