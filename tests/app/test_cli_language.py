"""The command line speaks Vietnamese, or English where asked; what click says too; and any terminal can show it."""

from __future__ import annotations

import ast
import inspect
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from source_tree import REPOSITORY

from generator.app.cli import main
from generator.app.cli.language import _english

ENGLISH = re.compile(
    r"\b(?:Usage|Try|Error|Missing|No such|Invalid|Options|Commands|Show this|requires|default|is not)\b"
)
VIETNAMESE = re.compile(r"[ăâđêôơưạảãáàằắẳẵặầấẩẫậẹẻẽéèềếểễệịỉĩíìọỏõóòồốổỗộờớởỡợụủũúùừứửữựỵỷỹýỳ]", re.IGNORECASE)


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(main, list(arguments))


def commands(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        yield (*before, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))


EVERY = [((), main), *commands(main)]

WRONG = {
    "no command": (["khong-co"], "Không có lệnh “khong-co”."),
    "a near command": (["chek"], "Có phải “check” hay “schema” không?"),
    "no option": (["check", "--formatt", "x"], "Không có tùy chọn “--formatt”. Có phải “--format” không?"),
    "no value": (["check", "--format"], "Tùy chọn “--format” cần một giá trị đi sau."),
    "a value of a flag": (["build", "--compress=1"], "Tùy chọn “--compress” không nhận giá trị nào."),
    "a wrong choice": (["check", "--format", "xml"], "“xml” không dùng được cho --format; một trong: text, json,"),
    "no number": (["check", "--jobs", "hai"], "“hai” không dùng được cho --jobs; cần một số từ 1 đến 64."),
    "a number too large": (["check", "--jobs", "900"], "“900” không dùng được cho --jobs; cần một số từ 1 đến 64."),
    "no argument": (["explain"], "Thiếu CODE."),
    "no argument of a kind": (["hosting"], "Thiếu"),
    "no option that is needed": (["accept", "a.md"], "Thiếu --by."),
    "one argument too many": (["check", ".", "hai"], "Thừa “hai”."),
    "no folder": (["check", "/khong/co"], "Không có thư mục “/khong/co”."),
    "a wrong host": (["hosting", "iss"], "Có phải “iis” không?"),
}


@pytest.mark.parametrize("wrong", list(WRONG))
def test_wrong_use_is_told_in_vietnamese_and_ends_with_2(wrong: str) -> None:
    arguments, expected = WRONG[wrong]
    answer = run(*arguments)
    assert answer.exit_code == 2
    assert expected in answer.output
    assert "Cách dùng: " in answer.output
    assert not ENGLISH.search(answer.output), answer.output


@pytest.mark.parametrize("wrong", list(WRONG))
def test_wrong_use_is_told_in_english_when_asked(wrong: str) -> None:
    arguments, _ = WRONG[wrong]
    for answer in (run("--lang", "en", *arguments), run(*arguments, KHEO_LANG="en")):
        assert answer.exit_code == 2
        assert not VIETNAMESE.search(answer.output), answer.output


@pytest.mark.parametrize(("name", "command"), EVERY, ids=lambda one: " ".join(one) if isinstance(one, tuple) else "")
def test_help_is_in_one_language(name: tuple[str, ...], command: click.Command) -> None:
    vietnamese, english = run(*name, "--help"), run(*name, "--help", KHEO_LANG="en")
    assert (vietnamese.exit_code, english.exit_code) == (0, 0)
    assert "Cách dùng: " in vietnamese.output
    assert "Tùy chọn:" in vietnamese.output
    assert not ENGLISH.search(vietnamese.output), vietnamese.output
    # Examples in brackets and quotation marks, and default names, are of the province.
    plain = re.sub(r"“[^”]*”|\[default: [^\]]*\]", "", english.output, flags=re.DOTALL)
    assert not VIETNAMESE.search(plain), english.output
    assert english.output == run("--lang", "en", *name, "--help").output


def texts_of_help() -> set[str]:
    told = {inspect.cleandoc(command.help or "") for _, command in EVERY}
    options = (one for _, command in EVERY for one in command.params if isinstance(one, click.Option))
    return told | {inspect.cleandoc(one.help) for one in options if one.help and VIETNAMESE.search(one.help)}


def lines_said() -> set[str]:
    found = set()
    for path in (REPOSITORY / "generator/app/cli").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "said"
                and isinstance(node.args[0], ast.Constant)
            ):
                found.add(str(node.args[0].value))
    return found


def test_every_text_has_its_english_and_no_english_is_left_over() -> None:
    assert texts_of_help() | lines_said() | {"được", "lưu ý", "thiếu"} == set(_english())


def test_an_english_line_has_the_blanks_of_the_vietnamese() -> None:
    for text, english in _english().items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english)), text


def test_no_command_says_a_line_that_has_no_english() -> None:
    """What a command prints goes through `said`, or was made by a tool or reporter."""
    for path in (REPOSITORY / "generator/app/cli").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("echo", "UsageError", "prompt")
            if not called or path.name == "usage.py":
                continue
            first = node.args[0]  # type: ignore[attr-defined]
            pieces = first.values if isinstance(first, ast.JoinedStr) else [first]
            plain = [piece.value for piece in pieces if isinstance(piece, ast.Constant)]
            assert not any(VIETNAMESE.search(str(one)) for one in plain), (path.name, plain)


def test_a_check_and_a_build_speak_english(tmp_path: Path) -> None:
    assert "Wrote 3 sample records" in run("--lang", "en", "sample", str(tmp_path / "mh"), "--records", "3").output
    assert "No problems." in run("check", str(tmp_path / "mh"), "--lang", "en").output
    assert "There is no code" in run("explain", "KH000", KHEO_LANG="en").output
    text = run("new", "model", "Hũ gạo", "--site", str(tmp_path / "mh"), KHEO_LANG="en").output
    assert text.startswith("Wrote ")


PLAIN = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "LC_ALL": "C", "LANG": "C", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize(
    "environment", [PLAIN, {"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp1258"}]
)
@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "tests/bad_records"],
        ["check", "--formatt"],
        ["--help"],
        ["explain", "KH402"],
        ["gazetteer", "hoa-binh"],
    ],
)
def test_any_terminal_shows_it_without_a_traceback(environment: dict[str, str], arguments: list[str]) -> None:
    command = [str(Path(sys.executable).with_name("kheo")), *arguments]
    done = subprocess.run(command, cwd=REPOSITORY, env=os.environ | environment, capture_output=True, check=False)
    said = (done.stdout + done.stderr).decode("utf-8")
    assert "Traceback" not in said
    assert VIETNAMESE.search(said)
