"""What is kept of an index so that the next one can be made by what changed: each document's words, and all lists."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.search.coding import numbers, read_numbers
from generator.search.documents import Document, Findable
from generator.search.postings import Lists


@dataclass(frozen=True, slots=True)
class Known:
    """A document as it was indexed. on: as in Findable; facets: what it counts under; packed: its words, compressed."""

    address: str
    on: str
    facets: tuple[tuple[str, str, str, str], ...]
    packed: bytes

    @classmethod
    def of(cls, one: Findable, document: Document) -> Known:
        """What to know of a document."""
        packed = zlib.compress(json.dumps(document.words, ensure_ascii=False).encode(), 1)
        return cls(one.address, one.on, tuple(document.facet_values()), packed)

    def words(self) -> list[list[str]]:
        """Its texts by field."""
        return json.loads(zlib.decompress(self.packed))


@dataclass(slots=True)
class Kept:
    """known: the documents by number; groups: of each its folder and what writing its files returned; lists by field."""

    known: list[Known]
    groups: list[tuple[str, list[Any]]]
    lists: list[Lists]

    def holds(self, found: Sequence[Findable]) -> bool:
        """Whether the same things can be found under the same numbers."""
        return [one.address for one in self.known] == [one.address for one in found]


def replace(
    lists: Sequence[Lists], number: int, before: Sequence[set[str]], after: Sequence[set[str]]
) -> None:
    """Take a document out of the lists of the keys it had by field, and into those of the keys it has."""
    for field, had, has in zip(lists, before, after, strict=True):
        for key in had - has:
            rest = [other for other in read_numbers(field[key]) if other != number]
            if rest:
                field[key] = numbers(rest)
            else:
                del field[key]
        for key in has - had:
            field[key] = numbers(sorted([*read_numbers(field.get(key, "")), number]))
