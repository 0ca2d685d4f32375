"""The command that joins published sites: hub."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from generator.app.cli.group import JOBS, main, publish_errors
from generator.app.cli.interrupts import heard_interrupts
from generator.app.cli.language import language, said
from generator.app.cli.outcome import said_of_the_site, watch
from generator.app.cli.steps import steps
from generator.core.problems.reporters import text
from generator.core.workers import usual_jobs
from generator.publish import worker_deaths_reported


@main.command("hub")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("sites", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--name", default="Dân vận khéo các tỉnh", show_default=True, help="Tên của trang chung.")
@click.option("--url", default="", help="Địa chỉ của trang chung; để trống thì không có bản tin (Atom, RSS, JSON).")
@JOBS
def hub_command(folder: Path, sites: tuple[Path, ...], name: str, url: str, jobs: int | None) -> None:
    """Gộp trang đã dựng của nhiều tỉnh (SITES) thành một trang chung trong FOLDER, chỉ từ tệp của các trang ấy."""
    from rich.console import Console

    from generator.tools.hub import NothingToJoinError, join

    if url and not re.fullmatch(r"https?://[^\s<>\"'?#]+", url):
        raise click.UsageError(said("“{url}” không phải là địa chỉ trang web.", url=url))
    if url and not url.endswith("/"):
        url += "/"
    with publish_errors(), worker_deaths_reported(), heard_interrupts() as require_none:
        step = steps(Console(stderr=True, highlight=False), require_none)
        try:
            watch(folder)
            with step("Gộp trang") as told:
                joined = join(sites, folder, name, url, jobs or usual_jobs(), told)
        except NothingToJoinError as error:
            click.echo(text(error.left_out, language()), nl=False, err=True)
            click.echo(f"{said('Không gộp được tỉnh nào.')} {said_of_the_site()}", err=True)
            sys.exit(1)
    if joined.left_out:
        click.echo(text(list(joined.left_out), language()), nl=False, err=True)
    what = {
        "names": ", ".join(joined.provinces),
        "models": joined.models,
        "files": joined.published.files,
        "folder": folder,
    }
    click.echo(said("Đã gộp {names}: {models} mô hình, {files} tệp: {folder}", **what))
    if any(found.is_error for found in joined.left_out):
        sys.exit(1)
