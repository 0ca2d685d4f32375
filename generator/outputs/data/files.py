"""Where the data files lie, and the texts they share."""

from __future__ import annotations

import json
from typing import Any

from generator.core.texts import t
from generator.showcase import Showcase
from generator.showcase.addresses import DATA

INDEX = f"{DATA}index.json"
PACKAGE = f"{DATA}datapackage.json"
CATALOGUE = f"{DATA}dcat.jsonld"
TEMPLATES = "du-lieu/khuon/"
"""JSON Schema of the records as editors write them: for their tools, and not part of what v1 keeps."""

# Licence as a province names it -> (SPDX id, address of its text).
_LICENCES = {
    "CC BY 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC BY-SA 4.0": ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC0 1.0": ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
}


def csv_address(name: str) -> str:
    """Address of a table as CSV."""
    return f"{DATA}csv/{name}.csv"


def schema_address(name: str) -> str:
    """Address of the JSON Schema of a collection's records."""
    return f"{DATA}schema/{name}.json"


def template_address(kind: str) -> str:
    """Address of the JSON Schema of a kind of record as editors write it."""
    return f"{TEMPLATES}{kind}.json"


def spreadsheet_address(showcase: Showcase) -> str:
    """Address of the spreadsheet; named for the province, since people keep it among their own files."""
    return f"{DATA}dan-van-kheo-{showcase.province.slug}.xlsx"


def site_title(showcase: Showcase) -> str:
    """The name of the site, which the data bear too."""
    return t("site.full_name", province=showcase.province.name)


def licence(showcase: Showcase) -> tuple[str, str | None, str | None]:
    """(name, SPDX id, address) of the licence; id and address are None for one we do not know."""
    name = showcase.province.licence
    return name, *_LICENCES.get(name, (None, None))


def indented(value: Any) -> bytes:
    """A small JSON file, laid out to be read."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
