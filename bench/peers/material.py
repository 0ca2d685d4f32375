"""Input of stock mkdocs-material and of zensical: Markdown pages with tables and lists, listings written out as pages.

Neither makes listings by itself; these are written here, before the clock starts. The navigation holds the few main
pages only: with thousands of records in it both would take far longer.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from plain import PER_PAGE, Plain, folder

CONFIG = """\
site_name: Dân vận khéo tỉnh Minh Họa
site_url: https://vi-du.example/
theme:
  name: material
  language: vi
  font: false
plugins:
- search:
    lang: vi
nav:
- index.md
- mo-hinh/index.md
{nav}
not_in_nav: |
  *
"""
Model = tuple[dict[str, Any], str]


def write(root: Path, told: Plain) -> None:
    """Write the whole input below `root`."""
    nav = "\n".join(f"- {folder(name)}/index.md" for name in told.terms)
    put(root / "mkdocs.yml", CONFIG.format(nav=nav))
    docs = root / "docs"
    models = sorted(told.models.items(), key=lambda item: item[1][0]["title"])
    put(docs / "index.md", "# Dân vận khéo tỉnh Minh Họa\n\n" + "".join(map(card, models[:12])))
    for slug, model in models:
        put(docs / f"mo-hinh/{slug}.md", "".join(record(*model)))
    listing(docs / "mo-hinh", "Mô hình", models)
    for name, terms in told.terms.items():
        lines = [f"- [{title}]({slug}/index.md)" for slug, title in terms.items()]
        put(docs / folder(name) / "index.md", "# Danh mục\n\n" + "\n".join(lines))
        for slug, title in terms.items():
            held = [model for model in models if slug in model[1][0][name]]
            listing(docs / folder(name) / slug, title, held)


def put(path: Path, text: str) -> None:
    """Write one file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def record(values: dict[str, Any], body: str) -> Iterator[str]:
    """A record's page, part by part."""
    yield f"# {values['title']}\n\n{values['badge']}\n\n{values['lede']}\n\n## Số liệu\n\n"
    yield "| Chỉ tiêu | Trước | Sau | Cơ sở |\n|---|---|---|---|\n"
    for one in values["figures"]:
        yield f"| {one['indicator']} | {one['before']} | {one['after']} | {one['base']} |\n"
    yield f"\n{body}\n\n## Sáu bước\n\n"
    yield from (f"1. **{one['name']}** {one['text']}\n" for one in values["timeline"])
    yield "\n## Thông tin\n\n| | |\n|---|---|\n"
    yield from (f"| {one['name']} | {one['value']} |\n" for one in values["facts"])
    links = [
        f"[{slug}](../{folder(name)}/{slug}/index.md)"
        for name in ("fields", "places", "organisations")
        for slug in values[name]
    ]
    yield "\n" + " ".join(links) + "\n\n"
    if values["limits"]:
        yield "## Hạn chế\n\n" + "".join(f"- {limit}\n" for limit in values["limits"])
    yield "\n## Nguồn\n\n"
    for one in values["sources"]:
        title = f"[{one['title']}]({one['url']})" if one["url"] else one["title"]
        yield f"1. {title}. {one['line']}\n"
    yield f"\nRà soát {values['reviewed']}\n"


def card(item: tuple[str, Model], up: str = "") -> str:
    """A record on a listing; `up`: the way to the folder of records' parent."""
    slug, (values, _) = item
    figure = "".join(f"{one['indicator']}: {one['after']}\n\n" for one in values["figures"][:1])
    return (
        f"{values['badge']}\n\n## [{values['title']}]({up}mo-hinh/{slug}.md)\n\n"
        f"{values['lede']}\n\n{values['where']}\n\n{figure}"
    )


def listing(folder_: Path, title: str, models: list[tuple[str, Model]]) -> None:
    """The pages of one listing: index.md, trang-2.md and so on."""
    up = "../" if folder_.name == "mo-hinh" else "../../"
    total = max(1, -(-len(models) // PER_PAGE))
    names = ["index.md", *(f"trang-{number}.md" for number in range(2, total + 1))]
    for at, name in enumerate(names):
        held = models[at * PER_PAGE : (at + 1) * PER_PAGE]
        before = f"[Trang trước]({names[at - 1]}) " if at else ""
        after = f" [Trang sau]({names[at + 1]})" if at + 1 < total else ""
        cards = "".join(card(model, up) for model in held)
        put(folder_ / name, f"# {title}\n\n{len(models)} mô hình\n\n{cards}\n{before}{at + 1}/{total}{after}\n")
