"""The ledger of every address ever published: `content/addresses.txt`, one a line, sorted, kept by a command."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.core.problems import Problem, problem
from generator.records.source.characters import is_merge_mark
from generator.records.source.decoding import read_text
from generator.records.source.find import LEDGER_FILE
from generator.records.source.limits import LEDGER_BYTES, LEDGER_LINES

_HEAD = """\
# Mọi địa chỉ trang này từng công bố, để không địa chỉ nào mất đi. Lệnh “kheo addresses --write” viết tệp này; xin đừng sửa tay.
# Every address this site ever published, so that none is lost. Written by `kheo addresses --write`; please do not edit.
"""
# Parts as the generator makes them: letters, figures and a few signs, none of them "." or "..".
_ADDRESS = re.compile(r"(?:(?!\.{1,2}/)[\w.~-]+/)*(?:(?!\.{1,2}\Z)[\w.~-]+/?)\Z")


def read_ledger(root: Path, problems: list[Problem]) -> dict[str, int]:
    """Address -> its line, as the ledger under `root` has them; what was wrong is appended to `problems`.

    Wrong are KH340 lines that are no address of this site, KH342 lines that are out of order or stand twice, KH347 the
    marks of a merge, each told once with the first of them; KH348 too many lines; and what reading any file may find
    (KH101-KH106). Whatever is wrong, the addresses count: of two versions of the ledger both are right.
    """
    path = root / LEDGER_FILE
    try:
        text, found, _ = read_text(path, LEDGER_FILE, LEDGER_BYTES, may_hold_marks=True)
    except OSError as error:
        text, found = None, [problem(LEDGER_FILE, (), "KH106", error.strerror or "")]
    problems += found
    text = text or ""
    if text.count("\n") > LEDGER_LINES:
        problems.append(problem(LEDGER_FILE, (), "KH348", limit=LEDGER_LINES, position=(1, 1)))
        return {}
    addresses: dict[str, int] = {}
    problems += _read_lines(_lines(text), addresses)
    return addresses


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """(number, text) of the lines below the head; the end of the last line is no line."""
    head = True
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        head = head and line.startswith("#")
        if not head and text:
            yield number, line


def _read_lines(lines: Iterable[tuple[int, str]], addresses: dict[str, int]) -> Iterator[Problem]:
    """Take the addresses into `addresses`; yield what is wrong: of each kind the first line, and how many there are."""
    wrong: dict[str, list[tuple[int, str]]] = {}
    last = ""
    for number, line in lines:
        if is_merge_mark(line):
            wrong.setdefault("KH347", []).append((number, line))
        elif not _ADDRESS.match(line):
            wrong.setdefault("KH340", []).append((number, line))
        else:
            if line <= last:
                wrong.setdefault("KH342", []).append((number, line))
            last = max(last, line)
            addresses.setdefault(line, number)
    # What a merge left behind is out of order because of its marks.
    for code in ("KH340", "KH347") if "KH347" in wrong else ("KH340", "KH342"):
        if code in wrong:
            number, line = wrong[code][0]
            yield problem(LEDGER_FILE, (), code, line[:80], position=(number, 1), count=len(wrong[code]))


def mended(root: Path) -> tuple[str, list[str]]:
    """(the ledger in order, every address once, without the marks of a merge; the other lines, which are no addresses).

    Raises OSError, and ValueError where it cannot be read as text at all.
    """
    text, found, _ = read_text(root / LEDGER_FILE, LEDGER_FILE, LEDGER_BYTES, may_hold_marks=True)
    if text is None and [one for one in found if one.code != "KH105"]:
        raise ValueError(f"{LEDGER_FILE} cannot be read")
    lines = [line for _, line in _lines(text or "") if not is_merge_mark(line)]
    return ledger_text(filter(_ADDRESS.match, lines)), [line for line in lines if not _ADDRESS.match(line)]


def ledger_text(addresses: Iterable[str]) -> str:
    """The ledger that holds these addresses. Raises ValueError for one no ledger may hold."""
    lines = sorted(set(addresses))
    for line in lines:
        if not _ADDRESS.match(line):
            raise ValueError(f"no address for the ledger: {line!r}")
    return _HEAD + "".join(f"{line}\n" for line in lines)
