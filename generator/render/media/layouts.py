"""How the field between a brocade's borders is laid out: the ways motifs stand together on the cloth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple, TypeVar

from generator.render.media.motifs import FILLINGS, MEDALLIONS, OUTLINES, Drawing

GROUND, INK, MID, LOW = range(4)

T = TypeVar("T")
Grid = list[list[int]]
# The threads of a cloth: for main lines, for hearts of motifs, for what lies behind.
Threads = tuple[int, int, int]


class Choices:
    """A stream of choices spelled out by a number: the same number always makes the same ones."""

    def __init__(self, number: int) -> None:
        self._left = number

    def of(self, options: Sequence[T]) -> T:
        """One of the options; uses up as much of the number as the choice is worth."""
        self._left, choice = divmod(self._left, len(options))
        return options[choice]


def stitch(grid: Grid, drawing: Drawing, at: int, threads: Threads, last: int, reach: int = 99) -> None:
    """Put a medallion's heart on the middle row at column `at`, mirrored, within `reach` of the heart."""
    width = len(grid[0])
    for dy, dx, mark in _stitches(drawing):
        if dy > last or dx + dy > reach:
            continue
        if at - dx >= 0:
            grid[dy][at - dx] = threads[mark]
        if at + dx < width:
            grid[dy][at + dx] = threads[mark]


@cache
def _stitches(drawing: Drawing) -> list[tuple[int, int, int]]:
    """(row, column, which thread) of each stitch of a drawing."""
    return [(dy, dx, "#o".index(mark)) for dy, row in enumerate(drawing) for dx, mark in enumerate(row) if mark != "."]


def chain(grid: Grid, choose: Choices, last: int, threads: Threads) -> None:
    """Rhombs hand in hand, a medallion in each, the triangles between them filled."""
    half = len(grid[0]) - 1
    outline, filling, depth = choose.of(OUTLINES), choose.of(FILLINGS), choose.of((2, 3, 4, 5))
    radius = choose.of((half, half, half - 1, half - 2, half + 2))
    for dy in range(last + 1):
        for dx in range(half + 1):
            corner = (half - dx) + (last - dy)
            if dx + dy > radius + 2 and filling(corner, half - dx, depth):
                grid[dy][dx] = threads[2]
            if outline(dx + dy, dx, radius):
                grid[dy][dx] = threads[0]
    stitch(grid, choose.of(MEDALLIONS), 0, threads, last, radius - 3)


def pair(grid: Grid, choose: Choices, last: int, threads: Threads) -> None:
    """Two medallions in turn, with or without something standing between them."""
    half = len(grid[0]) - 1
    first = choose.of(MEDALLIONS)
    second = choose.of([each for each in MEDALLIONS if each is not first])
    between = choose.of(("", "#", "#.", "o.#.", "..#o", "o"))
    for dy in range(last + 1):
        if between:
            mark = between[dy % len(between)]
            grid[dy][half // 2] = GROUND if mark == "." else threads["#o".index(mark)]
    stitch(grid, first, 0, threads, last, choose.of((99, 99, 8)))
    stitch(grid, second, half, (threads[1], threads[0], threads[2]), last, half // 2 + 3)


def trellis(grid: Grid, choose: Choices, last: int, threads: Threads) -> None:
    """Small rhombs over the whole field, every other one filled differently."""
    half = len(grid[0]) - 1
    shift = choose.of((0, half // 2))
    cells = (_cell(choose, threads), _cell(choose, threads))
    for dy, row in enumerate(_rhombs(half, shift, last + 1)):
        grid[dy] = [cells[which][depth] for which, depth in row]


@cache
def _rhombs(half: int, shift: int, rows: int) -> list[list[tuple[int, int]]]:
    """For each stitch of a trellis: in which of the two kinds of rhombs it lies, and how far from the edge."""

    def at(dx: int, dy: int) -> tuple[int, int]:
        rise, fall = dx + shift + dy, dx + shift - dy
        return (rise // half + fall // half) % 2, min(rise % half, -rise % half, fall % half, -fall % half)

    return [[at(dx, dy) for dx in range(half + 1)] for dy in range(rows)]


def _cell(choose: Choices, threads: Threads) -> list[int]:
    """The rings of a small rhomb from its edge inward, ten of them."""
    a, b, c = threads
    parts = (
        (GROUND, b, b),
        (GROUND, GROUND, c),
        (GROUND, c, c),
        (GROUND, a, GROUND),
        (c, c, GROUND),
        (GROUND, b, a),
    )
    return [a, *choose.of(parts), *choose.of(parts), *choose.of(parts)]


def rings(grid: Grid, choose: Choices, last: int, threads: Threads) -> None:
    """Rhomb in rhomb in rhomb, each ring in a thread of its own: bird's-eye cloth."""
    half = len(grid[0]) - 1
    a, b, c = threads
    parts = ((a,), (a, a), (b, GROUND), (c, c), (a, GROUND), (GROUND, b), (c, GROUND, c), (b, b, a))
    sequence: list[int] = []
    while len(sequence) <= half + last:
        sequence += (*choose.of(parts), GROUND)
    for dy in range(last + 1):
        for dx in range(half + 1):
            grid[dy][dx] = sequence[dx + dy]
    if choose.of((True, False)):
        for dy in range(last + 1):
            for dx in range(max(0, 6 - dy)):
                grid[dy][dx] = GROUND
        stitch(grid, choose.of(MEDALLIONS), 0, threads, last, 4)


def stripes(grid: Grid, choose: Choices, last: int, threads: Threads) -> None:
    """Nothing but borders, as on the waistband of a Mường skirt; here only the line in the middle."""
    half = len(grid[0]) - 1
    line = choose.of(("#", "#.", "#o.o", "o.", "##.."))
    for dx in range(half + 1):
        for dy in range(last + 1):
            mark = line[(dx + dy) % len(line)]
            grid[dy][dx] = GROUND if mark == "." else threads["#o".index(mark)]


class Layout(NamedTuple):
    """A way to fill the field, with the tile widths and field heights it looks well in."""

    fill: Callable[[Grid, Choices, int, Threads], None]
    half_periods: tuple[int, ...]
    last_rows: tuple[int, ...]


_CHAIN = Layout(chain, (8, 9, 10, 12), (6, 7, 8, 9, 10))
_PAIR = Layout(pair, (12, 14, 16), (6, 7, 8))
# Chosen at random, so a layout named twice comes twice as often.
LAYOUTS = (
    _CHAIN,
    _CHAIN,
    _CHAIN,
    _PAIR,
    _PAIR,
    Layout(trellis, (10, 12, 14, 16), (7, 8, 9, 10)),
    Layout(rings, (8, 9, 10, 12, 14), (6, 8, 10)),
    Layout(stripes, (10, 12, 12, 12), (0, 0, 1)),
)
