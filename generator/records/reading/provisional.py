"""A stand-in for a record of the wrong shape: what is right of it, so that the rules tell everything else in the same round."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ValidationError

from generator.core.problems import Problem, Route
from generator.records.reading.shapes import shapes_of
from generator.records.schema import RECORDS, Record
from generator.records.source import Document

# What stands for a key that must be there and is wrong or missing; nothing is told of these.
_STAND_INS: dict[str, Any] = {
    "id": "XX-KR-0000",
    "slug": "tam",
    "name": "—",
    "title": "—",
    "lede": "—",
    "field": "khac",
    "field_basis": "inferred",
    "lead": {"certainty": "not_stated"},
    "place": {"unit": "tam", "as_written": "—"},
    "period": {"as_stated": "—"},
    "status": "unknown",
    "sources": [{"kind": "document", "title": "—", "undated_reason": "—"}],
    "source": {"kind": "document", "title": "—", "undated_reason": "—"},
    "reviewed": {"date": "2100-12-31", "by": "—"},
}
# What is told of one part because of another: (first code, last code, the others): not told where one of these was taken.
_FOLLOWS: tuple[tuple[str, str, frozenset[str]], ...] = (
    (
        "KH308",
        "KH309",
        frozenset({"sources", "results", "steps", "awards", "recognition", "replications", "appraisal", "voices"}),
    ),
    ("KH312", "KH312", frozenset({"results"})),
    ("KH314", "KH314", frozenset({"period", "registration"})),
    ("KH418", "KH423", frozenset({"results"})),
    ("KH501", "KH525", frozenset({"status", "recognition", "steps", "period", "level"})),
    ("KH602", "KH607", frozenset({"place", "period"})),
    ("KH611", "KH611", frozenset({"reviewed"})),
)
_MOST_TRIES = 6


class StandIn:
    """The right parts of a record as a record. taken: routes of what was left out or replaced."""

    def __init__(self, record: Record, taken: frozenset[Route]) -> None:
        """`record` stands in; nothing is told at or around `taken`."""
        self.record, self._taken = record, taken

    def tells(self, found: Problem, depth: int) -> bool:
        """Whether a problem is of what was written. depth: length of the record's own route in its file."""
        route = found.route[depth:]
        if not route:
            # Words of the story have a place of their own.
            return found.position is not None
        parts = {str(one[0]) for one in self._taken}
        if any(first <= found.code <= last and parts & others for first, last, others in _FOLLOWS):
            return False
        return not any(_touch(route, one) for one in self._taken)


def _touch(route: Route, taken: Route) -> bool:
    """Whether what stands at a route may only follow from what was taken: around it, inside it, or beside it in one part."""
    shared = min(len(route), len(taken))
    beside = not any(isinstance(part, int) for part in (*route, *taken)) and len(taken) > 1
    return route[:shared] == taken[:shared] or (beside and route[0] == taken[0])


def stand_in(document: Document, problems: Iterable[Problem]) -> StandIn | None:
    """The stand-in of a record with problems of shape; None where too little of it is right."""
    schema, depth = RECORDS[document.kind], len(document.prefix)
    data: dict[str, Any] = copy.deepcopy(dict(document.data))
    taken = {_take(schema, data, found.route[depth:]) for found in problems if found.route[depth:]}
    for _ in range(_MOST_TRIES):
        try:
            return StandIn(schema.model_validate(data), frozenset(taken))
        except ValidationError as error:
            faults = error.errors(include_url=False, include_context=False, include_input=False)
            routes = [tuple(part for part in one["loc"] if isinstance(part, str | int)) for one in faults]
            taken |= {_take(schema, data, route) for route in routes if route}
    return None


def _take(schema: type[BaseModel], data: dict[str, Any], route: Route) -> Route:
    """Take the smallest part with the value at `route` out of the data that may be left out, or put a stand-in there."""
    holders = _holders(schema, data, route)
    for number in range(len(holders) - 1, -1, -1):
        part, held, key = holders[number]
        shape = shapes_of(part).get(key) if part else None
        here = _upto(route, number)
        if shape is None or not shape.required:
            held.pop(key, None)
            return here
        if number == 0:
            if key in _STAND_INS:
                held[key] = copy.deepcopy(_STAND_INS[key])
            return here
    return route


def _holders(
    schema: type[BaseModel], data: dict[str, Any], route: Route
) -> list[tuple[type[BaseModel] | None, dict[str, Any], str]]:
    """(schema, mapping, key) of every key on the way to `route`, outermost first."""
    found: list[tuple[type[BaseModel] | None, dict[str, Any], str]] = []
    part: type[BaseModel] | None = schema
    value: Any = data
    for step in route:
        if isinstance(step, str):
            if not isinstance(value, dict):
                break
            found.append((part, value, step))
            shape = shapes_of(part).get(step) if part else None
            part = shape.part if shape else None
            value = value.get(step)
        elif isinstance(value, list) and step < len(value):
            value = value[step]
        else:
            break
    return found


def _upto(route: Route, number: int) -> Route:
    """The route as far as its key of this number."""
    keys = [at for at, step in enumerate(route) if isinstance(step, str)]
    return route[: keys[number] + 1]
