"""Tells which files have changed: the system wakes us, and a look at every file says what it was."""

from __future__ import annotations

import multiprocessing
import os
import stat
import time
from collections.abc import Iterable, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from watchdog import events
from watchdog.observers import Observer

# Seconds: an editor that saves in several steps has come to the end when nothing happens for so long.
_CALM, _CALM_AT_LAST = 0.03, 1.0
# Where the system says nothing (a network drive), looking may take this part of the time.
_SHARE, _SHARE_UNTOLD = 0.02, 0.2
_CHANGES = [
    *(events.FileCreatedEvent, events.FileModifiedEvent, events.FileClosedEvent, events.FileDeletedEvent),
    *(events.FileMovedEvent, events.DirCreatedEvent, events.DirDeletedEvent, events.DirMovedEvent),
]

StatFingerprint = tuple[int, int, int, int, int]
"""Size in bytes, last change of the content and of anything in nanoseconds since 1970, inode, kind."""


class Watch(events.FileSystemEventHandler):
    """Watches files and folders, with all below them. observed: the system tells of changes; else we look ourselves."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._heard, self._tell = multiprocessing.Pipe(duplex=False)
        self._told = False
        self._paths: list[str] = []
        self._seen: dict[str, StatFingerprint] = {}
        self._pause = 1.0
        self.observed = True
        self._observer = self._begin_to_observe()
        self.look_at(paths)

    def look_at(self, paths: Iterable[Path]) -> None:
        """Watch these from now on; what is new among them has not changed yet."""
        wanted = sorted({str(path.absolute()) for path in paths})
        if wanted == self._paths:
            return
        self._paths = wanted
        self._seen = self._look() | self._seen
        if self._observer is None:
            return
        try:
            self._observer.unschedule_all()
            for path in wanted:
                # Many editors put a new file in the place of the old one: its folder is asked.
                folder = Path(path).is_dir()
                self._observer.schedule(
                    self, path if folder else str(Path(path).parent), recursive=folder, event_filter=_CHANGES
                )
            if not self._observer.is_alive():
                self._observer.start()
        except OSError:
            # More folders than the system watches for one user: we look ourselves, more often.
            self.observed = False

    def _begin_to_observe(self) -> Any:
        """What tells of changes; None where the system lets this user observe nothing more."""
        try:
            return Observer()
        except OSError:
            self.observed = False
            return None

    def on_any_event(self, _event: events.FileSystemEvent) -> None:
        """Wake whoever waits; called in a thread of the observer's."""
        if not self._told:
            self._told = True
            self._tell.send(None)

    def wait(self, others: Sequence[Connection]) -> list[object]:
        """Wait until something may have changed, or one of `others` can be read from; those that can."""
        ready = wait([self._heard, *others], self._pause)
        if self._heard in ready:
            self._drain()
            until = time.monotonic() + _CALM_AT_LAST
            while time.monotonic() < until and self._heard.poll(_CALM):
                self._drain()
        return [one for one in ready if one is not self._heard]

    def _drain(self) -> None:
        self._told = False
        self._heard.recv()

    def changes(self) -> set[Path]:
        """The files that came, went or changed since this was last asked."""
        before, self._seen = self._seen, self._look()
        return {Path(path) for path in before.keys() | self._seen.keys() if before.get(path) != self._seen.get(path)}

    def _look(self) -> dict[str, StatFingerprint]:
        began = time.perf_counter()
        found = _fingerprints(self._paths)
        self._pause = max(0.5, (time.perf_counter() - began) / (_SHARE if self.observed else _SHARE_UNTOLD))
        return found

    def close(self) -> None:
        """Watch no more."""
        if self._observer is not None and self._observer.is_alive():
            self._observer.stop()
            self._observer.join()


def _fingerprints(paths: list[str]) -> dict[str, StatFingerprint]:
    """Path -> stat fingerprint of every file at and below `paths` that exists; Python's and git's folders apart."""
    found: dict[str, StatFingerprint] = {}
    pending = list(paths)
    while pending:
        path = pending.pop()
        if not Path(path).is_dir():
            if os.path.lexists(path):
                found[path] = _fingerprint(os.lstat(path))
            continue
        with os.scandir(path) as entries:
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    found[entry.path] = _fingerprint(entry.stat(follow_symlinks=False))
                elif entry.name not in ("__pycache__", ".git"):
                    pending.append(entry.path)
    return found


def _fingerprint(status: os.stat_result) -> StatFingerprint:
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, stat.S_IFMT(status.st_mode))
