"""The short skeleton: what is always asked, in some thirty lines; organisations and places in files of their own."""

from __future__ import annotations

import re
from collections.abc import Collection

from generator.core.problems import Language
from generator.core.resources import beside
from generator.records.source.yaml_writer import scalar
from generator.tools.naming import clean, free_slug


def short_model(
    name: str, existing_slugs: Collection[str], year: int | None = None, lang: Language = "vi", *, labels: bool = False
) -> tuple[str, str]:
    """Return (file name, text) of a proposal called `name`; the file belongs into `content/models/`.

    labels: write Vietnamese labels in place of keys; comments are then Vietnamese, whatever `lang`.
    """
    slug = free_slug(name, "mo-hinh", existing_slugs)
    return f"{slug}.md", _filled(f"model.{'labels' if labels else lang}.md", NAME=clean(name), YEAR=year)


def scaffold_organisation(name: str, existing_slugs: Collection[str]) -> tuple[str, str]:
    """Return (file name, text) of an organisation; the file belongs into `content/organisations/`."""
    slug = free_slug(name, "don-vi", existing_slugs)
    return f"{slug}.yml", _filled("organisation.yml", SLUG=slug, NAME=clean(name))


def scaffold_place(name: str, existing_slugs: Collection[str]) -> tuple[str, str]:
    """Return (file name, text) of an administrative unit; the file belongs into `content/places/`."""
    slug = free_slug(name, "dia-ban", existing_slugs)
    return f"{slug}.yml", _filled("place.yml", SLUG=slug, NAME=clean(name))


def _filled(template: str, **values: str | int | None) -> str:
    text = beside(__file__, "templates", template).read_text(encoding="utf-8")
    # A year that is not known leaves nothing behind.
    return re.sub(r"@@(\w+)@@( ?)", lambda found: _value(values[found[1]], found[2]), text)


def _value(value: str | int | None, blank: str) -> str:
    return "" if value is None else f"{scalar(value)}{blank}"
