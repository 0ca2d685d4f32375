"""Merges the provinces' search indexes into one, so that a reader of the hub loads no more than a province's reader.

Documents stay as they are; province after province they get numbers, each beginning with a group. Keys are met in
their order, a few shards of each province at a time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush

from generator.hub.index import ProvinceIndex
from generator.search import (
    FOLDER,
    GROUP,
    START,
    VERSION,
    cut,
    how_many,
    json_of,
    last_of,
    name_of,
    number,
    script,
    sharing,
    syllables,
)
from generator.vietnamese import fold

_FIRST = re.compile(r"[\]-~]*[#-\[]")
_FIELDS = 5
_SINGLE = "~"

_Found = list[tuple[int, str]]
"""Of one key: (province, its lists)."""


def first_numbers(indexes: Sequence[ProvinceIndex]) -> list[int]:
    """The number that the first document of each province gets, and behind them the one after all."""
    firsts = [0]
    for index in indexes:
        firsts.append(firsts[-1] + GROUP * len(index.groups))
    return firsts


def search_files(indexes: Sequence[ProvinceIndex]) -> Iterator[tuple[str, bytes]]:
    """Yield (address, bytes) of every file of the merged index. Raises HubError."""
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
    whole = sum(index.size for index in indexes)
    for bound, lines in cut(_counted(_merged(indexes), counts), whole):
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


def _merged(indexes: Sequence[ProvinceIndex]) -> Iterator[tuple[str, str]]:
    """Every key as (folded key, line), in order."""
    firsts = first_numbers(indexes)
    folds = _Folds()
    pending: dict[str, dict[str, _Found]] = {}
    waiting = [(index.bounds[0], at, 0) for at, index in enumerate(indexes) if index.bounds]
    heapify(waiting)
    low = ""
    while waiting:
        for _ in range(min(len(indexes), len(waiting))):
            _, at, shard = heappop(waiting)
            index = indexes[at]
            _read(index.shard(shard), at, folds, pending)
            if shard + 1 < len(index.bounds):
                heappush(waiting, (index.bounds[shard + 1], at, shard + 1))
        high = waiting[0][0] if waiting else None
        for folded in sorted(folded for folded in pending if high is None or folded < high):
            found = pending.pop(folded)
            if folded < low:
                raise indexes[next(iter(found.values()))[0][0]].refuse()
            for key in sorted(found):
                yield folded, _line(key, found[key], indexes, firsts)
        low = high or low


def _read(lines: str, at: int, folds: _Folds, pending: dict[str, dict[str, _Found]]) -> None:
    """Put the lines of a province's shard to those of others."""
    for line in lines.split("\n")[:-1]:
        key, _, lists = line.partition("!")
        folded = " ".join([folds[syllable] for syllable in key.split(" ")])
        pending.setdefault(folded, {}).setdefault(key, []).append((at, lists))


class _Folds(dict[str, str]):
    """Syllable -> folded, worked out once."""

    def __missing__(self, syllable: str) -> str:
        folded = self[syllable] = fold(syllable)
        return folded


def _line(key: str, found: _Found, indexes: Sequence[ProvinceIndex], firsts: Sequence[int]) -> str:
    """The line of a key: the provinces' lists behind one another, each moved to its province's numbers."""
    fields: list[list[str]] = [[] for _ in range(_FIELDS)]
    last = [-1] * _FIELDS
    for at, lists in sorted(found):
        for field, coded in enumerate(lists.split("!")):
            if not coded:
                continue
            end = _FIRST.match(coded).end()
            step = firsts[at] + last_of(coded[:end]) - last[field]
            reach = firsts[at] + last_of(coded)
            if step < 1 or reach >= firsts[at] + indexes[at].documents:
                raise indexes[at].refuse()
            fields[field] += number(step - 1), coded[end:]
            last[field] = reach
    return f"{key}!{'!'.join(map(''.join, fields)).rstrip('!')}\n"
