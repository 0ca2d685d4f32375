"""The lines of shards: a key and the lists of documents that have it."""

from __future__ import annotations

SEPARATOR = "!"
SINGLE = "~"
"""Stands before a key of one syllable, so that these lie side by side, behind all pairs."""
APART = "="
"""Stands before two folded syllables with another one between them; such a line lies beside those of the pair."""

CONCEPT = ">"
"""Stands before the first two folded syllables of what has other words of the same meaning."""

Line = tuple[str, str]
"""(folded key, line). A line is a key and the lists of its documents, coded, by field, the least weighty first; empty ones
at the end are left out. Lines are in the order of (folded key, line)."""


def lists_of(line: str) -> list[str]:
    """The lists of a line, those left out at the end excepted."""
    return line[:-1].split(SEPARATOR)[1:]
