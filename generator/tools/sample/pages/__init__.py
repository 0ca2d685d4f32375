"""Hand-written pages and settings of the fictional site, beside the records."""

from __future__ import annotations

from pathlib import Path

from generator.core.resources import beside
from generator.records.source.yaml_writer import scalar

_MKDOCS = """\
site_name: {name}
docs_dir: content/pages
site_dir: site

theme:
  name: material
{theme}  language: vi
  font: false

plugins:
  - kheo
"""


def mkdocs_yml(name: str, theme_dir: str | None) -> str:
    """The text of `mkdocs.yml` for a site called `name`; theme_dir: a theme in place of the packaged one."""
    theme = f"  custom_dir: {scalar(theme_dir)}\n" if theme_dir else ""
    return _MKDOCS.format(name=scalar(name), theme=theme)


def write_pages(folder: Path) -> None:
    """Copy the hand-written pages into `folder`, which is made."""
    folder.mkdir(parents=True)
    for page in sorted(beside(__file__).glob("*.md")):
        (folder / page.name).write_bytes(page.read_bytes())
