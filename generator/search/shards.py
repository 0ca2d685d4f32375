"""The lists of all keys cut into shards, and the syllables a reader's words are corrected by."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.search.coding import how_many
from generator.search.postings import SINGLE, Lists
from generator.vietnamese import fold

_SEPARATOR = "!"
_SMALLEST_SHARD = 12_000
"""Characters; a third less when compressed."""
_MOST_SHARDS = 360
"""More documents make larger shards rather than a longer directory, which every reader loads."""


def shards(fields: Sequence[Lists]) -> Iterator[tuple[str, str]]:
    """Each shard as (its bound, its lines): the bound is above every key before, and not above the first one here.

    fields: the lists of each field, the weightiest first.
    """
    lines = _lines(fields)
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


def _lines(fields: Sequence[Lists]) -> list[tuple[str, str]]:
    """Every key as (folded key, line), in order; the least weighty field first, empty ones at the end left out."""
    turned, none = fields[::-1], ("", 0)
    lines = []
    for folded, key in sorted((fold(key), key) for key in set().union(*fields)):
        lists = _SEPARATOR.join([field.get(key, none)[0] for field in turned])
        lines.append((folded, f"{key}{_SEPARATOR}{lists.rstrip(_SEPARATOR)}\n"))
    return lines


def _bound(before: str, key: str) -> str:
    """The shortest beginning of `key` that comes after `before`."""
    return next(key[:length] for length in range(1, len(key) + 1) if key[:length] > before)


def syllable_list(fields: Sequence[Lists]) -> str:
    """The folded syllables of a to z as the start holds them."""
    counts: defaultdict[str, int] = defaultdict(int)
    for lists in fields:
        for key, (coded, _) in lists.items():
            folded = fold(key[1:]) if key.startswith(SINGLE) else ""
            if folded.isascii() and folded.isalpha():
                counts[folded] += how_many(coded)
    before, written = "", []
    for folded in sorted(counts):
        shared = next((i for i in range(min(len(before), 9)) if before[i] != folded[i : i + 1]), min(len(before), 9))
        frequency = chr(ord("A") + min(25, int(math.log2(counts[folded]))))
        written.append(f"{shared}{folded[shared:]}{frequency}")
        before = folded
    return "".join(written)
