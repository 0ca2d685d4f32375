"""Tell without reading it that a file is still the one that was read: by size, times, inode and kind."""

from __future__ import annotations

import os
import stat
from pathlib import Path

# Seconds by which the clock of a file system may lag behind ours.
_TICK = 0.05

Signature = tuple[int, int, int, int, int]
"""Size in bytes, last change of the content and of anything in nanoseconds since 1970, inode, kind."""


def signature(status: os.stat_result) -> Signature:
    """The signature in a file's status, taken without following links."""
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, stat.S_IFMT(status.st_mode))


def signatures(paths: list[str]) -> dict[str, Signature]:
    """Every file at and below `paths`; what is not there has none. Folders made by Python and git do not count."""
    found: dict[str, Signature] = {}
    pending = list(paths)
    while pending:
        path = pending.pop()
        if not Path(path).is_dir():
            if os.path.lexists(path):
                found[path] = signature(os.lstat(path))
            continue
        with os.scandir(path) as entries:
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    found[entry.path] = signature(entry.stat(follow_symlinks=False))
                elif entry.name not in ("__pycache__", ".git"):
                    pending.append(entry.path)
    return found


def is_settled(signed: Signature, began: float) -> bool:
    """Whether a file was last changed clearly before `began` (seconds since 1970): a later change then shows."""
    return max(signed[1:3]) < (began - _TICK) * 1e9
