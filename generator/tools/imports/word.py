"""A Word file, or a text, as passages: paragraphs, and rows of tables with their cells; python-docx reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.core.problems import message
from generator.records.source.decoding import read_text
from generator.records.source.limits import LIMITS
from generator.tools.imports.errors import UnreadableFileError
from generator.tools.imports.packages import require_harmless

_TEXT_BYTES = LIMITS["record file"].value
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What was deleted under "track changes", and the second telling of a drawing for old programs.
_SKIPPED = {f"{_W}del", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or a row of a table with its cells."""

    text: str = ""
    cells: tuple[str, ...] = ()


def read_word(path: Path) -> list[Passage]:
    """The passages of a .docx, in order. Raises UnreadableFileError and OSError."""
    require_harmless(path)
    import docx  # python-docx; only an import needs it

    try:
        body = docx.Document(str(path)).element.body
    except Exception as error:
        raise UnreadableFileError("không đọc được như một tệp Word (.docx)") from error
    return [passage for passage in _passages(body) if passage.text or any(passage.cells)]


def read_plain_text(path: Path) -> list[Passage]:
    """The lines of a form that was typed or pasted as text. Raises UnreadableFileError and OSError."""
    text, found, _ = read_text(path, path.name, _TEXT_BYTES)
    if text is None:
        raise UnreadableFileError(
            message(found[0].code, dict(found[0].values) | {"text": found[0].text}, "vi").rstrip(".")
        )
    if text.startswith("---\n"):
        raise UnreadableFileError("tệp này đã là một hồ sơ; chỉ cần đặt vào content/models")
    return [Passage(" ".join(line.strip("*# ").split())) for line in text.split("\n") if line.strip()]


def _passages(holder: Any) -> Iterator[Passage]:
    for child in holder:
        if child.tag == f"{_W}p":
            mark = "- " if child.find(f"{_W}pPr/{_W}numPr") is not None else ""
            text = _text(child)
            yield Passage(f"{mark}{text}" if text else "")
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                yield Passage(cells=tuple(_cell(cell) for cell in _cells(row)))
        elif child.tag not in _SKIPPED:
            # Controls and changes wrap paragraphs and tables.
            yield from _passages(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag == f"{_W}sdt":
            yield from child.iter(f"{_W}tc")


def _cell(cell: Any) -> str:
    return "\n".join(text for paragraph in cell.iter(f"{_W}p") if (text := _text(paragraph)))


def _text(paragraph: Any) -> str:
    return "\n".join(" ".join(line.split()) for line in "".join(_pieces(paragraph)).split("\n")).strip()


def _pieces(node: Any) -> Iterator[str]:
    for child in node:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _SKIPPED:
            yield from _pieces(child)
