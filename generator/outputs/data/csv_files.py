"""A table as CSV: RFC 4180, UTF-8 with a byte-order mark, so that Excel reads Vietnamese; text that begins like a formula is not one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.outputs.data.table import NUMBERS, Kind, Part, Table

_BOM = b"\xef\xbb\xbf"
# What spreadsheets take for the beginning of a formula, also in full width; tab and line break come before one unseen.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BETWEEN = "\x00"
_ODD = ('"', ",", "\r", "\n")


class CsvFile:
    """A table as it grows: the columns' names in its first row; an empty cell is a value nobody knows."""

    def __init__(self, table: Table) -> None:
        """Begin with the heading."""
        self._kinds = [column.kind for column in table.columns]
        self._parts = [_BOM + _lines([[column.name] for column in table.columns])]

    def passing(self, parts: Iterable[Part]) -> Iterator[Part]:
        """Take in the parts of the table as they pass."""
        for part in parts:
            self._parts.append(_lines(list(map(_cells, self._kinds, part))))
            yield part

    def data(self) -> bytes:
        """The whole file."""
        return b"".join(self._parts)


def harmless(text: str) -> str:
    """Text that no spreadsheet will run: an apostrophe goes before what would begin a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _lines(cells: Part) -> bytes:
    return "".join([f"{row}\r\n" for row in map(",".join, zip(*cells, strict=True))]).encode()


def _cells(kind: Kind, texts: list[str]) -> list[str]:
    if kind in NUMBERS:
        return texts
    joined = _BETWEEN.join(["", *texts])
    # Hardly any text begins like a formula, many columns have nothing to quote: they are looked at as a whole.
    if any(f"{_BETWEEN}{beginning}" in joined for beginning in FORMULA):
        texts = list(map(harmless, texts))
    if any(odd in joined for odd in _ODD):
        texts = [
            _quoted(text) if "," in text or '"' in text or "\r" in text or "\n" in text else text for text in texts
        ]
    return texts


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""'))
