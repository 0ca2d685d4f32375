"""The command `kheo`: a thin layer over check, build, preview, scaffold and sample."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import __version__
from generator.build.jobs import usual_jobs
from generator.problems import Language, catalogue, explain, fix, message, severity
from generator.problems.reporters import REPORTERS, text

if TYPE_CHECKING:
    from rich.console import Console

    from generator.build.check import Checked
    from generator.build.profile import Profile
    from generator.build.steps import Report
    from generator.build.unchanged import Outcome

# When the process began, had it never waited since; for `build --profile`.
_BEGAN = time.perf_counter() - time.process_time()

# Each command imports what it needs: `kheo check` must not wait for mkdocs and Pillow, nor `--help` for anything.

_SITE = click.argument("site", type=click.Path(path_type=Path), default=".")
_JOBS = click.option("--jobs", type=click.IntRange(1, 64), help="Số tiến trình; mặc định theo số nhân của máy.")
_NO_CACHE = click.option("--no-cache", is_flag=True, help="Làm lại mọi thứ, không dùng bộ nhớ đệm.")
_LANG = click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", help="Ngôn ngữ của thông báo.")


class _Commands(click.Group):
    """The group of commands; a fault of our own is said in one sentence, never as a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; exit 3 for what is our fault. KHEO_TRACEBACK=1 shows developers the whole of it."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            click.echo("Đã dừng theo yêu cầu; trang cũ vẫn nguyên.", err=True)
            sys.exit(130)
        except Exception as error:
            if os.environ.get("KHEO_TRACEBACK"):
                raise
            click.echo(f"Lỗi trong kheo ({type(error).__name__}: {error}). Trang cũ vẫn nguyên.", err=True)
            click.echo("Đây không phải lỗi của người viết hồ sơ; xin báo cho nhóm phát triển.", err=True)
            sys.exit(3)


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="kheo")
def main() -> None:
    """kheo: từ hồ sơ mô hình Dân vận khéo đến trang web của tỉnh."""


@main.command("check")
@_SITE
@click.option("--format", "reporter", type=click.Choice(list(REPORTERS)), default="text", help="Dạng báo cáo.")
@_LANG
@_JOBS
@_NO_CACHE
def check_command(site: Path, reporter: str, lang: Language, jobs: int | None, no_cache: bool) -> None:
    """Kiểm tra mọi hồ sơ, nêu hết lỗi một lần. Mã thoát: 0 ổn, 1 có lỗi, 2 dùng lệnh sai."""
    from generator.build.check import check_site
    from generator.cache import Cache, cache_folder

    _require_folder(site)
    checked = check_site(site, Cache(None if no_cache else cache_folder(site)), jobs or usual_jobs())
    click.echo(REPORTERS[reporter](list(checked.findings), lang), nl=False)
    sys.exit(1 if checked.errors else 0)


@main.command("build")
@_SITE
@click.option("--output", type=click.Path(path_type=Path), help="Thư mục đích; mặc định theo mkdocs.yml (site/).")
@click.option("--keep-going", is_flag=True, help="Đưa lên phần hợp lệ dù còn lỗi; mã thoát vẫn là 1.")
@_JOBS
@_NO_CACHE
@click.option("--no-cards", is_flag=True, help="Không vẽ ảnh chia sẻ.")
@click.option("--profile", is_flag=True, help="In thời gian và bộ nhớ của từng bước.")
def build_command(
    site: Path, output: Path | None, keep_going: bool, jobs: int | None, no_cache: bool, no_cards: bool, profile: bool
) -> None:
    """Dựng trang và đưa lên thư mục đích; có lỗi thì trang cũ vẫn nguyên."""
    from generator.build.unchanged import recall, request
    from generator.cache import Cache, cache_folder

    _require_folder(site)
    key, cache = request(site, output, keep_going, not no_cards), None if no_cache else cache_folder(site)
    before = None if profile else recall(Cache(cache), key)
    if before is not None:
        click.echo("Không có gì thay đổi từ lần dựng trước.", err=True)
        _say(before, Path(before.target))
        sys.exit(before.exit_code)
    _build(site, output, profile, keep_going=keep_going, jobs=jobs or usual_jobs(), cache=cache, cards=not no_cards, request=key)


