"""What a host must bear of a site: files, bytes, and how full its folders are."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Weight:
    """Of a site. size: bytes of all files; stored: bytes they take on this disk; largest: bytes of one file.

    in_folder, folders_in: the most files, the most folders directly in one folder.
    """

    files: int
    size: int
    stored: int
    largest: int
    folders: int
    in_folder: int
    folders_in: int


def weigh(site: Path) -> Weight:
    """Look at every file of a site; nothing is held but sums."""
    files = size = stored = largest = folders = in_folder = folders_in = 0
    waiting = [str(site)]
    while waiting:
        here = inside = 0
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                    inside += 1
                    continue
                facts = entry.stat(follow_symlinks=False)
                here += 1
                size += facts.st_size
                stored += 512 * facts.st_blocks
                largest = max(largest, facts.st_size)
        files, folders = files + here, folders + inside
        in_folder, folders_in = max(in_folder, here), max(folders_in, inside)
    return Weight(files, size, stored, largest, folders, in_folder, folders_in)
