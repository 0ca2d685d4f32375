"""Carry files from one generation into another: the same bytes under a second name, where the file system can."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Container, Iterable
from pathlib import Path

from generator.publish.writing import make_folder

# Other file systems have no second names, or not for this file.
_CANNOT = {errno.EPERM, errno.ENOTSUP, errno.EXDEV, errno.EMLINK, errno.ENOSYS}


def bring(source: Path, root: Path, paths: Iterable[str], made: set[str], held: Container[str]) -> None:
    """Give files below `source` their names below `root` too. Raises OSError.

    made: folders known to be there. held: names below `root` that other files have now; these go.
    """
    can_link = True
    for path in paths:
        folder = path.rpartition("/")[0]
        if folder not in made:
            make_folder(str(root), folder, made)
        if path in held:
            os.unlink(f"{root}/{path}")  # noqa: PTH108 - a Path costs more than the call
        if can_link:
            try:
                os.link(f"{source}/{path}", f"{root}/{path}", follow_symlinks=False)
                continue
            except OSError as error:
                if error.errno not in _CANNOT:
                    raise
                can_link = False
        shutil.copyfile(f"{source}/{path}", f"{root}/{path}", follow_symlinks=False)


def take_out(root: Path, paths: Iterable[str]) -> None:
    """Remove files below `root`, and the folders that are empty then. Raises OSError."""
    emptied = set()
    for path in paths:
        os.unlink(f"{root}/{path}")  # noqa: PTH108 - as above
        emptied.add(path.rpartition("/")[0])
    while emptied:
        above = set()
        for folder in emptied - {""}:
            if not os.listdir(f"{root}/{folder}"):  # noqa: PTH208 - as above
                os.rmdir(f"{root}/{folder}")  # noqa: PTH106 - as above
                above.add(folder.rpartition("/")[0])
        emptied = above
