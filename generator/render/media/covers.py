"""Draws a record's woven cover (thổ cẩm) as inline SVG: what a page shows where a photo would be.

Colours are CSS custom properties, so that dark mode and print can change them; the fallbacks after the comma
are the light colours, for an SVG that stands alone. A page's CSS sets, on `.hue-leaf` and its likes or on
`.cover` itself: `--cover-ground` (the cloth), `--cover-ink`, `--cover-mid` and `--cover-low` (the threads,
brightest first).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from hashlib import sha256
from typing import Literal

from generator.render.media.weave import GROUND, HALF_ROWS, INK, LOW, MID, Weave, weave

Shape = Literal["card", "band", "ribbon", "mark"]

# Columns and rows seen of the endless band. The picture is sliced to its box, so these are shapes, not sizes.
SHAPES: dict[str, tuple[int, int]] = {
    "card": (60, 23),
    "band": (210, 23),
    "ribbon": (210, 23),
    "mark": (19, 19),
}

# ground, ink, mid, low: the light colours of each hue of a field of work (look.md).
HUES: dict[str, tuple[str, str, str, str]] = {
    "lacquer": ("#8a1818", "#f8e1cf", "#dc9a7f", "#b5503f"),
    "leaf": ("#21502e", "#e0ecd6", "#98bf8f", "#5b8a5f"),
    "ochre": ("#7a4f00", "#fbeac6", "#e0b262", "#ae7a22"),
    "blue": ("#184268", "#dbe8f3", "#8eb3d3", "#4c7ba6"),
    "violet": ("#453468", "#e8e0f3", "#ac9bd0", "#7661a3"),
    "grey": ("#4c453c", "#f0e9dd", "#c2b5a1", "#857969"),
}
_THREADS = ((INK, "ink"), (MID, "mid"), (LOW, "low"))
_RUNS = {thread: re.compile(b"[%c]+" % thread) for thread in (INK, MID, LOW)}


def cover_svg(record_id: str, hue: str, shape: Shape) -> str:
    """The cover of one id as an inline `<svg class="cover cover--{shape} hue-{hue}">`, hidden from screen readers.

    The same id is always the same weave, in every shape. Ids inside are unique for each pair of id and shape.
    An unknown hue is drawn as grey. The caller's CSS sizes the element.
    """
    hue = hue if hue in HUES else "grey"
    columns, rows = SHAPES[shape]
    box = f"{-columns / 2:g} {-rows / 2:g} {columns} {rows}"
    return (
        f'<svg class="cover cover--{shape} hue-{hue}" viewBox="{box}" preserveAspectRatio="xMidYMid slice"'
        f' aria-hidden="true" focusable="false">{cloth(record_id, hue, shape)}</svg>'
    )


# Columns and rows of a quarter that a thumbnail shows, and the least path that is a drawing by itself.
_THUMB, _PLAIN = 10, 40


def thumb_svg(record_id: str, hue: str) -> str:
    """The heart of a cover for a row of a list, in few bytes: a quarter of one or two threads, mirrored twice."""
    woven = weave(record_id)
    key = sha256(record_id.encode()).hexdigest()[:6]
    paths = f'<path d="{_quarter_path(woven, INK)}"/>'
    if len(paths) < _PLAIN:
        paths += f'<path class="m" d="{_quarter_path(woven, MID)}"/>'
    return (
        f'<svg class="thumb hue-{hue if hue in HUES else "grey"}" viewBox="-9.5 -9.5 19 19" aria-hidden="true"><g id="t{key}">'
        f'<g id="u{key}">{paths}</g><use href="#u{key}" transform="scale(-1 1)"/></g>'
        f'<use href="#t{key}" transform="scale(1 -1)"/></svg>'
    )


def _quarter_path(woven: Weave, thread: int) -> str:
    parts = []
    for row in range(_THUMB):
        stitches = bytes(woven.cell(column, row) for column in range(_THUMB))
        parts += [f"M{run.start()} {row}h{run.end() - run.start()}" for run in _RUNS[thread].finditer(stitches)]
    return "".join(parts)


def cloth(record_id: str, hue: str, shape: Shape) -> str:
    """The inside of a cover, centred on 0 0, one unit a stitch: for a drawing that brings its own `<svg>`."""
    columns, rows = SHAPES[shape]
    ground = HUES[hue][0]
    key, half_period, lines = _woven(record_id)
    key += shape[0]
    size = f'x="{-columns / 2:g}" y="{-rows / 2:g}" width="{columns}" height="{rows}"'
    return (
        f'<rect {size} fill="var(--cover-ground,{ground})"/>'
        f"<defs>{_quarter(lines, hue, key)}{_tile(key)}</defs>{_row(half_period, columns, key)}"
    )


@lru_cache(maxsize=8192)
def _woven(record_id: str) -> tuple[str, int, dict[int, str]]:
    """What all shapes of a cover share: (its id, half period, thread -> path that draws it in a quarter tile).

    A path is a horizontal line for each run of stitches in a row.
    """
    woven = weave(record_id)
    # The rows one after the other, a stitch of ground between them, so that no run goes on from one to the next.
    stitches = bytes([GROUND]).join(map(bytes, woven.quarter))
    moves = _moves(woven.half_period + 2)
    lines = {
        thread: "".join([f"{moves[start]}{end - start}" for start, end in map(re.Match.span, runs.finditer(stitches))])
        for thread, runs in _RUNS.items()
    }
    key = f"w{sha256(record_id.encode()).hexdigest()[:7]}"
    return key, woven.half_period, lines


@cache
def _moves(width: int) -> list[str]:
    """How the path of a run begins at each stitch of a quarter of so many columns."""
    return [f"M{at % width} {at // width}h" for at in range(width * HALF_ROWS)]


def _quarter(lines: dict[int, str], hue: str, key: str) -> str:
    """A quarter tile as dashed strokes: a dash is a stitch, slightly apart from its neighbours as in cloth."""
    paths = "".join(
        f'<path stroke="var(--cover-{name},{HUES[hue][tone]})" d="{lines[tone]}"/>'
        for tone, name in _THREADS
        if lines[tone]
    )
    return (
        f'<g id="{key}q" transform="translate(-.5)" stroke-width=".86" stroke-dasharray=".86 .14"'
        f' stroke-dashoffset="-.07">{paths}</g>'
    )


def _tile(key: str) -> str:
    turns = ("", ' transform="scale(-1 1)"', ' transform="scale(1 -1)"', ' transform="scale(-1)"')
    return f'<g id="{key}">' + "".join(f'<use href="#{key}q"{turn}/>' for turn in turns) + "</g>"


def _row(half_period: int, columns: int, key: str) -> str:
    """Tiles side by side from the middle outward, as many as the shape's columns need."""
    period = 2 * half_period
    reach = -(-(columns // 2 - half_period) // period)
    return "".join(f'<use href="#{key}" x="{n * period}"/>' for n in range(-reach, reach + 1))
