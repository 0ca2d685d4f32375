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
  custom_dir: {theme_dir}
  language: vi
  font: false

plugins:
  - kheo
"""


def mkdocs_yml(name: str, theme_dir: str) -> str:
    """The text of `mkdocs.yml` for a site called `name`; `theme_dir` holds the templates."""
    return _MKDOCS.format(name=scalar(name), theme_dir=scalar(theme_dir))


def write_pages(folder: Path) -> None:
    """Copy the hand-written pages into `folder`, which is made."""
    folder.mkdir(parents=True)
    for page in sorted(beside(__file__).glob("*.md")):
        (folder / page.name).write_bytes(page.read_bytes())