def _build(site: Path, output: Path | None, profile: bool, **how: Any) -> None:
    from rich.console import Console

    from generator.build.profile import Profile
    from generator.build.steps import Options, build
    from generator.mkdocs_plugin import mkdocs_engine, output_folder

    console = Console(stderr=True, highlight=False)
    costs = Profile(_BEGAN, _steps(console))
    options = Options(**how, on_wait=lambda: click.echo("Một lần dựng khác đang chạy; đang chờ…", err=True))
    with _publish_errors():
        target = output or output_folder(site / "mkdocs.yml")
        report = build(site, target, mkdocs_engine(site / "mkdocs.yml"), options, costs)
    _say(report, target)
    if profile:
        costs.close()
        _say_costs(costs, console)
    sys.exit(report.exit_code)


def _say(report: Report | Outcome, target: Path) -> None:
    if report.findings:
        click.echo(text(list(report.findings), "vi"), nl=False, err=True)
    if not report.published:
        click.echo("Hồ sơ còn lỗi: chưa có gì được đưa lên, trang cũ vẫn nguyên.", err=True)
        return
    with_errors = {finding.file for finding in report.findings if finding.is_error}
    for file in report.dropped:
        if file not in with_errors:
            click.echo(f"Chưa đưa lên vì cần đến hồ sơ có lỗi: {file}", err=True)
    size = f"{report.size / 1e6:.1f}".replace(".", ",")
    click.echo(f"Đã dựng {report.pages} trang, {report.files} tệp, {size} MB: {target}")
    for folder in report.leftovers:
        click.echo(f"Chưa xóa được thư mục cũ: {folder}", err=True)


def _say_costs(costs: Profile, console: Console) -> None:
    """Print what each step cost, as a table; a child process's time is known when it has ended."""
    from rich import box
    from rich.table import Table

    table = Table(title="Giây của từng bước, và bộ nhớ cao nhất đến lúc ấy (MB)", box=box.SIMPLE)
    table.add_column("Bước", no_wrap=True)
    for heading in ("Đồng hồ", "CPU", "CPU con", "Bộ nhớ", "Bộ nhớ con"):
        table.add_column(heading, justify="right", no_wrap=True)
    for cost in (*costs.costs, costs.total()):
        seconds = (f"{value:.2f}".replace(".", ",") for value in (cost.wall, cost.cpu, cost.children))
        table.add_row(cost.name, *seconds, f"{cost.memory / 1e6:.0f}", f"{cost.child_memory / 1e6:.0f}")
    console.print(table)


def _steps(console: Console) -> Callable[[str], AbstractContextManager[object]]:
    """Name each step and its time while a person watches; silent otherwise."""

    @contextmanager
    def step(name: str) -> Iterator[None]:
        start = time.perf_counter()
        if console.is_terminal:
            console.print(f"… {name}", end="\r")
        yield
        if console.is_terminal:
            seconds = f"{time.perf_counter() - start:.1f}".replace(".", ",")
            console.print(f"✓ {name} ({seconds} s)")

    return step


@contextmanager
def _publish_errors() -> Iterator[None]:
    from generator.publish import PublishError

    try:
        yield
    except PublishError as error:
        click.echo(f"{error.code}: {message(error.code, error.values, 'vi')}", err=True)
        click.echo(fix(error.code, error.values, "vi"), err=True)
        sys.exit(1)


@main.command("addresses")
@_SITE
@click.option("--output", type=click.Path(path_type=Path), help="Bản đã dựng; mặc định theo mkdocs.yml (site/).")
@click.option("--write", is_flag=True, help="Ghi các địa chỉ mới vào sổ content/addresses.txt.")
def addresses_command(site: Path, output: Path | None, write: bool) -> None:
    """So bản vừa dựng với sổ mọi địa chỉ từng công bố. Mã thoát: 0 sổ đủ, 1 sổ còn thiếu."""
    from generator.build.ledger import LedgerError, compare, write_ledger
    from generator.mkdocs_plugin import output_folder

    _require_folder(site)
    with _publish_errors():
        target = output or output_folder(site / "mkdocs.yml")
    try:
        new, known = compare(site, target)
        if write:
            write_ledger(site, target)
    except LedgerError as error:
        raise click.UsageError(str(error)) from error
    for address in sorted(new):
        click.echo(f"+ {address}")
    click.echo(f"Sổ địa chỉ: {known} dòng; bản dựng có thêm {len(new)} địa chỉ mới.")
    if new and not write:
        click.echo("Ghi vào sổ: kheo addresses --write, rồi lưu content/addresses.txt vào kho.")
        sys.exit(1)


