"""Commands that keep a site alive: due, stats, doctor."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.app.cli.group import SITE, main, require_folder
from generator.app.cli.language import said
from generator.core.vietnamese import slugify

if TYPE_CHECKING:
    from generator.records.schema import Records
    from generator.tools.upkeep import Sheet

TODAY = click.option("--today", metavar="YYYY-MM-DD", help="Tính đến ngày nào; mặc định hôm nay.")


def _day(today: str | None) -> dt.date:
    if today is None:
        return dt.date.today()  # noqa: DTZ011 - the editor's own day
    try:
        return dt.date.fromisoformat(today)
    except ValueError as error:
        raise click.UsageError(said("“{day}” không phải một ngày. Ví dụ: 2026-11-22", day=today)) from error


def _records(site: Path) -> Records:
    from generator.pipeline.check import check_site

    require_folder(site)
    return check_site(site).records


@main.command("due")
@SITE
@TODAY
@click.option(
    "--issues", type=click.Path(path_type=Path), help="Viết mỗi việc thành một tệp trong thư mục này, để mở vấn đề."
)
def due_command(site: Path, today: str | None, issues: Path | None) -> None:
    """Hồ sơ nào quá một năm chưa rà soát, nguồn nào đã mất, mô hình nào hết hạn đã lâu. Mã thoát: 0 không có việc, 1 có."""
    from generator.tools.upkeep import find_due

    found = find_due(_records(site), _day(today))
    for due in found:
        click.echo(f"{due.file}: {due.title()}\n    {due.text}")
    if issues is not None:
        try:
            issues.mkdir(parents=True, exist_ok=True)
            for number, due in enumerate(found, 1):
                (issues / f"{number:03}-{slugify(due.title(), 60)}.md").write_text(due.issue(), "utf-8", newline="\n")
        except OSError as error:
            raise click.UsageError(
                said("Không ghi được {file}: {why}.", file=error.filename, why=error.strerror)
            ) from error
        click.echo(said("Đã viết {count} tệp vào {folder}", count=len(found), folder=issues))
    if not found:
        click.echo(said("Không có việc nào đến hạn."))
    sys.exit(1 if found else 0)


@main.command("stats")
@SITE
@TODAY
@click.option("--xlsx", type=click.Path(path_type=Path), help="Viết thêm thành tệp Excel này.")
def stats_command(site: Path, today: str | None, xlsx: Path | None) -> None:
    """Số liệu cho báo cáo năm: bao nhiêu mô hình theo tình trạng, hồ sơ đầy đủ đến đâu."""
    from generator.tools.upkeep import statistics

    day = _day(today)
    records = _records(site)
    sheets = statistics(records, day)
    for sheet in sheets:
        _print(sheet)
    if xlsx is not None:
        from generator.outputs.data.spreadsheet import plain_workbook

        name = records.province.record.name if records.province else ""
        title = f"Dân vận khéo {name}, tính đến {day.day}/{day.month}/{day.year}"
        try:
            xlsx.write_bytes(plain_workbook(title, [(sheet.name, sheet.widths, sheet.rows) for sheet in sheets]))
        except OSError as error:
            raise click.UsageError(
                said("Không ghi được {file}: {why}.", file=error.filename, why=error.strerror)
            ) from error
        click.echo(said("Đã viết {file}", file=xlsx))


def _print(sheet: Sheet) -> None:
    """A table in plain text, its numbers to the right."""
    widths = [max(len(str(row[column])) for row in sheet.rows) for column in range(len(sheet.rows[0]))]
    click.echo(f"\n{sheet.name}")
    for row in sheet.rows:
        cells = (
            str(cell).rjust(width) if column else str(cell).ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        click.echo("  ".join(cells).rstrip())


_MARKS = {"ok": "được", "note": "lưu ý", "bad": "thiếu"}


@main.command("doctor")
@SITE
def doctor_command(site: Path) -> None:
    """Xem máy và kho này có đủ thứ kheo cần không. Mã thoát: 0 đủ, 1 còn thiếu."""
    from generator.tools.doctor import examine

    bad = False
    for finding in examine(site):
        click.echo(f"{said(_MARKS[finding.state]):<7} {finding.what}")
        if finding.remedy:
            click.echo(f"       {finding.remedy}")
        bad |= finding.state == "bad"
    sys.exit(1 if bad else 0)
