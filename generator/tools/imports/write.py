"""Write what was read as proposals: each in a file of its own, doubts beside it, nothing ever overwritten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.core.vietnamese import nfc
from generator.pipeline.check import Checked
from generator.records.reading import Names
from generator.records.source.documents import read_file
from generator.records.source.yaml_writer import dump
from generator.tools.imports.compose import Composed, compose
from generator.tools.imports.draft import Draft, read_draft
from generator.tools.imports.errors import UnreadableFileError
from generator.tools.imports.page import read_page
from generator.tools.imports.rows import Table, drafts, find_table, require_names
from generator.tools.imports.sheet import read_sheets
from generator.tools.imports.sorting import sort_passages
from generator.tools.imports.word import read_plain_text, read_word
from generator.tools.naming import free_slug, used_names

FORMATS = (".docx", ".txt", ".md", ".xlsx", ".csv", ".json", ".html", ".htm")
_FOLDERS = {"model": "content/models", "news": "content/news"}


@dataclass(frozen=True, slots=True)
class Written:
    """A proposal. file: where it lies; is_new: False where the same had been imported before; doubts: of a person's concern."""

    file: str
    is_new: bool
    doubts: tuple[str, ...]
    dropped: tuple[str, ...] = ()


class Target:
    """The site that proposals are written into: its registers, and the names in use."""

    def __init__(self, checked: Checked) -> None:
        """From a site that has a province."""
        self.root = checked.root
        self.names = Names(checked.records)
        self.province = checked.records.province.record.unit if checked.records.province else ""
        self.taken = {kind: used_names(checked.source, kind) for kind in _FOLDERS}


@dataclass(slots=True)
class Imported:
    """What one file became. unused, private: columns of a sheet that answer nothing, and that are left out."""

    written: list[Written] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    private: list[str] = field(default_factory=list)


def read_map(path: Path) -> dict[str, str]:
    """Heading -> question, as a file of lines "Tên cột: name" gives them. Raises UnreadableFileError."""
    _require_file(path)
    read = read_file(path, path.name)
    if not isinstance(read.data, dict) or not all(isinstance(value, str) for value in read.data.values()):
        raise UnreadableFileError(f"{path.name}: mỗi dòng phải như “Tên cột: name”")
    mapping = {str(heading): str(value) for heading, value in read.data.items()}
    require_names(mapping)
    return mapping


def import_file(path: Path, target: Target, mapping: Mapping[str, str]) -> Imported:
    """Write the proposals of one file. mapping: heading -> question, before any guess. Raises UnreadableFileError and OSError."""
    _require_file(path)
    suffix = path.suffix.lower()
    result = Imported()
    if suffix in (".html", ".htm"):
        result.written.append(_write(target, "news", read_page(path), ()))
        return result
    for draft in _drafts(path, suffix, mapping, result):
        made = compose(draft, target.names, target.province)
        result.written.append(_write(target, "model", made, tuple(dict.fromkeys(draft.dropped))))
    return result


def _require_file(path: Path) -> None:
    """Raise UnreadableFileError for a pipe, a device or a folder: to read a pipe may wait for ever."""
    if path.exists() and not path.is_file():
        raise UnreadableFileError("không phải một tệp")


def _drafts(path: Path, suffix: str, mapping: Mapping[str, str], result: Imported) -> Iterator[Draft]:
    if suffix == ".docx":
        yield sort_passages(read_word(path))
    elif suffix in (".txt", ".md"):
        yield sort_passages(read_plain_text(path))
    elif suffix == ".json":
        yield read_draft(path)
    elif suffix in (".xlsx", ".csv"):
        tables = [table for sheet in read_sheets(path) if (table := find_table(sheet, mapping))]
        if not tables:
            raise UnreadableFileError("không thấy dòng tên cột nào hiểu được; hãy chỉ cột bằng --map")
        for table in tables:
            _tell_columns(table, result)
            yield from (draft for _, draft in drafts(table, nfc(path.stem)))
    else:
        raise UnreadableFileError(f"chưa đọc được loại tệp này; đọc được {', '.join(FORMATS)}")


def _tell_columns(table: Table, result: Imported) -> None:
    result.unused += table.unused
    result.private += table.private


def _write(target: Target, kind: str, made: Composed, dropped: tuple[str, ...]) -> Written:
    taken = target.taken[kind]
    name = str(made.record.get("name") or made.record["title"])
    text = _text(made)
    wanted = free_slug(name, "mo-hinh" if kind == "model" else "tin", ())
    slug = wanted
    while True:
        # A record without a story is a file of values alone.
        file = f"{_FOLDERS[kind]}/{slug}.{'md' if made.parts else 'yml'}"
        path = target.root / file
        if path.is_file() and path.read_text(encoding="utf-8", errors="replace") == text:
            return Written(file, False, tuple(made.doubts), dropped)
        if slug in taken or path.with_suffix(".md").exists() or path.with_suffix(".yml").exists():
            taken.add(slug)
            slug = free_slug(name, wanted, taken)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
        taken.add(slug)
        return Written(file, True, tuple(made.doubts), dropped)


def _text(made: Composed) -> str:
    lines = ["# Đề xuất nhập từ tệp; chưa ai duyệt. Xem các dòng này rồi xóa:"] if made.doubts else []
    values = "".join(f"{line}\n" for line in [*lines, *(f"# - {doubt}" for doubt in made.doubts)]) + dump(made.record)
    story = "\n\n".join(f"## {heading}\n\n{_story(text)}" for heading, text in made.parts)
    return f"---\n{values}---\n\n{story}\n" if story else values


def _story(text: str) -> str:
    """Lines of an answer as paragraphs and lists of Markdown; nothing in it is a heading, HTML or the end of anything."""
    blocks: list[str] = []
    for line in (one.strip() for one in text.split("\n")):
        if not line:
            continue
        safe = line.replace("<", "\\<")
        bullet = safe[0] in "-–•+*" and len(safe) > 1
        safe = f"- {safe[1:].strip()}" if bullet else f"\\{safe}" if safe[0] in "#>=|~`" else safe
        join = "\n" if bullet and blocks and blocks[-1].rpartition("\n")[2].startswith("- ") else "\n\n"
        blocks.append(f"{join if blocks else ''}{safe}")
    return "".join(blocks)
