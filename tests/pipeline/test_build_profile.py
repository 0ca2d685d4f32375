"""What a profile tells of a build."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path

from click.testing import CliRunner

from generator.app.cli import main
from generator.pipeline.profile import Profile


def spend(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_a_step_is_charged_with_its_time_and_that_of_the_processes_it_started() -> None:
    costs = Profile(time.perf_counter(), lambda _name: nullcontext())
    with costs("tự làm"):
        spend(0.1)
    with costs("giao việc"):
        subprocess.run([sys.executable, "-c", "sum(range(3_000_000))"], check=True)
    with costs("chờ"):
        time.sleep(0.1)
    start, own, given, waited = costs.costs
    assert (start.name, own.name, given.name, waited.name) == ("Khởi động", "tự làm", "giao việc", "chờ")
    # The system counts in steps of ten milliseconds, and rounds.
    assert own.cpu > 0.05
    assert own.children == 0
    assert given.children > given.cpu
    assert waited.wall >= 0.1
    assert waited.cpu < 0.05
    assert given.child_memory > 1_000_000
    assert abs(costs.total().wall - sum(cost.wall for cost in costs.costs)) < 1e-9


def test_the_table_names_every_step_of_the_build(tmp_path: Path) -> None:
    site = str(tmp_path / "mh")
    CliRunner().invoke(main, ["sample", site, "--records", "3", "--photos", "0"])
    result = CliRunner().invoke(main, ["build", site, "--output", str(tmp_path / "ra"), "--profile"])
    assert result.exit_code == 0, result.output
    for name in ("Khởi động", "Đọc và kiểm tra hồ sơ", "Sắp xếp", "Dựng trang", "Kết thúc", "Tổng"):
        assert name in result.stderr
    assert "Tổng" not in result.stdout


def test_without_the_option_a_build_prints_no_table(tmp_path: Path) -> None:
    site = str(tmp_path / "mh")
    CliRunner().invoke(main, ["sample", site, "--records", "3", "--photos", "0"])
    assert "Tổng" not in CliRunner().invoke(main, ["build", site, "--output", str(tmp_path / "ra")]).output
