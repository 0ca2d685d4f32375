"""Killed at whatever moment, a build leaves one whole generation in the target."""

from __future__ import annotations

import errno
import hashlib
import itertools
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from source_tree import REPOSITORY, TESTS

from generator.publish import open_staging, read_manifest, swap
from generator.publish.manifest import MANIFEST, list_files

SCRIPT = TESTS / "support" / "publish_generations.py"


def whole_generation(target: Path) -> int:
    """The number of the one generation that lies in the target; fails when it is torn or mixed."""
    manifest = read_manifest(target)
    assert manifest is not None
    found = {path: Path(entry.path).read_bytes() for path, entry in list_files(target) if path != MANIFEST}
    assert {path: hashlib.sha256(data).hexdigest() for path, data in found.items()} == manifest
    numbers = {int(re.sub(rb"<a .*|<[^>]+>", b"", data)) for data in found.values()}
    assert len(numbers) == 1
    return numbers.pop()


def publish(target: Path, number: int) -> None:
    with open_staging(target) as staging:
        staging.write("", f"<p>{number}</p>".encode())
        staging.write("mo-hinh/a/", f"<p>{number}</p>".encode())
        staging.write(f"{number}.txt", str(number).encode())
        staging.commit()


def names_beside(target: Path) -> set[str]:
    return {path.name for path in target.parent.iterdir()}


@pytest.mark.parametrize("kills", [10, pytest.param(50, marks=pytest.mark.nightly)])
def test_kills_at_random_moments_never_tear_the_site(tmp_path, kills):
    target = tmp_path / "site"
    publish(target, 0)
    moments = random.Random(35)
    last = leftovers = 0
    reach = 0.03
    for _ in range(kills):
        command = [sys.executable, str(SCRIPT), str(target), str(last + 1)]
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as build:
            assert build.stdout.readline() == b"ready\n"
            time.sleep(moments.uniform(0, reach))
            build.send_signal(signal.SIGKILL)
        now = whole_generation(target)
        assert now >= last
        # A busy machine needs longer for a generation: reach further when a kill came before the first.
        reach *= 1.4 if now == last else 0.9
        last = now
        leftovers += len(names_beside(target)) > 2
    assert last > kills // 5, "the kills came too early to show anything"
    assert leftovers > kills // 5, "no kill hit a build at work"

    publish(target, last + 1)
    assert whole_generation(target) == last + 1
    assert names_beside(target) == {"site", ".site.lock"}


STEPS = ["open", "write", "mkdir", "rename", "replace", "unlink", "rmdir"]


def die_at_step(publishing, monkeypatch, number: int) -> bool:
    """Fork, run `publishing` and SIGKILL it just before its file operation `number`; False if it came through."""
    child = os.fork()
    if child == 0:
        counter = itertools.count(1)

        def counted(operation):
            def step(*args, **kwargs):
                if next(counter) == number:
                    os.kill(os.getpid(), signal.SIGKILL)
                return operation(*args, **kwargs)

            return step

        for name in STEPS:
            monkeypatch.setattr(os, name, counted(getattr(os, name)))
        if swap._exchange_call is not None:
            monkeypatch.setattr(swap, "_exchange_call", counted(swap._exchange_call))
        try:
            publishing()
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def test_a_kill_before_each_single_step_leaves_the_old_or_the_new_site(tmp_path, monkeypatch):
    target = tmp_path / "site"
    publish(target, 1)
    seen = set()
    for number in itertools.count(1):
        killed = die_at_step(lambda: publish(target, 2), monkeypatch, number)
        seen.add(whole_generation(target))
        publish(target, 1)
        assert names_beside(target) == {"site", ".site.lock"}
        if not killed:
            break
    assert number > 20
    assert seen == {1, 2}


def test_without_an_exchange_the_next_start_puts_a_missing_site_back(tmp_path, monkeypatch):
    monkeypatch.setattr(swap, "_exchange_call", None)
    target = tmp_path / "site"
    publish(target, 1)
    missing = 0
    for number in itertools.count(1):
        killed = die_at_step(lambda: publish(target, 2), monkeypatch, number)
        if not target.exists():
            missing += 1
            with open_staging(target):
                pass
        assert whole_generation(target) in {1, 2}
        publish(target, 1)
        assert names_beside(target) == {"site", ".site.lock"}
        if not killed:
            break
    assert missing == 1, "exactly one step lies between the two renames"


def test_a_file_system_that_cannot_exchange_is_served_by_renames(tmp_path, monkeypatch):
    def refuse(one, two):
        swap.ctypes.set_errno(errno.EINVAL)
        return -1

    monkeypatch.setattr(swap, "_exchange_call", refuse)
    target = tmp_path / "site"
    publish(target, 1)
    publish(target, 2)
    assert whole_generation(target) == 2
    assert names_beside(target) == {"site", ".site.lock"}


def test_a_rename_that_fails_half_way_is_taken_back(tmp_path, monkeypatch):
    monkeypatch.setattr(swap, "_exchange_call", None)
    target = tmp_path / "site"
    publish(target, 1)
    real = os.rename

    def rename(source, destination):
        if Path(destination) == target and ".staging-" in str(source):
            raise KeyboardInterrupt
        real(source, destination)

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(KeyboardInterrupt):
        publish(target, 2)
    assert whole_generation(target) == 1
    assert names_beside(target) == {"site", ".site.lock"}
