"""The ledger of every address ever published: `content/addresses.txt`, one a line, sorted, kept by a command."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.core.problems import Problem, problem
from generator.records.source.documents import read_text
from generator.records.source.find import LEDGER_FILE
from generator.records.source.limits import LEDGER_BYTES

_HEAD = """\
# Mọi địa chỉ trang này từng công bố, để không địa chỉ nào mất đi. Lệnh “kheo addresses --write” viết tệp này; xin đừng sửa tay.
# Every address this site ever published, so that none is lost. Written by `kheo addresses --write`; please do not edit.
"""
# Parts as the generator makes them: letters, figures and a few signs, none of them "." or "..".
_ADDRESS = re.compile(r"(?:(?!\.{1,2}/)[\w.~-]+/)*(?:(?!\.{1,2}\Z)[\w.~-]+/?)\Z")


def read_ledger(root: Path, problems: list[Problem]) -> dict[str, int]:
    """Address -> its line, as the ledger under `root` has them; what was wrong is appended to `problems`.

    Wrong are KH340 a line that is no address of this site, KH341 one that stands twice, KH342 one out of order,
    and what reading any file may find (KH101-KH106).
    """
    path = root / LEDGER_FILE
    try:
        text, found, _ = read_text(path, LEDGER_FILE, LEDGER_BYTES)
    except OSError as error:
        text, found = None, [problem(LEDGER_FILE, (), "KH106", error.strerror or "")]
    problems += found
    addresses: dict[str, int] = {}
    problems += _sorted_in(_lines(text or ""), addresses)
    return addresses


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """(number, text) of the lines below the head; the end of the last line is no line."""
    head = True
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        head = head and line.startswith("#")
        if not head and text:
            yield number, line


def _sorted_in(lines: Iterable[tuple[int, str]], addresses: dict[str, int]) -> Iterator[Problem]:
    """Take the good lines into `addresses`; yield what is wrong with the others."""
    last = ""
    for number, line in lines:
        if not _ADDRESS.match(line):
            yield problem(LEDGER_FILE, (), "KH340", line[:80], position=(number, 1))
        elif line in addresses:
            yield problem(LEDGER_FILE, (), "KH341", line, position=(number, 1), first=addresses[line])
        else:
            if line < last:
                yield problem(LEDGER_FILE, (), "KH342", line, position=(number, 1), before=last)
            last = max(last, line)
            addresses[line] = number


def ledger_text(addresses: Iterable[str]) -> str:
    """The ledger that holds these addresses. Raises ValueError for one no ledger may hold."""
    lines = sorted(set(addresses))
    for line in lines:
        if not _ADDRESS.match(line):
            raise ValueError(f"no address for the ledger: {line!r}")
    return _HEAD + "".join(f"{line}\n" for line in lines)
