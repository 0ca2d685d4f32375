"""Clear up after a killed build: put back a target caught between two renames, remove what was half written.

Call only while holding the target's lock: then no living build owns any of these folders.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from generator.publish.manifest import LITTER, MANIFEST, foreign_files, read_manifest


def staging_path(target: Path) -> Path:
    """Where this process writes the next release of `target`: beside it, so on the same file system."""
    return target.with_name(f".{target.name}.staging-{os.getpid()}")


def previous_path(target: Path) -> Path:
    """Where the previous release waits while the exchange needs several renames."""
    return target.with_name(f".{target.name}.old-{os.getpid()}")


def remove_traces(target: Path) -> None:
    """Remove the lock beside a target that nothing will be built into again."""
    target.with_name(f".{target.name}.lock").unlink(missing_ok=True)


def restore_target(target: Path) -> None:
    """If the target is gone and a whole previous release lies beside it, rename that back."""
    if os.path.lexists(target):
        return
    whole = [folder for folder in _found(target, "old") if read_manifest(folder) is not None]
    if whole:
        whole[0].rename(target)


def remove_leftovers(target: Path) -> list[Path]:
    """Remove the staging and old folders of killed builds; returns those that had to stay."""
    return [folder for folder in _found(target, "staging|old") if not discard(folder)]


def discard(folder: Path) -> bool:
    """Remove a release of ours; False if it could not be, or holds a file that somebody else put there.

    The manifest goes last: a removal that is itself killed leaves a folder that is still recognised.
    """
    try:
        if not os.path.lexists(folder):
            return True
        if not _is_ours(folder) or (read_manifest(folder) is not None and foreign_files(folder)):
            return False
        for entry in list(folder.iterdir()):
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            elif entry.name != MANIFEST:
                entry.unlink()
        (folder / MANIFEST).unlink(missing_ok=True)
        folder.rmdir()
    except OSError:
        # The site is untouched by this; the caller names the folder and the next start tries again.
        return False
    return True


def _found(target: Path, kinds: str) -> list[Path]:
    name = re.compile(rf"\.{re.escape(target.name)}\.(?:{kinds})-[0-9]+")
    beside = sorted(target.parent.iterdir(), key=lambda path: path.name)
    return [path for path in beside if name.fullmatch(path.name) and _is_ours(path)]


def _is_ours(folder: Path) -> bool:
    """Our mark is inside, or nothing at all: a build can die between making the folder and marking it."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    names = {path.name for path in folder.iterdir()}
    return MANIFEST in names or names <= LITTER
