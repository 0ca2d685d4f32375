"""The same content gives the same bytes: on any machine, in any place, with any number of workers, cache or not."""

from __future__ import annotations

import os
import random
import shutil
import time
from pathlib import Path
from typing import Self

import pytest
from whole_sites import GOLDEN, build_here, copy_site, differing, run, start, tree

from generator.pipeline import render

FIRST = {"TZ": "UTC", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "1"}
OTHER = {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "tr_TR.UTF-8", "LANG": "vi_VN.UTF-8", "PYTHONHASHSEED": "2"}


@pytest.fixture(scope="module")
def first(tmp_path_factory) -> dict[str, bytes]:
    """The golden site, built by the command with one process, without a cache, in one time zone and locale."""
    folder = tmp_path_factory.mktemp("first")
    site = copy_site(folder / "trang")
    done = run("build", site, "--output", folder / "ra", "--jobs", "1", "--no-cache", env=FIRST)
    assert done.returncode == 0, done.stderr
    return tree(folder / "ra")


def test_in_another_place_time_zone_and_locale(first, tmp_path):
    site = copy_site(tmp_path / "một chỗ khác" / "trang web")
    for path in site.rglob("*"):
        os.utime(path, (10**9, 10**9))
    done = run("build", ".", "--output", "../ra đây", "--jobs", "2", env=OTHER, cwd=site, umask=0o077)
    assert done.returncode == 0, done.stderr
    assert differing(first, tree(site.parent / "ra đây")) == []


def test_by_mkdocs_own_command(first, tmp_path):
    site = copy_site(tmp_path / "trang")
    with start("build", "--quiet", "--config-file", site / "mkdocs.yml", tool="mkdocs", env=OTHER) as process:
        _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert differing(first, tree(site / "site")) == []


def test_with_a_cold_a_warm_and_a_damaged_cache(first, tmp_path):
    cache = tmp_path / "cache"
    for state in ("cold", "warm", "damaged"):
        if state == "damaged":
            entries = [path for path in cache.rglob("*") if path.is_file()]
            assert entries, "nothing was cached"
            for path in entries:
                path.write_bytes(path.read_bytes()[:-1] + b"?")
        build_here(GOLDEN, tmp_path / "ra", cards=True, memo=cache)
        assert differing(first, tree(tmp_path / "ra")) == [], state


def test_with_two_processes_that_share_the_pages(first, tmp_path, monkeypatch):
    monkeypatch.setattr(render, "_SHARE", 2)
    for jobs in (2, 3):
        build_here(GOLDEN, tmp_path / "ra", cards=True, jobs=jobs)
        assert differing(first, tree(tmp_path / "ra")) == [], f"{jobs} jobs"


class Shuffled:
    """`os.scandir` as a file system with another order would answer it."""

    real = staticmethod(os.scandir)

    def __init__(self, *arguments: object) -> None:
        with self.real(*arguments) as found:
            self.entries = list(found)
        random.Random(len(self.entries)).shuffle(self.entries)
        self.entries = iter(self.entries)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def close(self) -> None:
        pass

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> os.DirEntry[str]:
        return next(self.entries)


def test_on_a_file_system_with_another_order(first, tmp_path, monkeypatch):
    listdir = os.listdir
    monkeypatch.setattr(os, "scandir", Shuffled)
    monkeypatch.setattr(os, "listdir", lambda *folder: sorted(listdir(*folder), key=lambda name: name[::-1]))
    build_here(GOLDEN, tmp_path / "ra", cards=True)
    monkeypatch.undo()
    assert differing(first, tree(tmp_path / "ra")) == []


def test_in_another_year(first, tmp_path, monkeypatch):
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 10**8)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    build_here(GOLDEN, tmp_path / "ra", cards=True)
    assert differing(first, tree(tmp_path / "ra")) == []


def test_nothing_tells_of_the_machine(first, tmp_path_factory):
    private = [str(tmp_path_factory.getbasetemp()), str(GOLDEN.parents[2]), str(Path.home()), os.uname().nodename]
    told = {word: [path for path, data in first.items() if word.encode() in data] for word in private if len(word) > 3}
    assert {word: paths for word, paths in told.items() if paths} == {}


def test_a_build_leaves_the_content_as_it_was(tmp_path):
    site = copy_site(tmp_path / "trang")
    before = tree(site)
    build_here(site, tmp_path / "ra")
    assert differing(before, tree(site)) == []


def test_a_second_build_into_the_same_folder_keeps_nothing_of_the_first(first, tmp_path):
    site = copy_site(tmp_path / "trang")
    build_here(site, tmp_path / "ra")
    shutil.rmtree(site / "content/programmes")
    for name in ("vuon-rau-chung/index.md",):
        text = (site / "content/models" / name).read_text(encoding="utf-8")
        text = text.replace("programmes: [ke-hoach-vuon-rau]\n", "")
        (site / "content/models" / name).write_text(text, encoding="utf-8")
    build_here(site, tmp_path / "ra")
    build_here(site, tmp_path / "mới")
    assert differing(tree(tmp_path / "ra"), tree(tmp_path / "mới")) == []
    assert not (tmp_path / "ra/chuong-trinh/ke-hoach-vuon-rau").exists()
