"""Which letters Be Vietnam Pro has as it is shipped, and what share cards draw in place of others."""

from __future__ import annotations

import unicodedata

from generator.core.vietnamese import fold

# As scripts/make_fonts.py keeps them; a test compares the two.
_RANGES = ((0x20, 0x7E), (0xA0, 0xFF), (0x1EA0, 0x1EF9))
_SINGLE = "ĂăĐđĨĩŨũƠơƯư‐‑–—‘’“”•…‹›₫€™←→−≈≠≤≥"
_COVERED = frozenset(chr(code) for first, last in _RANGES for code in range(first, last + 1)) | set(_SINGLE)


def nearest(letter: str) -> str:
    """A letter the font has: this one, else the same with fewer marks or without its stroke, else ""."""
    if letter in _COVERED:
        return letter
    parts = unicodedata.normalize("NFD", letter)
    while len(parts) > 1:
        parts = parts[:-1]
        composed = unicodedata.normalize("NFC", parts)
        if composed in _COVERED:
            return composed
    plain = fold(letter)
    return (plain.upper() if letter.isupper() else plain) if plain in _COVERED else ""


def undrawable(text: str) -> str:
    """The letters of a text, each once, that a card shows in part or not at all."""
    composed = unicodedata.normalize("NFC", text)
    odd = dict.fromkeys(one for one in composed if one not in _COVERED and unicodedata.category(one)[0] in "LM")
    return "".join(odd)


def drawable(text: str) -> str:
    """The text as NFC in letters the font has, spaces single; others lose what the font lacks, or (emoji) are left out."""
    composed = unicodedata.normalize("NFC", text)
    # No-break spaces hold a number and its unit together; the other kinds only part words.
    kept = "".join(" " if letter.isspace() and letter not in _COVERED else nearest(letter) for letter in composed)
    return " ".join(part for part in kept.split(" ") if part)
