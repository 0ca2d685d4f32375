"""The letters of share cards: Be Vietnam Pro in two weights, as masks of single words, and which letters it has."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from PIL import Image, ImageFont

from generator.core.resources import beside

Weight = int
"""400 or 600."""

# As scripts/make_fonts.py keeps them; a test compares the two.
_RANGES = ((0x20, 0x7E), (0xA0, 0xFF), (0x1EA0, 0x1EF9))
_SINGLE = "ĂăĐđĨĩŨũƠơƯư‐‑–—‘’“”•…‹›₫€™←→−≈≠≤≥"
_COVERED = frozenset(chr(code) for first, last in _RANGES for code in range(first, last + 1)) | set(_SINGLE)

LINE = 1.28
"""Height of a line in sizes of its letters. The tallest stand out above it, over where no tail of a line above is."""


def drawable(text: str) -> str:
    """The text as NFC in letters the font has, spaces single; other letters (emoji, other scripts) are left out."""
    composed = unicodedata.normalize("NFC", text)
    # No-break spaces hold a number and its unit together; the other kinds only part words.
    kept = "".join(letter if letter in _COVERED else " " if letter.isspace() else "" for letter in composed)
    return " ".join(part for part in kept.split(" ") if part)


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
