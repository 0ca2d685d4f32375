"""The words of the site's script, put before it: no page carries them, and the catalogue of texts is their only source."""

from __future__ import annotations

import json
from pathlib import Path

from generator.core.texts import t
from generator.outputs.search.facets import KINDS

SITE_SCRIPT = "assets/site.js"
"""The script of every page, in the theme and on a site."""

SETTINGS = {"text": ("m", "l", "xl"), "theme": ("auto", "light", "dark")}
"""What a reader may choose -> its values, the usual one first."""


def site_script(folder: Path) -> bytes:
    """The script of every page with its words. folder: a theme, or what an engine made of it."""
    words = {
        **{key: t(f"find.{key}") for key in ("options", "slow", "none")},
        **{key: t(f"find.{key}", count="{count}") for key in ("count", "most", "all")},
        **{kind: t(f"search.kind_{kind}") for kind in KINDS},
        "allFor": t("find.all_for", count="{count}", text="{text}"),
        "broken": t("find.broken_box"),
        "today": t("place.card_today", today="{today}"),
        "settings": t("settings.title"),
        "choices": [
            [name, t(f"settings.{name}"), [[value, t(f"settings.{name}_{value}")] for value in values]]
            for name, values in SETTINGS.items()
        ],
    }
    said = f"(window.kheo ||= {{}}).words = {json.dumps(words, ensure_ascii=False)};\n"
    return said.encode("utf-8") + (folder / SITE_SCRIPT).read_bytes()
