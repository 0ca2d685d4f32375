"""Merges the provinces' search indexes into one, so that a reader of the hub loads no more than a province's reader.

Documents stay as they are; province after province they get numbers. Keys are merged
range by range, so that no more than a range of them is held.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, pairwise

from generator.outputs.search import (
    CONCEPT,
    DIFFERENCES,
    FOLDER,
    START,
    VERSION,
    Line,
    cut,
    folded_keys,
    how_many,
    json_of,
    last_of,
    name_of,
    numbers,
    script,
    sharing,
    syllables,
)
from generator.tools.hub.index import ProvinceIndex

_LIST = re.compile(r"([\]-~]*[#-\[])(.*)")
_FIELDS = 5
_SINGLE = "~"
_AT_ONCE = 2_000_000
_GROUPS_AT_ONCE = 16
_LAST = "\U0010ffff"
"""Behind every key."""

Group = tuple[ProvinceIndex, str, int]
"""A group of documents: whose it is, its name, how many they are."""

_Found = list[tuple[int, str]]
"""Of one key: (province, its lists)."""


def first_numbers(indexes: Sequence[ProvinceIndex]) -> list[int]:
    """The number that the first document of each province gets, and behind them the one after all."""
    return [0, *accumulate(index.documents for index in indexes)]


def document_shares(indexes: Sequence[ProvinceIndex]) -> list[list[Group]]:
    """The groups of documents, each once (those of one name are the same), a few at a time."""
    found = {name: (index, name, count) for index in reversed(indexes) for name, count in index.groups}
    groups = list(found.values())
    return [groups[at : at + _GROUPS_AT_ONCE] for at in range(0, len(groups), _GROUPS_AT_ONCE)]


def document_files(groups: Iterable[Group]) -> Iterator[tuple[str, bytes]]:
    """The files of groups of documents as (address, bytes). Raises HubError."""
    return chain.from_iterable(index.group(name, count) for index, name, count in groups)


def key_ranges(indexes: Sequence[ProvinceIndex]) -> list[tuple[str, str]]:
    """All keys as ranges, from the first folded key of one to that of the next; each holds about `_AT_ONCE` characters.

    Raises HubError.
    """
    bounds = sorted(bound for index in indexes for bound in index.bounds)
    count = 1 + sum(index.size for index in indexes) // _AT_ONCE
    cuts = sorted({"", *(bounds[at * len(bounds) // count] for at in range(1, count))})
    return list(pairwise([*cuts, _LAST]))


def shard_files(indexes: Sequence[ProvinceIndex], merged: Iterable[list[Line]]) -> Iterator[tuple[str, bytes]]:
    """Yield (address, bytes) of the shards, and of the start behind them. merged: the keys of each range, in order."""
    # Named by what they are made of: they are written one by one, none waits for the others.
    generation = name_of(json_of([VERSION, [(index.generation, index.documents) for index in indexes]]))
    counts: defaultdict[str, int] = defaultdict(int)
    bounds: list[str] = []
    whole = sum(index.size for index in indexes)
    for bound, lines in cut(_counted(chain.from_iterable(merged), counts), whole):
        yield _file(f"{generation}/{len(bounds)}", json_of(lines))
        bounds.append(bound)
    coded = "".join(f"{shared}{rest}" for shared, rest in sharing(bounds))
    names = "|".join(f"{name}{count}" for index in indexes for name, count in index.groups)
    documents = sum(index.documents for index in indexes)
    # No table of filters: which province a document is of, its number tells.
    words = "\n".join(sorted({line for index in indexes for line in index.words}))
    start = [VERSION, documents, generation, coded, names, "", syllables(counts), _lesser(indexes), words]
    yield _file(START, json_of(start))


def _lesser(indexes: Sequence[ProvinceIndex]) -> list[tuple[float, str]]:
    """(weight, documents) of what counts less than records, in all provinces."""
    found: defaultdict[float, list[int]] = defaultdict(list)
    for first, index in zip(first_numbers(indexes), indexes, strict=False):
        for weight, documents in index.lesser:
            found[weight] += (first + number for number in documents)
    return [(weight, numbers(sorted(documents))) for weight, documents in sorted(found.items(), reverse=True)]


def _file(name: str, content: str) -> tuple[str, bytes]:
    return f"{FOLDER}{name}.js", script(name, content)


def _counted(lines: Iterator[Line], counts: defaultdict[str, int]) -> Iterator[Line]:
    """The lines as they are; how many documents have each syllable is noted."""
    for folded, line in lines:
        syllable = folded.removeprefix(_SINGLE)
        if syllable != folded and syllable.isascii() and syllable.isalpha():
            counts[syllable] += how_many(line.partition("!")[2].replace("!", "").rstrip("\n"))
        yield folded, line


def merge_range(indexes: Sequence[ProvinceIndex], low: str, high: str) -> list[Line]:
    """The keys of a range, in order. Raises HubError."""
    firsts, values = first_numbers(indexes), _Values()
    found: defaultdict[str, _Found] = defaultdict(list)
    for at, index in enumerate(indexes):
        for line in index.lines(low, high):
            key, _, lists = line.partition("!")
            found[key].append((at, lists))
    inside = sorted(pair for pair in folded_keys(found) if low <= pair[0] < high)
    return [(folded, f"{key}!{_joined(key, found[key], indexes, firsts, values)}\n") for folded, key in inside]


def _joined(key: str, found: _Found, indexes: Sequence[ProvinceIndex], firsts: Sequence[int], values: _Values) -> str:
    """What stands under a key: documents, or words of one meaning, each once."""
    if key.startswith(CONCEPT):
        return ";".join(dict.fromkeys(chain.from_iterable(lists.split(";") for _, lists in found)))
    return _lists(found, indexes, firsts, values)


class _Values(dict[str, int]):
    """A number as it is written in a list, worked out once."""

    def __missing__(self, written: str) -> int:
        value = self[written] = last_of(written)
        return value


def _lists(found: _Found, indexes: Sequence[ProvinceIndex], firsts: Sequence[int], values: _Values) -> str:
    """The lists of a key: those of the provinces behind one another, each moved to its province's numbers."""
    fields: list[list[str]] = [[] for _ in range(_FIELDS)]
    last = [-1] * _FIELDS
    for at, lists in found:
        start, documents = firsts[at], indexes[at].documents
        for field, coded in enumerate(lists.split("!")):
            if not coded:
                continue
            # The shard was looked at, so every list begins with a number.
            opening, others = _LIST.findall(coded)[0]
            first = values[opening]
            end = first + last_of(others) + 1
            if start + first <= last[field] or end >= documents:
                raise indexes[at].refuse()
            fields[field] += DIFFERENCES[start + first - last[field]], others
            last[field] = start + end
    return "!".join(map("".join, fields)).rstrip("!")
