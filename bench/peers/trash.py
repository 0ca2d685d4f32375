"""What an earlier run left is put aside and deleted when all is measured, not before a run.

Where many files were deleted a moment ago some file systems make new ones slowly for minutes (ext4 without a journal
passes over every number freed of late): whoever runs next and writes most would pay for it.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp

# Bytes the disk must have left; else what is put aside is deleted at once.
_ROOM = 8 * 2**30


class Trash:
    """A folder for what is to be deleted later, on the disk it comes from."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, path: Path) -> None:
        """Take away a file or folder; nothing happens where there is none."""
        if not path.exists():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(self._folder).free < _ROOM:
            self.empty()
            self._folder.mkdir()
        path.rename(Path(mkdtemp(dir=self._folder)) / path.name)

    def empty(self) -> None:
        """Delete everything that was put here."""
        shutil.rmtree(self._folder, ignore_errors=True)
