"""The lists of all keys cut into shards, and the syllables a reader's words are corrected by."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.outputs.search.coding import sharing
from generator.outputs.search.lines import Line

_SMALLEST_SHARD = 8_000
"""Characters; half of them when compressed."""
_FROM_HERE_LARGER = 50_000_000
"""Characters of all shards, about 50,000 pages. A query reads several shards and the directory costs two bytes for each,
once, so small shards pay for long. Beyond, four times the text makes twice as many shards, twice as large."""


def shards(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Each shard as (its bound, its lines): the bound is above every key before, and not above the first one here."""
    return cut(lines, sum(len(line) for _, line in lines))


def cut(lines: Iterable[Line], whole: int) -> Iterator[tuple[str, str]]:
    """Lines in their order as shards; whole: about how many characters all of them have."""
    size = int(_SMALLEST_SHARD * math.sqrt(max(1, whole / _FROM_HERE_LARGER)))
    bound, before, length = "", "", 0
    held: list[str] = []
    for key, line in lines:
        if length >= size and key != before:
            yield bound, "".join(held)
            bound, held, length = _bound(before, key), [], 0
        before = key
        held.append(line)
        length += len(line)
    if held:
        yield bound, "".join(held)


def _bound(before: str, key: str) -> str:
    """The shortest beginning of `key` that comes after `before`."""
    return next(key[:length] for length in range(1, len(key) + 1) if key[:length] > before)


def syllables(counts: Mapping[str, int]) -> str:
    """Folded syllable of a to z -> how many documents have it, as the start holds them."""
    ordered = sorted(counts)
    rare = [min(9, int(math.log2(counts[folded])) // 2) for folded in ordered]
    return "".join(f"{shared}{rest}{rarity}" for (shared, rest), rarity in zip(sharing(ordered), rare, strict=True))
