"""The table and the chart of a run."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from statistics import median

from process import Run

# What a build does besides pages and listings.
_DOES = {
    "kheo, cold": ("yes", "yes", "every link", "every record"),
    "Hugo": ("no", "RSS, sitemap", "no", "no"),
    "Hugo + Pagefind": ("yes", "RSS, sitemap", "no", "no"),
    "Eleventy": ("no", "no", "no", "no"),
    "mkdocs-material": ("yes", "sitemap", "links between Markdown pages", "no"),
    "zensical": ("yes", "sitemap", "links between Markdown pages", "no"),
}
_OURS = "kheo, cold"


def _place(name: str) -> tuple[bool, bool]:
    """Ours first, then Hugo without and with its search, then the rest as they were run."""
    return not name.startswith("kheo"), not name.startswith("Hugo")


@dataclass(frozen=True, slots=True)
class Measured:
    """A whole run. runs: case -> its runs; pages: case -> pages written."""

    records: int
    rounds: int
    machine: str
    versions: dict[str, str]
    day: str
    runs: dict[str, list[Run]]
    pages: dict[str, int]

    @property
    def walls(self) -> dict[str, list[float]]:
        """Case -> seconds of each round; Hugo followed by Pagefind is the sum of each round."""
        walls = {name: [one.wall for one in runs] for name, runs in self.runs.items()}
        index = walls.pop("Pagefind", None)
        if index and "Hugo" in walls:
            walls["Hugo + Pagefind"] = [sum(both) for both in zip(walls["Hugo"], index, strict=True)]
        return {name: walls[name] for name in sorted(walls, key=_place)}

    def cpu(self, name: str) -> float:
        """Median processor seconds."""
        return sum(median(one.cpu for one in self.runs[part]) for part in name.split(" + "))

    def memory(self, name: str) -> int:
        """Most bytes of all processes together."""
        return max(one.memory for part in name.split(" + ") for one in self.runs[part])


def table(measured: Measured) -> str:
    """The run as Markdown."""
    walls = measured.walls
    own = median(walls[_OURS]) if _OURS in walls else None
    versions = ", ".join(f"{name} {version}" for name, version in measured.versions.items())
    lines = [
        f"{measured.records} records, {measured.day}, medians of {measured.rounds} interleaved rounds, whole processes.",
        f"{measured.machine}. {versions}.",
        "",
        "| | seconds | min–max | CPU s | of kheo's cold build | MiB | pages | search | feeds | link check | record check |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, times in walls.items():
        middle = median(times)
        ratio = f"{middle / own:.2f}" if own else ""
        does = _DOES.get(name, ("", "", "", ""))
        row = [
            name,
            f"{middle:.2f}",
            f"{min(times):.2f}–{max(times):.2f}",
            f"{measured.cpu(name):.2f}",
            ratio,
            f"{measured.memory(name) / 2**20:.0f}",
            str(measured.pages.get(name.split(" + ")[0], "")),
            *does,
        ]
        lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines) + "\n"


def chart(measured: Measured) -> str:
    """Bars of the medians, longest last, as an SVG that stands on white and on black."""
    bars = sorted((median(times), name) for name, times in measured.walls.items())
    longest, height = bars[-1][0], 28 * len(bars) + 56
    title = escape(_title(measured))
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" font-family="sans-serif" font-size="14"',
        f' viewBox="0 0 720 {height}"><title>{title}</title><rect width="720" height="{height}" fill="#fff"/>',
        f'<text x="12" y="26" font-weight="bold">{title}</text>',
    ]
    for at, (seconds, name) in enumerate(bars):
        top, width = 44 + 28 * at, max(1.0, 400 * seconds / longest)
        fill = "#a33b20" if name.startswith("kheo") else "#7a8b84"
        parts.append(
            f'<text x="12" y="{top + 15}">{escape(name)}</text>'
            f'<rect x="210" y="{top}" width="{width:.1f}" height="20" fill="{fill}"/>'
            f'<text x="{218 + width:.1f}" y="{top + 15}">{seconds:.2f} s</text>'
        )
    return "".join([*parts, "</svg>\n"])


def _title(measured: Measured) -> str:
    return f"Seconds for {measured.records} records, median of {measured.rounds}, {measured.day}"
