"""Write records the plain way: what was understood of them stands there afterwards, and nothing else changes."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.core.memo import Memo
from generator.core.problems import Problem
from generator.pipeline.content_index import ContentIndex
from generator.records.reading import Names, mender, plain_text, read_documents
from generator.records.source import Document, RecordFile
from generator.records.source.decoding import read_text
from generator.records.source.fences import fences
from generator.records.source.find import record_file
from generator.records.source.limits import RECORD_VALUES, REGISTER_BYTES, REGISTER_VALUES
from generator.records.source.misplaced import right_path
from generator.records.source.yaml_reader import YamlText
from generator.tools import journal
from generator.tools.journal import Change

_MOST_ROUNDS = 8
# Of two versions nobody has chosen one; what cannot be read cannot be written.
_LEFT_ALONE = frozenset({"KH101", "KH125"})
_MISNAMED = frozenset({"KH135", "KH136", "KH150"})


@dataclass(frozen=True, slots=True)
class Fixed:
    """One file to be written anew. target: its right name, the same as `file` where it has that already."""

    file: str
    target: str
    before: bytes
    after: bytes

    def diff(self) -> str:
        """What changes, as a unified diff; lines of another encoding as they read."""
        lines = []
        if self.file != self.target:
            lines.append(f"{self.file} -> {self.target}\n")
        if self.before != self.after:
            old, new = (_shown(data).splitlines(keepends=True) for data in (self.before, self.after))
            changes = list(difflib.unified_diff(old, new, f"a/{self.file}", f"b/{self.target}"))
            lines += [line if line.endswith("\n") else f"{line}\n" for line in changes]
            if not changes:
                lines.append(f"{self.file}: UTF-8\n")
        return "".join(lines)


def _shown(data: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace")


def plan(site: Path) -> list[Fixed]:
    """Every file of a site that is not written plainly. Reads only."""
    index = ContentIndex(site, Memo.none(), 1)
    found = index.source.found
    names: dict[str, str] = {}
    for problem in found.problems:
        target = _target(problem)
        if target and not (site / target).exists() and target not in names.values():
            names[problem.file] = target
    waiting = {record.file: record for record in found.records if not record.file.endswith(".tsv")}
    for file, target in names.items():
        record = record_file(target)
        if record is not None:
            waiting[file] = record
    fixed = (_fixed(site, file, names.get(file, file), record, index.names) for file, record in sorted(waiting.items()))
    return [one for one in fixed if one is not None]


def _target(problem: Problem) -> str:
    """The right name of a misnamed file; "" where a command of its own is needed, or the name is right."""
    if problem.code not in _MISNAMED or dict(problem.values).get("remedy") == "import":
        return ""
    file = unicodedata.normalize("NFC", problem.file)
    target = dict(problem.values).get("path") or right_path(file)
    # A folder of photos keeps its record: it is renamed by hand, with what lies in it.
    return "" if file.endswith("/index.md") or target == problem.file else target


def _fixed(site: Path, file: str, target: str, record: RecordFile, names: Names) -> Fixed | None:
    try:
        before = (site / file).read_bytes()
        text, problems, _ = read_text(site / file, file, REGISTER_BYTES)
    except OSError:
        return None
    after = before
    if text is not None and not any(found.code in _LEFT_ALONE for found in problems):
        plain = _plain_file(text, target, record, None if record.register else names)
        if b"\r\n" in before and not before.startswith((b"\xff\xfe", b"\xfe\xff")):
            plain = plain.replace("\n", "\r\n")
        after = plain.encode("utf-8")
        if before == b"\xef\xbb\xbf" + after:
            after = before
    return None if after == before and target == file else Fixed(file, target, before, after)


def _plain_file(text: str, file: str, record: RecordFile, names: Names | None) -> str:
    if not file.endswith(".md"):
        return _plain_data(text, file, record, names)
    found = fences(text)
    if found is None:
        return text
    data = text[found.start : found.end]
    plain = _plain_data(data, file, record, names)
    if plain == data and not found.code and text.startswith("---\n") and _closed_plainly(text, found.end):
        return text
    closed = plain if plain.endswith("\n") or not plain else f"{plain}\n"
    return f"---\n{closed}---\n{text[found.story :]}"


def _closed_plainly(text: str, end: int) -> bool:
    return text[end : end + 3] == "---" and text[end + 3 : end + 4] in ("", "\n")


def _plain_data(data: str, file: str, record: RecordFile, names: Names | None) -> str:
    """The data in plain form. Lines nobody can read stay as they are, and then every value does."""
    max_values = REGISTER_VALUES if record.register else RECORD_VALUES
    mended = mender(record.kind)(data, file, 1, max_values)
    if mended is not None:
        lines = zip(mended.text.split("\n"), data.split("\n"), strict=True)
        unread = any("line" not in dict(found.values) for found in mended.problems)
        kept = "\n".join(before if unread and not now.strip() else now for now, before in lines)
        if unread:
            return kept
        data = kept
    meaning = _meaning(data, file, record, names)
    for _ in range(_MOST_ROUNDS):
        text = YamlText(data, file, max_values=max_values)
        understood = [(one, parts) for one, parts in _read(text.data, file, record, names)]
        changed = plain_text(data, text, understood)
        if changed == data or _meaning(changed, file, record, names) != meaning:
            break
        data = changed
    return data


def _documents(data: Any, file: str, record: RecordFile) -> Iterator[Document]:
    items = data if record.register and isinstance(data, list) else [data]
    for number, item in enumerate(items):
        if isinstance(item, Mapping):
            yield Document(record.kind, file, item, (number,) if record.register else (), name=record.name)


def _read(data: Any, file: str, record: RecordFile, names: Names | None) -> Iterator[tuple[Document, tuple[Any, ...]]]:
    for document in _documents(data, file, record):
        yield from read_documents([document], names).understood


def _meaning(data: str, file: str, record: RecordFile, names: Names | None) -> list[Any]:
    """What a text says: the values of its records as they are read."""
    text = YamlText(data, file, max_values=REGISTER_VALUES)
    return [
        _stated(read.data)
        for document in _documents(text.data, file, record)
        for read in read_documents([document], names).documents
    ]


def _stated(value: Any) -> Any:
    """The values without keys that say nothing."""
    if isinstance(value, Mapping):
        return {key: _stated(inner) for key, inner in value.items() if inner is not None}
    return [_stated(one) for one in value] if isinstance(value, list) else value


def write(site: Path, fixed: list[Fixed]) -> None:
    """Write all of them, or, after a failure, none. Raises OSError."""
    files = {one.file: (one.before, one.after) for one in fixed if one.before != one.after}
    moves = tuple((one.file, one.target) for one in fixed if one.file != one.target)
    for _, target in moves:
        (site / target).parent.mkdir(parents=True, exist_ok=True)
    try:
        journal.carry_out(site, Change(files, moves))
    except BaseException:
        journal.undo(site)
        raise
    journal.finish(site)
