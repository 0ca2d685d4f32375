"""Commands that write records: new, rename, sample."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.app.cli.group import INTO, LANG, main, publish_errors, require_folder
from generator.app.cli.language import said
from generator.core.problems import Language

if TYPE_CHECKING:
    from generator.pipeline.check import Checked


@main.group("new")
def new_group() -> None:
    """Tạo khung hồ sơ mới, có lời giải thích cạnh từng dòng."""


@new_group.command("model")
@click.argument("name")
@click.option("--year", type=click.IntRange(1900, 2100), help="Năm đăng ký hoặc bắt đầu, nếu nguồn nêu.")
@click.option("--full", is_flag=True, help="Khung đủ mọi điều có thể ghi, không chỉ những điều luôn hỏi.")
@INTO
@LANG
def new_model(name: str, year: int | None, full: bool, site: Path, lang: Language) -> None:
    """Tạo khung một đề xuất mô hình tên NAME trong content/models/."""
    from generator.records.schema import ScaffoldWords
    from generator.tools.scaffold import scaffold_model, short_model

    checked, names = _existing(site, "model")
    province = checked.records.province
    labels = lang == "vi" and province is not None and province.record.scaffold is ScaffoldWords.VI
    made = scaffold_model(name, names, year, lang) if full else short_model(name, names, year, lang, labels=labels)
    _write_new(site / "content/models", *made)


@new_group.command("organisation")
@click.argument("name")
@INTO
def new_organisation(name: str, site: Path) -> None:
    """Tạo tệp của một đơn vị tên NAME trong content/organisations/."""
    from generator.tools.scaffold import scaffold_organisation

    _, names = _existing(site, "organisation")
    _write_new(site / "content/organisations", *scaffold_organisation(name, names))


@new_group.command("place")
@click.argument("name")
@INTO
def new_place(name: str, site: Path) -> None:
    """Tạo tệp của một địa bàn chưa có trong bảng, tên NAME, trong content/places/."""
    from generator.tools.scaffold import scaffold_place

    _, names = _existing(site, "place")
    _write_new(site / "content/places", *scaffold_place(name, names))


@new_group.command("news")
@click.argument("title")
@INTO
@LANG
def new_news(title: str, site: Path, lang: Language) -> None:
    """Tạo khung một tin tên TITLE trong content/news/."""
    from generator.tools.scaffold import scaffold_news

    _, names = _existing(site, "news")
    _write_new(site / "content/news", *scaffold_news(title, names, lang))


def _existing(site: Path, kind: str) -> tuple[Checked, set[str]]:
    """The site as checked, and every slug or alias its records of a kind use, valid or not."""
    from generator.pipeline.check import check_site
    from generator.tools.naming import used_names

    require_folder(site)
    checked = check_site(site)
    if checked.records.province is None:
        raise click.UsageError(
            said("Trong “{site}” chưa có content/province.yml đúng; hãy đứng ở thư mục của trang.", site=site)
        )
    names = used_names(checked.source, kind)
    return checked, names


def _write_new(folder: Path, name: str, content: str) -> None:
    path = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(content)
    except OSError as error:
        raise click.UsageError(said("Không ghi được {file}: {why}.", file=path, why=error.strerror)) from error
    click.echo(said("Đã tạo {path}. Mở tệp ấy, điền vào, rồi gõ: kheo check", path=path))


@main.command("rename")
@click.argument("old", default="")
@click.argument("new", default="")
@click.option(
    "--kind",
    type=click.Choice(["model", "news", "programme", "page", "field", "place", "organisation"]),
    help="Loại hồ sơ, khi nhiều loại cùng tên.",
)
@click.option("--dry-run", is_flag=True, help="Chỉ cho xem những gì sẽ đổi.")
@INTO
def rename_command(old: str, new: str, kind: str | None, dry_run: bool, site: Path) -> None:
    """Đổi tên hồ sơ OLD (tên, mã hoặc tệp) thành NEW: dời tệp, giữ địa chỉ cũ, sửa mọi chỗ gọi đến.

    Lần đổi tên trước bị ngắt giữa chừng thì lệnh đưa mọi tệp về như cũ trước đã; không nêu tên nào thì chỉ làm việc ấy.
    """
    from generator.tools.rename import RenameError, carry_out, plan_rename, recover

    require_folder(site)
    try:
        if recover(site):
            click.echo(said("Lần đổi tên trước bị ngắt giữa chừng: đã đưa mọi tệp về như cũ."))
        elif not old:
            click.echo(said("Không có lần đổi tên nào dở dang."))
        if not old:
            return
        if not new:
            raise click.UsageError(said("Hãy nêu cả tên cũ và tên mới: kheo rename TÊN-CŨ TÊN-MỚI"))
        plan = plan_rename(site, old, new, kind)
        if not dry_run:
            carry_out(plan)
    except RenameError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    for line in plan.lines():
        click.echo(line)
    dry, done = said("Chưa đổi gì; bỏ --dry-run để đổi."), said("Đã đổi tên; địa chỉ cũ vẫn dẫn tới hồ sơ.")
    click.echo(dry if dry_run else done)


@main.command("sample")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--records", type=click.IntRange(0, 170_000), default=300, show_default=True, help="Số hồ sơ mô hình.")
@click.option("--seed", type=int, default=1, show_default=True, help="Số gieo; cùng số thì cùng nội dung.")
@click.option(
    "--photos", type=click.IntRange(0, 10_000), default=40, show_default=True, help="Nhiều nhất bao nhiêu ảnh."
)
def sample_command(folder: Path, records: int, seed: int, photos: int) -> None:
    """Viết một tỉnh không có thật (tỉnh Minh Họa) vào thư mục FOLDER, để thử và đo."""
    from rich.console import Console
    from rich.progress import Progress

    from generator.tools.sample import write_sample

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(said("“{folder}” đã có nội dung; hãy chọn một thư mục mới.", folder=folder))
    console = Console(stderr=True, highlight=False)
    with publish_errors(), Progress(console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("Viết hồ sơ minh họa", total=records)
        write_sample(folder, records, seed, lambda done, _all: progress.update(task, completed=done), max_photos=photos)
    click.echo(
        said(
            "Đã viết {count} hồ sơ minh họa vào {folder}. Dựng trang: kheo build {folder}", count=records, folder=folder
        )
    )
