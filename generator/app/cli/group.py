"""The group of commands, the options several of them take, and how their faults are told.

Each command imports what it needs when it runs: `kheo check` must not wait for mkdocs and Pillow, nor `--help` for
anything.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import click

from generator import __version__
from generator.app.cli.interrupts import Terminated
from generator.app.cli.language import choose, language, said
from generator.app.cli.outcome import forget, said_of_the_site
from generator.app.cli.usage import Group, tell
from generator.core.problems import Language, fix, message, shown

SITE = click.argument("site", type=click.Path(path_type=Path), default=".")
JOBS = click.option("--jobs", type=click.IntRange(1, 64), help="Số tiến trình; mặc định theo số nhân của máy.")
NO_CACHE = click.option("--no-cache", is_flag=True, help="Làm lại mọi thứ, không dùng bộ nhớ đệm.")
LANG = click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    is_eager=True,
    callback=choose,
    help="Ngôn ngữ; mặc định vi, hoặc theo KHEO_LANG.",
)
INTO = click.option("--site", type=click.Path(path_type=Path), default=".", help="Thư mục của trang.")


_OUTPUT_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF}


def cannot_be_printed(error: Exception) -> bool:
    """Whether an error is of our own output, to a full disk or a closed terminal."""
    return isinstance(error, OSError) and error.errno in _OUTPUT_FULL and error.filename is None


class _Commands(Group):
    """The group of commands; a fault of our own is said in one sentence, never as a traceback."""

    def main(self, *args: Any, standalone_mode: bool = True, **more: Any) -> Any:
        """As click does; what is wrong with the use of a command is said in the language of the command."""
        run: Callable[..., Any] = partial(super().main, *args, standalone_mode=False, **more)
        if not standalone_mode:
            return run()
        try:
            code = run()
        except click.ClickException as error:
            tell(error)
            sys.exit(error.exit_code)
        except click.Abort:
            click.echo(said("Đã dừng."), err=True)
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; exit 3 for what is our fault. KHEO_TRACEBACK=1 shows developers the whole of it."""
        forget()
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except KeyboardInterrupt as interrupt:
            sys.exit(self.end_early(interrupt))
        except Exception as error:
            if cannot_be_printed(error) or os.environ.get("KHEO_TRACEBACK"):
                raise
            what = f"{type(error).__name__}: {shown(str(error))}"
            click.echo(f"{said('Lỗi trong kheo ({what}).', what=what)} {said_of_the_site()}".strip(), err=True)
            click.echo(said("Đây không phải lỗi của người viết hồ sơ; xin báo cho nhóm phát triển."), err=True)
            sys.exit(3)

    def end_early(self, interrupt: KeyboardInterrupt) -> int:
        """Say that a command was stopped; the exit code a shell expects of Ctrl-C or SIGTERM."""
        click.echo(f"{said('Đã dừng theo yêu cầu.')} {said_of_the_site()}".strip(), err=True)
        return 143 if isinstance(interrupt, Terminated) else 130


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kheo")
@LANG
def main(lang: Language) -> None:
    """kheo: từ hồ sơ mô hình Dân vận khéo đến trang web của tỉnh."""


@contextmanager
def publish_errors() -> Iterator[None]:
    """Say a PublishError of the body in two lines and stop with exit code 1."""
    from generator.publish import PublishError

    try:
        yield
    except PublishError as error:
        click.echo(f"{error.code}: {message(error.code, error.values, language())}", err=True)
        click.echo(f"{fix(error.code, error.values, language())} {said_of_the_site()}".strip(), err=True)
        sys.exit(1)


def require_folder(site: Path) -> None:
    """Stop with exit code 2 unless `site` is a folder."""
    if not site.is_dir():
        raise click.UsageError(said("Không có thư mục “{site}”.", site=site))
