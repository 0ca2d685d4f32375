"""The group of commands, the options several of them take, and how their faults are told.

Each command imports what it needs when it runs: `kheo check` must not wait for mkdocs and Pillow, nor `--help` for
anything.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from generator import __version__
from generator.app.cli.interrupts import Terminated
from generator.app.cli.outcome import forget, said_of_the_site
from generator.core.problems import fix, message, shown

SITE = click.argument("site", type=click.Path(path_type=Path), default=".")
JOBS = click.option("--jobs", type=click.IntRange(1, 64), help="Số tiến trình; mặc định theo số nhân của máy.")
NO_CACHE = click.option("--no-cache", is_flag=True, help="Làm lại mọi thứ, không dùng bộ nhớ đệm.")
LANG = click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", help="Ngôn ngữ của thông báo.")
INTO = click.option("--site", type=click.Path(path_type=Path), default=".", help="Thư mục của trang.")


_OUTPUT_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF}


def cannot_be_printed(error: Exception) -> bool:
    """Whether an error is of our own output, to a full disk or a closed terminal."""
    return isinstance(error, OSError) and error.errno in _OUTPUT_FULL and error.filename is None


class _Commands(click.Group):
    """The group of commands; a fault of our own is said in one sentence, never as a traceback."""

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
            said = f"Lỗi trong kheo ({type(error).__name__}: {shown(str(error))}). {said_of_the_site()}"
            click.echo(said.strip(), err=True)
            click.echo("Đây không phải lỗi của người viết hồ sơ; xin báo cho nhóm phát triển.", err=True)
            sys.exit(3)

    def end_early(self, interrupt: KeyboardInterrupt) -> int:
        """Say that a command was stopped; the exit code a shell expects of Ctrl-C or SIGTERM."""
        click.echo(f"Đã dừng theo yêu cầu. {said_of_the_site()}".strip(), err=True)
        return 143 if isinstance(interrupt, Terminated) else 130


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kheo")
def main() -> None:
    """kheo: từ hồ sơ mô hình Dân vận khéo đến trang web của tỉnh."""


@contextmanager
def publish_errors() -> Iterator[None]:
    """Say a PublishError of the body in two lines and stop with exit code 1."""
    from generator.publish import PublishError

    try:
        yield
    except PublishError as error:
        click.echo(f"{error.code}: {message(error.code, error.values, 'vi')}", err=True)
        click.echo(f"{fix(error.code, error.values, 'vi')} {said_of_the_site()}".strip(), err=True)
        sys.exit(1)


def require_folder(site: Path) -> None:
    """Stop with exit code 2 unless `site` is a folder."""
    if not site.is_dir():
        raise click.UsageError(f"Không có thư mục “{site}”.")
