"""A table as CSV: RFC 4180, UTF-8 with a byte-order mark, so that Excel reads Vietnamese; text that begins like a formula is not one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from generator.exports.table import Table, Value

_BOM = "\ufeff"
# What spreadsheets take for the beginning of a formula, also in full width; tab and line break come before one unseen.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_file(table: Table) -> bytes:
    """The table with the columns' names in its first row; an empty cell is a value nobody knows."""
    columns = [
        _cells(values, column.kind in {"text", "url"})
        for column, values in zip(table.columns, table.values, strict=True)
    ]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows(zip(*columns, strict=True))
    return (_BOM + text.getvalue()).encode()


def harmless(text: str) -> str:
    """Text that no spreadsheet will run: an apostrophe goes before what would begin a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _cells(values: Iterable[Value], is_text: bool) -> list[Value]:
    if not is_text:
        return list(values)
    return [f"'{value}" if value and value.startswith(FORMULA) else value for value in values]  # type: ignore[union-attr]
