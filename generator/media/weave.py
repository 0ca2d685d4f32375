"""Weaves a small brocade (thổ cẩm) from a record's id: one quarter of a tile, the rest is mirrored and repeated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from generator.media.motifs import BORDERS, FILLS, FRAMES, MEDALLIONS

# Rows of a quarter: from the middle row (0) to the edge; a whole band is twice that less the shared middle row.
HALF_ROWS = 12
GROUND, INK, MID, LOW = range(4)
HALF_PERIODS = (8, 9, 10, 12)

T = TypeVar("T")


@dataclass(frozen=True)
class Weave:
    """A quarter tile: `quarter[dy][dx]` is the thread at dx columns and dy rows from the medallion's heart.

    `half_period` is the last dx; the tile mirrors at dx = 0 and dx = half_period and so repeats every
    2 * half_period columns.
    """

    half_period: int
    quarter: tuple[tuple[int, ...], ...]

    def cell(self, x: int, y: int) -> int:
        """The thread at column x from a medallion's axis (any integer) and row y from the middle (-11 to 11)."""
        dx = abs(x) % (2 * self.half_period)
        return self.quarter[abs(y)][min(dx, 2 * self.half_period - dx)]


class _Choices:
    """A stream of choices spelled by sha256 of the id: the same id always makes the same ones."""

    def __init__(self, record_id: str) -> None:
        self._left = int.from_bytes(sha256(record_id.encode()).digest(), "big")

    def below(self, n: int) -> int:
        self._left, choice = divmod(self._left, n)
        return choice

    def of(self, options: Sequence[T]) -> T:
        return options[self.below(len(options))]


def weave(record_id: str) -> Weave:
    """The brocade of one id. Raises nothing: any text has a weave."""
    choose = _Choices(record_id)
    half = choose.of(HALF_PERIODS)
    border = choose.of([b for b in BORDERS if all(half % max(len(row) - 1, 1) == 0 for row in b)])
    last = HALF_ROWS - 1 - len(border)
    grid = [[GROUND] * (half + 1) for _ in range(HALF_ROWS)]
    tones = choose.of(((INK, MID, LOW), (INK, LOW, MID), (MID, INK, LOW), (INK, MID, MID)))
    _border(grid, border, tones)
    _field(grid, choose, half, last, tones)
    return Weave(half, tuple(map(tuple, grid)))


def _border(grid, border, tones):
    for depth, row in enumerate(border):
        turn = max(len(row) - 1, 1)
        for dx in range(len(grid[0])):
            step = dx % (2 * turn)
            mark = row[min(step, 2 * turn - step)] if len(row) > 1 else row
            if mark != ".":
                grid[HALF_ROWS - 1 - depth][dx] = tones[0] if mark == "#" else tones[1]


def _field(grid, choose, half, last, tones):
    frame, fill = choose.of(FRAMES), choose.of(FILLS)
    radius = choose.of((half, half, half - 1, half - 2, half + 2))
    medallion, second = choose.of(MEDALLIONS), choose.of(MEDALLIONS)
    k = 2 + choose.below(4)
    for dy in range(last + 1):
        for dx in range(half + 1):
            s = dx + dy
            t = (half - dx) + (last - dy)
            if s > radius + 2 and fill(t, half - dx, k):
                grid[dy][dx] = tones[2]
            if frame(s, dx, radius):
                grid[dy][dx] = tones[0]
            mark = medallion[dy][dx : dx + 1] if dy < len(medallion) else "."
            if mark in ("#", "o") and s < radius - 2:
                grid[dy][dx] = tones[0] if mark == "#" else tones[1]
    del second
