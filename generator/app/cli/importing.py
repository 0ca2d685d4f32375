"""The command that turns files people have into proposals: import."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.app.cli.group import INTO, main, require_folder
from generator.app.cli.language import language, said

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
        raise click.UsageError(
            said("Trong “{site}” chưa có content/province.yml đúng; hãy đứng ở thư mục của trang.", site=site)
        )
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
            click.echo(said("{path}: chưa nhập được: {reason}.", path=path, reason=reason), err=True)
            continue
        _say(path, imported)
        written |= {one.file for one in imported.written}
    found = [finding for finding in check_site(site).findings if finding.file in written] if written else []
    if found:
        click.echo(text(found[:_FINDINGS], language()), nl=False)
    if len(found) > _FINDINGS:
        click.echo(said("Còn {count} điều nữa; xem hết: kheo check", count=len(found) - _FINDINGS))
    sys.exit(1 if failed or any(finding.is_error for finding in found) else 0)


def _say(path: Path, imported: Imported) -> None:
    """What became of one file, and what is missing or in doubt."""
    new = sum(one.is_new for one in imported.written)
    again = len(imported.written) - new
    known = said(", {count} đã nhập từ trước", count=again) if again else ""
    click.echo(said("{path}: {count} đề xuất mới", path=path, count=new) + known)
    if imported.unused:
        click.echo(said("  Cột chưa hiểu, giữ lại trong lời ghi đầu hồ sơ: {names}", names=", ".join(imported.unused)))
    if imported.private:
        click.echo(said("  Cột bỏ đi vì là liên hệ riêng: {names}", names=", ".join(imported.private)))
    if len(imported.written) > _FEW:
        _say_doubts(imported)
        return
    for one in imported.written:
        click.echo(f"  {one.file}")
        for line in one.dropped if not imported.private else ():
            click.echo(said("    Bỏ đi vì là liên hệ riêng: {line}", line=line))
        for doubt in one.doubts:
            click.echo(said("    Cần xem: {doubt}", doubt=doubt))


def _say_doubts(imported: Imported) -> None:
    """Of many records: each doubt once, with how many it concerns. Whole sentences lie in the records."""
    concerned: dict[str, list[str]] = {}
    for one in imported.written:
        for doubt in one.doubts:
            if not doubt.startswith("Cột “"):
                concerned.setdefault(doubt, []).append(one.file)
    for doubt, files in sorted(concerned.items(), key=lambda item: -len(item[1])):
        where = files[0] if len(files) == 1 else said("{count} hồ sơ, như {file}", count=len(files), file=files[0])
        click.echo(said("  Cần xem: {doubt} ({where})", doubt=doubt, where=where))
