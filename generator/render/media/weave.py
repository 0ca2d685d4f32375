"""Weaves a small brocade (thổ cẩm) from a record's id: one quarter of a tile, the rest is mirrored and repeated."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256

from generator.render.media.layouts import GROUND, INK, LAYOUTS, LOW, MID, Choices, Grid, Threads
from generator.render.media.motifs import BORDERS, Drawing

__all__ = ["GROUND", "HALF_ROWS", "INK", "LOW", "MID", "Weave", "weave"]

# Rows of a quarter: from the middle row (0) to the edge; a whole band is twice that less the shared middle row.
HALF_ROWS = 12

_THREADS: tuple[Threads, ...] = (
    (INK, MID, LOW),
    (INK, MID, LOW),
    (INK, LOW, MID),
    (INK, MID, MID),
    (MID, INK, LOW),
)


@dataclass(frozen=True)
class Weave:
    """A quarter tile: `quarter[dy][dx]` is the thread at dx columns and dy rows from the medallion's heart.

    `half_period` is the last dx; the tile mirrors at dx = 0 and dx = half_period and so repeats every
    2 * half_period columns. Threads are GROUND, INK, MID or LOW.
    """

    half_period: int
    quarter: tuple[tuple[int, ...], ...]

    def cell(self, x: int, y: int) -> int:
        """The thread at column x from a medallion's axis (any integer) and row y from the middle (-11 to 11)."""
        dx = abs(x) % (2 * self.half_period)
        return self.quarter[abs(y)][min(dx, 2 * self.half_period - dx)]


@lru_cache(maxsize=256)
def weave(record_id: str) -> Weave:
    """The brocade of one id, chosen by its sha256. Raises nothing: any text has a weave."""
    choose = Choices(int.from_bytes(sha256(record_id.encode()).digest(), "big"))
    layout = choose.of(LAYOUTS)
    half, last, threads = choose.of(layout.half_periods), choose.of(layout.last_rows), choose.of(_THREADS)
    grid: Grid = [[GROUND] * (half + 1) for _ in range(HALF_ROWS)]
    layout.fill(grid, choose, last, threads)
    _weave_borders(grid, choose, last, threads)
    return Weave(half, tuple(map(tuple, grid)))


def _weave_borders(grid: Grid, choose: Choices, last: int, threads: Threads) -> None:
    """Stack borders from the edge inward until the field begins."""
    edge, inner, width = HALF_ROWS - 1, last + 1, len(grid[0])
    before: Drawing = ("", "")
    while edge >= inner:
        before = choose.of(_fitting(edge - inner + 1, width - 1, before))
        turned = choose.of((threads, threads, (threads[1], threads[0])))
        thread = {".": GROUND, "#": turned[0], "o": turned[1]}
        for row in before:
            grid[edge] = [thread[mark] for mark in _mirrored(row, width)]
            edge -= 1


def _fitting(room: int, half: int, before: Drawing) -> list[Drawing]:
    """Borders that fit the rows left and the tile.

    None stands beside itself, nor one line beside another; where there is much room only tall ones come in
    question: else it would all be lines.
    """
    least = 3 if room >= 6 else 2 if len(before) == 1 else 1
    return [border for border in _of_height(least, room, half) if border is not before] or [(".",)]


@cache
def _of_height(least: int, most: int, half: int) -> list[Drawing]:
    """Borders of so many rows that fit the tile."""
    return [border for border in BORDERS if least <= len(border) <= most and _fits(border, half)]


def _fits(border: Drawing, half: int) -> bool:
    return all(half % max(len(row) - 1, 1) == 0 for row in border)


@cache
def _mirrored(row: str, width: int) -> str:
    """A border's row, mirrored at both of its ends as often as the tile is wide."""
    turn = max(len(row) - 1, 1)
    steps = (dx % (2 * turn) for dx in range(width))
    return "".join(row[min(step, 2 * turn - step) % len(row)] for step in steps)
