"""All tables as one spreadsheet (ISO/IEC 29500, XLSX), written straight into its parts.

xlsxwriter takes seven times as long for the same cells, most of a build's second. Text stays text whatever it begins
with, for only `<f>` makes a formula and none is written; numbers and whole days are typed; what nobody knows is empty.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from html import escape

from generator.core.texts import t
from generator.core.vietnamese import PartialDate
from generator.outputs.data.files import licence, site_title
from generator.outputs.data.table import NUMBERS, Column, Part, Table
from generator.showcase import Showcase

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Day 0 of spreadsheets; before March 1900 they count a day that never was.
_ZERO, _FIRST = date(1899, 12, 30), date(1900, 3, 1)
# Excel reads _x000D_ in text as a character: a text that really says so must say "_" as _x005F_.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_BETWEEN = "\x00"

# Cell styles, by place in `_STYLES`: plain, heading, day.
_HEADING, _DAY = 1, 2
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


Cells = list[str]
"""The cells of a column."""


class Workbook:
    """The file as it grows: a first sheet that says what it is, then one for each table, to be added in their order.

    The same tables give the same bytes.
    """

    def __init__(self, showcase: Showcase, site_url: str, tables: Sequence[Table], updated: str | None) -> None:
        """updated: the date of the latest change, None where it is not known."""
        self._file = io.BytesIO()
        self._archive = zipfile.ZipFile(self._file, "w")
        self._sheets = 0
        for name, text in _frame(
            [t("data.sheet_about"), *(table.title for table in tables)], site_title(showcase), updated
        ):
            self._write(name, [text])
        self._add_sheet([28, 90], [], [_about(showcase, site_url, tables, updated)])

    def add(self, table: Table, parts: Iterable[Part]) -> None:
        """Write the sheet of a table, given by its parts."""
        heading = _text_cells([column.heading for column in table.columns], _HEADING)
        cells = (list(map(_column_cells, table.columns, part)) for part in parts)
        self._add_sheet([column.width for column in table.columns], heading, cells)

    def data(self) -> bytes:
        """The whole file."""
        self._archive.close()
        return self._file.getvalue()

    def _add_sheet(self, widths: list[int], heading: Cells, parts: Iterable[list[Cells]]) -> None:
        self._sheets += 1
        self._write(f"xl/worksheets/sheet{self._sheets}.xml", _worksheet(widths, heading, parts))

    def _write(self, name: str, texts: Iterable[str]) -> None:
        # Without a date of its own a part carries the time of the build.
        part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        part.compress_type = zipfile.ZIP_DEFLATED
        part.external_attr = 0o644 << 16
        with self._archive.open(part, "w") as stream:
            stream.write(_HEAD.encode())
            for text in texts:
                stream.write(text.encode())


def plain_workbook(title: str, sheets: Sequence[tuple[str, list[int], list[list[str | int]]]]) -> bytes:
    """A file of plain tables: (name, widths of the columns, rows); the first row of each is its heading."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:

        def write(name: str, text: str) -> None:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), _HEAD + text)

        for name, text in _frame([name for name, _, _ in sheets], title, None):
            write(name, text)
        for number, (_, widths, rows) in enumerate(sheets, 1):
            heading = _text_cells([str(cell) for cell in rows[0]], _HEADING)
            columns = [[_plain_cell(cell) for cell in column] for column in zip(*rows[1:], strict=True)]
            write(
                f"xl/worksheets/sheet{number}.xml", "".join(_worksheet(widths, heading, [columns] if columns else []))
            )
    return file.getvalue()


def _plain_cell(value: str | int) -> str:
    return f"<c><v>{value}</v></c>" if isinstance(value, int) else _text_cells([value])[0]


