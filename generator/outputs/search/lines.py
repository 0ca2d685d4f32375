"""The lines of shards, in their order: what one says, and how they change with a document or with all numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from generator.core.vietnamese import fold
from generator.outputs.search.coding import numbers, read_numbers

SEPARATOR = "!"
SINGLE = "~"
"""Stands before a key of one syllable, so that these lie side by side, behind all pairs."""

Line = tuple[str, str]
"""(folded key, line). Lines are in the order of (folded key, key), which is theirs: no key goes on with what sorts before
the separator but one of two syllables, whose folded form is another.
"""


def line_of(folded: str, key: str, lists: Iterable[str]) -> Line:
    """A key with its lists of coded numbers by field, the least weighty first; empty ones at the end are left out."""
    return folded, f"{key}{SEPARATOR}{SEPARATOR.join(lists).rstrip(SEPARATOR)}\n"


def lists_of(line: str) -> list[str]:
    """The lists of a line, those left out at the end excepted."""
    return line[:-1].split(SEPARATOR)[1:]


def take(lines: list[Line], keys: Iterable[str], field: int, number: int) -> None:
    """Take a document out of the lists of these keys. field: its place in a line."""
    for key in keys:
        at = bisect_left(lines, (fold(key), key + SEPARATOR))
        lists = lists_of(lines[at][1])
        lists[field] = numbers([other for other in read_numbers(lists[field]) if other != number])
        if any(lists):
            lines[at] = line_of(lines[at][0], key, lists)
        else:
            del lines[at]


def put(lines: list[Line], keys: Iterable[str], field: int, number: int) -> None:
    """Put a document into the lists of these keys. field: its place in a line."""
    for key in keys:
        folded = fold(key)
        at = bisect_left(lines, (folded, key + SEPARATOR))
        known = at < len(lines) and lines[at][1].startswith(key + SEPARATOR)
        lists = lists_of(lines[at][1]) if known else []
        lists += [""] * (field + 1 - len(lists))
        lists[field] = numbers(sorted([*read_numbers(lists[field]), number]))
        lines[at : at + known] = [line_of(folded, key, lists)]


def renumber(lines: list[Line], now: Sequence[int]) -> None:
    """Give documents other numbers. now: old number -> new one; of one that is in no list any more, anything."""
    first = next((number for number, new in enumerate(now) if number != new), len(now))
    for at, (folded, line) in enumerate(lines):
        lists = lists_of(line)
        moved = [_moved(coded, first, now) for coded in lists]
        if moved != lists:
            lines[at] = line_of(folded, line.partition(SEPARATOR)[0], moved)


def _moved(coded: str, first: int, now: Sequence[int]) -> str:
    found = read_numbers(coded)
    return numbers(sorted([now[number] for number in found])) if found and found[-1] >= first else coded