@main.command("links")
@_SITE
@click.option("--date", "day", metavar="YYYY-MM-DD", help="Ngày ghi vào báo cáo; mặc định hôm nay.")
@click.option("--timeout", type=click.FloatRange(0.1, 120), default=15, show_default=True, help="Chờ mỗi lần hỏi, giây.")
@click.option("--pace", type=click.FloatRange(0, 60), default=1, show_default=True, help="Nghỉ giữa hai lần hỏi một máy chủ, giây.")
def links_command(site: Path, day: str | None, timeout: float, pace: float) -> None:
    """Hỏi các địa chỉ ngoài trang xem còn mở được không, ghi vào content/links.yml. Lệnh duy nhất dùng mạng."""
    from generator.build.check import check_site
    from generator.outside import Manner, check_links
    from generator.vietnamese.dates import PartialDate

    _require_folder(site)
    try:
        date = PartialDate(day or dt.date.today().isoformat())  # noqa: DTZ011 - the editor's own day
    except ValueError as error:
        raise click.UsageError(f"“{day}” không phải một ngày. Ví dụ: 2026-11-22") from error
    records = check_site(site).records
    try:
        for line in check_links(site, records, date, Manner(timeout=timeout, pace=pace)):
            click.echo(line)
    except OSError as error:
        raise click.UsageError(f"Không ghi được {error.filename}: {error.strerror}.") from error


@main.command("serve")
@_SITE
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Địa chỉ xem trước.")
def serve_command(site: Path, address: str) -> None:
    """Xem trước trên máy này, tự tải lại khi sửa; lỗi hiện ngay trong trang."""
    from generator.mkdocs_plugin import preview

    _require_folder(site)
    preview(site / "mkdocs.yml", address)


@main.command("explain")
@click.argument("code")
@_LANG
def explain_command(code: str, lang: Language) -> None:
    """Giải thích một mã vấn đề, thí dụ KH401."""
    code = code.upper()
    if code not in catalogue():
        raise click.UsageError(f"Không có mã “{code}”. Các mã: {', '.join(catalogue())}")
    kinds = {"vi": {"error": "lỗi", "warning": "cảnh báo"}, "en": {"error": "error", "warning": "warning"}}
    click.echo(f"{code} ({kinds[lang][severity(code)]}): {message(code, {}, lang)}\n\n{explain(code, lang)}")
    right = fix(code, {}, lang)
    if right:
        click.echo(f"\n{right}")


@main.command("schema")
@click.argument("kind", required=False)
def schema_command(kind: str | None) -> None:
    """In JSON Schema của mọi loại hồ sơ, hoặc của một loại (model, news, place…)."""
    from generator.schema import json_schemas

    schemas = json_schemas()
    if kind is not None and kind not in schemas:
        raise click.UsageError(f"Không có loại “{kind}”. Các loại: {', '.join(schemas)}")
    click.echo(json.dumps(schemas[kind] if kind else schemas, ensure_ascii=False, indent=2))


@main.group("new")
def new_group() -> None:
    """Tạo khung hồ sơ mới, có lời giải thích cạnh từng khóa."""


_INTO = click.option("--site", type=click.Path(path_type=Path), default=".", help="Thư mục của trang.")


