"""Hugo's input: one page a record, taxonomies for the listings, a theme that shows what ours shows.

`write_same` adds the kinds of outputs ours has, as Hugo's own output formats: a JSON file and a light page a record, a CSV table
and JSON of all, Atom beside RSS.
"""

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


SAME = """\
[mediaTypes."application/atom+xml"]
suffixes = ["xml"]
[mediaTypes."text/csv"]
suffixes = ["csv"]
[outputFormats.data]
mediaType = "application/json"
baseName = "ho-so"
isPlainText = true
[outputFormats.light]
mediaType = "text/html"
baseName = "nhung"
isHTML = true
[outputFormats.atom]
mediaType = "application/atom+xml"
baseName = "feed"
[outputFormats.table]
mediaType = "text/csv"
baseName = "bang"
isPlainText = true
[outputs]
home = ["html", "rss", "atom", "data", "table"]
page = ["html", "data", "light"]
section = ["html", "rss", "atom"]
taxonomy = ["html"]
term = ["html", "atom"]
"""


def write_same(root: Path, told: Plain) -> None:
    """`write`, with the kinds of outputs ours has."""
    write(root, told)
    with (root / "hugo.toml").open("a", encoding="utf-8") as file:
        file.write(SAME)
    shutil.copytree(THEMES / "hugo-same", root / "layouts", dirs_exist_ok=True)


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
