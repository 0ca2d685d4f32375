"""Keep the results of costly steps between builds; a wrong, stale or damaged entry can only cost time, never a byte.

An entry is found by the SHA-256 of its key and carries a seal over key and value, so anything cut short, flipped or put
under another name is a miss. The seal is made with a secret of the user's own, kept outside the site: some values are
opened as Python objects, and a cache that came with a stranger's files must not be believed.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import hmac
import itertools
import os
import time
from pathlib import Path

from generator.core.system import BINARY

_SUFFIX = ".entry"
_ABANDONED_AFTER = 3600
"""Seconds after which an unfinished write of a killed process may be removed."""

_SECRET_BYTES = 32

_numbers = itertools.count()


class Cache:
    """Bytes by key below a folder, which is made when first needed; `None` as the folder keeps nothing.

    Safe for processes at work at once: entries appear by rename. A disk that is full or read-only only costs time.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._secret = _secret() if folder is not None else b""
        if not self._secret:
            self._folder = None

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
            if not hmac.compare_digest(entry[:32], self._seal(name, entry[32:])):
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
                unfinished.write_bytes(self._seal(name, data) + data)
                unfinished.replace(path)
            except BaseException:
                unfinished.unlink(missing_ok=True)
                raise
        except OSError:
            return False
        return True

    def _seal(self, name: str, data: bytes) -> bytes:
        return hmac.digest(self._secret, name.encode() + data, "sha256")

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


@functools.cache
def _secret() -> bytes:
    """The user's secret for seals, made when there is none; b"" where it can be neither read nor kept."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - never raises
    path = Path(home) / "kheo" / "seal"
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY, 0o600), "wb") as file:
                file.write(os.urandom(_SECRET_BYTES))
            # Of two processes at once the first one's secret stands, whole from the start.
            with contextlib.suppress(FileExistsError):
                os.link(fresh, path)
            fresh.unlink()
        secret = path.read_bytes()
    except OSError:
        return b""
    return secret if len(secret) == _SECRET_BYTES else b""
