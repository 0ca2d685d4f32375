"""The hash of a folder: every name and byte counts, and nothing in it can hold the hash up."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.core.toolchain import folder_hash, last_change, toolchain_hash


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/one.md").write_text("one", encoding="utf-8")
    (tmp_path / "a/two.md").write_text("two", encoding="utf-8")
    return tmp_path / "a"


CHANGES = {
    "a byte": lambda folder: (folder / "two.md").write_text("twö", encoding="utf-8"),
    "a name": lambda folder: (folder / "two.md").rename(folder / "three.md"),
    "a place": lambda folder: (folder / "b/one.md").rename(folder / "one.md"),
    "a new file": lambda folder: (folder / "b/three.md").touch(),
    "a file gone": lambda folder: (folder / "two.md").unlink(),
    "a link": lambda folder: (folder / "link").symlink_to("two.md"),
    "a link to a folder": lambda folder: (folder / "link").symlink_to("b"),
    "a pipe": lambda folder: os.mkfifo(folder / "pipe"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_every_change_shows(folder, what):
    before = folder_hash(folder)
    assert folder_hash(folder) == before
    CHANGES[what](folder)
    assert folder_hash(folder) != before


def test_the_place_of_the_folder_and_pythons_own_files_do_not_count(folder):
    before = folder_hash(folder)
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__/x.pyc").touch()
    assert folder_hash(folder.rename(folder.with_name("elsewhere"))) == before


def test_a_missing_folder_is_not_an_empty_one(tmp_path):
    (tmp_path / "empty").mkdir()
    assert folder_hash(tmp_path / "empty") != folder_hash(tmp_path / "missing")


def test_a_link_to_a_pipe_or_an_endless_device_is_not_followed(folder):
    (folder / "zero").symlink_to("/dev/zero")
    assert folder_hash(folder) == folder_hash(folder)


def test_the_last_change_is_that_of_the_newest_file(folder):
    os.utime(folder / "b/one.md", (4e9, 4e9))
    assert last_change(folder) == 4e9


def test_the_toolchain_hash_is_the_same_each_time():
    assert toolchain_hash() == toolchain_hash()
    assert len(toolchain_hash()) == 64
