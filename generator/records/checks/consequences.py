"""What only follows from a file that could not be read is not told: its own problem is told once, there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.core.problems import Problem
from generator.records.source import Source

# A name nobody goes by; an address of the ledger nobody claims.
_ABSENCE = frozenset({"KH301", "KH601", "KH704"})
# An answer, or a pair kept apart, whose warning is gone: it comes back with the record.
_GONE = frozenset({"KH391", "KH531"})


def without_consequences(source: Source, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems less those that may vanish once every file can be read.

    Dropped are names nobody goes by that stand in the unread text, photos beside an unread record, and warnings that an
    unread answer may answer.
    """
    unread = source.unread()
    return (found for found in problems if not _follows(found, unread))


def _follows(found: Problem, unread: list[tuple[str, str, str]]) -> bool:
    if not unread or any(found.file == file for _, file, _ in unread):
        return False
    if found.code in _GONE:
        return True
    if found.code in _ABSENCE:
        return any(found.text in text or f"/{found.text}" in file for _, file, text in unread)
    if found.code == "KH825":
        return any(found.file.rpartition("/")[0] == file.rpartition("/")[0] for _, file, _ in unread)
    return not found.is_error and any(
        kind == "answer" and found.code in text and found.file in text for kind, _, text in unread
    )