@new_group.command("model")
@click.argument("name")
@click.option("--year", type=click.IntRange(1900, 2100), help="Năm đăng ký hoặc bắt đầu, nếu nguồn nêu.")
@_INTO
@_LANG
def new_model(name: str, year: int | None, site: Path, lang: Language) -> None:
    """Tạo khung một mô hình tên NAME trong content/models/."""
    from generator.scaffold import scaffold_model

    checked, names = _existing(site, "model")
    province = checked.records.province
    if province is None:
        raise click.UsageError("Chưa có content/province.yml đúng, nên chưa biết mã mô hình mở đầu bằng gì.")
    ids = {str(d.data.get("id", "")) for d in checked.source.documents if d.kind == "model"}
    _write_new(site / "content/models", *scaffold_model(name, province.record, ids, names, year, lang))


@new_group.command("news")
@click.argument("title")
@_INTO
@_LANG
def new_news(title: str, site: Path, lang: Language) -> None:
    """Tạo khung một tin tên TITLE trong content/news/."""
    from generator.scaffold import scaffold_news

    _, names = _existing(site, "news")
    _write_new(site / "content/news", *scaffold_news(title, names, lang))


def _existing(site: Path, kind: str) -> tuple[Checked, set[str]]:
    """The site as checked, and every slug or alias its records of a kind use, valid or not."""
    from generator.build.check import check_site

    _require_folder(site)
    checked = check_site(site)
    names: set[str] = set()
    for document in checked.source.documents:
        if document.kind == kind:
            aliases = document.data.get("aliases")
            names |= {document.name, str(document.data.get("slug", ""))}
            names |= {str(alias) for alias in aliases} if isinstance(aliases, list) else set()
    return checked, names


def _write_new(folder: Path, name: str, content: str) -> None:
    path = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(content)
    except OSError as error:
        raise click.UsageError(f"Không tạo được {path}: {error.strerror}.") from error
    click.echo(f"Đã tạo {path}. Mở tệp ấy, điền vào, rồi gõ: kheo check")


@main.command("rename")
@click.argument("old")
@click.argument("new")
@click.option("--kind", type=click.Choice(["model", "news", "programme", "page", "field", "place", "organisation"]), help="Loại hồ sơ, khi nhiều loại cùng tên.")
@click.option("--dry-run", is_flag=True, help="Chỉ cho xem những gì sẽ đổi.")
@_INTO
def rename_command(old: str, new: str, kind: str | None, dry_run: bool, site: Path) -> None:
    """Đổi tên hồ sơ OLD (tên, mã hoặc tệp) thành NEW: dời tệp, giữ địa chỉ cũ, sửa mọi chỗ gọi đến."""
    from generator.rename import RenameError, carry_out, plan_rename

    _require_folder(site)
    try:
        plan = plan_rename(site, old, new, kind)
        if not dry_run:
            carry_out(plan)
    except RenameError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    for line in plan.lines():
        click.echo(line)
    click.echo("Chưa đổi gì; bỏ --dry-run để đổi." if dry_run else "Đã đổi tên; địa chỉ cũ vẫn dẫn tới hồ sơ.")


@main.command("sample")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--records", type=click.IntRange(0, 80_000), default=300, show_default=True, help="Số hồ sơ mô hình.")
@click.option("--seed", type=int, default=1, show_default=True, help="Số gieo; cùng số thì cùng nội dung.")
@click.option("--photos", type=click.IntRange(0, 10_000), default=40, show_default=True, help="Nhiều nhất bao nhiêu ảnh.")
def sample_command(folder: Path, records: int, seed: int, photos: int) -> None:
    """Viết một tỉnh không có thật (tỉnh Minh Họa) vào thư mục FOLDER, để thử và đo."""
    from rich.console import Console
    from rich.progress import Progress

    from generator.sample import write_sample

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"“{folder}” đã có nội dung; hãy chọn một thư mục mới.")
    console = Console(stderr=True, highlight=False)
    with _publish_errors(), Progress(console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("Viết hồ sơ minh họa", total=records)
        write_sample(folder, records, seed, lambda done, _all: progress.update(task, completed=done), max_photos=photos)
    click.echo(f"Đã viết {records} hồ sơ minh họa vào {folder}. Dựng trang: kheo build {folder}")


def _require_folder(site: Path) -> None:
    if not site.is_dir():
        raise click.UsageError(f"Không có thư mục “{site}”.")


if __name__ == "__main__":
    main()
