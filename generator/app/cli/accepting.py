"""The command by which proposals become records: accept."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from generator.app.cli.group import INTO, main, require_folder
from generator.app.cli.language import said


@main.command("accept")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--by", required=True, help="Ai duyệt, theo vai trò: “Biên tập viên, Ban Dân vận”.")
@click.option("--date", "day", metavar="YYYY-MM-DD", help="Ngày duyệt; mặc định hôm nay.")
@click.option(
    "--field-basis", type=click.Choice(["stated", "inferred"]), help="Lĩnh vực do nguồn nêu hay do người duyệt xếp."
)
@INTO
def accept_command(files: tuple[str, ...], by: str, day: str | None, field_basis: str | None, site: Path) -> None:
    """Duyệt các đề xuất FILE: cho mã, ghi người và ngày rà soát, đặt tệp đúng tên. Được hết hoặc không đổi gì."""
    from generator.core.vietnamese.dates import PartialDate
    from generator.records.schema import Basis
    from generator.tools.accept import AcceptError, Approval, accept

    require_folder(site)
    try:
        date = PartialDate(day or dt.date.today().isoformat())  # noqa: DTZ011 - the editor's own day
    except ValueError as error:
        raise click.UsageError(said("“{day}” không phải một ngày. Ví dụ: 2026-11-22", day=day)) from error
    by = " ".join(by.split())
    if not by:
        raise click.UsageError(said("--by chưa nêu ai duyệt. Ví dụ: --by “Biên tập viên, Ban Dân vận”"))
    basis = Basis(field_basis) if field_basis else None
    try:
        accepted = accept(site, [_in_site(file, site) for file in files], Approval(date, by, basis))
    except AcceptError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    for old, new, given in accepted:
        before = said(" (trước là {old})", old=old) if new != old else ""
        click.echo(said("Đã duyệt {what}", what=f"{given}: {new}" if given else new) + before)


def _in_site(file: str, site: Path) -> str:
    """The file as a site names it, whether it was given from the site's folder or from this one; its folder serves too."""
    path = Path(file)
    for start in (site, Path()):
        here = (start / path).resolve()
        if here.exists() and here.is_relative_to(site.resolve()):
            inside = next((one for name in ("index.md", "index.yml") if (one := here / name).is_file()), here)
            return inside.relative_to(site.resolve()).as_posix()
    return path.as_posix()
