"""The command that writes what `kheo check` understood: fix."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.app.cli.group import SITE, main, require_folder
from generator.app.cli.language import said
from generator.core.problems import shown


@main.command("fix")
@SITE
@click.option("--write", is_flag=True, help="Ghi vào tệp. Không có thì chỉ cho xem sẽ đổi những gì.")
def fix_command(site: Path, write: bool) -> None:
    """Viết lại hồ sơ cho gọn đúng: tên tệp, bảng mã, dấu, ngày, số, nhãn; không đổi nghĩa. Mã thoát: 0 xong, 1 còn chỗ chưa ghi."""
    from generator.tools.fix import plan
    from generator.tools.fix import write as write_all
    from generator.tools.rename import RenameError, recover

    require_folder(site)
    try:
        if recover(site):
            click.echo(said("Lần đổi tên trước bị ngắt giữa chừng: đã đưa mọi tệp về như cũ."))
    except RenameError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    fixed = plan(site)
    for one in fixed:
        for line in one.diff().splitlines():
            click.echo(shown(line))
    if not fixed:
        click.echo(said("Không có gì phải viết lại."))
        return
    if not write:
        click.echo(said("{count} tệp. Ghi vào tệp: kheo fix --write", count=len(fixed)))
        sys.exit(1)
    try:
        write_all(site, fixed)
    except OSError as error:
        why = said("Không ghi được {file}: {why}. Mọi tệp vẫn như cũ.", file=error.filename, why=error.strerror)
        raise click.UsageError(why) from error
    click.echo(said("Đã viết lại {count} tệp. Đọc lại rồi gõ: kheo check", count=len(fixed)))
