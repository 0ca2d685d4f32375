"""Bytes to text: encodings old and new, Unicode forms, hidden characters, and the marks a merge leaves."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from itertools import islice
from pathlib import Path
from typing import Any

from generator.core.problems import Problem, problem
from generator.core.vietnamese.legacy import decoded, from_legacy, legacy_encoding, legacy_line
from generator.core.vietnamese.text import LIKE_D, with_vietnamese_d
from generator.records.source.characters import FORBIDDEN, MOST_MARKS, conflicts, first_versions

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_text(
    path: Path | str, file: str, max_bytes: int, *, may_hold_marks: bool = False
) -> tuple[str | None, list[Problem], str]:
    """Return the text as NFC with LF line ends, or None, what was wrong, and SHA-256 of the bytes in hex ("" where they
    were too many to read). A byte order mark is dropped; UTF-16 is read by it. Of the versions a merge left the first is
    read on, so that everything else is told at once; KH125 keeps it from being published.
    """
    # Thousands of files are read: no buffer is set up for reading one whole, and no Path built.
    with open(path, "rb", buffering=0) as stream:  # noqa: PTH123
        size = os.fstat(stream.fileno()).st_size
        raw = stream.read() if size <= max_bytes else b""
    if size > max_bytes:
        return None, [problem(file, (), "KH101", size=size, limit=max_bytes)], ""
    digest = hashlib.sha256(raw).hexdigest()
    problems: list[Problem] = []
    text = _decoded(raw, file, problems, guess=not may_hold_marks)
    if text is None:
        return None, problems, digest
    text = text.removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _in_unicode(text, file, problems)
    marks = [] if may_hold_marks else list(islice(conflicts(text), MOST_MARKS))
    if marks:
        places = ((_line_column(text, start), line) for start, line in marks)
        problems += [problem(file, (), "KH125", line[:60], position=place) for place, line in places]
        text = first_versions(text)
    if FORBIDDEN.search(text):
        for bad in islice(FORBIDDEN.finditer(text), MOST_MARKS):
            place, sign = _line_column(text, bad.start()), f"U+{ord(bad.group()):04X}"
            problems.append(problem(file, (), "KH103", sign, position=place))
        text = FORBIDDEN.sub("", text)
    if not unicodedata.is_normalized("NFC", text):
        problems.append(problem(file, (), "KH104", position=_first_not_nfc(text)))
        text = unicodedata.normalize("NFC", text)
    like_d = LIKE_D.search(text)
    if like_d:
        where = _line_column(text, like_d.start())
        problems.append(problem(file, (), "KH127", f"{like_d.group()} U+{ord(like_d.group()):04X}", position=where))
        text = with_vietnamese_d(text)
    if not text.strip():
        return None, [*problems, problem(file, (), "KH105")], digest
    return text, problems, digest


def _line_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _first_not_nfc(text: str) -> tuple[int, int]:
    for number, line in enumerate(text.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            marks = (i for i, letter in enumerate(line, 1) if unicodedata.combining(letter))
            return number, next(marks, 1)
    return 1, 1


def _decoded(raw: bytes, file: str, problems: list[Problem], *, guess: bool) -> str | None:
    """The text of the bytes, also in an old encoding where one may be guessed; None where it is not known.

    KH102 goes into `problems` for what is no Unicode.
    """
    try:
        return raw.decode("utf-16" if guess and raw.startswith(_UTF_16) else "utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        old = decoded(raw) if guess else None
        remedy: dict[str, Any] = {"remedy": "known", "name": old[1]} if old else {}
        bad_bytes = raw[error.start : error.start + 4].hex()
        problems.append(problem(file, (), "KH102", bad_bytes, position=(line, column), **remedy))
        return old[0] if old else None


def _in_unicode(text: str, file: str, problems: list[Problem]) -> str:
    """The text with letters of old fonts, or broken ones, turned into Unicode; KH151 goes into `problems`."""
    name = legacy_encoding(text)
    if not name:
        return text
    at = legacy_line(text, name) or 0
    problems.append(problem(file, (), "KH151", text.split("\n")[at].strip()[:60], position=(at + 1, 1), name=name))
    return from_legacy(text, name)
