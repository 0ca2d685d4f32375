"""Merges the provinces' search indexes into one, so that a reader of the hub loads no more than a province's reader.

Documents stay as they are; province after province they get numbers, each beginning with a group. Keys are merged
range by range, so that no more than a range of them is held.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from generator.hub.index import ProvinceIndex
from generator.processes import shared
from generator.search import (
    DIFFERENCES,
    FOLDER,
    GROUP,
    START,
    VERSION,
    cut,
    how_many,
    json_of,
    name_of,
    read_numbers,
    script,
    sharing,
    syllables,
)
from generator.vietnamese import fold

_NUMBER = re.compile(r"[\]-~]*[#-\[]")
_FIELDS = 5
_SINGLE = "~"
_AT_ONCE = 2_000_000
_LAST = "\U0010ffff"
"""Behind every key."""

_Found = list[tuple[int, str]]
"""Of one key: (province, its lists)."""


def first_numbers(indexes: Sequence[ProvinceIndex]) -> list[int]:
    """The number that the first document of each province gets, and behind them the one after all."""
    firsts = [0]
    for index in indexes:
        firsts.append(firsts[-1] + GROUP * len(index.groups))
    return firsts


def search_files(indexes: Sequence[ProvinceIndex], jobs: int) -> Iterator[tuple[str, bytes]]:
    """Yield (address, bytes) of every file of the merged index, keys merged by so many processes. Raises HubError."""
    groups = [group for index in indexes for group in index.groups]
    written = set[str]()
    for index in indexes:
        for name, count in index.groups:
            if name not in written:
                written.add(name)
                yield from (_file(path, text) for path, text in index.group(name, count))
    # Named by what they are made of: they are written one by one, none waits for the others.
    generation = name_of(json_of([VERSION, [(index.generation, len(index.groups)) for index in indexes]]))
    counts: defaultdict[str, int] = defaultdict(int)
    bounds = []
    whole, ranges = sum(index.size for index in indexes), _ranges(indexes)
    with shared(lambda number: _merged(indexes, *ranges[number]), range(len(ranges)), jobs if jobs > 1 else 0) as merged:
        for bound, lines in cut(_counted(chain.from_iterable(merged), counts), whole):
            yield _file(f"{generation}/{len(bounds)}", json_of(lines))
            bounds.append(bound)
    coded = "".join(f"{shared}{rest}" for shared, rest in sharing(bounds))
    names = "|".join(name for name, _ in groups)
    # No table of filters: which province a document is of, its number tells.
    yield _file(START, json_of([VERSION, GROUP * len(groups), generation, coded, names, GROUP, "", syllables(counts)]))


def _file(name: str, content: str) -> tuple[str, bytes]:
    return f"{FOLDER}{name}.js", script(name, content)


def _counted(lines: Iterator[tuple[str, str]], counts: defaultdict[str, int]) -> Iterator[tuple[str, str]]:
    """The lines as they are; how many documents have each syllable is noted."""
    for folded, line in lines:
        syllable = folded.removeprefix(_SINGLE)
        if syllable != folded and syllable.isascii() and syllable.isalpha():
            counts[syllable] += how_many(line.partition("!")[2].replace("!", "").rstrip("\n"))
        yield folded, line


def _ranges(indexes: Sequence[ProvinceIndex]) -> list[tuple[str, str]]:
    """All keys as ranges, from the first folded key of one to that of the next; each holds about `_AT_ONCE` characters."""
    bounds = sorted(bound for index in indexes for bound in index.bounds)
    count = 1 + sum(index.size for index in indexes) // _AT_ONCE
    cuts = sorted({"", *(bounds[at * len(bounds) // count] for at in range(1, count))})
    return list(pairwise([*cuts, _LAST]))


def _merged(indexes: Sequence[ProvinceIndex], low: str, high: str) -> list[tuple[str, str]]:
    """The keys of a range as (folded key, line), in order."""
    firsts, folds, values = first_numbers(indexes), _Folds(), _Values()
    keys: dict[tuple[str, str], _Found] = {}
    for at, index in enumerate(indexes):
        for line in index.lines(low, high):
            key, _, lists = line.partition("!")
            folded = " ".join([folds[syllable] for syllable in key.split(" ")])
            if low <= folded < high:
                keys.setdefault((folded, key), []).append((at, lists))
    return [(folded, f"{key}!{_lists(keys[folded, key], indexes, firsts, values)}\n") for folded, key in sorted(keys)]


class _Folds(dict[str, str]):
    """Syllable -> folded, worked out once."""

    def __missing__(self, syllable: str) -> str:
        folded = self[syllable] = fold(syllable)
        return folded


class _Values(dict[str, int]):
    """A number as it is written in a list -> how far it leads on from the one before, worked out once."""

    def __missing__(self, written: str) -> int:
        value = self[written] = read_numbers(written)[0] + 1
        return value


def _lists(found: _Found, indexes: Sequence[ProvinceIndex], firsts: Sequence[int], values: _Values) -> str:
    """The lists of a key: those of the provinces behind one another, each moved to its province's numbers."""
    fields: list[list[str]] = [[] for _ in range(_FIELDS)]
    last = [-1] * _FIELDS
    for at, lists in found:
        start = firsts[at] - 1
        for field, coded in enumerate(lists.split("!")):
            if not coded:
                continue
            steps = _NUMBER.findall(coded)
            first = start + values[steps[0]]
            reach = start + sum(map(values.__getitem__, steps))
            if first <= last[field] or reach > start + indexes[at].documents:
                raise indexes[at].refuse()
            fields[field] += DIFFERENCES[first - last[field]], coded[len(steps[0]) :]
            last[field] = reach
    return "!".join(map("".join, fields)).rstrip("!")
