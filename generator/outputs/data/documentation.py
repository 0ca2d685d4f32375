"""The block of the page on open data: what can be had, how large it is, and what every column and field means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from markupsafe import Markup

from generator.core.texts import t
from generator.core.vietnamese import format_number
from generator.core.vietnamese.numbers import NO_BREAK_SPACE
from generator.outputs.data.catalogue import latest
from generator.outputs.data.collections import page_address
from generator.outputs.data.files import (
    CATALOGUE,
    INDEX,
    PACKAGE,
    csv_address,
    licence,
    schema_address,
    site_title,
    spreadsheet_address,
    template_address,
)
from generator.outputs.data.records import COLLECTIONS, EXCLUDED, Collection
from generator.outputs.data.shape import fields, schemas
from generator.outputs.data.table import Table
from generator.records.schema import RECORDS, PartialDate
from generator.render.pages import feed_of_all
from generator.render.pages.templates import render
from generator.showcase import Showcase

_UNITS = ((10**6, "MB"), (10**3, "kB"))


class Download(NamedTuple):
    """A file on offer: its address, what it holds, its size in words."""

    address: str
    what: str
    size: str


class Described(NamedTuple):
    """What a table or collection holds. rows: (name, heading or "", type in words, meaning)."""

    name: str
    title: str
    rows: list[tuple[str, str, str, str]]


def data_block(
    showcase: Showcase, site_url: str, shown: Sequence[Table], found: Sequence[Collection], sizes: Mapping[str, int]
) -> Callable[[str], Markup]:
    """Return what draws the block for the page at a given address; sizes: bytes of each data file by address."""

    def download(address: str, what: str) -> Download:
        return Download(address, what, size_text(sizes[address]))

    def draw(here: str) -> Markup:
        held = [(table, t("data.rows", count=format_number(len(table.rows)))) for table in shown]
        return render(
            "data",
            here=here,
            description=t("data.description", site=site_title(showcase)),
            spreadsheet=download(spreadsheet_address(showcase), t("data.spreadsheet")),
            tables=[download(csv_address(table.name), f"{table.title}: {rows}") for table, rows in held],
            collections=[
                download(
                    page_address(one.name, 1),
                    t("data.collection", what=t(f"data.kind_{one.kind}"), count=format_number(len(one.views))),
                )
                for one in found
            ],
            describing=[
                download(INDEX, t("data.index")),
                download(PACKAGE, t("data.package")),
                download(CATALOGUE, t("data.dcat")),
            ],
            schemas=[download(schema_address(name), t(f"data.kind_{kind}")) for name, kind in COLLECTIONS.items()],
            templates=[download(template_address(kind), t(f"data.kind_{kind}")) for kind in RECORDS],
            updated=_date(latest(found)),
            licence=licence(showcase),
            columns=_columns(shown),
            fields=_fields(),
            followed=bool(site_url) and feed_of_all(showcase) is not None,
        )

    return draw


def _date(updated: str | None) -> str:
    return PartialDate(updated).text() if updated else t("unknown.unknown")


def size_text(size: int) -> str:
    """A number of bytes in words: "1,2 MB"."""
    for unit, name in _UNITS:
        if size >= unit:
            return f"{format_number(Decimal(size) / unit, 1)}{NO_BREAK_SPACE}{name}"
    return f"{size}{NO_BREAK_SPACE}byte"


def _columns(shown: Sequence[Table]) -> list[Described]:
    return [
        Described(
            f"{table.name}.csv",
            table.title,
            [(one.name, one.heading, t(f"data.type_{one.kind}"), one.about) for one in table.columns],
        )
        for table in shown
    ]


def _fields() -> list[Described]:
    """Every field of the JSON, those of records first; what the site adds is marked as its own."""
    described = []
    for name, schema in schemas().items():
        kind = COLLECTIONS[name]
        own = RECORDS[kind].model_fields.keys() - EXCLUDED[kind].keys()
        rows = []
        for path, types, about in fields(schema):
            origin = "data.from_record" if path.partition(".")[0].removesuffix("[]") in own else "data.from_site"
            rows.append((path, "", _types_in_words(types), f"{about}; {t(origin)}" if about else t(origin)))
        described.append(Described(f"{name}.json", t(f"data.kind_{kind}"), rows))
    return described


def _types_in_words(types: str) -> str:
    """Types as `fields` gives them, in words: "danh sách nhóm hoặc null"."""
    words = []
    for one in sorted(types.split("|"), key=lambda word: word == "null"):
        inner = one.removeprefix("array of ")
        word = t(f"data.json_{inner}")
        words.append(t("data.json_array", of=word) if inner != one else word)
    either = t("data.or")
    return f" {either} ".join(words)
