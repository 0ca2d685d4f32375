"""Keep the results of costly steps between builds; a wrong, stale or damaged entry can only cost time, never a byte.

An entry is found by the SHA-256 of its key and carries a SHA-256 over key and value, so anything cut short, flipped
or put under another name is a miss. That guards against accidents, not against somebody who can write the folder.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import time
from pathlib import Path

_SUFFIX = ".entry"
_ABANDONED_AFTER = 3600
"""Seconds after which an unfinished write of a killed process may be removed."""

_numbers = itertools.count()


class Cache:
    """Bytes by key below a folder, which is made when first needed; `None` as the folder keeps nothing.

    Safe for processes at work at once: entries appear by rename. A disk that is full or read-only only costs time.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @classmethod
    def none(cls) -> Cache:
        """The cache that keeps nothing."""
        return cls(None)

    @property
    def keeps(self) -> bool:
        """False for the cache that keeps nothing: what is made only to be kept need not be made."""
        return self._folder is not None

    def get(self, key: bytes | str) -> bytes | None:
        """The value put under `key`, exactly; None when there is none, or it is damaged."""
        if self._folder is None:
            return None
        name = _name(key)
        path = _path(self._folder, name)
        try:
            entry = path.read_bytes()
            if entry[:32] != _seal(name, entry[32:]):
                return None
            # The time of last use, by which `prune` chooses.
            os.utime(path)
        except OSError:
            return None
        return entry[32:]

    def put(self, key: bytes | str, data: bytes) -> bool:
        """Keep `data` under `key`; False if the disk would not have it, which the caller may ignore."""
        if self._folder is None:
            return False
        name = _name(key)
        path = _path(self._folder, name)
        unfinished = path.with_name(f"{path.name}.{os.getpid()}-{next(_numbers)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                unfinished.write_bytes(_seal(name, data) + data)
                unfinished.replace(path)
            except BaseException:
                unfinished.unlink(missing_ok=True)
                raise
        except OSError:
            return False
        return True

    def prune(self, max_bytes: int) -> int:
        """Remove the entries used longest ago until at most `max_bytes` remain; returns the bytes freed."""
        entries = []
        freed = 0
        for path in self._folder.glob("??/*") if self._folder is not None else ():
            try:
                status = path.stat()
            except FileNotFoundError:
                continue  # another process was quicker
            if path.suffix == _SUFFIX:
                entries.append((status.st_mtime_ns, path.name, status.st_size, path))
            elif status.st_mtime < time.time() - _ABANDONED_AFTER:
                path.unlink(missing_ok=True)
                freed += status.st_size
        excess = sum(entry[2] for entry in entries) - max_bytes
        for _, _, size, path in sorted(entries):
            if excess <= 0:
                break
            path.unlink(missing_ok=True)
            excess -= size
            freed += size
        return freed


def cache_folder(root: Path) -> Path:
    """Where the cache of the site under `root` lies."""
    return root / ".cache" / "kheo"


def _path(folder: Path, name: str) -> Path:
    return folder / name[:2] / f"{name[2:]}{_SUFFIX}"


def _name(key: bytes | str) -> str:
    return hashlib.sha256(key.encode() if isinstance(key, str) else key).hexdigest()


def _seal(name: str, data: bytes) -> bytes:
    return hashlib.sha256(name.encode() + data).digest()
