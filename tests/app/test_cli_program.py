"""The command as a program: everything is said, the exit code is told, and nobody sees a traceback."""

from __future__ import annotations

import subprocess
import sys

from click.testing import CliRunner
from source_tree import BAD_RECORDS

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
