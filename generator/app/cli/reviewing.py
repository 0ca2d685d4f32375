"""The command for whoever reviews a proposal: changes."""

from __future__ import annotations

from pathlib import Path

import click

from generator.app.cli.group import SITE, main, require_folder
from generator.app.cli.language import said


@main.command("changes")
@SITE
@click.option("--since", required=True, metavar="COMMIT", help="So với lần lưu nào của kho: origin/main, HEAD^1…")
@click.option("--preview", default="", help="Địa chỉ bản xem trước, nếu có nơi đặt; để mỗi trang có liên kết.")
def changes_command(site: Path, since: str, preview: str) -> None:
    """Những gì đề nghị này thay đổi, bằng lời: trang nào, xem ở đâu, từng mục trước và sau. In ra Markdown."""
    from generator.pipeline.check import check_site
    from generator.tools.changes import NoEarlierError, as_markdown, earlier_site, find_changes

    require_folder(site)
    if preview and not preview.startswith(("https://", "http://")):
        raise click.UsageError(said("“{url}” không phải là địa chỉ trang web.", url=preview))
    try:
        with earlier_site(site, since) as before:
            changes = find_changes(check_site(before), check_site(site))
    except NoEarlierError as error:
        raise click.UsageError(said("Không đọc được “{commit}” trong kho: {why}.", commit=since, why=error)) from error
    click.echo(as_markdown(changes, preview), nl=False)
