"""What is measured: whole commands, each with what must be done before it and is not timed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from report import HUGO, INDEXED, SAME
from tools import Tools
from trash import Trash

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Case:
    """One command run in `folder`. before: given the number of the round; output: where its pages are, to be counted."""

    name: str
    command: list[str]
    folder: Path
    output: Path | None = None
    before: Callable[[int], None] = lambda _round: None
    environment: dict[str, str] = field(default_factory=dict)


def ours(site: Path, trash: Trash) -> Iterator[Case]:
    """Our cases, in the order in which they are run: each leaves what the next one needs."""
    kheo = [sys.executable, "-m", "generator.app.cli"]
    build, check = [*kheo, "build", "--no-cards", str(site)], [*kheo, "check", str(site)]
    story, name = sorted(site.glob("content/models/*.md"))[:2]
    cold, output = removed(trash, site / "site", site / ".cache"), site / "site"
    known = {"PYTHONPATH": str(REPOSITORY)}
    yield Case("kheo check, cold", check, site, None, cold, known)
    yield Case("kheo, cold", build, site, output, cold, known)
    yield Case("kheo, nothing changed", build, site, output, environment=known)
    yield Case("kheo, one edited story", build, site, output, lambda at: edit_story(story, at), known)
    yield Case("kheo, one edited name", build, site, output, lambda at: edit_name(name, at), known)


def removed(trash: Trash, *paths: Path) -> Callable[[int], None]:
    """Put aside what an earlier run left, so that a run starts from nothing."""

    def remove(_round: int) -> None:
        for path in paths:
            trash.put(path)

    return remove


def edit_story(path: Path, at: int) -> None:
    """Add a sentence to a story."""
    path.write_text(f"{path.read_text(encoding='utf-8')}\nBà con còn làm thêm việc thứ {at + 1}.\n", encoding="utf-8")


def edit_name(path: Path, at: int) -> None:
    """Put a word at the end of a name."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    where = next(number for number, line in enumerate(lines) if line.startswith("name: "))
    lines[where] = f"{lines[where].rstrip()} {'thêm' if at % 2 else 'nữa'}\n"
    path.write_text("".join(lines), encoding="utf-8")


def peers(tools: Tools, inputs: Path, trash: Trash) -> Iterator[Case]:
    """The peers that are there. Pagefind indexes what Hugo wrote just before; its time is added to that of Hugo."""
    hugo, pagefind, eleventy = tools.hugo(), tools.node("pagefind"), tools.node("eleventy")
    mkdocs, zensical = tools.python("mkdocs"), tools.python("zensical")
    for name, folder in ((HUGO, inputs / "hugo"), (SAME, inputs / "hugo-same")):
        if hugo:
            gone = removed(trash, folder / "public", folder / "resources")
            yield Case(name, [str(hugo), "--quiet"], folder, folder / "public", gone)
        if hugo and pagefind:
            yield Case(name + INDEXED, [str(pagefind), "--silent", "--site", "public"], folder)
    folder = inputs / "eleventy"
    if eleventy:
        gone = removed(trash, folder / "public")
        yield Case("Eleventy", [str(eleventy), "--quiet"], folder, folder / "public", gone)
    folder = inputs / "material"
    for name, command in (("mkdocs-material", mkdocs), ("zensical", zensical)):
        if command:
            gone = removed(trash, folder / "site", folder / ".cache")
            quiet = ["--quiet"] if name == "mkdocs-material" else []
            yield Case(name, [str(command), "build", *quiet], folder, folder / "site", gone)
