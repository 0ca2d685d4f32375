"""The measure of the whole country runs on a small one, builds no province twice, and tells what it measured."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from whole_sites import REPOSITORY


def measure(scratch: Path) -> subprocess.CompletedProcess[str]:
    """Two provinces of ten models."""
    script = REPOSITORY / "bench/scale/measure.py"
    numbers = [
        "--provinces",
        "2",
        "--records",
        "10",
        "--jobs",
        "1",
        "--scratch",
        scratch,
        "--result",
        scratch,
        "--sites",
    ]
    return subprocess.run([sys.executable, script, *numbers], capture_output=True, text=True, check=True, timeout=300)


def test_provinces_are_built_joined_and_weighed_and_none_twice(tmp_path: Path):
    told = measure(tmp_path).stdout
    assert told == (tmp_path / "result.md").read_text("utf-8")
    lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in told.splitlines() if line.startswith("| ")]
    models = {name: count for name, count, *_ in lines}
    assert models["2 provinces"] == models["the join"] == models["2 provinces and the join"] == "20"
    assert all(cell for line in lines[1:] for cell in line)
    # Only what a hub reads is kept of a province.
    assert sorted(path.name for path in (tmp_path / "province-01/site").iterdir()) == ["du-lieu", "feed.json", "tim"]
    again = measure(tmp_path).stderr
    assert "building" not in again
    assert "province 2: measured before" in again
