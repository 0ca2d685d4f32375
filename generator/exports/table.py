"""A table: rows and typed columns, each with a name for machines, a heading for people, and what it means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

Kind = Literal["text", "url", "date", "integer", "number"]
Value = str | int | Decimal | None
"""What a cell holds; None is not known, or not told by any source."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. heading, about: Vietnamese; `about` says unit and origin. read: the value of a row."""

    name: str
    heading: str
    kind: Kind
    about: str
    read: Callable[[Any], Value]
    width: int = 14


@dataclass(frozen=True)
class Table:
    """One table. name: of its file ("mo-hinh"); title: Vietnamese, at most 31 characters, for a sheet; about: one row."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: Sequence[Any]

    @cached_property
    def values(self) -> list[list[Value]]:
        """Each column's values, from the first row to the last; read once, for every format."""
        return [list(map(column.read, self.rows)) for column in self.columns]