def _frame(sheets: list[str], title: str, updated: str | None) -> Iterator[tuple[str, str]]:
    """The parts beside the sheets, as (name, text); sheets: their names."""
    names = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>' for number, name in enumerate(sheets, 1)
    )
    yield "[Content_Types].xml", _content_types(len(sheets))
    properties = (
        f'<Relationship Id="rIdP" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    )
    of_file = _relations([("officeDocument", "xl/workbook.xml")])
    yield "_rels/.rels", of_file.replace("</Relationships>", f"{properties}</Relationships>")
    yield "docProps/core.xml", _properties(title, updated)
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}/relationships"><sheets>{names}</sheets></workbook>',
    )
    targets = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)]
    yield "xl/_rels/workbook.xml.rels", _relations([*targets, ("styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES


def _content_types(sheets: int) -> str:
    overrides = [("/xl/workbook.xml", f"{_TYPE}.sheet.main+xml"), ("/xl/styles.xml", f"{_TYPE}.styles+xml")]
    overrides += [(f"/xl/worksheets/sheet{number}.xml", f"{_TYPE}.worksheet+xml") for number in range(1, sheets + 1)]
    overrides.append(("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
    shown = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{shown}</Types>'
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    shown = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{shown}</Relationships>'


def _properties(title: str, updated: str | None) -> str:
    """Title, and the last change of the records as the date of the file, where one is known."""
    stamp = f"{PartialDate(updated).earliest().isoformat()}T00:00:00Z" if updated else ""
    dated = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
        for name in ("created", "modified")
        if stamp
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>kheo</dc:creator>{dated}</cp:coreProperties>"
    )


def _about(showcase: Showcase, site_url: str, tables: Sequence[Table], updated: str | None) -> list[Cells]:
    rows: list[tuple[str, str]] = [
        (t("data.about_site"), site_title(showcase)),
        (t("data.about_address"), site_url or t("data.no_address")),
        (t("data.about_publisher"), showcase.province.publisher),
        (t("data.about_licence"), licence(showcase)[0]),
        (t("data.about_updated"), PartialDate(updated).text() if updated else t("unknown.unknown")),
        (t("data.about_empty"), t("data.empty_means")),
        *((table.title, t("data.row_is", what=table.about)) for table in tables),
    ]
    return [_text_cells([text for text, _ in rows], _HEADING), _text_cells([text for _, text in rows])]


def _worksheet(widths: list[int], heading: Cells, parts: Iterable[list[Cells]]) -> Iterator[str]:
    """A sheet piece by piece; its heading stays in sight. parts: some rows, as the cells of each column."""
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(widths, 1)
    )
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if heading else ""
    yield f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    yield f"<cols>{columns}</cols><sheetData>"
    if heading:
        yield f"<row>{''.join(heading)}</row>"
    for cells in parts:
        yield "".join([f"<row>{''.join(row)}</row>" for row in zip(*cells, strict=True)])
    yield "</sheetData></worksheet>"


def _column_cells(column: Column, texts: list[str]) -> Cells:
    if column.kind in NUMBERS:
        return _wrapped(_BETWEEN.join(texts), "<c><v>", "</v></c>")
    return list(map(_date_cell, texts)) if column.kind == "date" else _text_cells(texts)


# The same days stand in row after row.
@lru_cache(maxsize=50_000)
def _date_cell(text: str) -> str:
    """A whole day as a date; a month or a year, which spreadsheets have no type for, as text."""
    if not text:
        return "<c/>"
    date = PartialDate(text)
    day = date.earliest()
    if date.day is None or day < _FIRST:
        return f'<c t="inlineStr"><is><t>{text}</t></is></c>'
    return f'<c s="{_DAY}"><v>{(day - _ZERO).days}</v></c>'


def _text_cells(texts: Sequence[str], style: int = 0) -> Cells:
    """Cells of text; escaped all at once, since hardly any text has anything to escape."""
    joined = _BETWEEN.join(texts).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "_x" in joined:
        joined = _ESCAPE.sub("_x005F_", joined)
    opening = f'<c t="inlineStr" s="{style}"><is><t>' if style else '<c t="inlineStr"><is><t>'
    return _wrapped(joined, opening, "</t></is></c>")


def _wrapped(joined: str, opening: str, closing: str) -> Cells:
    """Each text between these two, all at once; no cell has a "<" of its own."""
    cells = f"{opening}{joined.replace(_BETWEEN, closing + _BETWEEN + opening)}{closing}"
    return cells.replace(opening + closing, "<c/>").split(_BETWEEN)
