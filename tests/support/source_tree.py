"""Reads the repository's own files for the tests about it: modules, imports, tables of Markdown."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
TESTS = REPOSITORY / "tests"
BAD_RECORDS = TESTS / "bad_records"
DATA = TESTS / "data"
PACKAGE = "generator"


def modules() -> dict[str, Path]:
    """Every module of the package by dotted name, `generator.render.pages.model`; packages by their own name."""
    found = {}
    for path in sorted((REPOSITORY / PACKAGE).rglob("*.py")):
        parts = path.relative_to(REPOSITORY).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(name: str, path: Path) -> set[str]:
    """Dotted names of what a module imports anywhere in it; `from a import b` gives `a.b`, relative ones resolved."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            found |= {f"{origin}.{alias.name}" for alias in node.names}
    return found


def wing_of(dotted: str) -> str | None:
    """The wing a dotted name belongs to: `generator.render.pages.model` -> `render`; None outside the wings."""
    parts = dotted.split(".")
    return parts[1] if parts[0] == PACKAGE and len(parts) > 1 and not parts[1].startswith("__") else None


def room_of(dotted: str) -> str | None:
    """The room a dotted name belongs to: `generator.render.pages.model` -> `render.pages`; None outside the rooms."""
    parts = dotted.split(".")
    return ".".join(parts[1:3]) if wing_of(dotted) and len(parts) > 2 else None


def markdown_table(path: Path, first_heading: str) -> list[list[str]]:
    """The rows of the table whose header's first cell is `first_heading`, cells stripped; ValueError if none."""
    rows = [list(_cells(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    for start, cells in enumerate(rows):
        if cells[:1] == [first_heading]:
            body = rows[start + 2 :]
            end = next((index for index, row in enumerate(body) if not row), len(body))
            return body[:end]
    raise ValueError(f"{path.name} has no table headed {first_heading!r}")


def _cells(line: str) -> Iterator[str]:
    if line.startswith("|"):
        yield from (cell.strip() for cell in line.strip().strip("|").split("|"))
