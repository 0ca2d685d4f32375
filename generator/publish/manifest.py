"""The list of files kheo made, kept inside the output: what is not in it is not ours and is never deleted.

While a release is being written the same file is there without a list; it marks the folder as ours.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.publish.errors import PublishError, first_ten

MANIFEST = ".kheo.json"
_UNFINISHED = ".kheo.json.new"
_TEXT = json.JSONEncoder(ensure_ascii=False).encode
RESERVED = frozenset({MANIFEST, _UNFINISHED})

LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that file browsers leave behind. They do not count as somebody's: a new release drops them."""


def mark(root: Path) -> None:
    """Say that the folder is a release of ours, not yet complete."""
    (root / MANIFEST).write_bytes(b'{"generator": "kheo", "files": null}\n')


def manifest(version: str, digests: dict[str, str]) -> bytes:
    """The list that holds `digests` (path -> SHA-256 in hex), in path order."""
    # As `json.dumps` with an indent of 1, which takes ten times as long for it.
    files = ",\n".join(f"  {_TEXT(path)}: {_TEXT(digest)}" for path, digest in sorted(digests.items()))
    head = f'{{\n "generator": "kheo",\n "version": {_TEXT(version)},\n "files": {{'
    return (f"{head}\n{files}\n }}\n}}\n" if files else f"{head}}}\n}}\n").encode("utf-8")


def write_manifest(root: Path, content: bytes) -> None:
    """Write the list; the file is whole or still the mark."""
    (root / _UNFINISHED).write_bytes(content)
    (root / _UNFINISHED).replace(root / MANIFEST)


def read_manifest(root: Path) -> dict[str, str] | None:
    """Path -> SHA-256 of a complete release; None where there is no manifest, or none that can be believed."""
    files = _content(root).get("files")
    return files if isinstance(files, dict) else None


def is_untouched(root: Path, listed: str) -> bool:
    """Whether the release whose manifest has the SHA-256 `listed` lies in `root`, whole, and no file changed since.

    The manifest is written last, so a file changed later than it was changed by somebody else.
    """
    if root.is_symlink() or not root.is_dir():
        return False
    try:
        data, last = (root / MANIFEST).read_bytes(), (root / MANIFEST).stat().st_mtime_ns
    except OSError:
        return False
    if hashlib.sha256(data).hexdigest() != listed:
        return False
    ours, found = read_manifest(root) or {}, 0
    for path, entry in list_files(root):
        if path == MANIFEST:
            continue
        status = entry.stat(follow_symlinks=False)
        if path not in ours or not stat.S_ISREG(status.st_mode) or status.st_mtime_ns > last:
            return False
        found += 1
    return found == len(ours)


def _content(root: Path) -> dict[str, Any]:
    try:
        content = json.loads((root / MANIFEST).read_bytes())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) and content.get("generator") == "kheo" else {}


def list_files(root: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every entry under `root` that is not a real folder, as ("a/b.html", entry); links are not followed."""
    pending = [("", str(root))]
    while pending:
        prefix, folder = pending.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    pending.append((f"{path}/", entry.path))
                else:
                    yield path, entry


def foreign_files(root: Path) -> list[str]:
    """The files under `root` that its manifest does not list, sorted; links count as foreign, `LITTER` does not."""
    ours = read_manifest(root)
    known = RESERVED.union(ours) if ours is not None else frozenset()
    return sorted(
        path
        for path, entry in list_files(root)
        if entry.name not in LITTER and (path not in known or not entry.is_file(follow_symlinks=False))
    )


def refuse_foreign(target: Path, shown: str) -> None:
    """Raise PublishError KH901 if `target` exists and holds anything we did not make."""
    foreign = foreign_files(target) if target.exists() else []
    if foreign:
        raise PublishError("KH901", {"path": shown, "count": str(len(foreign)), "files": first_ten(foreign)})
