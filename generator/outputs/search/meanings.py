"""Abbreviations found both ways: where one form stands, its neighbours are also joined to the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from generator.outputs.search.words import PAIR, Syllables, split

_Row = list[int]


@dataclass(frozen=True, slots=True)
class _Other:
    """The other form of something: its keys, its first syllable, and its last one as the first of a pair."""

    keys: tuple[int, ...]
    first: int
    leading: int


class Meanings:
    """The dictionary of a site, as numbered syllables. `words`: the abbreviations of one word, as they are spelt."""

    def __init__(self, abbreviations: Mapping[str, str], syllables: Syllables) -> None:
        """Take short -> long. BHYT is known by its capitals; what has several syllables, by these alone."""
        self._forms: dict[int, dict[tuple[int, ...], list[_Other]]] = {}
        self._words: dict[int, list[_Other]] = {}
        for short, long in abbreviations.items():
            spelt, meaning = split(short), syllables.numbers(split(long))
            row = syllables.numbers(spelt)
            if row and len(meaning) > 1:
                self._forms_like(meaning).append(_other(row))
                same = self._words.setdefault(row[0], []) if len(row) == 1 else self._forms_like(row)
                same.append(_other(meaning))
        self.words = frozenset(
            word for short in abbreviations for word in split(short) if syllables[word] in self._words
        )
        # Organisations bring hundreds of forms that begin alike (Hội Nông dân xã …): these are looked up by length.
        self._lengths = {pair: sorted({len(form) for form in forms}) for pair, forms in self._forms.items()}
        self._beginnings = frozenset(self._forms)

    def _forms_like(self, row: _Row) -> list[_Other]:
        return self._forms.setdefault(row[0] * PAIR + row[1], {}).setdefault(tuple(row), [])

    def others(self, row: _Row, pairs: Iterable[int], words: Iterable[int]) -> dict[int, None]:
        """The keys that a text also has by the other forms of what it says.

        row: its syllables. pairs: the keys of its neighbours. words: the numbers of abbreviations it spells as such.
        """
        found: dict[int, None] = {}
        for pair in filter(self._beginnings.__contains__, pairs):
            forms = self._forms[pair]
            for at in _places(row, pair // PAIR):
                for length in self._lengths[pair]:
                    for other in forms.get(tuple(row[at : at + length]), ()):
                        _replace(row, at, length, other, found)
        for word in words:
            for at in _places(row, word):
                for other in self._words[word]:
                    _replace(row, at, 1, other, found)
        return found


def _other(row: _Row) -> _Other:
    pairs = (first * PAIR + second for first, second in pairwise(row))
    return _Other((*row, *pairs), row[0], row[-1] * PAIR)


def _places(row: _Row, number: int) -> Iterator[int]:
    """Where a number stands in a row."""
    at = -1
    for _ in range(row.count(number)):
        at = row.index(number, at + 1)
        yield at


def _replace(row: _Row, at: int, length: int, other: _Other, found: dict[int, None]) -> None:
    """Add the keys of another form standing at `at` in place of `length` syllables, its neighbours included."""
    found.update(dict.fromkeys(other.keys))
    if at:
        found[row[at - 1] * PAIR + other.first] = None
    if at + length < len(row):
        found[other.leading + row[at + length]] = None
