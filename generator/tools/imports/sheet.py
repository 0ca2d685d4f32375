"""A spreadsheet as rows of text: what a person sees in a cell, so that 97.7 % is not 0.977."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.records.source.limits import LIMITS
from generator.tools.imports.errors import UnreadableFileError
from generator.tools.imports.packages import require_harmless, require_small

MOST_ROWS = LIMITS["import rows"].value
MOST_COLUMNS = LIMITS["import columns"].value
MOST_LETTERS = LIMITS["import answer"].value
_ZEROS = re.compile(r"0{2,15}\Z")
_DECIMALS = re.compile(r"0\.(0+)")

Row = tuple[int, list[str]]
"""The number of a row, from 1, and the text of its cells."""


def read_sheets(path: Path) -> list[list[Row]]:
    """The rows of each sheet of a .xlsx, or of a .csv. Raises UnreadableFileError and OSError."""
    sheets = [_read_csv(path)] if path.suffix.lower() == ".csv" else _read_workbook(path)
    return [[row for row in sheet if any(row[1])] for sheet in sheets]


def _read_workbook(path: Path) -> list[list[Row]]:
    require_harmless(path)
    import openpyxl  # only an import needs it

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            return [list(_rows(sheet)) for sheet in book.worksheets if sheet.sheet_state == "visible"]
        finally:
            book.close()
    except UnreadableFileError:
        raise
    except Exception as error:
        raise UnreadableFileError("không đọc được như một bảng tính (.xlsx)") from error


def _rows(sheet: Any) -> Iterator[Row]:
    # A sheet may say that it has a million rows; empty ones at its end are not asked for.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > MOST_ROWS:
            raise UnreadableFileError(f"bảng có hơn {MOST_ROWS} dòng; hãy chia ra")
        filled = [cell for cell in row if cell.value is not None]
        if filled and len(row) > MOST_COLUMNS and any(cell.column > MOST_COLUMNS for cell in filled):
            raise UnreadableFileError(f"bảng có hơn {MOST_COLUMNS} cột")
        yield number, [cell_text(cell.value, cell.number_format or "") for cell in row[:MOST_COLUMNS]] if filled else []


def cell_text(value: Any, number_format: str) -> str:
    """A cell's value as a person sees it, in the way Vietnamese writes numbers: 0.977 as "0.0%" is "97,7%"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value, number_format.split(";", maxsplit=1)[0])
    text = str(value)
    return "" if text.startswith("#") and text.rstrip("!?/0A").isupper() else text.strip()[:MOST_LETTERS]


def _number(value: float, number_format: str) -> str:
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format)
    if _ZEROS.match(bare) and value == int(value):
        return f"{int(value):0{len(bare)}}"
    number, sign = Decimal(f"{value:.15g}"), ""
    if "%" in bare:
        decimals = _DECIMALS.search(bare)
        shown = round(number * 100, len(decimals[1]) if decimals else 0)
        # What is shown is rounded; a share that has more to it keeps what it has.
        number, sign = (shown if decimals else (number * 100).normalize()), "%"
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    whole, _, parts = text.partition(".")
    return f"{whole},{parts}{'0' if len(parts) == 3 else ''}{sign}" if parts else f"{whole}{sign}"


def _read_csv(path: Path) -> list[Row]:
    require_small(path)
    data = path.read_bytes()
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFileError("chữ không phải UTF-8; trong Excel hãy chọn “CSV UTF-8” khi lưu") from error
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    rows: list[Row] = []
    try:
        for row in (reader := csv.reader(io.StringIO(text), delimiter=delimiter)):
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise UnreadableFileError(f"bảng có hơn {MOST_ROWS} dòng hoặc {MOST_COLUMNS} cột; hãy chia ra")
            rows.append((reader.line_num, [cell.strip()[:MOST_LETTERS] for cell in row]))
    except csv.Error as error:
        raise UnreadableFileError(f"dòng {reader.line_num}: không đọc được như CSV") from error
    return rows
