"""The tables of a run: how long each build took, how that compares, and what each of them does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from process import Run

OURS, HUGO, SAME, MATERIAL = "kheo, cold", "Hugo", "Hugo, same kinds of outputs", "mkdocs-material"
INDEXED = " + Pagefind"
"""Ends the name of a peer that Pagefind then indexes."""
_EDITED = ("kheo, one edited story", "kheo, one edited name")


@dataclass(frozen=True, slots=True)
class Does:
    """What a build does besides pages and listings, in words."""

    search: str
    feeds: str
    links: str
    records: str
    data: str = "none"


DOES = {
    OURS: Does(
        "yes", "Atom, RSS, JSON Feed, calendar, sitemap", "every link and anchor", "every record", "JSON, CSV, XLSX"
    ),
    HUGO: Does("none", "RSS, sitemap", "none", "none"),
    HUGO + INDEXED: Does("yes", "RSS, sitemap", "none", "none"),
    SAME: Does("none", "Atom, RSS, sitemap", "none", "none", "JSON, CSV"),
    SAME + INDEXED: Does("yes", "Atom, RSS, sitemap", "none", "none", "JSON, CSV"),
    "Eleventy": Does("none", "none", "none", "none"),
    MATERIAL: Does("yes", "sitemap", "links between Markdown pages", "none"),
    "zensical": Does("yes", "sitemap", "links between Markdown pages", "none"),
}

# (what, in the place of what, at most)
_WANTED = (
    (OURS, HUGO, 2.7),
    (OURS, HUGO + INDEXED, 1.0),
    (OURS, SAME + INDEXED, 1.0),
    (OURS, MATERIAL, 0.15),
    *((edited, OURS, 0.10) for edited in _EDITED),
    ("kheo, nothing changed", OURS, 0.05),
    ("kheo check, cold", OURS, 0.25),
)


@dataclass(frozen=True, slots=True)
class Output:
    """What a build wrote: HTML pages, all files, their bytes."""

    pages: int
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class Measured:
    """A whole run. runs: case -> its runs; outputs: case -> what it wrote."""

    records: int
    rounds: int
    machine: str
    versions: dict[str, str]
    day: str
    runs: dict[str, list[Run]]
    outputs: dict[str, Output]

    @property
    def walls(self) -> dict[str, list[float]]:
        """Case -> seconds of each round; a peer followed by Pagefind is the sum of each round."""
        walls = {name: [one.wall for one in runs] for name, runs in self.runs.items()}
        for name in [name for name in walls if name.endswith(INDEXED)]:
            first = walls.get(name.removesuffix(INDEXED))
            if first is None:
                del walls[name]
            else:
                walls[name] = [sum(both) for both in zip(first, walls[name], strict=True)]
        return {name: walls[name] for name in sorted(walls, key=_place)}

    def cpu(self, name: str) -> float:
        """Median processor seconds."""
        return sum(median(one.cpu for one in self.runs[part]) for part in _parts(name))

    def memory(self, name: str) -> int:
        """Most bytes of all processes together."""
        return max(one.memory for part in _parts(name) for one in self.runs[part])

    @property
    def programs(self) -> str:
        """Every program with its version."""
        return ", ".join(f"{name} {version}" for name, version in self.versions.items())


def _parts(name: str) -> set[str]:
    """The cases that a row is the sum of."""
    return {name, name.removesuffix(INDEXED)}


def _place(name: str) -> tuple[bool, bool]:
    """Ours first, then Hugo without and with its search, then the rest as they were run."""
    return not name.startswith("kheo"), not name.startswith(HUGO)


def report(measured: Measured) -> str:
    """The run as Markdown: three tables."""
    rounds = "one round" if measured.rounds == 1 else f"medians of {measured.rounds} interleaved rounds"
    parts = [
        f"{measured.records:,} records, {measured.day}, {rounds}, whole processes.\n{measured.machine}. {measured.programs}.\n",
        _table(("", "seconds", "min–max", "CPU s", "MiB"), _times(measured)),
        _table(("seconds", "of those of", "ratio", "wanted, at most"), _ratios(measured)),
        _table(
            (
                "a build from nothing",
                "search",
                "feeds",
                "links checked",
                "records checked",
                "open data",
                "pages",
                "files",
                "MB",
            ),
            _doings(measured),
        ),
    ]
    return "\n".join(part for part in parts if part)


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    """Rows under a head; nothing where there are none."""
    lines = [f"| {' | '.join(row)} |\n" for row in rows]
    return "".join([f"| {' | '.join(head)} |\n", "|---" * len(head) + "|\n", *lines]) if lines else ""


def _times(measured: Measured) -> Iterator[tuple[str, ...]]:
    for name, times in measured.walls.items():
        span = f"{min(times):.2f}–{max(times):.2f}"
        yield name, f"{median(times):.2f}", span, f"{measured.cpu(name):.2f}", f"{measured.memory(name) / 2**20:.0f}"


def _ratios(measured: Measured) -> Iterator[tuple[str, ...]]:
    walls = measured.walls
    for one, other, most in _WANTED:
        if one in walls and other in walls:
            yield one, other, f"{median(walls[one]) / median(walls[other]):.2f}", f"{most:.2f}"


def _doings(measured: Measured) -> Iterator[tuple[str, ...]]:
    for name in measured.walls:
        does, output = DOES.get(name), measured.outputs.get(name)
        if does is not None and output is not None:
            wrote = f"{output.pages:,}", f"{output.files:,}", f"{output.size / 1e6:,.0f}"
            yield name, does.search, does.feeds, does.links, does.records, does.data, *wrote
