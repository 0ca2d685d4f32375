"""Pages of the documentation made from the code itself: commands, keys, codes. A hook of mkdocs, named in docs.yml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click
from mkdocs.structure.files import File, Files

from generator.app.cli import main
from generator.core.problems import catalogue, explain, fix, message, severity
from generator.outputs.data.shape import fields
from generator.records.schema import json_schemas
from generator.records.source.find import FOLDERS, PROVINCE_FILE, REGISTERS

PLACES = {
    "province": PROVINCE_FILE,
    **{kind: f"content/{folder}/tên.{'yml' if kind == 'statistic' else 'md'}" for folder, kind in FOLDERS.items()},
    **{kind: f"content/{name}.yml" for name, kind in REGISTERS.items()},
}
"""Kind of record -> where its files lie."""


def on_files(files: Files, *, config: Any) -> Files:
    """Add the three pages."""
    for name, lines in (("lenh", commands()), ("khoa", keys()), ("ma", codes())):
        files.append(File.generated(config, f"tra-cuu/{name}.md", content="\n".join(lines) + "\n"))
    return files


def commands() -> Iterator[str]:
    """Every command with its arguments and options, as `--help` tells them."""
    yield "# Lệnh\n\nTrang này do máy viết ra từ chính phần mềm. Gõ `kheo LỆNH --help` để xem lời này trên máy mình.\n"
    for name, command in walk(main):
        context = click.Context(command, info_name=f"kheo {name}")
        yield f"## kheo {name}\n\n{command.help}\n\n```\n{command.get_usage(context).removeprefix('Usage: ')}\n```\n"
        options = [one for one in command.params if isinstance(one, click.Option)]
        if options:
            yield "| tùy chọn | nghĩa |\n|---|---|"
        for option in options:
            choices = f" Một trong: {', '.join(option.type.choices)}." if isinstance(option.type, click.Choice) else ""
            yield f"| {' '.join(f'`{flag}`' for flag in option.opts)} | {_cell((option.help or '') + choices)} |"
        yield ""


def walk(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command below a group with its whole name, groups themselves left out."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from walk(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def keys() -> Iterator[str]:
    """Every key of every kind of record, those inside others too."""
    yield "# Khóa của hồ sơ\n\nTrang này do máy viết ra từ chính phần mềm. Khóa có dấu * là bắt buộc; `[]` là danh sách.\n"
    for kind, schema in json_schemas().items():
        required = set(schema.get("required", ()))
        yield f"## {kind}\n\nTệp: `{PLACES[kind]}`\n\n| khóa | kiểu | nghĩa |\n|---|---|---|"
        for path, types, about in fields({"$defs": {}} | schema):
            yield f"| `{path}`{' *' if path in required else ''} | {_cell(types)} | {_cell(about)} |"
        yield ""


def codes() -> Iterator[str]:
    """Every code of a problem, in both languages."""
    yield "# Mã của lời báo\n\nTrang này do máy viết ra từ chính phần mềm. Gõ `kheo explain KH402` để xem một mã trên máy mình.\n"
    for code in sorted(catalogue()):
        kind = {"error": "lỗi", "warning": "cảnh báo"}[severity(code)]
        yield f"## {code}\n\n**{kind}.** {_text(message(code, {}, 'vi'))}\n\n{_text(explain(code, 'vi'))}\n"
        right = fix(code, {}, "vi")
        yield f"Sửa: {_text(right)}\n" if right else ""
        yield f"*{_text(message(code, {}, 'en'))}*\n"


def _cell(text: str) -> str:
    return _text(text).replace("|", "\\|").replace("\n", " ")


def _text(text: str) -> str:
    """Text that Markdown shows as it is."""
    return text.replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_").replace("{", "&#123;").replace("[", "\\[")
