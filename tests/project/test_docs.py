"""The documentation: builds without a warning, names every key, code and command, and shows only commands that work."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from source_tree import REPOSITORY

from generator.app.cli import main
from generator.core.problems import catalogue
from generator.records.schema import json_schemas

sys.path.append(str(REPOSITORY / "scripts"))
from docs_reference import PLACES, walk

PAGES = sorted((REPOSITORY / "docs").rglob("*.md"))
# What a page shows besides `kheo`: other tests run these, or they are the package manager's.
OTHER = ("pipx ", "py -m pip ", "make ")
# These do not end by themselves; tests/project/test_package.py and tests/app/test_elsewhere.py start them.
UNENDING = {"kheo serve"}
# A command that tells of things to do ends with 1.
MAY_FIND = {"due"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("docs")
    command = [Path(sys.executable).with_name("mkdocs"), "build", "--strict", "-f", "docs.yml", "-d", target]
    done = subprocess.run(
        command, cwd=REPOSITORY, capture_output=True, text=True, check=False,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(REPOSITORY)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return target


def page(built: Path, name: str) -> str:
    return (built / f"{name}.html").read_text("utf-8")


def test_every_command_is_in_the_reference_with_every_option(built: Path) -> None:
    text = page(built, "tra-cuu/lenh")
    for name, command in walk(main):
        assert f'id="kheo-{name.replace(" ", "-")}"' in text, name
        for option in command.params:
            for flag in option.opts if option.param_type_name == "option" else ():
                assert f"<code>{flag}</code>" in text, (name, flag)


def test_every_code_is_in_the_reference(built: Path) -> None:
    text = page(built, "tra-cuu/ma")
    assert [code for code in catalogue() if f'id="{code.lower()}"' not in text] == []


def test_every_kind_and_key_is_in_the_reference(built: Path) -> None:
    text = page(built, "tra-cuu/khoa")
    assert set(PLACES) == set(json_schemas())
    for kind, schema in json_schemas().items():
        part = text[text.index(f'id="{kind}"') :].split("<h2")[0]
        keys = {
            *schema["properties"],
            *(key for one in schema.get("$defs", {}).values() for key in one.get("properties", ())),
        }
        missing = [key for key in keys if not re.search(rf"<code>(?:[\w.\[\]]+\.)?{key}</code>", part)]
        assert missing == [], kind


def test_no_page_asks_another_host_for_anything(built: Path) -> None:
    for path in built.rglob("*.html"):
        assert (
            re.findall(
                r'<(?:script|img|link[^>]*stylesheet|iframe)[^>]*(?:src|href)="https?://[^"]*"', path.read_text("utf-8")
            )
            == []
        )


def test_the_readme_leads_to_the_documentation() -> None:
    assert "make docs" in (REPOSITORY / "README.md").read_text("utf-8")


def shown() -> list[tuple[str, str]]:
    """(page, command) of every line of code on the pages that a reader may type."""
    found = []
    for path in PAGES:
        for kind, block in re.findall(r"^ *```(\w*)\n(.*?)^ *```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL):
            lines = [line.strip() for line in block.splitlines() if not kind]
            found += [(path.relative_to(REPOSITORY / "docs").as_posix(), line) for line in lines if line]
    return found


def test_every_line_of_code_is_a_command_that_is_tried() -> None:
    assert [line for _, line in shown() if not line.startswith(("kheo ", *OTHER))] == []
    targets = set(re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {line.split()[1] for _, line in shown() if line.startswith("make ")} <= targets


@pytest.fixture(scope="module")
def repository_of_lang_son(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the pages assume it: a repository that was built, with others beside it."""
    folder = tmp_path_factory.mktemp("docs-site")
    run = CliRunner()
    for province, site, target in (
        ("lang-son", folder, folder / "site"),
        ("phu-tho", folder.with_name("a"), folder / "tinh/hoa-binh"),
        ("nghe-an", folder.with_name("b"), folder / "tinh/nghe-an"),
    ):
        address = f"https://{province}.example.vn/"
        assert run.invoke(main, ["init", str(site), "--province", province, "--url", address]).exit_code == 0
        assert run.invoke(main, ["build", str(site), "--no-cards", "--output", str(target)]).exit_code == 0
    return folder


@pytest.mark.parametrize(
    "command", sorted({line for _, line in shown() if line.startswith("kheo ") and line not in UNENDING})
)
def test_a_command_shown_works(
    repository_of_lang_son: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    _, name, *arguments = shlex.split(command)
    if name == "init":
        folder = tmp_path
    else:
        folder = tmp_path / "kho"
        shutil.copytree(repository_of_lang_son, folder)
        for other in ("kho-lang-son", "minh-hoa"):
            if other in command and name != "sample":
                shutil.copytree(repository_of_lang_son, folder / other)
    monkeypatch.chdir(folder)
    answer = CliRunner().invoke(main, [name, *arguments])
    assert answer.exit_code in ((0, 1) if name in MAY_FIND else (0,)), answer.output
