"""What the preview hears of files: every change, whatever way an editor saves, and where the system says nothing."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.observers import Observer

from generator.tools.preview import watch as watch_room
from generator.tools.preview.watch import Watch


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "content" / "models").mkdir(parents=True)
    (tmp_path / "content" / "a.md").write_text("một")
    (tmp_path / "mkdocs.yml").write_text("một")
    return tmp_path


@pytest.fixture
def watch(folder) -> Iterator[Watch]:
    watch = Watch([folder / "content", folder / "mkdocs.yml"])
    yield watch
    watch.close()


def replace_whole(folder: Path) -> None:
    (folder / ".new").write_text("hai")
    (folder / ".new").replace(folder / "content" / "a.md")


def new_folder(folder: Path) -> None:
    (folder / "content" / "models" / "x").mkdir()
    (folder / "content" / "models" / "x" / "index.md").write_text("hai")


CHANGES: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "written": (lambda folder: (folder / "content/a.md").write_text("hai"), {"content/a.md"}),
    "put in the place of another": (replace_whole, {"content/a.md"}),
    "new": (lambda folder: (folder / "content/b.md").write_text("hai"), {"content/b.md"}),
    "new in a new folder": (new_folder, {"content/models/x/index.md"}),
    "taken away": (lambda folder: (folder / "content/a.md").unlink(), {"content/a.md"}),
    "called otherwise": (
        lambda folder: (folder / "content/a.md").rename(folder / "content/b.md"),
        {"content/a.md", "content/b.md"},
    ),
    "beside the content": (lambda folder: (folder / "mkdocs.yml").write_text("hai"), {"mkdocs.yml"}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_file_is_named_that_was_changed_in_any_way(name, folder, watch):
    change, expected = CHANGES[name]
    change(folder)
    watch.wait([])
    assert {path.relative_to(folder).as_posix() for path in watch.changes()} == expected
    assert watch.changes() == set()


def test_the_system_wakes_it_long_before_it_would_look_by_itself(folder, watch, monkeypatch):
    monkeypatch.setattr(watch, "_pause", 30.0)
    (folder / "content/a.md").write_text("hai")
    began = time.monotonic()
    watch.wait([])
    assert time.monotonic() - began < 15
    assert watch.changes() == {folder / "content/a.md"}


def test_where_the_system_cannot_tell_it_looks_by_itself(folder, monkeypatch):
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(Observer, "schedule", refuse)
    watch = Watch([folder / "content"])
    (folder / "content/a.md").write_text("hai")
    watch.wait([])
    assert watch.changes() == {folder / "content/a.md"}
    watch.close()


def test_where_the_system_tells_nothing_it_says_so_and_looks_itself(tmp_path, monkeypatch):
    def refuse():
        raise OSError(errno.EMFILE, "inotify instance limit reached")

    monkeypatch.setattr(watch_room, "Observer", refuse)
    (tmp_path / "a.md").write_text("một")
    watch = Watch([tmp_path])
    assert not watch.observed
    (tmp_path / "a.md").write_text("hai hai")
    watch.wait([])
    assert watch.changes() == {tmp_path / "a.md"}
    watch.close()
