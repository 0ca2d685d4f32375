"""Commands that look and tell: check, addresses, links, explain, schema."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import click

from generator.app.cli.group import JOBS, LANG, NO_CACHE, SITE, main, publish_errors, require_folder
from generator.app.cli.language import language, said
from generator.core.problems import Language, catalogue, explain, fix, message, severity, shown
from generator.core.problems.reporters import REPORTERS
from generator.core.workers import usual_jobs


@main.command("check")
@SITE
@click.option("--format", "reporter", type=click.Choice(list(REPORTERS)), default="text", help="Dạng báo cáo.")
@click.option("--verbose", is_flag=True, help="Nói cả những gì viết một đằng mà máy hiểu được một nẻo.")
@LANG
@JOBS
@NO_CACHE
def check_command(site: Path, reporter: str, verbose: bool, lang: Language, jobs: int | None, no_cache: bool) -> None:
    """Kiểm tra mọi hồ sơ, nêu hết lỗi một lần. Mã thoát: 0 ổn, 1 có lỗi, 2 dùng lệnh sai."""
    from generator.app.mkdocs_plugin import mkdocs_engine
    from generator.core.memo import Memo, memo_folder
    from generator.pipeline.check import check_site
    from generator.pipeline.rehearsal import rehearse
    from generator.pipeline.steps import Options

    require_folder(site)
    folder, processes = None if no_cache else memo_folder(site), jobs or usual_jobs()
    with publish_errors():
        checked = check_site(site, Memo(folder), processes)
        checked = rehearse(checked, mkdocs_engine(site / "mkdocs.yml"), Options(jobs=processes, memo=folder))
    click.echo(REPORTERS[reporter](list(checked.findings), lang), nl=False)
    waiting = [entry.document.file for entry in checked.records.proposals()]
    if waiting and reporter == "text":
        click.echo(said("Đề xuất chờ duyệt: {files}", files=", ".join(waiting)), err=True)
    if verbose:
        from generator.records.reading import explained

        for file, understood in sorted(checked.understood.items()):
            for line, read_as in explained(site, file, understood):
                click.echo(f"{shown(file)}:{line}: {_READ_AS[lang]}: {shown(read_as)}", err=reporter != "text")
    sys.exit(1 if checked.errors else 0)


_READ_AS = {"vi": "hiểu là", "en": "read as"}


@main.command("addresses")
@SITE
@click.option("--output", type=click.Path(path_type=Path), help="Bản đã dựng; mặc định theo mkdocs.yml (site/).")
@click.option("--write", is_flag=True, help="Ghi các địa chỉ mới vào sổ content/addresses.txt.")
@click.option("--mend", is_flag=True, help="Xếp lại sổ sau khi gộp nhánh: bỏ dấu gộp và dòng lặp; không cần bản dựng.")
def addresses_command(site: Path, output: Path | None, write: bool, mend: bool) -> None:
    """So bản vừa dựng với sổ mọi địa chỉ từng công bố. Mã thoát: 0 sổ đủ, 1 sổ còn thiếu."""
    from generator.app.mkdocs_plugin import output_folder
    from generator.pipeline.ledger import LedgerError, compare, mend_ledger, write_ledger

    require_folder(site)
    if mend:
        try:
            changed, dropped = mend_ledger(site)
        except LedgerError as error:
            raise click.UsageError(str(error)) from error
        for line in dropped:
            click.echo(said("Đã bỏ dòng không phải địa chỉ: {line}", line=repr(line[:80])))
        done = said("Đã xếp lại sổ") if changed else said("Sổ vốn đã đúng thứ tự")
        click.echo(f"{done}: content/addresses.txt")
        return
    with publish_errors():
        target = output or output_folder(site / "mkdocs.yml")
    try:
        new, known = compare(site, target)
        if write:
            write_ledger(site, target)
    except LedgerError as error:
        raise click.UsageError(str(error)) from error
    for address in sorted(new):
        click.echo(f"+ {address}")
    if write:
        written = said(
            "Đã ghi {new} địa chỉ mới; sổ có {all} địa chỉ: content/addresses.txt", new=len(new), all=known + len(new)
        )
        click.echo(written)
        return
    click.echo(said("Sổ địa chỉ: {known} dòng; bản dựng có thêm {new} địa chỉ mới.", known=known, new=len(new)))
    if new:
        click.echo(said("Ghi vào sổ: kheo addresses --write, rồi lưu content/addresses.txt vào kho."))
        sys.exit(1)


@main.command("links")
@SITE
@click.option("--date", "day", metavar="YYYY-MM-DD", help="Ngày ghi vào báo cáo; mặc định hôm nay.")
@click.option(
    "--timeout", type=click.FloatRange(0.1, 120), default=15, show_default=True, help="Chờ mỗi lần hỏi, giây."
)
@click.option(
    "--pace",
    type=click.FloatRange(0, 60),
    default=1,
    show_default=True,
    help="Nghỉ giữa hai lần hỏi một máy chủ, giây.",
)
def links_command(site: Path, day: str | None, timeout: float, pace: float) -> None:
    """Hỏi các địa chỉ ngoài trang xem còn mở được không, ghi vào content/links.yml. Lệnh duy nhất dùng mạng."""
    from generator.core.vietnamese.dates import PartialDate
    from generator.pipeline.check import check_site
    from generator.tools.link_checker import Manner, NothingAnsweredError, check_links

    require_folder(site)
    try:
        date = PartialDate(day or dt.date.today().isoformat())  # noqa: DTZ011 - the editor's own day
    except ValueError as error:
        raise click.UsageError(said("“{day}” không phải một ngày. Ví dụ: 2026-11-22", day=day)) from error
    records = check_site(site).records
    try:
        for line in check_links(site, records, date, Manner(timeout=timeout, pace=pace)):
            click.echo(line)
    except NothingAnsweredError as error:
        values = {"count": str(error.asked), "why": error.why}
        click.echo(f"KH619: {message('KH619', values, language())}\n{fix('KH619', values, language())}", err=True)
        sys.exit(1)
    except OSError as error:
        raise click.UsageError(
            said("Không ghi được {file}: {why}.", file=error.filename, why=error.strerror)
        ) from error


@main.command("explain")
@click.argument("code")
@LANG
def explain_command(code: str, lang: Language) -> None:
    """Giải thích một mã vấn đề, thí dụ KH401."""
    code = code.upper()
    if code not in catalogue():
        raise click.UsageError(said("Không có mã “{code}”. Các mã: {codes}", code=code, codes=", ".join(catalogue())))
    kinds = {"vi": {"error": "lỗi", "warning": "cảnh báo"}, "en": {"error": "error", "warning": "warning"}}
    click.echo(f"{code} ({kinds[lang][severity(code)]}): {message(code, {}, lang)}\n\n{explain(code, lang)}")
    right = fix(code, {}, lang)
    if right:
        click.echo(f"\n{right}")


@main.command("schema")
@click.argument("kind", required=False)
def schema_command(kind: str | None) -> None:
    """In JSON Schema của mọi loại hồ sơ, hoặc của một loại (model, news, place…)."""
    from generator.records.schema import json_schemas

    schemas = json_schemas()
    if kind is not None and kind not in schemas:
        raise click.UsageError(said("Không có loại “{kind}”. Các loại: {kinds}", kind=kind, kinds=", ".join(schemas)))
    click.echo(json.dumps(schemas[kind] if kind else schemas, ensure_ascii=False, indent=2))
