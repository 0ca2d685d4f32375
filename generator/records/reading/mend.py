"""A text YAML cannot read costs its unreadable lines only: each is told with its cause, mended in memory, and read on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from generator.core.problems import Problem, problem
from generator.core.texts import keys_called
from generator.records.reading.lines import Fault, read_lines
from generator.records.schema import RECORDS
from generator.records.source import MendedText, Mender
from generator.records.source.folders import FOLDERS
from generator.records.source.yaml_reader import YamlText
from generator.records.source.yaml_writer import quoted

_MOST_ROUNDS = 40
_LARGE = 64 * 1024
"""A longer text is not parsed again and again."""
# What a syntax error is called; other problems of reading lie in one value and cost no other line.
_ONE_A_FILE = frozenset({*FOLDERS.values(), "province"})
_SYNTAX = frozenset({"KH111", "KH120", "KH121", "KH122", "KH123", "KH124", "KH126"})
_TOO_MUCH = frozenset({"KH110", "KH112"})
_KEY = re.compile(r"(\s*(?:- )?)([^\s:#][^:#]{0,60}?)\s*:(?:\s+(.*)|\Z)")
_NO_COLON = re.compile(r"(\s*(?:- )?)([A-Za-z_]+)(?:\s*=\s*|\s+)(\S.*)")


_Syntax = Callable[[str], tuple[int, int, str] | None]


def mender(kind: str) -> Mender:
    """What mends files with records of a kind."""
    return partial(mend, kind)


def mend(kind: str, text: str, file: str, first_line: int, max_values: int) -> MendedText | None:
    """The text mended, with a problem for each line that YAML cannot read; None where nothing is to be done.

    kind: of the records in it. first_line: its number in `file`. Texts beyond a limit are left alone.
    """

    def syntax(now: str) -> tuple[int, int, str] | None:
        """(index of the line, column, code) of the first error, (-1, 0, "") for a text beyond the limits."""
        found = YamlText(now, file, first_line=1, max_values=max_values).problems
        if any(one.code in _TOO_MUCH for one in found):
            return -1, 0, ""
        wrong = next((one for one in found if one.code in _SYNTAX), None)
        return None if wrong is None else (*_place(wrong), wrong.code)

    error = syntax(text)
    if error is not None and error[0] < 0:
        return None
    listed = kind not in _ONE_A_FILE
    read = read_lines(text.split("\n"), RECORDS[kind], sound=error is None, listed=listed)
    lines, faults = read.lines, read.faults
    mended = MendedText("\n".join(lines), lost={key for line in read.lost for key in _keys_in(line)})
    rounds = _MOST_ROUNDS if len(text) < _LARGE else 3
    error = syntax(mended.text) if mended.text != text or error is not None else None
    while error is not None and error[0] >= 0 and rounds:
        rounds -= 1
        fault = _one_more(lines, error, syntax)
        if fault.right is None:
            mended.lost |= _keys_in(lines[fault.line])
        lines[fault.line] = fault.right or ""
        faults.append(fault)
        mended.text = "\n".join(lines)
        error = syntax(mended.text)
    if error is not None and not rounds:
        return None
    if mended.text == text and not faults and not read.comments:
        return None
    mended.problems = [*_told(faults, file, first_line), *_told(read.comments, file, first_line)]
    return mended


def _place(found: Problem) -> tuple[int, int]:
    line, column = found.position or (1, 1)
    return line - 1, column


def _told(faults: list[Fault], file: str, first_line: int) -> Iterator[Problem]:
    latest = {fault.line: fault for fault in faults}
    for number, fault in enumerate(faults):
        right = latest[fault.line].right
        if any(other.line == fault.line for other in faults[:number]):
            continue
        values: dict[str, Any] = {"line": right} if right is not None else {}
        position = (fault.line + first_line, fault.column)
        yield problem(file, (), fault.code, fault.written, position=position, **values)


def _one_more(lines: list[str], error: tuple[int, int, str], syntax: _Syntax) -> Fault:
    """The line that stops the reader, mended if one of the usual ways helps, else taken out."""
    at = min(error[0], len(lines) - 1)
    while at > 0 and not lines[at].strip():
        at -= 1
    for number in (at, at - 1):
        if number < 0 or not lines[number].strip():
            continue
        for right, code in _ways(lines[number]):
            then = syntax("\n".join([*lines[:number], right, *lines[number + 1 :]]))
            if then is None or then[0] > max(at, number):
                return Fault(number, 1, code or error[2], lines[number].strip()[:80], right)
    return Fault(at, error[1], "KH148", lines[at].strip()[:80], None)


def _ways(line: str) -> Iterator[tuple[str, str]]:
    """(the line mended in one way, what was wrong with it then)."""
    pair = _KEY.fullmatch(line)
    if pair and pair[3]:
        yield f"{pair[1]}{pair[2]}: {quoted(pair[3].strip())}", "KH124"
    loose = _NO_COLON.fullmatch(line)
    if loose and keys_called(loose[2]) and not pair:
        yield f"{loose[1]}{loose[2]}: {loose[3]}", "KH145"
        yield f"{loose[1]}{loose[2]}: {quoted(loose[3].strip())}", "KH145"
    item = re.fullmatch(r"(\s*- )(\S.*)", line)
    if item:
        yield f"{item[1]}{quoted(item[2].strip())}", "KH124"


def _keys_in(line: str) -> set[str]:
    found = re.match(r"[\s\-•]*([^:：#]{1,60})", line)
    return set(keys_called(found[1])) if found else set()
