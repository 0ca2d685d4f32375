"""Which document says which key, and in which field best; and these lists cut into shards."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from generator.search.coding import numbers
from generator.search.meanings import PAIR, Meanings
from generator.search.words import Syllables, split

SINGLE = "~"
"""Stands before a key of one syllable, so that these lie side by side, behind all pairs."""

_SEPARATOR = "!"
_SMALLEST_SHARD = 12_000
"""Characters; a third less when compressed."""
_MOST_SHARDS = 360
"""More documents make larger shards rather than a longer directory, which every reader loads."""


class Postings:
    """Collects documents in rising order of their numbers. Memory: eight bytes for each key of each document."""

    def __init__(self, abbreviations: Mapping[str, str], fields: int) -> None:
        """Prepare for documents of so many fields."""
        self.syllables = Syllables()
        self._meanings = Meanings(abbreviations, self.syllables)
        self._lists: list[defaultdict[int, list[int]]] = [defaultdict(list) for _ in range(fields)]

    def add(self, document: int, fields: Sequence[Sequence[str]]) -> None:
        """Add a document's texts by field, the weightiest first; a key counts in the first field that has it."""
        seen: set[int] = set()
        for texts, lists in zip(fields, self._lists, strict=True):
            found = self.keys("\n".join(texts)) - seen
            seen |= found
            for key in found:
                lists[key].append(document)

    def keys(self, text: str) -> set[int]:
        """Every key of a text, those by the other forms of its abbreviations included."""
        words = split(text)
        row = self.syllables.numbers(words)
        pairs = [first * PAIR + second for first, second in pairwise(row)]
        keys = {*row, *pairs}
        keys.update(self._meanings.others(words, row, pairs))
        return keys

    def shards(self) -> Iterator[tuple[str, str]]:
        """Each shard as (its bound, its lines): the bound is above every key before, and not above the first one here."""
        lines = self._lines()
        size = max(_SMALLEST_SHARD, sum(len(line) for _, line in lines) // _MOST_SHARDS)
        bound, before, held, length = "", "", [], 0
        for key, group in groupby(lines, key=lambda line: line[0]):
            if length >= size:
                yield bound, "".join(held)
                bound, held, length = _bound(before, key), [], 0
            before = key
            for _, line in group:
                held.append(line)
                length += len(line)
        if held:
            yield bound, "".join(held)

    def _lines(self) -> list[tuple[str, str]]:
        """Every key as (folded key, line), in order."""
        names = []
        for key in set().union(*self._lists):
            first, second = divmod(key, PAIR)
            spelt, folded = self.syllables.keys_of, self.syllables.folded
            if first:
                names.append((f"{folded[first]} {folded[second]}", f"{spelt[first]} {spelt[second]}", key))
            else:
                names.append((SINGLE + folded[second], SINGLE + spelt[second], key))
        names.sort()
        return [(folded, f"{spelt}{self._fields(key)}\n") for folded, spelt, key in names]

    def _fields(self, key: int) -> str:
        """The lists of one key, the least weighty field first, empty ones at the end left out."""
        written = [_SEPARATOR + (numbers(lists[key]) if key in lists else "") for lists in reversed(self._lists)]
        return "".join(written).rstrip(_SEPARATOR)

    def syllable_list(self) -> str:
        """The folded syllables of a to z as the start holds them."""
        counts: defaultdict[str, int] = defaultdict(int)
        for number, folded in enumerate(self.syllables.folded):
            if folded.isascii() and folded.isalpha():
                counts[folded] += sum(len(lists[number]) for lists in self._lists if number in lists)
        before, written = "", []
        for folded in sorted(counts):
            shared = next((i for i in range(min(len(before), 9)) if before[i] != folded[i : i + 1]), min(len(before), 9))
            frequency = chr(ord("A") + min(25, int(math.log2(max(1, counts[folded])))))
            written.append(f"{shared}{folded[shared:]}{frequency}")
            before = folded
        return "".join(written)


def _bound(before: str, key: str) -> str:
    """The shortest beginning of `key` that comes after `before`."""
    return next(key[:length] for length in range(1, len(key) + 1) if key[:length] > before)
