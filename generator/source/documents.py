"""One file of content read as records: decoding, front matter, and the place of any value in the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.problems import Finding, Problem, Route, problem
from generator.source import limits
from generator.source.characters import FORBIDDEN
from generator.source.packed import PackedData
from generator.source.yaml_reader import YamlText

_FRONT = re.compile(r"---[ \t]*\n(.*?)(?:^---[ \t]*(?:\n|\Z))", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """One record as read: plain values, the story below the front matter, and where it stands.

    prefix is the route of the record inside its file: () for a file of its own, (3,) for the fourth of a list.
    """

    kind: str
    file: str
    data: Mapping[str, Any]
    prefix: Route = ()
    body: str = ""
    body_line: int = 0
    name: str = ""
    folder: str = ""

    def packed(self) -> Document:
        """The same with its values folded up."""
        return self if isinstance(self.data, PackedData) else replace(self, data=PackedData(self.data))

    def plain(self) -> dict[str, Any]:
        """All values, unfolded."""
        return self.data.unfolded() if isinstance(self.data, PackedData) else dict(self.data)


@dataclass(slots=True)
class ReadFile:
    """What reading one file gave."""

    data: Any = None
    body: str = ""
    body_line: int = 0
    problems: list[Problem] = field(default_factory=list)


def read_text(path: Path, file: str, max_bytes: int) -> tuple[str | None, list[Problem]]:
    """Return the text as NFC with LF line ends, or None, and what was wrong. A byte order mark is dropped."""
    size = path.stat().st_size
    if size > max_bytes:
        return None, [problem(file, (), "KH101", size=size, limit=max_bytes)]
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        return None, [problem(file, (), "KH102", raw[error.start : error.start + 4].hex(), position=(line, column))]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = []
    bad = FORBIDDEN.search(text)
    if bad:
        line, column = _line_column(text, bad.start())
        problems.append(problem(file, (), "KH103", f"U+{ord(bad.group()):04X}", position=(line, column)))
        text = FORBIDDEN.sub("", text)
    if not unicodedata.is_normalized("NFC", text):
        problems.append(problem(file, (), "KH104", position=_first_not_nfc(text)))
        text = unicodedata.normalize("NFC", text)
    if not text.strip():
        return None, [*problems, problem(file, (), "KH105")]
    return text, problems


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
    found = _FRONT.match(text)
    if not found:
        raise ValueError("no front matter")
    return found.start(1), found.end(1), found.end()


def split_front_matter(text: str) -> tuple[str, str, int] | None:
    """Return (YAML, story, first line of the story), or None when there is no closed front matter."""
    found = _FRONT.match(text)
    if not found:
        return None
    return found.group(1), text[found.end() :], text.count("\n", 0, found.end()) + 1


def read_file(path: Path, file: str, *, register: bool = False) -> ReadFile:
    """Read one `.md` or `.yml` file. Never raises for what the file holds; OSError becomes KH106."""
    try:
        max_bytes = limits.REGISTER_BYTES if register else limits.RECORD_BYTES
        text, problems = read_text(path, file, max_bytes)
    except OSError as error:
        return ReadFile(problems=[problem(file, (), "KH106", error.strerror or "")])
    result = ReadFile(problems=problems)
    if text is None:
        return result
    yaml_text = _yaml_of(text, file, result, register=register)
    if yaml_text is not None:
        result.data = yaml_text.data
        result.problems += yaml_text.problems
    return result


def _yaml_of(text: str, file: str, result: ReadFile, *, register: bool) -> YamlText | None:
    max_values = limits.REGISTER_VALUES if register else limits.RECORD_VALUES
    if not file.endswith(".md"):
        return YamlText(text, file, max_values=max_values)
    parts = split_front_matter(text)
    if parts is None:
        result.problems.append(problem(file, (), "KH107", text.split("\n", 1)[0][:60], position=(1, 1)))
        return None
    front, result.body, result.body_line = parts
    return YamlText(front, file, first_line=2, max_values=max_values)


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
        findings.append(Finding(found.file, line, column, found.code, found.text, found.values))
    return sorted(set(findings))


def _reread(path: Path, file: str) -> YamlText | None:
    if not file.endswith((".md", ".yml")):
        return None
    try:
        text, _ = read_text(path, file, limits.REGISTER_BYTES)
    except OSError:
        return None
    return None if text is None else _yaml_of(text, file, ReadFile(), register=True)
