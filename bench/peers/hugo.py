"""Hugo's input: one page a record, taxonomies for the listings, a theme that shows what ours shows."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml
from plain import PER_PAGE, Plain, folder

THEMES = Path(__file__).parent / "themes"
CONFIG = """\
baseURL = "https://vi-du.example/"
title = "Dân vận khéo tỉnh Minh Họa"
languageCode = "vi"
summaryLength = 30
[pagination]
pagerSize = {per_page}
[services.rss]
limit = 20
[taxonomies]
{taxonomies}
[permalinks.page]
mo-hinh = "/mo-hinh/:contentbasename/"
[permalinks.taxonomy]
{permalinks}
[permalinks.term]
{terms}
"""


def write(root: Path, told: Plain) -> None:
    """Write the whole input below `root`."""
    shutil.copytree(THEMES / "hugo", root / "layouts")
    (root / "static").mkdir()
    shutil.copy(THEMES / "style.css", root / "static")
    names = list(told.terms)
    (root / "hugo.toml").write_text(
        CONFIG.format(
            per_page=PER_PAGE,
            taxonomies="\n".join(f'"{name[:-1]}" = "{name}"' for name in names),
            permalinks="\n".join(f'{name} = "/{folder(name)}/"' for name in names),
            terms="\n".join(f'{name} = "/{folder(name)}/:slug/"' for name in names),
        ),
        encoding="utf-8",
    )
    for taxonomy, terms in told.terms.items():
        for slug, name in terms.items():
            page(root / f"content/{taxonomy}/{slug}/_index.md", {"title": name, "slug": slug}, "")
    page(root / "content/mo-hinh/_index.md", {"title": "Mô hình"}, "")
    for slug, (values, body) in told.models.items():
        page(root / f"content/mo-hinh/{slug}.md", values, body)


def page(path: Path, values: dict[str, object], body: str) -> None:
    """One file of front matter and Markdown, in YAML, as editors write it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    head = yaml.dump(values, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10**6)
    path.write_text(f"---\n{head}---\n\n{body}", encoding="utf-8")
