"""The toolchain hash: what every result depends on besides its own inputs, so that it belongs in every cache key."""

from __future__ import annotations

import functools
import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.core.resources import PACKAGE, THEME

_SKIPPED = frozenset({"__pycache__"})


@functools.cache
def toolchain_hash() -> str:
    """SHA-256 in hex of the interpreter, the installed packages' versions, and every file of package and theme."""
    digest = hashlib.sha256(sys.version.encode())
    for name in sorted(_installed()):
        digest.update(f"\0{name}".encode())
    roots = [PACKAGE] if THEME.is_relative_to(PACKAGE) else [PACKAGE, THEME]
    for root in roots:
        digest.update(folder_hash(root))
    return digest.hexdigest()


def folder_hash(folder: Path | str) -> bytes:
    """SHA-256 of every name and every byte below a folder, or of one file. Raises OSError where a file cannot be read.

    A link counts as the text it holds; a pipe or device, which may never end, as its kind.
    """
    digest = hashlib.sha256(b"folder" if os.path.isdir(folder) else b"")  # noqa: PTH112 - takes a str as well
    for name, path in _files(str(folder)):
        digest.update(f"{name}\0".encode("utf-8", "surrogateescape") + _hash_of_one(path))
    return digest.digest()


def _hash_of_one(path: str) -> bytes:
    mode = os.lstat(path).st_mode
    if stat.S_ISREG(mode):
        # Never the whole file at once: somebody may have put a film there.
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - costs less than a Path for thousands of files
            return hashlib.file_digest(file, "sha256").digest()
    return os.fsencode(os.readlink(path)) if stat.S_ISLNK(mode) else b"%d" % stat.S_IFMT(mode)  # noqa: PTH115 - as above


def last_change(folder: Path | str) -> float:
    """When anything in or below a folder, or a file, last changed, in seconds since 1970. Raises OSError."""
    statuses = (os.lstat(path) for _, path in [("", str(folder)), *_files(str(folder))])
    return max((max(status.st_mtime, status.st_ctime) for status in statuses), default=0.0)


def _files(top: str) -> Iterator[tuple[str, str]]:
    """(name below the top, path) of every file, in order of name."""
    if not os.path.isdir(top):  # noqa: PTH112 - costs less
        return iter([("", top)] if os.path.lexists(top) else [])
    found = []
    for folder, names, files in os.walk(top):
        names[:] = [name for name in names if name not in _SKIPPED]
        links = [name for name in names if os.path.islink(f"{folder}/{name}")]  # noqa: PTH114 - costs less
        found += [(f"{folder[len(top) :]}/{name}", f"{folder}/{name}") for name in (*files, *links)]
    return iter(sorted(found))


def _installed() -> set[str]:
    """Names like "pillow-13.0.0.dist-info" of every package that could be imported."""
    folders = [Path(entry) for entry in sys.path if entry.endswith(("site-packages", "dist-packages"))]
    return {path.name for folder in folders if folder.is_dir() for path in folder.glob("*.dist-info")}
