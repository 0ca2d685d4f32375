"""The browser half as readers get it: the engine's modules joined into one script, all without their comments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from generator.core.resources.scripts import joined, lean
from generator.core.texts import t
from generator.outputs.search.facets import KINDS

SCRIPTS = "assets/search/"
"""Where the scripts stand, in the theme and on a site."""

_ENGINE = "engine"


def scripts(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Each script of the folder as (name, bytes), its name below the site's `SCRIPTS`.

    folder: `assets/search` of a theme. The engine is written as modules for people and is one classic script for
    browsers: from `file://` they load no module, and one file is one round trip.
    """
    for path in sorted(folder.glob("*.js")):
        words = _box_words() if path.name == "box.js" else ""
        yield path.name, (words + lean(path.read_text(encoding="utf-8"))).encode("utf-8")
    yield f"{_ENGINE}.js", joined(folder / _ENGINE, _ENGINE).encode("utf-8")


def _box_words() -> str:
    """What the box says, once for all pages: no page carries the words itself."""
    texts = {
        **{key: t(f"find.{key}") for key in ("options", "slow", "none")},
        **{key: t(f"find.{key}", count="{count}") for key in ("count", "most", "all")},
        **{kind: t(f"search.kind_{kind}") for kind in KINDS},
        "allFor": t("find.all_for", count="{count}", text="{text}"),
        "broken": t("find.broken_box"),
        "today": t("place.card_today", today="{today}"),
    }
    return f"(window.kheo ||= {{}}).boxWords = {json.dumps(texts, ensure_ascii=False)};\n"
