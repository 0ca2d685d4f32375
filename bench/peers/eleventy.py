"""Eleventy's input: one page a record, a configuration that groups and paginates, Nunjucks layouts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from hugo import page
from plain import PER_PAGE, Plain, folder

THEMES = Path(__file__).parent / "themes"


def write(root: Path, told: Plain) -> None:
    """Write the whole input below `root`."""
    shutil.copytree(THEMES / "eleventy", root, dirs_exist_ok=True)
    shutil.copy(THEMES / "style.css", root / "src")
    listings = {name: {"folder": folder(name), "terms": terms} for name, terms in told.terms.items()}
    (root / "listings.json").write_text(
        json.dumps({"perPage": PER_PAGE, "listings": listings}, ensure_ascii=False), encoding="utf-8"
    )
    for slug, (values, body) in told.models.items():
        page(root / f"src/mo-hinh/{slug}.md", values, body)
