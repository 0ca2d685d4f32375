"""Makes whole sites for tests: the small golden one to change at will, and builds by command or in this process."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from source_tree import REPOSITORY, TESTS

from generator.app.cli import main
from generator.app.mkdocs_plugin import mkdocs_engine
from generator.pipeline.release import Report
from generator.pipeline.steps import Options, build
from generator.tools.sample import write_sample

THEME = REPOSITORY / "theme"
GOLDEN = TESTS / "golden" / "ban-mau"
MODEL, NEWS = "content/models/to-tuan-tra-dem.md", "content/news/dem-ban-mo.md"


def copy_site(folder: Path, **config: str) -> Path:
    """A copy of the golden site in `folder`, to be changed at will; `config` replaces lines of its mkdocs.yml."""
    shutil.copytree(GOLDEN, folder, ignore=shutil.ignore_patterns(".cache", "site"))
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    for key, value in ({"custom_dir": f'"{THEME}"'} | config).items():
        text = re.sub(rf"^( *{key}:).*$", partial(_with_value, value), text, flags=re.MULTILINE)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return folder


def _with_value(value: str, found: re.Match[str]) -> str:
    return f"{found[1]} {value}"


def change(site: Path, file: str, old: str, new: str) -> None:
    """Replace `old`, which must be there once, in a file of the site."""
    text = (site / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file} holds {old!r} {text.count(old)} times"
    (site / file).write_text(text.replace(old, new), encoding="utf-8")


def build_here(site: Path, target: Path, **options: Any) -> Report:
    """Build in this process, without a memo unless one is given, and without share cards unless they are asked for."""
    chosen = Options(**({"cards": False} | options))
    return build(site, target, mkdocs_engine(site / "mkdocs.yml"), chosen, lambda _: contextlib.nullcontext())


def build_real(folder: Path) -> Path:
    """The site of the repository itself, built into `folder`."""
    return _built(REPOSITORY, folder)


def build_sample(folder: Path) -> tuple[Path, Path]:
    """The fictional province of 60 records, three of them with photos: (its files, the built site) below `folder`."""
    write_sample(folder / "minh-hoa", 60, 7, max_photos=6, theme_dir=str(THEME))
    return folder / "minh-hoa", _built(folder / "minh-hoa", folder / "site")


def _built(site: Path, target: Path) -> Path:
    report = build_here(site, target)
    assert report.exit_code == 0, report.findings
    return target


def kheo(*arguments: str | Path) -> Result:
    """Run the command in this process; `output` holds what it said, `exit_code` how it ended."""
    return CliRunner().invoke(main, [str(each) for each in arguments])


def start(*arguments: str | Path, tool: str = "kheo", **options: Any) -> subprocess.Popen[str]:
    """Start `kheo` (or mkdocs) in a process of its own, as installed; its words are kept as text."""
    environment = os.environ | {"NO_COLOR": "1"} | options.pop("env", {})
    return subprocess.Popen(
        [Path(sys.executable).with_name(tool), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
        **options,
    )


def run(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run `kheo` to its end. Whatever happened, no traceback may have reached the user."""
    with start(*arguments, **options) as process:
        out, err = process.communicate(timeout=120)
    assert "Traceback" not in out + err, err
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def run_tool_on(folder: Path, tool: str, *arguments: str) -> str:
    """Run a tool of the test lock in a folder; "" if it found nothing, else what it said."""
    with start(*arguments, tool=tool, cwd=folder) as process:
        out, err = process.communicate(timeout=120)
    return "" if process.returncode == 0 else out + err


def tree(folder: Path) -> dict[str, bytes]:
    """Path below `folder` -> bytes of every file."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def pages_alone(folder: Path) -> dict[str, bytes]:
    """As `tree`, less what the manifest says of how the site was built: its files may be the same all the same."""
    found = tree(folder)
    return found | {".kheo.json": re.sub(rb'^ "key": .*\n', b"", found[".kheo.json"], flags=re.MULTILINE)}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The paths at which two trees are not the same."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
