"""The command that turns files people have into proposals: import."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.app.cli.group import INTO, main, require_folder

if TYPE_CHECKING:
    from generator.tools.imports import Imported

# So many records are told one by one.
_FEW = 5
_FINDINGS = 30


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--map",
    "mapped",
    type=click.Path(path_type=Path),
    help="Tệp chỉ cột nào trả lời câu nào: mỗi dòng “Tên cột: name”.",
)
@INTO
def import_command(files: tuple[Path, ...], mapped: Path | None, site: Path) -> None:
    """Nhập các tệp FILE thành đề xuất: phiếu Word, bảng tính, bản nháp của trang gửi, trang báo đã lưu. Không ghi đè."""
    from generator.core.problems.reporters import text
    from generator.pipeline.check import check_site
    from generator.tools.imports import Target, UnreadableFileError, import_file, read_map

    require_folder(site)
    checked = check_site(site)
    if checked.records.province is None:
        raise click.UsageError(f"Trong “{site}” chưa có content/province.yml đúng; hãy đứng ở thư mục của trang.")
    try:
        mapping = read_map(mapped) if mapped else {}
    except UnreadableFileError as error:
        raise click.UsageError(str(error)) from error
    failed, target, written = False, Target(checked), set[str]()
    for path in files:
        try:
            imported = import_file(path, target, mapping)
        except (UnreadableFileError, OSError) as error:
            failed = True
            reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
            click.echo(f"{path}: chưa nhập được: {reason}.", err=True)
            continue
        _say(path, imported)
        written |= {one.file for one in imported.written}
    found = [finding for finding in check_site(site).findings if finding.file in written] if written else []
    if found:
        click.echo(text(found[:_FINDINGS], "vi"), nl=False)
    if len(found) > _FINDINGS:
        click.echo(f"Còn {len(found) - _FINDINGS} điều nữa; xem hết: kheo check")
    sys.exit(1 if failed or any(finding.is_error for finding in found) else 0)


def _say(path: Path, imported: Imported) -> None:
    """What became of one file, and what is missing or in doubt."""
    new = sum(one.is_new for one in imported.written)
    again = len(imported.written) - new
    click.echo(f"{path}: {new} đề xuất mới" + (f", {again} đã nhập từ trước" if again else ""))
    if imported.unused:
        click.echo(f"  Cột chưa hiểu, giữ lại trong lời ghi đầu hồ sơ: {', '.join(imported.unused)}")
    if imported.private:
        click.echo(f"  Cột bỏ đi vì là liên hệ riêng: {', '.join(imported.private)}")
    if len(imported.written) > _FEW:
        _say_doubts(imported)
        return
    for one in imported.written:
        click.echo(f"  {one.file}")
        for line in one.dropped if not imported.private else ():
            click.echo(f"    Bỏ đi vì là liên hệ riêng: {line}")
        for doubt in one.doubts:
            click.echo(f"    Cần xem: {doubt}")


def _say_doubts(imported: Imported) -> None:
    """Of many records: each doubt once, with how many it concerns. Whole sentences lie in the records."""
    concerned: dict[str, list[str]] = {}
    for one in imported.written:
        for doubt in one.doubts:
            if not doubt.startswith("Cột “"):
                concerned.setdefault(doubt, []).append(one.file)
    for doubt, files in sorted(concerned.items(), key=lambda item: -len(item[1])):
        where = files[0] if len(files) == 1 else f"{len(files)} hồ sơ, như {files[0]}"
        click.echo(f"  Cần xem: {doubt} ({where})")
