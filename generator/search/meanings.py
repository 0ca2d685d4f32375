"""Abbreviations found both ways: where one form stands, its neighbours are also joined to the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from generator.search.words import Syllables, split

PAIR = 1 << 20
"""A key as a number: a syllable's own number, or that of the first times PAIR plus that of the second."""


class Meanings:
    """The dictionary of a site, as numbered syllables."""

    def __init__(self, abbreviations: Mapping[str, str], syllables: Syllables) -> None:
        """Take short -> long; a short form is known by its capitals, a long one by its syllables alone."""
        self._shorts: dict[str, list[tuple[list[str], list[int]]]] = {}
        self._longs: dict[int, list[tuple[list[int], list[int]]]] = {}
        for short, long in abbreviations.items():
            words, meaning = split(short), syllables.numbers(split(long))
            if not words or len(meaning) < 2:
                continue
            self._shorts.setdefault(words[0], []).append((words, meaning))
            first = meaning[0] * PAIR + meaning[1]
            self._longs.setdefault(first, []).append((meaning, syllables.numbers(words)))
        self._first_words = frozenset(self._shorts)
        self._first_pairs = frozenset(self._longs)

    def others(self, words: list[str], row: list[int], pairs: list[int]) -> Iterator[int]:
        """The keys that a text also has by the other forms of what it says; it is given as words, numbers and pairs."""
        if not self._first_words.isdisjoint(words):
            for at in [at for at, word in enumerate(words) if word in self._first_words]:
                for spelt, meaning in self._shorts[words[at]]:
                    if words[at : at + len(spelt)] == spelt:
                        yield from _keys_around(row, at, len(spelt), meaning)
        for at in [at for at, pair in enumerate(pairs) if pair in self._first_pairs]:
            for meaning, short in self._longs[pairs[at]]:
                if row[at : at + len(meaning)] == meaning:
                    yield from _keys_around(row, at, len(meaning), short)


def _keys_around(row: list[int], at: int, length: int, instead: list[int]) -> Iterator[int]:
    """The keys of `instead` standing at `at` in place of `length` syllables, its neighbours included."""
    yield from instead
    for first, second in pairwise([*row[max(0, at - 1) : at], *instead, *row[at + length : at + length + 1]]):
        yield first * PAIR + second
