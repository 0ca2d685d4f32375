"""The letters of share cards: Be Vietnam Pro in two weights, as masks of single words."""

from __future__ import annotations

from functools import cache, lru_cache

from PIL import Image, ImageFont

from generator.core.resources import beside

Weight = int
"""400 or 600."""

LINE = 1.28
"""Height of a line in sizes of its letters. The tallest stand out above it, over where no tail of a line above is."""


@cache
def _face(weight: Weight, size: int) -> ImageFont.FreeTypeFont:
    # The basic layout: the other one takes libraries the machine may have or lack, and so other places of letters.
    path = beside(__file__, "fonts", f"be-vietnam-pro-{weight}.ttf")
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=20_000)
def width(weight: Weight, size: int, text: str) -> int:
    """Pixels a word takes, rounded up."""
    return -int(-_face(weight, size).getlength(text) // 1)


def rise(size: int) -> int:
    """Pixels by which the tallest letters (Ẳ) stand out above their line."""
    return -(-size * 23 // 100)


# The same syllables stand on thousands of cards.
@lru_cache(maxsize=1_500)
def letters(weight: Weight, size: int, word: str, ramp: tuple[int, ...]) -> Image.Image:
    """A word, each pixel's darkness looked up in `ramp` (256 numbers); mode L, `rise` higher than its line.

    Its left edge is the pen's place, its baseline `rise` + `size` below the top.
    """
    core, (x, y) = _face(weight, size).getmask2(word, mode="L", anchor="ls")
    image = Image.new("L", (max(1, width(weight, size, word) + 2), rise(size) + round(size * LINE)))
    if core.size[0] and core.size[1]:
        image.paste(Image.frombytes("L", core.size, bytes(core)), (x, rise(size) + size + y))
    return image.point(ramp)
