"""The theme's promises that need no browser: contrast of the colours, size of the assets, no host but our own."""

from __future__ import annotations

import gzip
import re

import pytest
from source_tree import REPOSITORY

ASSETS = REPOSITORY / "theme" / "assets"
STYLES = REPOSITORY / "theme" / "source" / "styles"


def palettes() -> dict[str, dict[str, str]]:
    """The light tokens and the dark ones."""
    found = {}
    for name, sheet in (("light", "kheo.css"), ("dark", "dark.css")):
        (body,) = re.findall(r":root \{([^}]*--paper:[^}]*)\}", (STYLES / sheet).read_text(encoding="utf-8"))
        found[name] = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", body))
    return found


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_dark_colours_hold_for_a_dark_machine_and_for_a_readers_choice():
    sheet = (ASSETS / "site.css").read_text(encoding="utf-8")
    machine, chosen = re.findall(r"(:root[^{]+)\{([^}]*--paper:[^}]*)\}", sheet)
    assert (machine[0], chosen[0]) == (":root:not([data-theme=light])", ":root[data-theme=dark]")
    assert machine[1] == chosen[1]
    assert palettes()["dark"].keys() == palettes()["light"].keys()


@pytest.mark.parametrize("palette", palettes().values(), ids=palettes().keys())
def test_words_stand_out_from_what_is_behind_them(palette):
    for ground in ("paper", "card"):
        for words in ("ink", "soft"):
            assert contrast(palette[words], palette[ground]) >= 7, (words, ground)
        for words in ("red", "leaf", "ochre", "blue", "violet", "grey"):
            assert contrast(palette[words], palette[ground]) >= 4.5, (words, ground)
        assert contrast(palette["edge"], palette[ground]) >= 3, ground
    for hue in ("red", "leaf", "ochre", "blue", "violet", "grey"):
        assert contrast(palette["on-hue"], palette[hue]) >= 4.5, hue
    assert contrast("#211a15", palette["past"]) >= 4.5


def test_styles_and_scripts_stay_within_their_budget():
    styles, scripts = (
        sum(len(gzip.compress((ASSETS / name).read_bytes(), mtime=0)) for name in names)
        for names in (("site.css", "model.css"), ("early.js", "site.js", "model.js"))
    )
    assert styles <= 15_000
    assert scripts <= 5_500


def test_no_text_is_set_smaller_than_sixteen_pixels():
    """1rem is 18 px; print has its own sizes."""
    for name in ("kheo.css", "records.css"):
        sizes = re.findall(r"font-size: ([0-9.]+)rem", (STYLES / name).read_text(encoding="utf-8"))
        assert [size for size in sizes if float(size) * 18 < 16] == []


def test_nothing_is_asked_of_another_host():
    for path in sorted(ASSETS.rglob("*")):
        # The reader of Word files names the namespaces of their XML.
        if path.suffix in {".css", ".js"} and path.parent.name != "vendor":
            assert not re.search(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", path.read_text("utf-8")), path.name
