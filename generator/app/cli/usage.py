"""What click says to people, in Vietnamese: help pages, and what is wrong with a command as it was typed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

import click

from generator.app.cli.language import help_said, language

_HEADINGS = {"Options": "Tùy chọn", "Commands": "Các lệnh", "Positional arguments": "Tham số"}
_PIECES = (("[OPTIONS]", "[TÙY CHỌN]"), ("COMMAND [ARGS]...", "LỆNH [THAM SỐ]..."))
_OWN = {
    "Show this message and exit.": "Xem lời này.",
    "Show the version and exit.": "Xem phiên bản.",
}
_EXTRAS = (("[default: ", "[mặc định: "), ("required]", "bắt buộc]"), ("[env var: ", "[biến môi trường: "))
_EXTRA_ARGUMENTS = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)
_VALUE = re.compile(r"^'(?P<quoted>.*?)' is not|^(?P<plain>\S+) is not", re.DOTALL)


class Formatter(click.HelpFormatter):
    """Writes help in the language of the command."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows how a command is typed."""
        if language() == "vi":
            prefix = prefix or "Cách dùng: "
            for english, vietnamese in _PIECES:
                args = args.replace(english, vietnamese)
        super().write_usage(prog, args, prefix)

    def write_heading(self, heading: str) -> None:
        """The heading of a part."""
        super().write_heading(_HEADINGS.get(heading, heading) if language() == "vi" else heading)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options or commands with what they are for."""
        super().write_dl([(first, _told(second)) for first, second in rows], col_max, col_spacing)


def _told(text: str) -> str:
    """What is said of one option: its own words, then what click adds in brackets."""
    words, bracket, extra = text.partition("  [")
    if language() != "vi":
        return f"{help_said(words)}{bracket}{extra}"
    extra = f"{bracket}{extra}"
    for english, vietnamese in _EXTRAS:
        extra = extra.replace(english, vietnamese)
    return f"{_OWN.get(words, words)}{extra}"


class Context(click.Context):
    """A context whose help is in the language of the command."""

    formatter_class = Formatter


@contextmanager
def _belonging_to(ctx: click.Context) -> Iterator[None]:
    """Click's parser does not say which command an error is of."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


class Command(click.Command):
    """A command whose help is in the language of the command."""

    context_class = Context

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; an error knows its command."""
        with _belonging_to(ctx):
            return super().parse_args(ctx, args)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does."""
        _write_help(self, ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """What the command does, in a line."""
        return _short(self, limit)


class Group(click.Group):
    """A group of such commands."""

    context_class = Context
    command_class = Command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; an error knows its command."""
        with _belonging_to(ctx):
            return super().parse_args(ctx, args)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the commands do."""
        _write_help(self, ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """What the commands do, in a line."""
        return _short(self, limit)


def _short(command: click.Command, limit: int) -> str:
    return click.Command(command.name, help=help_said(command.help)).get_short_help_str(limit)


Group.group_class = Group


def _write_help(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(help_said(command.help, ctx))


def tell(error: click.ClickException) -> None:
    """Say what is wrong with a command, and how it is typed."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    with context.scope(cleanup=False) if context is not None else nullcontext():
        if language(context) != "vi":
            error.show()
            return
        if context is not None:
            click.echo(context.get_usage(), err=True)
            click.echo(f"Xem thêm: {context.command_path} --help\n", err=True)
        click.echo(f"Lỗi: {_described(error)}", err=True)


def _described(error: click.ClickException) -> str:
    """What click says in English, in Vietnamese; what our commands say is Vietnamese already."""
    if isinstance(error, click.NoSuchOption):
        return f"Không có tùy chọn “{error.option_name}”.{_nearest(error.possibilities)}"
    if isinstance(error, click.MissingParameter):
        return _missing(error)
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    if isinstance(error, click.BadOptionUsage):
        wants = "không nhận giá trị nào" if "does not take" in error.message else "cần một giá trị đi sau"
        return f"Tùy chọn “{error.option_name}” {wants}."
    extra = _EXTRA_ARGUMENTS.match(error.message)
    if extra:
        return f"Thừa “{extra[1]}”. Tên có dấu cách thì đặt trong ngoặc kép."
    if error.message.startswith("No such command") and isinstance(error, click.UsageError):
        return _no_command(error)
    if error.message == "Missing command.":
        return "Thiếu tên lệnh."
    return error.message


def _nearest(names: Sequence[str] | None) -> str:
    return f" Có phải {' hay '.join(f'“{name}”' for name in names)} không?" if names else ""


def _no_command(error: click.UsageError) -> str:
    name = error.message.removeprefix("No such command").strip(" .").strip("'\"")
    known = list(error.ctx.command.commands) if error.ctx and isinstance(error.ctx.command, click.Group) else []
    near = _nearest(difflib.get_close_matches(name, known))
    return f"Không có lệnh “{name}”.{near or ' Các lệnh: ' + ', '.join(known) + '.'}"


def _hint(error: click.BadParameter) -> str:
    """The option or argument as it is typed."""
    parameter = error.param
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    if parameter is not None and error.ctx is not None:
        return parameter.make_metavar(error.ctx).strip("[].…")
    return str(error.param_hint or "")


def _missing(error: click.MissingParameter) -> str:
    kind = error.param.type if error.param else None
    of = f", một trong: {', '.join(map(str, kind.choices))}" if isinstance(kind, click.Choice) else ""
    return f"Thiếu {_hint(error)}{of}."


def _bad_value(error: click.BadParameter) -> str:
    kind: Any = error.param.type if error.param else None
    found = _VALUE.match(error.message)
    value = (found["quoted"] if found["quoted"] is not None else found["plain"]) if found else ""
    said = f"“{value}” không dùng được cho {_hint(error)}" if found else f"Giá trị của {_hint(error)} không dùng được"
    if isinstance(kind, click.Choice):
        choices = [str(choice) for choice in kind.choices]
        return f"{said}; một trong: {', '.join(choices)}.{_nearest(difflib.get_close_matches(value, choices))}"
    least, most = getattr(kind, "min", None), getattr(kind, "max", None)
    if least is not None or most is not None:
        span = [f" từ {least}"] if least is not None else []
        span += [f" đến {most}"] if most is not None else []
        return f"{said}; cần một số{''.join(span)}."
    if isinstance(kind, click.types.IntParamType | click.types.FloatParamType):
        return f"{said}; cần một số."
    return f"{said}." if found else error.message
