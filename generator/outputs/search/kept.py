"""What is kept of an index so that the next one can be made by what changed: what documents hang on, and all lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.core.cache import Cache
from generator.outputs.search.documents import Document, Findable
from generator.outputs.search.lines import Line, put, renumber, take
from generator.outputs.search.postings import Postings

GROUP = 128
"""Documents whose files share a folder, named by what all of them hold: a change renames no more than these."""

_MOST = 16
"""Where more than one document in so many is another, an index is sooner made anew."""


@dataclass(frozen=True, slots=True)
class Known:
    """A document as it was indexed. on: as in Findable; facets: what it counts under."""

    address: str
    on: str
    facets: tuple[tuple[str, str, str, str], ...]

    def tells_of(self, one: Findable) -> bool:
        """Whether it would be the same document."""
        return self.address == one.address and self.on == one.on


@dataclass(slots=True)
class Kept:
    """known: the documents by number; groups: of each its folder and what writing its files returned; lines of shards."""

    known: list[Known]
    groups: list[tuple[str, list[Any]]]
    lines: list[Line]


class Words:
    """Keeps the words of documents group by group, under what these hang on: only those of a changed one are read."""

    def __init__(self, cache: Cache, name: str) -> None:
        """name: what the words of all documents hang on."""
        self._cache = cache
        self._name = name

    def put(self, group: Sequence[Findable], documents: Iterable[Document]) -> None:
        """Keep the words of a group."""
        data = json.dumps([document.words for document in documents], ensure_ascii=False)
        self._cache.put(self._key(group), data.encode())

    def get(self, group: Sequence[Known]) -> list[Sequence[Sequence[str]]] | None:
        """The words of each document of a group, None where they are lost."""
        data = self._cache.get(self._key(group))
        return None if data is None else json.loads(data)

    def _key(self, group: Sequence[Findable | Known]) -> str:
        hung_on = hashlib.sha256(json.dumps([(one.address, one.on) for one in group]).encode()).hexdigest()
        return f"{self._name} {hung_on}"


def follow(kept: Kept, found: Sequence[Findable], postings: Postings, words: Words) -> bool:
    """Make the lines of an older index those of what is found now; False, with nothing changed, where that is not worth it."""
    before = {one.address: number for number, one in enumerate(kept.known)}
    numbers = [before.get(one.address) for one in found]
    fresh = [new for new, old in enumerate(numbers) if old is None or not kept.known[old].tells_of(found[new])]
    now = dict(zip(numbers, range(len(found)), strict=True))
    others = [old for old in range(len(kept.known)) if old not in now or not kept.known[old].tells_of(found[now[old]])]
    if len(fresh) + len(others) > len(found) // _MOST:
        return False
    said = _words_of(others, kept.known, words)
    if said is None:
        return False
    had = {old: postings.by_field(said[old]) for old in others}
    has = {new: postings.by_field(found[new].make().words) for new in fresh}
    nothing: list[set[str]] = [set()] * postings.fields
    for old in others:
        stay = has.get(now[old], nothing) if old in now else nothing
        for field, (one, other) in enumerate(zip(had[old], stay, strict=True)):
            take(kept.lines, one - other, postings.fields - 1 - field, old)
    if numbers != list(range(len(kept.known))):
        renumber(kept.lines, [now.get(old, old) for old in range(len(kept.known))])
    for new in fresh:
        stayed = had.get(numbers[new], nothing)
        for field, (one, other) in enumerate(zip(has[new], stayed, strict=True)):
            put(kept.lines, one - other, postings.fields - 1 - field, new)
    return True


def _words_of(
    numbers: Iterable[int], known: Sequence[Known], words: Words
) -> Mapping[int, Sequence[Sequence[str]]] | None:
    """The words of these documents by number, None where any are lost."""
    said: dict[int, Sequence[Sequence[str]]] = {}
    for first in sorted({number - number % GROUP for number in numbers}):
        group = words.get(known[first : first + GROUP])
        if group is None:
            return None
        said.update(enumerate(group, first))
    return said
