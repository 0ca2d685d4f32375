"""The command as a program: everything is said, the exit code is told, and nobody sees a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from source_tree import BAD_RECORDS
from whole_sites import copy_site

from generator.app.cli import main

BAD = BAD_RECORDS
KHEO = [sys.executable, "-m", "generator.app.cli"]


def test_all_is_said_before_it_ends():
    done = subprocess.run([*KHEO, "check", "--no-cache", str(BAD)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    by_call = CliRunner().invoke(main, ["check", "--no-cache", str(BAD)])
    assert done.stdout == by_call.stdout
    assert len(done.stdout) > 20_000
    assert done.stderr == ""


def test_a_reader_that_goes_away_is_no_fault():
    with subprocess.Popen(
        [*KHEO, "check", "--no-cache", str(BAD)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        running.stdout.close()
        _, said = running.communicate()
    assert b"Traceback" not in said
    assert running.returncode == 1


def test_a_wrong_command_ends_with_2():
    done = subprocess.run([*KHEO, "khong-co"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "khong-co" in done.stderr


def ended(command: str, *arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run `kheo` in a shell, which can close its streams or lead them somewhere; "$@" are the arguments."""
    shell = ["/bin/sh", "-c", f'exec "$@" {command}', "sh", *KHEO, *map(str, arguments)]
    return subprocess.run(shell, capture_output=True, text=True, check=False, **options)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_site(tmp_path_factory.mktemp("noi-khac") / "nguon")


def test_output_to_a_full_disk_is_said_with_what_became_of_the_site(site: Path):
    done = ended("> /dev/full", "build", "--no-cards", "--jobs", "1", site)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "Không in được kết quả" in done.stderr
    assert "Trang mới đã được đưa lên" in done.stderr
    assert (site / "site/index.html").is_file()


def test_a_command_that_publishes_nothing_says_nothing_of_a_site():
    for arguments in (["check", BAD], ["schema"], ["explain", "KH402"], ["--help"], ["build", "--help"]):
        done = ended("> /dev/full", *arguments)
        assert (done.returncode, "Traceback" in done.stderr) == (1, False), arguments
        assert "Không in được kết quả" in done.stderr
        assert "Trang" not in done.stderr


def test_closed_streams_change_nothing(site: Path, tmp_path: Path):
    for number, stream in enumerate(("<&-", ">&-", "2>&-", "<&- >&- 2>&-")):
        target = tmp_path / f"site-{number}"
        arguments = ("build", "--no-cards", "--jobs", "1", "--no-cache", "--output", target, site)
        done = ended(stream, *arguments, cwd=tmp_path)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), (stream, done.stderr)
        assert (target / "index.html").is_file()


def test_an_error_before_there_is_a_site_says_that_nothing_was_published(site: Path, tmp_path: Path):
    broken = copy_site(tmp_path / "hong")
    (broken / "content/pages/gioi-thieu.md").write_text("---\ntitle: x\n---\n", encoding="utf-8")
    done = ended("", "build", "--no-cards", broken)
    assert done.returncode == 1
    assert "Chưa có gì được đưa lên." in done.stderr
    assert "Trang cũ" not in done.stderr
