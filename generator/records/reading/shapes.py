"""What a record's schema wants under each key, so that one walk can read any record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel

from generator.core.texts import key_called
from generator.core.vietnamese.dates import PartialDate

Want = Literal["part", "choice", "date", "flag", "number", "name", "code", "text"]
_SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"


@dataclass(frozen=True, slots=True)
class Shape:
    """One key. many: a list of `want`; part: the schema of a part; choices: the class of a closed list."""

    want: Want
    many: bool
    required: bool
    part: type[BaseModel] | None = None
    choices: type[Enum] | None = None

    @property
    def members(self) -> tuple[str, ...]:
        """The values of the closed list."""
        return tuple(str(member.value) for member in self.choices or ())


def _arguments(annotation: Any) -> Iterator[Any]:
    yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _arguments(argument)


def _patterns(field: Any) -> set[str]:
    found = set()
    for one in (field, *_arguments(field.annotation)):
        for extra in getattr(one, "metadata", ()) or getattr(one, "__metadata__", ()):
            pattern = getattr(extra, "pattern", None)
            if isinstance(pattern, str):
                found.add(pattern)
    return found


def _shape(field: Any) -> Shape:
    arguments = list(_arguments(field.annotation))
    many = any(getattr(one, "__origin__", None) is tuple for one in arguments)
    classes = [one for one in arguments if isinstance(one, type)]
    required = field.is_required()
    part = next((one for one in classes if issubclass(one, BaseModel)), None)
    if part is not None:
        return Shape("part", many, required, part=part)
    choices = next((one for one in classes if issubclass(one, Enum)), None)
    if choices is not None:
        return Shape("choice", many, required, choices=choices)
    if any(issubclass(one, PartialDate) for one in classes):
        return Shape("date", many, required)
    if bool in classes:
        return Shape("flag", many, required)
    if Decimal in classes or int in classes:
        return Shape("number", many, required)
    patterns = _patterns(field)
    return Shape("name" if _SLUG in patterns else "code" if patterns else "text", many, required)


@cache
def shapes_of(schema: type[BaseModel]) -> dict[str, Shape]:
    """Key -> what it wants."""
    return {key: _shape(field) for key, field in schema.model_fields.items()}


def wants_flag(schema: type[BaseModel], route: tuple[str | int, ...]) -> bool:
    """Whether yes or no is asked at a route, whose keys may be labels."""
    shape: Shape | None = None
    part: type[BaseModel] | None = schema
    for key in route:
        if isinstance(key, str):
            shapes = shapes_of(part) if part else {}
            shape = shapes.get(key if key in shapes else key_called(key, shapes) or "")
            part = shape.part if shape else None
    return shape is not None and shape.want == "flag"
