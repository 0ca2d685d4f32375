"""The report of a bench: ratios told where both sides were run, and a chart in which every label has room."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET

from whole_sites import REPOSITORY

# Last: a module there has the name of a package that mkdocs looks for.
sys.path.append(str(REPOSITORY / "bench/peers"))
from chart import chart
from process import Run
from report import HUGO, INDEXED, MATERIAL, OURS, Measured, Output, report

SVG = "{http://www.w3.org/2000/svg}"
# Letters of 14 px in the widest font at hand, and of notes.
WIDE, NARROW = 8.7, 7.6


def measured(**seconds: float) -> Measured:
    """A run of two rounds, the second slower by a tenth."""
    runs = {name: [Run(wall, 2 * wall, 2**28), Run(1.1 * wall, 2 * wall, 2**28)] for name, wall in seconds.items()}
    outputs = {name: Output(100, 400, 3_000_000) for name in (OURS, HUGO, HUGO + INDEXED, MATERIAL)}
    machine, versions = "A processor with quite a long name @ 2.50GHz, 2 cores, 24 GiB", dict.fromkeys(seconds, "1.2.3")
    return Measured(5000, 2, machine, versions, "2026-11-22", runs, outputs)


ALL = measured(**{OURS: 10, "kheo, one edited name": 0.5, HUGO: 20, HUGO + INDEXED: 20, MATERIAL: 300})


def test_ratios_stand_beside_what_is_wanted():
    told = report(ALL)
    assert f"| {OURS} | {HUGO} | 0.50 | 2.70 |" in told
    assert f"| {OURS} | {HUGO + INDEXED} | 0.25 | 1.00 |" in told
    assert f"| kheo, one edited name | {OURS} | 0.05 | 0.10 |" in told
    assert f"| {MATERIAL} | yes | sitemap | links between Markdown pages | none | none | 100 | 400 | 3 |" in told


def test_what_was_not_run_is_not_compared():
    assert "wanted" not in report(measured(Eleventy=3))


def test_nothing_in_the_chart_is_cut_or_written_over():
    root = ET.fromstring(chart(ALL))  # noqa: S314 - our own
    width, height = float(root.get("width")), float(root.get("height"))
    bars = {rect.get("y"): float(rect.get("x")) for rect in root.iter(f"{SVG}rect") if rect.get("y")}
    for text in root.iter(f"{SVG}text"):
        x, y, letters = float(text.get("x")), float(text.get("y")), len(text.text)
        soft = text.get("class") in {"soft", "title"}
        assert x + letters * (NARROW if soft else WIDE) <= width, text.text
        assert y < height
        bar = bars.get(str(int(y) - 15))
        if not soft and x == 12:
            assert x + letters * WIDE <= bar, text.text
    assert {"kheo, cold", "Hugo (no search)", "Hugo + Pagefind", "mkdocs-material"} <= {
        text.text for text in root.iter(f"{SVG}text")
    }
