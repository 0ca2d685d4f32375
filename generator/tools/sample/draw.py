"""Draws that give the same choices on every Python: only `Random.random()` of a text seed is used."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

T = TypeVar("T")


class Draw:
    """A stream of choices named by its key: the same key, the same choices, whatever was drawn elsewhere."""

    def __init__(self, *key: str | int) -> None:
        """Begin the stream of `key`; parts are joined, so (1, "a") and ("1", "a") are one stream."""
        # Seeding with text hashes it by SHA-512, which Python documents as reproducible.
        self._random = random.Random(":".join(str(part) for part in key)).random  # noqa: S311 - not a secret

    def below(self, count: int) -> int:
        """A whole number from 0 to `count` - 1."""
        return int(self._random() * count)

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both possible."""
        return low + self.below(high - low + 1)

    def chance(self, per_cent: float) -> bool:
        """True in `per_cent` of cases."""
        return self._random() * 100 < per_cent

    def pick(self, items: Sequence[T]) -> T:
        """One of `items`."""
        return items[self.below(len(items))]

    def several(self, items: Sequence[T], count: int) -> list[T]:
        """Up to `count` different ones of `items`, in drawn order."""
        rest = list(items)
        chosen = []
        for _ in range(min(count, len(rest))):
            at = self.below(len(rest))
            rest[at], rest[-1] = rest[-1], rest[at]
            chosen.append(rest.pop())
        return chosen

    def day(self, first: date, last: date) -> date:
        """A day from `first` to `last`, both possible; `first` when `last` is earlier."""
        return date.fromordinal(self.between(first.toordinal(), max(first, last).toordinal()))
