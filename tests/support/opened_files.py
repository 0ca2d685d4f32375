"""Build a site and print, as JSON, every file that was opened for reading meanwhile. Use: opened_files.py SITE TARGET."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from whole_sites import build_here

_OPENED: set[str] = set()


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: notes what is opened to be read."""
    if event == "open" and isinstance(arguments[0], str | bytes):
        path = os.path.abspath(os.fsdecode(arguments[0]))  # noqa: PTH100 - links stay links
        writes = arguments[2] & (os.O_WRONLY | os.O_RDWR) if isinstance(arguments[2], int) else False
        if not writes and os.path.isfile(path):  # noqa: PTH113 - called thousands of times
            _OPENED.add(path)


def main() -> None:
    """Build twice: from nothing, then with the memo."""
    site, target = Path(sys.argv[1]), Path(sys.argv[2])
    sys.addaudithook(watch)
    for _ in range(2):
        build_here(site, target, memo=site / ".cache/kheo", cards=True, jobs=1)
    made = (tempfile.gettempdir() + "/kheo-", str(target), str(target.with_name(f".{target.name}.")))
    print(json.dumps(sorted(path for path in _OPENED if not path.startswith(made))))  # noqa: T201 - what it is for


if __name__ == "__main__":
    main()
