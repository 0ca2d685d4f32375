"""All tables as one spreadsheet (ISO/IEC 29500, XLSX), written straight into its parts.

xlsxwriter takes seven times as long for the same cells, most of a build's second. Text stays text whatever it begins
with, for only `<f>` makes a formula and none is written; numbers and whole days are typed; what nobody knows is empty.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from html import escape

from generator.exports.files import licence, site_title
from generator.exports.table import Column, Table, Value
from generator.showcase import Showcase
from generator.texts import t
from generator.vietnamese import PartialDate

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


def workbook(showcase: Showcase, site_url: str, tables: Sequence[Table], updated: str | None) -> bytes:
    """The file: a first sheet that says what it is, then one for each table. The same tables give the same bytes."""
    title = site_title(showcase)
    sheets = [(t("data.sheet_about"), _about(showcase, site_url, tables, updated))]
    sheets += [(table.title, _sheet(table)) for table in tables]
    names = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>' for number, (name, _) in enumerate(sheets, 1)
    )
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")])
        .replace("</Relationships>", f'<Relationship Id="rIdP" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'),
        "docProps/core.xml": _properties(title, updated),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}/relationships"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)] + [("styles", "styles.xml")]
        ),
        "xl/styles.xml": _STYLES,
    }
    parts |= {f"xl/worksheets/sheet{number}.xml": sheet for number, (_, sheet) in enumerate(sheets, 1)}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for name, text in parts.items():
            # Without a date of its own a part carries the time of the build.
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o644 << 16
            archive.writestr(part, _HEAD + text)
    return file.getvalue()


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
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>' for name in ("created", "modified") if stamp
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>kheo</dc:creator>{dated}</cp:coreProperties>"
    )


def _about(showcase: Showcase, site_url: str, tables: Sequence[Table], updated: str | None) -> str:
    rows: list[tuple[str, str]] = [
        (t("data.about_site"), site_title(showcase)),
        (t("data.about_address"), site_url or t("data.no_address")),
        (t("data.about_publisher"), showcase.province.publisher),
        (t("data.about_licence"), licence(showcase)[0]),
        (t("data.about_updated"), PartialDate(updated).text() if updated else t("unknown.unknown")),
        (t("data.about_empty"), t("data.empty_means")),
        *((table.title, t("data.row_is", what=table.about)) for table in tables),
    ]
    cells = [_text_cells([text for text, _ in rows], _HEADING), _text_cells([text for _, text in rows])]
    return _worksheet([28, 90], [], zip(*cells, strict=True), freeze=False)


def _sheet(table: Table) -> str:
    heading = _text_cells([column.heading for column in table.columns], _HEADING)
    cells = [_column_cells(column, values) for column, values in zip(table.columns, table.values, strict=True)]
    return _worksheet([column.width for column in table.columns], heading, zip(*cells, strict=True), freeze=True)


def _worksheet(widths: list[int], heading: list[str], rows: object, *, freeze: bool) -> str:
    columns = "".join(f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(widths, 1))
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if freeze else ""
    lines = [f"<row>{''.join(heading)}</row>"] if heading else []
    lines += [f"<row>{''.join(row)}</row>" for row in rows]  # type: ignore[attr-defined]
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{''.join(lines)}</sheetData></worksheet>"
    )


def _column_cells(column: Column, values: list[Value]) -> list[str]:
    if column.kind in {"integer", "number"}:
        return ["<c/>" if value is None else f"<c><v>{value}</v></c>" for value in values]
    if column.kind == "date":
        return [_date_cell(value) for value in values]  # type: ignore[arg-type]
    return _text_cells(values)  # type: ignore[arg-type]


# The same days stand in row after row.
@lru_cache(maxsize=50_000)
def _date_cell(value: PartialDate | None) -> str:
    """A whole day as a date; a month or a year, which spreadsheets have no type for, as text."""
    if value is None:
        return "<c/>"
    day = value.earliest()
    if value.day is None or day < _FIRST:
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c s="{_DAY}"><v>{(day - _ZERO).days}</v></c>'


def _text_cells(values: Sequence[str | None], style: int = 0) -> list[str]:
    """Cells of text; escaped all at once, since hardly any text has anything to escape."""
    joined = _BETWEEN.join("" if value is None else value for value in values)
    joined = joined.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "_x" in joined:
        joined = _ESCAPE.sub("_x005F_", joined)
    opening = f'<c t="inlineStr" s="{style}"><is><t>' if style else '<c t="inlineStr"><is><t>'
    return [f"{opening}{text}</t></is></c>" if text else "<c/>" for text in joined.split(_BETWEEN)] if values else []
