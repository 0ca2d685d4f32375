"""Open data, version 1: JSON, CSV, one spreadsheet, and what describes them; and the sitemap.

What v1 keeps: no address, field or column goes, none changes its name, type or meaning; more may be added. A test
compares the shape with the one kept in `tests/data/v1_shape.json`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from typing import Any

from markupsafe import Markup

from generator.outputs.data.catalogue import FileFacts, catalogue, latest
from generator.outputs.data.collections import collection_files, single_file
from generator.outputs.data.csv_files import CsvFile
from generator.outputs.data.dataset import PAGE, dataset_thing
from generator.outputs.data.documentation import data_block
from generator.outputs.data.files import (
    csv_address,
    indented,
    schema_address,
    spreadsheet_address,
    template_address,
)
from generator.outputs.data.records import collections
from generator.outputs.data.shape import schemas
from generator.outputs.data.sitemap import empty_lists, sitemaps
from generator.outputs.data.spreadsheet import Workbook
from generator.outputs.data.table import Table
from generator.outputs.data.tables import tables
from generator.outputs.data.words import AllWords
from generator.records.schema import json_schemas
from generator.showcase import Showcase

__all__ = ["OpenData", "empty_lists", "sitemaps"]


class OpenData:
    """The open data of one showcase, made ready once."""

    def __init__(self, showcase: Showcase, site_url: str = "") -> None:
        """`site_url` ends in "/", or is "" where it is not known."""
        self._showcase, self._site_url = showcase, site_url
        self._words = AllWords(showcase)
        self._collections = collections(showcase, site_url, self._words)

    @cached_property
    def _tables(self) -> list[Table]:
        return tables(self._showcase, self._site_url, self._words)

    def line(self, kind: str, view: Any) -> bytes:
        """The JSON of a record, in one line."""
        return next(collection.line(view) for collection in self._collections if collection.kind == kind)

    def single(self, addresses: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """(address, bytes) of the files of these records alone, given by the addresses of their pages."""
        for collection in self._collections:
            if collection.single and addresses:
                views = (view for view in collection.views if view.address in addresses)
                yield from (single_file(collection, view, collection.line(view)) for view in views)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield (address, bytes) of every data file."""
        for collection in self._collections:
            yield from collection_files(collection, self._showcase.promised)
        facts = {}
        for address, data in self._table_files():
            facts[address] = FileFacts(len(data), hashlib.sha256(data).hexdigest())
            yield address, data
        for name, schema in schemas().items():
            yield schema_address(name), indented(schema)
        for kind, schema in json_schemas().items():
            yield template_address(kind), indented(schema)
        yield from catalogue(self._showcase, self._site_url, self._collections, self._tables, facts)

    def _table_files(self) -> Iterator[tuple[str, bytes]]:
        """Every table as CSV, and the spreadsheet of all; a value is read once for both."""
        book = Workbook(self._showcase, self._site_url, self._tables, latest(self._collections))
        for table in self._tables:
            text = CsvFile(table)
            book.add(table, text.passing(table.parts()))
            yield csv_address(table.name), text.data()
        yield spreadsheet_address(self._showcase), book.data()

    def dataset(self) -> tuple[str, dict[str, Any]]:
        """Address of the page on the data, and what it says of them to machines; only for a site with an address."""
        return PAGE, dataset_thing(self._showcase, self._site_url, self._tables, self._collections)

    def block(self, sizes: Mapping[str, int]) -> Callable[[str], Markup]:
        """What draws the block `data` of a hand-written page; sizes: bytes of every data file by address."""
        return data_block(self._showcase, self._site_url, self._tables, self._collections, sizes)
