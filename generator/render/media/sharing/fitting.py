"""Break text into lines that fit a box: between words only, the letters as large as the box allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.render.media.sharing.faces import LINE, Weight, width

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Lines:
    """Text broken into lines. whole: nothing was left out."""

    weight: Weight
    size: int
    lines: tuple[tuple[str, ...], ...]
    whole: bool

    @property
    def height(self) -> int:
        """Pixels from the top of the first line to the bottom of the last."""
        return len(self.lines) * round(self.size * LINE)

    def width_of(self, line: tuple[str, ...]) -> int:
        """Pixels of one of the lines."""
        return _width(self.weight, self.size, line)


def fit(
    text: str, weight: Weight, sizes: Sequence[int], box: tuple[int, int], most: int, smaller: Sequence[int] = ()
) -> Lines:
    """The text in at most `most` lines within `box` (width, height), at the largest of `sizes` (falling) that holds it.

    Where none does it ends with "…" behind a word, at the last of `sizes`; at one of `smaller` (falling) only where a
    word is wider than a line. A word too wide even then is the only thing ever cut.
    """
    words = text.split(" ") if text else []
    for size in sizes:
        lines = _broken(words, weight, size, box[0])
        if lines is not None and len(lines) <= _room(size, box[1], most):
            return Lines(weight, size, tuple(_balanced(lines, weight, size, box[0])), whole=True)
    ways = (size for size in (sizes[-1], *smaller) if _broken(words, weight, size, box[0]) is not None)
    size = next(ways, (*sizes, *smaller)[-1])
    lines = _broken([_cut(word, weight, size, box[0]) for word in words], weight, size, box[0]) or []
    room = _room(size, box[1], most)
    if len(lines) > room:
        lines = [*lines[: room - 1], _ended(lines[room - 1], weight, size, box[0])]
    return Lines(weight, size, tuple(lines), whole=False)


def _balanced(lines: list[tuple[str, ...]], weight: Weight, size: int, room: int) -> list[tuple[str, ...]]:
    """The same words in as many lines of more even width, so that no single word is left for the last."""
    words = [word for line in lines for word in line]
    narrow = _width(weight, size, words) // max(1, len(lines))
    while len(lines) > 1 and narrow < room:
        tried = _broken(words, weight, size, narrow)
        if tried is not None and len(tried) == len(lines):
            return tried
        narrow += max(1, room // 20)
    return lines


def _room(size: int, height: int, most: int) -> int:
    """How many lines there is room for, at least one."""
    return max(1, min(most, height // round(size * LINE)))


def _broken(words: list[str], weight: Weight, size: int, room: int) -> list[tuple[str, ...]] | None:
    """The words line by line, each line as full as may be; None when one is wider than a line."""
    space = width(weight, size, " ")
    lines: list[tuple[str, ...]] = []
    line: list[str] = []
    used = 0
    for word in words:
        wide = width(weight, size, word)
        if wide > room:
            return None
        if line and used + space + wide > room:
            lines.append(tuple(line))
            line, used = [], 0
        used += wide + (space if line else 0)
        line.append(word)
    return [*lines, tuple(line)] if line else lines


def _width(weight: Weight, size: int, words: Sequence[str]) -> int:
    gaps = max(0, len(words) - 1) * width(weight, size, " ")
    return sum(width(weight, size, word) for word in words) + gaps


def _ended(words: tuple[str, ...], weight: Weight, size: int, room: int) -> tuple[str, ...]:
    """The line ended with "…" behind the last word that leaves room for it, without a comma before it."""
    kept = list(words)
    while kept:
        ended = [*kept[:-1], kept[-1].rstrip(",.;:–-") + ELLIPSIS]
        if _width(weight, size, ended) <= room:
            return tuple(ended)
        kept.pop()
    return (ELLIPSIS,)


def _cut(word: str, weight: Weight, size: int, room: int) -> str:
    while width(weight, size, word) > room:
        word = word.removesuffix(ELLIPSIS)[:-1] + ELLIPSIS
    return word
