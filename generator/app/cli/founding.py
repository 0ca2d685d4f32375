"""Commands that begin a site and bring it along: init, gazetteer, migrate."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from generator.app.cli.group import INTO, SITE, main, require_folder
from generator.app.cli.language import said


@main.command("init")
@click.argument("folder", type=click.Path(path_type=Path), default=".")
@click.option("--province", help="Tỉnh, thành phố hôm nay: lang-son, “Lạng Sơn”…")
@click.option("--publisher", default="", help="Cơ quan chịu trách nhiệm nội dung.")
@click.option("--contact", default="", help="Liên hệ ghi trên trang: điện thoại, thư điện tử của cơ quan.")
@click.option("--url", default="", help="Địa chỉ thật của trang: https://…")
@click.option("--repository", default="", help="Địa chỉ kho hồ sơ, để mỗi trang có liên kết “Sửa trang này”.")
@click.option("--owner", default="", help="Ai duyệt đề nghị (CODEOWNERS): @ten, @to-chuc/nhom.")
@click.option("--lock", is_flag=True, help="Chỉ viết lại requirements.txt theo phiên bản kheo đang chạy.")
def init_command(
    folder: Path, province: str | None, publisher: str, contact: str, url: str, repository: str, owner: str, lock: bool
) -> None:
    """Tạo kho hồ sơ của một tỉnh trong thư mục FOLDER (mặc định: thư mục này), dựng được ngay."""
    from generator.records.source.gazetteers import TODAY
    from generator.tools.init import FolderInUseError, Settings, UnknownProvinceError, find_province, write_repository

    if lock:
        _write_lock(folder)
        return
    if province is None:
        if not sys.stdin.isatty():
            raise click.UsageError(said("Thiếu --province. Các tỉnh, thành phố: {names}.", names=", ".join(TODAY)))
        province = click.prompt(said("Tỉnh, thành phố nào"))
        contact = contact or click.prompt(
            said("Liên hệ ghi trên trang (điện thoại, thư của cơ quan; Enter để trống)"), default=""
        )
        url = url or click.prompt(said("Địa chỉ thật của trang (https://…; Enter nếu chưa có)"), default="")
    if url and not url.startswith(("https://", "http://")):
        raise click.UsageError(
            said("“{url}” không phải địa chỉ của một trang. Ví dụ: --url https://danvan.langson.gov.vn/", url=url)
        )
    try:
        settings = Settings(
            find_province(str(province)),
            dt.date.today().isoformat(),  # noqa: DTZ011 - the editor's own day
            publisher.strip(), contact.strip(), url.strip(), repository.strip(), owner.strip(),
        )  # fmt: skip
        lines, complete = _requirements()
        written = write_repository(folder, settings, lines)
    except (UnknownProvinceError, FolderInUseError) as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(
            said("Không ghi được {file}: {why}.", file=error.filename, why=error.strerror)
        ) from error
    made = {"name": settings.province.name, "count": len(written), "folder": folder.resolve()}
    click.echo(said("Đã tạo kho hồ sơ của {name}: {count} tệp trong {folder}", **made))
    if not complete:
        click.echo(said("requirements.txt chưa có mã băm của chính kheo; có mạng thì gõ: kheo init --lock"), err=True)
    where = "" if folder == Path() else f" {_quoted(folder)}"
    click.echo(said("Xem trang: kheo serve{where}, rồi mở http://127.0.0.1:8000", where=where))


def _requirements() -> tuple[str, bool]:
    from generator.tools.init import locked_requirements

    found = locked_requirements()
    return found.text, found.complete


def _write_lock(folder: Path) -> None:
    text, complete = _requirements()
    try:
        (folder / "requirements.txt").write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.UsageError(
            said("Không ghi được {file}: {why}.", file=error.filename, why=error.strerror)
        ) from error
    if not complete:
        click.echo(said("Chưa hỏi được mã băm của kheo; requirements.txt còn thiếu dòng ấy."), err=True)
        sys.exit(1)
    click.echo(said("Đã viết {file}", file=folder / "requirements.txt"))


def _quoted(folder: Path) -> str:
    return f'"{folder}"' if " " in str(folder) else str(folder)


@main.command("gazetteer")
@click.argument("code", required=False)
@click.option("--add", is_flag=True, help="Đưa bảng vào province.yml, hoặc đưa một đơn vị vào places.yml để sửa.")
@INTO
def gazetteer_command(code: str | None, add: bool, site: Path) -> None:
    """Xem bảng địa bàn có sẵn: các bảng, một bảng (hoa-binh), hay một nơi theo tên, mã số hoặc slug."""
    from generator.records.source.gazetteers import FORMER
    from generator.tools.gazetteer import NothingToAddError, add_to_site, describe, list_tables, show_table

    if add:
        require_folder(site)
        if code is None:
            raise click.UsageError(said("Thiếu tên bảng hoặc tên nơi cần đưa vào."))
        try:
            click.echo(said("Đã ghi {what}. Gõ kheo check để xem lại.", what=add_to_site(site, code)))
        except NothingToAddError as error:
            raise click.UsageError(str(error)) from error
        except OSError as error:
            raise click.UsageError(
                said("Không ghi được {file}: {why}.", file=error.filename, why=error.strerror)
            ) from error
        return
    lines = list_tables() if code is None else show_table(code) if code in FORMER else describe(code)
    shown = False
    for line in lines:
        click.echo(line)
        shown = True
    if not shown:
        click.echo(said("Không có nơi nào tên hoặc mã “{code}”.", code=code), err=True)
        sys.exit(1)


@main.command("migrate")
@SITE
@click.option("--write", is_flag=True, help="Ghi các thay đổi; không có tùy chọn này thì chỉ cho xem.")
def migrate_command(site: Path, write: bool) -> None:
    """Đưa kho hồ sơ lên phiên bản kheo đang chạy. Mã thoát: 0 không còn gì phải đổi, 1 còn thay đổi chưa ghi."""
    from generator.tools.migrate import MigrationError, carry_out, plan_migration

    require_folder(site)
    try:
        changes = plan_migration(site)
        if write:
            carry_out(site, changes)
    except MigrationError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except OSError as error:
        raise click.UsageError(
            said("Không ghi được {file}: {why}.", file=error.filename, why=error.strerror)
        ) from error
    for change in changes:
        click.echo(f"# {change.file}: {change.why}")
        for line in change.diff():
            click.echo(line)
    if not changes:
        click.echo(said("Không có gì phải đổi."))
    elif write:
        click.echo(said("Đã đổi {count} tệp. Gõ kheo check, kheo build để xem lại.", count=len(changes)))
    else:
        click.echo(said("{count} tệp sẽ đổi; chưa ghi gì. Ghi: kheo migrate --write", count=len(changes)))
        sys.exit(1)
