"""Write the files of a release, each once and whole."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from generator.core.system import BINARY
from generator.publish.addresses import file_path
from generator.publish.errors import PublishError, guarded


class Written(NamedTuple):
    """One file of a release: path below its root, SHA-256 in hex, size in bytes."""

    path: str
    sha256: str
    size: int


def write_files(root: Path, files: Iterable[tuple[str, bytes]], made: set[str] | None = None) -> list[Written]:
    """Write (address, bytes) pairs below `root`; safe in several processes at once, which then `register` the result.

    `made` keeps the folders already there from one call to the next. Raises PublishError: KH903, KH904 (that file is
    already there), KH905, KH906, KH907.
    """
    folders = set() if made is None else made
    hashed = ((file_path(address), hashlib.sha256(data).hexdigest(), data) for address, data in files)
    return [write_hashed(root, path, digest, data, folders) for path, digest, data in hashed]


def write_hashed(root: Path, path: str, digest: str, data: bytes, made: set[str]) -> Written:
    """Write one file whose SHA-256 is known; `made` and what is raised as in `write_files`."""
    try:
        _write_file(str(root), path, data, made)
    except OSError:
        with guarded(path):
            raise
    return Written(path, digest, len(data))


def _write_file(root: str, path: str, data: bytes, folders: set[str]) -> None:
    try:
        folder = path.rpartition("/")[0]
        if folder not in folders:
            make_folder(root, folder, folders)
        # O_EXCL: a file system that ignores letter case would otherwise let one page overwrite another.
        handle = os.open(f"{root}/{path}", os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o644)
    except (FileExistsError, NotADirectoryError) as error:
        raise PublishError("KH904", {"first": path, "second": path}) from error
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)


def make_folder(root: str, folder: str, made: set[str]) -> None:
    """Make a folder with those above it; another process may be doing the same."""
    above = folder.rpartition("/")[0]
    if above and above not in made:
        make_folder(root, above, made)
    whole = f"{root}/{folder}"
    try:
        os.mkdir(whole)  # noqa: PTH102 - a Path costs more than the call
    except FileExistsError:
        if not os.path.isdir(whole):  # noqa: PTH112 - as above
            raise
    made.add(folder)
