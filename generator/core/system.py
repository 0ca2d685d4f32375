"""What operating systems do differently: flags of files, the C library, the memory a process held, the words of streams."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import time
from pathlib import Path

# Windows has neither of the last two, and without the first writes a carriage return before every line feed.
BINARY = getattr(os, "O_BINARY", 0)
"""Flag of `os.open` for bytes that shall stay as they are."""

READ_REAL_FILE = os.O_RDONLY | BINARY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Flags to read a file that may have been exchanged for a link or a pipe."""

# Windows refuses to rename a folder while a file in it is open, for as long as a browser or a virus scanner reads it.
_RENAME_SECONDS = 5.0 if sys.platform == "win32" else 0.0
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
# ru_maxrss counts bytes on macOS and kibibytes elsewhere.
_MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024


def c_library() -> ctypes.CDLL | None:
    """The functions of the C library this process runs on; None where they cannot be had."""
    try:
        return ctypes.CDLL(None, use_errno=True)
    except (OSError, TypeError):
        return None


def die_with_parent(parent: int) -> None:
    """Have the system end this process when the process that started it, `parent`, is gone; Linux only."""
    library = c_library() if sys.platform == "linux" else None
    if library is not None and hasattr(library, "prctl"):
        library.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        # The parent may have died before the system knew.
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)


def peak_memory() -> tuple[int, int]:
    """(most bytes this process held, most bytes a finished child held); zeroes where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0, 0
    own, child = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own * _MEMORY_UNIT, child * _MEMORY_UNIT


def rename(old: Path, new: Path, seconds: float = _RENAME_SECONDS) -> None:
    """Rename a file or folder; for so many seconds try again where somebody holds it open. Raises OSError."""
    until = time.monotonic() + seconds
    while True:
        try:
            old.rename(new)
        except PermissionError:
            if time.monotonic() >= until:
                raise
            time.sleep(0.05)
        else:
            return


def speak_utf8() -> None:
    """Have the standard streams take Vietnamese also where the system's own code page has not its letters."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            if (stream.encoding or "").lower().replace("-", "") != "utf8":
                stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
