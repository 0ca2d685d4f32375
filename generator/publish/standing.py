"""Whether somebody touched a generation since it was made, and whether anything came or went since it was looked at."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.core.workers import Future, WorkerDied
from generator.publish.leftovers import kept_path
from generator.publish.manifest import MANIFEST, read_manifest

# Seconds by which the clock of a file system may lag behind ours.
_TICK = 0.05


class Untouched(NamedTuple):
    """A whole generation nobody has touched. files: path -> SHA-256.

    folders: folder -> when an entry last came or went there; none where a later time may not show.
    """

    files: Mapping[str, str]
    folders: Mapping[str, int]


TOUCHED = Untouched({}, {})
"""What is known of any other folder."""

Look = Callable[[Path], Untouched]
"""`untouched`, or the like."""


def untouched(root: Path) -> Untouched:
    """What is known of the generation below `root`.

    The list of files is written last, so a file changed after it was changed by somebody else.
    """
    ours = read_manifest(root) if root.is_dir() and not root.is_symlink() else None
    if ours is None:
        return TOUCHED
    began, last = time.time(), (root / MANIFEST).stat().st_mtime_ns
    found, folders, pending = 0, {}, [""]
    while pending:
        prefix = pending.pop()
        # Before its entries are listed: what comes later shows.
        folders[prefix] = _changed(root, prefix)
        with os.scandir(f"{root}/{prefix}") as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    pending.append(f"{path}/")
                elif path in ours and entry.is_file(follow_symlinks=False) and _status(entry).st_mtime_ns <= last:
                    found += 1
                elif path != MANIFEST:
                    return TOUCHED
    if found != len(ours):
        return TOUCHED
    settled = max(folders.values()) < (began - _TICK) * 1e9
    return Untouched(ours, folders if settled else {})


def as_it_was(root: Path, seen: Untouched) -> bool:
    """Whether surely no entry came to or went from the generation that was `seen` and is below `root` now."""
    try:
        return bool(seen.folders) and all(_changed(root, folder) == then for folder, then in seen.folders.items())
    except OSError:
        return False


class Beforehand:
    """`untouched` of a target and its spare, looked at in a process beside before anybody holds the lock.

    So what it saw counts only where a generation still has the very same list of files; else that is looked at again.
    """

    def __init__(self, target: Path) -> None:
        target = Path(os.path.abspath(target))  # noqa: PTH100 - resolve() would follow a link put in its place
        self._aside = Future(partial(_looked, (target, kept_path(target))))
        self._seen: dict[Path, tuple[_Which, Untouched]] | None = None

    def __call__(self, root: Path) -> Untouched:
        """As `untouched(root)`."""
        if self._seen is None:
            try:
                self._seen = self._aside.result()
            except (OSError, WorkerDied):
                self._seen = {}
        which, seen = self._seen.pop(root, ((), TOUCHED))
        return seen if which and which == _which(root) else untouched(root)

    def close(self) -> None:
        """Leave nobody looking."""
        self._aside.stop()


_Which = tuple[int, ...]


def _looked(roots: tuple[Path, ...]) -> dict[Path, tuple[_Which, Untouched]]:
    return {root: (_which(root), untouched(root)) for root in roots}


def _which(root: Path) -> _Which:
    """Tells one generation from any other that has been there, or will be; () where there is none."""
    try:
        folder, listed = os.lstat(root), os.lstat(root / MANIFEST)
    except OSError:
        return ()
    return folder.st_ino, listed.st_ino, listed.st_size, listed.st_mtime_ns, listed.st_ctime_ns


def _changed(root: Path, folder: str) -> int:
    return os.lstat(f"{root}/{folder}").st_mtime_ns


def _status(entry: os.DirEntry[str]) -> os.stat_result:
    return entry.stat(follow_symlinks=False)
