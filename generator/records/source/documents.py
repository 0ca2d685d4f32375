"""One file of content read as records: decoding, front matter, and the place of any value in the file."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from generator.core.problems import Finding, Problem, Route, problem
from generator.core.vietnamese.text import LIKE_D, with_vietnamese_d
from generator.records.source import limits
from generator.records.source.characters import FORBIDDEN, MOST_MARKS, conflicts
from generator.records.source.find import record_file
from generator.records.source.plain_yaml import NOT_PLAIN, read_plain
from generator.records.source.yaml_reader import YamlText
from generator.records.source.yaml_writer import scalar

_IN_BRIEF = ("id", "slug", "aliases", "former_slugs", "photos", "gazetteers", "requires")
_FENCE = re.compile(r"---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """One record as read: plain values, the story below the front matter, and where it stands.

    prefix is the route of the record inside its file: () for a file of its own, (3,) for the fourth of a list.
    digest: SHA-256 of the file's bytes in hex; "" for a record that was not read from a file.
    """

    kind: str
    file: str
    data: Mapping[str, Any]
    prefix: Route = ()
    body: str = ""
    body_line: int = 0
    name: str = ""
    folder: str = ""
    digest: str = ""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as what it is made of: a frozen dataclass' own way takes ten times as long to read back."""
        return Document, tuple(getattr(self, name) for name in self.__slots__)

    def in_brief(self) -> Document:
        """The same with only those of its values that are looked at once its shape is checked: names and photos."""
        return replace(self, data={key: self.data[key] for key in _IN_BRIEF if key in self.data})


@dataclass(slots=True)
class ReadFile:
    """What reading one file gave."""

    data: Any = None
    body: str = ""
    body_line: int = 0
    digest: str = ""
    problems: list[Problem] = field(default_factory=list)


def read_text(
    path: Path | str, file: str, max_bytes: int, *, may_hold_marks: bool = False
) -> tuple[str | None, list[Problem], str]:
    """Return the text as NFC with LF line ends, or None, what was wrong, and SHA-256 of the bytes in hex ("" where they
    were too many to read). A byte order mark is dropped. A text with the marks of a merge is not read on: of two
    versions nobody has chosen one.
    """
    # Thousands of files are read: no buffer is set up for reading one whole, and no Path built.
    with open(path, "rb", buffering=0) as stream:  # noqa: PTH123
        size = os.fstat(stream.fileno()).st_size
        raw = stream.read() if size <= max_bytes else b""
    if size > max_bytes:
        return None, [problem(file, (), "KH101", size=size, limit=max_bytes)], ""
    digest = hashlib.sha256(raw).hexdigest()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        bad_bytes = raw[error.start : error.start + 4].hex()
        return None, [problem(file, (), "KH102", bad_bytes, position=(line, column))], digest
    text = text.removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    marks = [] if may_hold_marks else list(islice(conflicts(text), MOST_MARKS))
    if marks:
        places = ((_line_column(text, start), line) for start, line in marks)
        return None, [problem(file, (), "KH125", line[:60], position=place) for place, line in places], digest
    problems = []
    bad = FORBIDDEN.search(text)
    if bad:
        line, column = _line_column(text, bad.start())
        problems.append(problem(file, (), "KH103", f"U+{ord(bad.group()):04X}", position=(line, column)))
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


def front_matter_span(text: str) -> tuple[int, int, int]:
    """(beginning of the YAML, its end, beginning of the story) in a text with front matter; raises ValueError without."""
    opening = _FENCE.match(text)
    if opening is None:
        raise ValueError("no front matter")
    start, at = opening.end() + 1, opening.end()
    while (at := text.find("\n---", at)) >= 0:
        closing = _FENCE.match(text, at + 1)
        if closing is not None:
            return start, at + 1, min(closing.end() + 1, len(text))
        at += 1
    raise ValueError("front matter without an end")


def split_front_matter(text: str) -> tuple[str, str, int] | None:
    """Return (YAML, story, first line of the story), or None when there is no closed front matter."""
    try:
        start, end, story = front_matter_span(text)
    except ValueError:
        return None
    return text[start:end], text[story:], text.count("\n", 0, story) + 1


def read_file(path: Path | str, file: str, *, register: bool = False) -> ReadFile:
    """Read one `.md` or `.yml` file. Never raises for what the file holds; OSError becomes KH106."""
    try:
        max_bytes = limits.REGISTER_BYTES if register else limits.RECORD_BYTES
        text, problems, digest = read_text(path, file, max_bytes)
    except OSError as error:
        return ReadFile(problems=[problem(file, (), "KH106", error.strerror or "")])
    result = ReadFile(digest=digest, problems=problems)
    if text is None:
        return result
    front, first_line = _front(text, file, result)
    if front is None:
        return result
    max_values = limits.REGISTER_VALUES if register else limits.RECORD_VALUES
    result.data = read_plain(front, max_values)
    if result.data is NOT_PLAIN:
        yaml_text = YamlText(front, file, first_line=first_line, max_values=max_values)
        result.data = yaml_text.data
        result.problems += yaml_text.problems
    return result


def _front(text: str, file: str, result: ReadFile) -> tuple[str | None, int]:
    """(the YAML of a file, its first line); the story below it goes into `result`. None when it is not closed."""
    if not file.endswith(".md"):
        return text, 1
    parts = split_front_matter(text)
    if parts is None:
        result.problems.append(problem(file, (), "KH107", text.split("\n", 1)[0][:60], position=(1, 1)))
        return None, 1
    front, result.body, result.body_line = parts
    return front, 2


def locate(root: Path, problems: list[Problem]) -> list[Finding]:
    """Give every problem its line and column; each file is read again once, and only if it has problems."""
    by_file: dict[str, YamlText | None] = {}
    findings = []
    for found in problems:
        if found.position is not None:
            line, column = found.position
        else:
            if found.file not in by_file:
                by_file[found.file] = _reread(root / found.file, found.file)
            text = by_file[found.file]
            line, column = text.locate(found.route, at_key=found.at_key) if text else (1, 1)
        values = found.values if found.position is not None else _with_line(found, by_file[found.file])
        findings.append(Finding(found.file, line, column, found.code, found.text, values))
    return sorted(set(findings))


def _with_line(found: Problem, text: YamlText | None) -> tuple[tuple[str, str], ...]:
    """The values of its message with `line`: the person's own line with the `corrected` value in it, where there is one."""
    right = dict(found.values).get("corrected")
    line = text.corrected_line(found.route, scalar(right), at_key=found.at_key) if text and right else None
    return (*found.values, ("line", line.strip())) if line else found.values


def _reread(path: Path, file: str) -> YamlText | None:
    if not file.endswith((".md", ".yml")):
        return None
    try:
        text, *_ = read_text(path, file, limits.REGISTER_BYTES)
    except OSError:
        return None
    front, first_line = (None, 1) if text is None else _front(text, file, ReadFile())
    if front is None:
        return None
    record = record_file(file)
    is_register = record is not None and record.register
    max_values = limits.REGISTER_VALUES if is_register else limits.RECORD_VALUES
    return YamlText(front, file, first_line=first_line, max_values=max_values)
