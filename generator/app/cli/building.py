"""Commands that make the site: build, serve."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.app.cli.group import JOBS, NO_CACHE, SITE, main, publish_errors, require_folder
from generator.app.cli.interrupts import heard_interrupts
from generator.app.cli.language import language, said
from generator.app.cli.outcome import said_of_the_site, watch
from generator.app.cli.steps import steps
from generator.core.problems.reporters import text
from generator.core.workers import usual_jobs
from generator.outputs.hosting import HOSTS, IN_SITE, meets, named_limits

if TYPE_CHECKING:
    from rich.console import Console

    from generator.pipeline.profile import Profile
    from generator.pipeline.release import Report, Request

# When the process began, had it never waited since; for `build --profile`.
_BEGAN = time.perf_counter() - time.process_time()


@main.command("build")
@SITE
@click.option("--output", type=click.Path(path_type=Path), help="Thư mục đích; mặc định theo mkdocs.yml (site/).")
@click.option("--keep-going", is_flag=True, help="Đưa lên phần hợp lệ dù còn lỗi; mã thoát vẫn là 1.")
@JOBS
@NO_CACHE
@click.option("--no-cards", is_flag=True, help="Không vẽ ảnh chia sẻ.")
@click.option("--compress", is_flag=True, help="Viết sẵn bản nén .gz và .br cho máy chủ.")
@click.option(
    "--host", "hosts", multiple=True, type=click.Choice(IN_SITE), help="Viết thiết lập của máy chủ này vào trang."
)
@click.option("--offline", is_flag=True, help="Gói cả trang vào một tệp .zip, mở được từ thẻ nhớ, không cần mạng.")
@click.option("--proposals", is_flag=True, help="Để xem thử: đưa lên cả đề xuất chưa duyệt, có ghi rõ.")
@click.option("--profile", is_flag=True, help="In thời gian và bộ nhớ của từng bước.")
def build_command(
    site: Path,
    output: Path | None,
    keep_going: bool,
    jobs: int | None,
    no_cache: bool,
    no_cards: bool,
    compress: bool,
    hosts: tuple[str, ...],
    offline: bool,
    proposals: bool,
    profile: bool,
) -> None:
    """Dựng trang và đưa lên thư mục đích; có lỗi thì trang cũ vẫn nguyên."""
    from generator.core.memo import Memo, memo_folder
    from generator.pipeline.release import Request

    require_folder(site)
    memo = None if no_cache else memo_folder(site)
    request = Request.of(Memo(memo), site, output, keep_going, not no_cards, compress, hosts, proposals)
    before = None if profile else request.finished()
    if before is not None:
        _say(before)
        if offline:
            _pack(before.target)
        sys.exit(before.exit_code)
    how = {
        "keep_going": keep_going,
        "cards": not no_cards,
        "compress": compress,
        "hosts": hosts,
        "proposals": proposals,
    }
    _build(request, profile, offline=offline, jobs=jobs or usual_jobs(), memo=memo, **how)


def _build(request: Request, profile: bool, *, offline: bool, **how: Any) -> None:
    from rich.console import Console

    from generator.app.mkdocs_plugin import mkdocs_engine, output_folder
    from generator.pipeline.profile import Profile
    from generator.pipeline.steps import Options, build

    console = Console(stderr=True, highlight=False)
    options = Options(**how, on_wait=lambda: click.echo(said("Một lần dựng khác đang chạy; đang chờ…"), err=True))
    with publish_errors(), heard_interrupts() as require_none:
        costs = Profile(_BEGAN, steps(console, require_none))
        config = request.root / "mkdocs.yml"
        target = request.output or output_folder(config)
        watch(target)
        report = build(request.root, target, mkdocs_engine(config), options, costs, request)
    _say(report)
    if offline and report.published:
        _pack(report.target)
    if profile:
        costs.close()
        _say_costs(costs, report.seconds, console)
    sys.exit(report.exit_code)


def _say(report: Report) -> None:
    if report.unchanged:
        click.echo(said("Không có gì thay đổi từ lần dựng trước."), err=True)
    if report.findings:
        click.echo(text(list(report.findings), language()), nl=False, err=True)
    if not report.published:
        click.echo(f"{said('Hồ sơ còn lỗi nên không đưa lên bản mới.')} {said_of_the_site()}", err=True)
        return
    with_errors = {finding.file for finding in report.findings if finding.is_error}
    for file in report.dropped:
        if file not in with_errors:
            click.echo(said("Chưa đưa lên vì cần đến hồ sơ có lỗi: {file}", file=file), err=True)
    for file in report.proposals:
        click.echo(said("Đề xuất chưa duyệt, chưa đưa lên (duyệt: kheo accept {file})", file=file), err=True)
    counts = {"pages": report.pages, "files": report.files, "size": _megabytes(report.size)}
    click.echo(said("Đã dựng {pages} trang, {files} tệp, {size} MB: {target}", **counts, target=report.target))
    _say_hosts(report)
    for folder in report.leftovers:
        click.echo(said("Chưa xóa được thư mục cũ: {folder}", folder=folder), err=True)


def _pack(site: Path) -> None:
    """Write the built site as one zip beside it."""
    from generator.publish import read_manifest
    from generator.tools.offline import write_offline

    target = site.with_name(f"{site.name}.zip")
    size = write_offline(site, read_manifest(site) or (), target)
    click.echo(said("Đã gói: {target}, {size} MB. Giải nén rồi mở index.html.", target=target, size=_megabytes(size)))


def _megabytes(size: int) -> str:
    number = f"{size / 1e6:.1f}"
    return number.replace(".", ",") if language() == "vi" else number


def _say_hosts(report: Report) -> None:
    """Which hosts take a site of this size."""
    limits = named_limits()
    fits = [limit.host for limit in limits if meets(limit, report.files, report.size, report.largest)]
    others = [limit.host for limit in limits if limit.host not in fits]
    told = said("Vừa với {hosts}.", hosts=", ".join(fits)) if fits else ""
    beyond = said("Quá giới hạn của {hosts}.", hosts=", ".join(others)) if others else ""
    click.echo(f"{told} {beyond}".strip())


@main.command("hosting")
@click.argument("host", type=click.Choice(HOSTS))
@SITE
@click.option("--output", type=click.Path(path_type=Path), help="Bản đã dựng; mặc định theo mkdocs.yml (site/).")
def hosting_command(host: str, site: Path, output: Path | None) -> None:
    """In thiết lập cho máy chủ HOST: kiểu tệp, bộ nhớ đệm, tiêu đề, trang 404, địa chỉ cũ của bản đã dựng."""
    from generator.app.mkdocs_plugin import base_path, output_folder
    from generator.outputs.hosting import find_redirects, hosting_files
    from generator.publish import read_manifest

    require_folder(site)
    with publish_errors():
        target, base = output or output_folder(site / "mkdocs.yml"), base_path(site / "mkdocs.yml")
    built = read_manifest(target) if target.is_dir() else None
    if built is None:
        raise click.UsageError(
            said("Trong “{target}” chưa có bản dựng hoàn chỉnh nào; hãy gõ kheo build trước.", target=target)
        )
    for name, lines in hosting_files(host, [*find_redirects(target, built)], base).items():
        click.echo(f"# ---- {name} ----" if host != "nginx" else "", nl=host != "nginx")
        click.echo(lines, nl=False)


def _say_costs(costs: Profile, seconds: Mapping[str, float], console: Console) -> None:
    """Print what each step cost, as a table; a child process's time is known when it has ended.

    seconds: of what several processes made side by side, the processor time of each kind.
    """
    from rich import box
    from rich.table import Table

    table = Table(title="Giây của từng bước, và bộ nhớ cao nhất đến lúc ấy (MB)", box=box.SIMPLE)
    table.add_column("Bước", no_wrap=True)
    for heading in ("Đồng hồ", "CPU", "CPU con", "Bộ nhớ", "Bộ nhớ con"):
        table.add_column(heading, justify="right", no_wrap=True)
    for cost in (*costs.costs, costs.total()):
        spent = map(_seconds, (cost.wall, cost.cpu, cost.children))
        table.add_row(cost.name, *spent, f"{cost.memory / 1e6:.0f}", f"{cost.child_memory / 1e6:.0f}")
    table.add_section()
    for kind, value in sorted(seconds.items(), key=lambda item: -item[1]):
        table.add_row(f"· {kind}", "", _seconds(value), "", "", "")
    console.print(table)


def _seconds(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


@main.command("serve")
@SITE
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Địa chỉ xem trước.")
def serve_command(site: Path, address: str) -> None:
    """Xem trước trên máy này, tự tải lại khi sửa; lỗi hiện ngay trong trang."""
    from generator.app.mkdocs_plugin import base_path, mkdocs_engine
    from generator.tools.preview import serve

    require_folder(site)
    config, say = site / "mkdocs.yml", partial(click.echo, err=True)
    with publish_errors(), heard_interrupts() as require_none:
        base = base_path(config)
        engine = mkdocs_engine(config, f"http://{address}{base}")
        serve(site, engine, address, base, usual_jobs(), say, require_none)
