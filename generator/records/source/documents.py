"""One file of content read as records: decoding, front matter, and the place of any value in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.core.problems import Finding, Problem, Route, problem
from generator.records.source import limits
from generator.records.source.decoding import read_text
from generator.records.source.fences import fences
from generator.records.source.find import record_file
from generator.records.source.plain_yaml import NOT_PLAIN, read_plain
from generator.records.source.yaml_reader import YamlText
from generator.records.source.yaml_writer import scalar

# The registration form of a ward, dropped in as it is.
_FORM = re.compile(
    r"phiếu\s+đăng\s+ký|bản\s+đăng\s+ký|^\s*1[.)]\s*tên\s+(?:mô\s+hình|gọi)", re.IGNORECASE | re.MULTILINE
)
_IN_BRIEF = ("id", "slug", "aliases", "former_slugs", "photos", "gazetteers", "requires")


@dataclass(frozen=True, slots=True)
class Document:
    """One record as read: plain values, the story below the front matter, and where it stands.

    prefix is the route of the record inside its file: () for a file of its own, (3,) for the fourth of a list.
    digest: SHA-256 of the file's bytes in hex; "" for a record that was not read from a file. lost: keys whose lines nobody
    could read, told there.
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
    lost: tuple[str, ...] = ()

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
    lost: tuple[str, ...] = ()


def front_matter_span(text: str) -> tuple[int, int, int]:
    """(beginning of the YAML, its end, beginning of the story) in a text with front matter; raises ValueError without."""
    found = fences(text)
    if found is None or found.code:
        raise ValueError("no front matter, or one without an end")
    return found.start, found.end, found.story


def split_front_matter(text: str) -> tuple[str, str, int] | None:
    """Return (YAML, story, first line of the story), or None when there is no closed front matter."""
    try:
        start, end, story = front_matter_span(text)
    except ValueError:
        return None
    return text[start:end], text[story:], text.count("\n", 0, story) + 1


@dataclass(slots=True)
class MendedText:
    """A text of YAML as it can be read, and what was wrong with its lines. lost: keys whose lines nobody can read."""

    text: str
    problems: list[Problem] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)


Mender = Callable[[str, str, int, int], MendedText | None]
"""Mends a text of YAML: (text, file, number of its first line, most values) -> the text mended, None where all is well."""


def read_file(path: Path | str, file: str, *, register: bool = False, mend: Mender | None = None) -> ReadFile:
    """Read one `.md` or `.yml` file. Never raises for what the file holds; OSError becomes KH106.

    mend: what reads lines YAML cannot read.
    """
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
    # A comment behind a value may be the rest of it.
    if mend is not None and (result.data is NOT_PLAIN or " #" in front):
        mended = mend(front, file, first_line, max_values)
        if mended is not None:
            front, result.lost = mended.text, tuple(sorted(mended.lost))
            result.problems += mended.problems
            result.data = read_plain(front, max_values)
    if result.data is NOT_PLAIN:
        yaml_text = YamlText(front, file, first_line=first_line, max_values=max_values)
        result.data = yaml_text.data
        result.problems += yaml_text.problems
    return result


def _front(text: str, file: str, result: ReadFile) -> tuple[str | None, int]:
    """(the YAML of a file, its first line); the story below it goes into `result`. None where it has no front matter."""
    if not file.endswith(".md"):
        return text, 1
    found = fences(text)
    if found is None:
        remedy: dict[str, Any] = {"remedy": "form"} if _FORM.search(text) else {}
        first = text.lstrip("\n").split("\n", 1)[0][:60]
        result.problems.append(problem(file, (), "KH107", first, position=(1, 1), **remedy))
        return None, 1
    if found.code:
        line = text.split("\n")[found.at - 1].strip()[:60]
        result.problems.append(problem(file, (), found.code, line, position=(found.at, 1), after=found.at))
    result.body, result.body_line = text[found.story :], text.count("\n", 0, found.story) + 1
    return text[found.start : found.end], text.count("\n", 0, found.start) + 1


def locate(root: Path, problems: list[Problem], mend: Callable[[str], Mender] | None = None) -> list[Finding]:
    """Give every problem its line and column; each file is read again once, and only if it has problems.

    mend: kind of records -> what reads lines YAML cannot read.
    """
    by_file: dict[str, YamlText | None] = {}
    findings = []
    for found in problems:
        if found.position is not None:
            line, column = found.position
        else:
            if found.file not in by_file:
                by_file[found.file] = _reread(root / found.file, found.file, mend)
            text = by_file[found.file]
            line, column = text.locate(found.route, at_key=found.at_key) if text else (1, 1)
        values = found.values if found.position is not None else _with_line(found, by_file[found.file])
        findings.append(Finding(found.file, line, column, found.code, found.text, values))
    return sorted(set(findings))


def _with_line(found: Problem, text: YamlText | None) -> tuple[tuple[str, str], ...]:
    """The values of its message with `line`: the person's own line with the `corrected` value in it, where there is one."""
    right = dict(found.values).get("corrected")
    line = text.corrected_line(found.route, scalar(right), at_key=found.at_key) if text and right else None
    return (*found.values, ("line", line)) if line else found.values


def _reread(path: Path, file: str, mend: Callable[[str], Mender] | None) -> YamlText | None:
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
    mended = mend(record.kind)(front, file, first_line, max_values) if mend and record else None
    return YamlText(mended.text if mended else front, file, first_line=first_line, max_values=max_values)
