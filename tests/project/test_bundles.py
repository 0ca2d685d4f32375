"""The theme's scripts and styles are what their sources give; their parts that need no browser run in Node.js."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import playwright
import pytest
from source_tree import REPOSITORY

THEME = REPOSITORY / "theme"
NODE = Path(playwright.__file__).with_name("driver") / "node"


def test_the_bundles_are_made_from_these_sources():
    """`make lint` makes them again and compares every byte; this needs no npm."""
    fingerprint = hashlib.sha256()
    names = {path.relative_to(THEME / "source").as_posix(): path for path in (THEME / "source").rglob("*")}
    for name, path in sorted(names.items()):
        if path.is_file():
            fingerprint.update(f"{name}\0".encode() + path.read_bytes() + b"\0")
    written = (THEME / "assets/sources.sha256.txt").read_text(encoding="utf-8")
    assert written.split()[0] == fingerprint.hexdigest(), 'theme/source changed: run "make bundle"'


@pytest.mark.parametrize("script", sorted((REPOSITORY / "tests/theme").glob("*.test.mjs")), ids=lambda path: path.stem)
def test_modules_that_need_no_browser_keep_their_promises_in_node(script: Path) -> None:
    ran = subprocess.run([NODE, "--test", script], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
