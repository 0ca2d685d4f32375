"""The chart of a run: bars of the medians as an SVG that reads on a light page and on a dark one."""

from __future__ import annotations

import textwrap
from html import escape
from statistics import median

from report import DOES, Measured

_WIDTH, _ROW, _LETTER, _VALUE = 760, 30, 8.7, 92
_STYLE = """\
text{fill:#1b2a25;font:14px system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
.title{font-size:17px;font-weight:700}.soft{fill:#51605a;font-size:12.5px}.strong{font-weight:700}
.paper{fill:#fff}.ours{fill:#a33b20}.peer{fill:#80918a}.span{stroke:#1b2a25;stroke-width:1.5}
@media(prefers-color-scheme:dark){text{fill:#e6ece9}.soft{fill:#a9b7b1}.paper{fill:#151b18}
.ours{fill:#e0785a}.peer{fill:#6d7d76}.span{stroke:#e6ece9}}"""


def chart(measured: Measured) -> str:
    """Shortest first; a thin line over a bar goes from the quickest round to the slowest."""
    bars = sorted((median(times), name, times) for name, times in measured.walls.items())
    labels = {
        name: f"{name} (no search)" if name in DOES and DOES[name].search == "none" else name for _, name, _ in bars
    }
    left = 16 + _LETTER * max(map(len, labels.values()))
    scale = (_WIDTH - left - _VALUE) / max(max(times) for _, _, times in bars)
    rows = []
    for at, (seconds, name, times) in enumerate(bars):
        top, kind, weight = 76 + _ROW * at, *(("ours", ' class="strong"') if name.startswith("kheo") else ("peer", ""))
        end = left + max(1.5, scale * seconds)
        rows.append(
            f'<text x="12" y="{top + 15}"{weight}>{escape(labels[name])}</text>'
            f'<rect class="{kind}" x="{left:.1f}" y="{top}" width="{end - left:.1f}" height="20" rx="2"/>'
        )
        value = end
        if len(times) > 1:
            low, high = (left + scale * each(times) for each in (min, max))
            value = max(end, high)
            rows.append(f'<path class="span" d="M{low:.1f} {top + 10}H{high:.1f}"/>')
        rows.append(f'<text x="{value + 8:.1f}" y="{top + 15}"{weight}>{seconds:,.2f} s</text>')
    below = 76 + _ROW * len(bars) + 22
    # So many letters of 12.5 px fit, also where the widest of these fonts is the one at hand.
    programs = ", ".join(f"{name}\u00a0{version}" for name, version in measured.versions.items())
    notes = textwrap.wrap(f"{measured.machine}. {programs}.", 98)
    height = below + 18 * len(notes)
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}">',
            f"<title>{escape(_title(measured))}: {escape(_spoken(bars))}</title><style>{_STYLE}</style>",
            f'<rect class="paper" width="{_WIDTH}" height="{height}"/>',
            f'<text class="title" x="12" y="28">{escape(_title(measured))}</text>',
            f'<text class="soft" x="12" y="50">{escape(_how(measured))}</text>',
            *rows,
            *(
                f'<text class="soft" x="12" y="{below + 18 * at}">{escape(note)}</text>'
                for at, note in enumerate(notes)
            ),
            "</svg>\n",
        ]
    )


def _title(measured: Measured) -> str:
    return f"Seconds to build {measured.records:,} records"


def _how(measured: Measured) -> str:
    rounds = "one round" if measured.rounds == 1 else f"median of {measured.rounds} interleaved rounds"
    return f"{measured.day}, {rounds}, whole processes; shorter is better."


def _spoken(bars: list[tuple[float, str, list[float]]]) -> str:
    return "; ".join(f"{name} {seconds:.2f}" for seconds, name, _ in bars)
