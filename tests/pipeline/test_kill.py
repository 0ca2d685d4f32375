"""Killed at whatever moment, a whole `kheo build` leaves one whole generation, and the next build cleans up after it."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from source_tree import TESTS
from whole_sites import MODEL, build_here, change, copy_site, differing, tree

from generator.publish import MANIFEST, read_manifest

SCRIPT = TESTS / "support" / "build_generations.py"
# The footer of every page says which generation the page is of.
MARK = "Thế hệ số "


class Builder:
    """The process that forks builds, and the one site they build."""

    def __init__(self, folder: Path) -> None:
        self.site, self.target = copy_site(folder / "trang"), folder / "ra" / "site"
        change(self.site, "content/province.yml", "notice: ", f"notice: {MARK}0. ")
        self.number = 0
        (folder / "tam").mkdir()
        self._process = subprocess.Popen(
            [sys.executable, str(SCRIPT), str(self.site), str(folder / "ấm")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | {"TMPDIR": str(folder / "tam"), "PYTHONPATH": str(SCRIPT.parent.parent)},
        )

    def close(self) -> None:
        self._process.communicate(timeout=30)

    def build(self, jobs: int = 1, seconds: float | None = None, *, at_swap: bool = False, story: str = "") -> int:
        """Change the content to the next generation and build it, killed after `seconds`, from the swap on if so asked.

        story: what to add to one story, in place of a change that shows on every page. Returns the exit code, or minus
        the signal that ended it.
        """
        if story:
            with (self.site / MODEL).open("a", encoding="utf-8") as file:
                file.write(f"\n{story}\n")
        else:
            change(self.site, "content/province.yml", f"{MARK}{self.number}.", f"{MARK}{self.number + 1}.")
            self.number += 1
        arguments = ["build", str(self.site), "--output", str(self.target), "--jobs", str(jobs)]
        folder = str(self.target.parent) if at_swap else None
        self._process.stdin.write(json.dumps([arguments, seconds, folder]) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def served(self) -> int:
        """The number of the one generation in the output folder; fails when it is torn or mixed."""
        manifest = read_manifest(self.target)
        assert manifest is not None
        found = tree(self.target)
        del found[MANIFEST]
        assert {path: hashlib.sha256(data).hexdigest() for path, data in found.items()} == manifest
        marks = Counter(
            int(number)
            for path, data in found.items()
            if path.endswith(".html")
            for number in re.findall(rf"{MARK}(\d+)\.", data.decode("utf-8"))
        )
        assert len(marks) == 1
        assert marks.total() > 40
        return next(iter(marks))

    def whole(self) -> bool:
        """Whether the output folder holds just what its list of files says, byte for byte."""
        found = tree(self.target)
        del found[MANIFEST]
        return {path: hashlib.sha256(data).hexdigest() for path, data in found.items()} == read_manifest(self.target)

    def beside(self) -> set[str]:
        return {path.name for path in self.target.parent.iterdir()}


@pytest.fixture
def builder(tmp_path) -> Iterator[Builder]:
    running = Builder(tmp_path)
    yield running
    running.close()


@pytest.mark.parametrize("kills", [10, pytest.param(50, marks=pytest.mark.nightly)])
def test_kills_at_random_moments_leave_one_whole_release_each_time(builder, tmp_path, kills):
    assert builder.build() == 0
    begun = time.monotonic()
    assert builder.build() == 0
    whole = time.monotonic() - begun

    moments = random.Random(1949)
    last, hit, litter = builder.served(), 0, 0
    for kill in range(kills):
        jobs = 1 + kill // 3 % 2
        if kill % 3 == 0:
            hit += builder.build(jobs, moments.uniform(0, 1.1) * whole) == -signal.SIGKILL
        elif kill % 3 == 1:
            # The first half of a build only reads and renders in a folder of its own; this is the other half.
            hit += builder.build(jobs, moments.uniform(0.5, 1.05) * whole) == -signal.SIGKILL
        else:
            hit += builder.build(jobs, moments.uniform(0, 0.03), at_swap=True) == -signal.SIGKILL
        served = builder.served()
        assert served in {last, builder.number}
        last = served
        litter += builder.beside() != {"site", ".site.lock"}
        if kill % 10 == 9:
            assert builder.build() == 0
            assert builder.served() == builder.number
            assert builder.beside() == {"site", ".site.lock"}
            last = builder.number
    assert hit >= kills * 0.5, "the kills came too late"
    assert litter > kills // 10, "no kill hit a build while it was publishing"

    build_here(builder.site, tmp_path / "khac", cards=True)
    assert differing(tree(tmp_path / "khac"), tree(builder.target)) == []


@pytest.mark.parametrize("kills", [6, pytest.param(20, marks=pytest.mark.nightly)])
def test_kills_of_builds_that_use_the_memo_leave_one_whole_release_and_a_sound_memo(builder, tmp_path, kills):
    assert builder.build(story="Lời kể đầu.") == 0
    begun = time.monotonic()
    assert builder.build(story="Lời kể nữa.") == 0
    whole = time.monotonic() - begun

    moments, hit = random.Random(1968), 0
    for kill in range(kills):
        seconds = moments.uniform(0, 0.02) if kill % 2 else moments.uniform(0.3, 1.05) * whole
        hit += (
            builder.build(1 + kill % 3, seconds, at_swap=bool(kill % 2), story=f"Lời kể lần {kill}.") == -signal.SIGKILL
        )
        assert builder.whole()
    assert hit >= kills // 2, "the kills came too late"

    # A worker may outlive its killed build for a moment and hold its folder; the build after the next clears it.
    assert builder.build(story="Lời kể gần cuối.") == 0
    assert builder.build(story="Lời kể cuối.") == 0
    assert builder.beside() <= {"site", ".site.lock"}
    build_here(builder.site, tmp_path / "khac", cards=True)
    assert differing(tree(tmp_path / "khac"), tree(builder.target)) == []
