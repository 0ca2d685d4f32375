"""A table: rows and typed columns, each with a name for machines, a heading for people, and what it means."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

Kind = Literal["text", "url", "date", "integer", "number"]
Value = str | int | Decimal | None
"""What a cell holds; None is not known, or not told by any source."""

Part = list[list[str]]
"""Some rows: of each column the cells as text, "" for what is not known."""

NUMBERS = frozenset({"integer", "number"})
_PART = 500


@dataclass(frozen=True, slots=True)
class Column:
    """One column. heading, about: Vietnamese; `about` says unit and origin. read: the value of a row."""

    name: str
    heading: str
    kind: Kind
    about: str
    read: Callable[[Any], Value]
    width: int = 14


@dataclass(frozen=True, slots=True)
class Table:
    """One table. name: of its file ("mo-hinh"); title: Vietnamese, at most 31 characters, for a sheet; about: one row."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: Sequence[Any]

    def parts(self) -> Iterator[Part]:
        """The table part by part: whole it is ten times as large as what is made of it."""
        for first in range(0, len(self.rows), _PART):
            rows = self.rows[first : first + _PART]
            yield [_texts(column.kind, list(map(column.read, rows))) for column in self.columns]


def _texts(kind: Kind, values: list[Any]) -> list[str]:
    if kind in NUMBERS:
        return ["" if value is None else str(value) for value in values]
    return [value or "" for value in values]
