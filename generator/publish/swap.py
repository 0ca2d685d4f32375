"""Put a finished folder in the place of another so that a reader sees the one or the other, never a mixture.

On Linux (`renameat2`) and macOS (`renamex_np`) the kernel exchanges the two names in one step. Where the file
system cannot, three renames do it, and for the moment between the first two the target does not exist; a build
killed right there leaves the previous release under `.<name>.old-<pid>`, and the next start puts it back.
A process may die at any instruction; a power cut is another matter: nothing is forced to the disk here.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

from generator.core.system import c_library, rename

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # macOS sys/stdio.h
_CANNOT = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}


def _find_exchange() -> Callable[[bytes, bytes], int] | None:
    libc = c_library()
    if libc is None:
        return None
    if sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        return lambda one, two: libc.renamex_np(one, two, _RENAME_SWAP)
    if sys.platform == "linux" and hasattr(libc, "renameat2"):
        return lambda one, two: libc.renameat2(_AT_FDCWD, one, _AT_FDCWD, two, _RENAME_EXCHANGE)
    return None


_exchange_call = _find_exchange()


def exchange(one: Path, two: Path) -> bool:
    """Exchange two folders in one step; False, with nothing changed, where system or file system cannot."""
    if _exchange_call is None:
        return False
    if _exchange_call(os.fsencode(one), os.fsencode(two)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(two))


def swap(fresh: Path, target: Path, previous: Path) -> bool:
    """Put `fresh` at `target`; what was there is afterwards at `fresh`. True if something was there.

    `previous` is a free name beside them, used only where the exchange needs three renames.
    """
    if not os.path.lexists(target):
        rename(fresh, target)
        return False
    if exchange(fresh, target):
        return True
    rename(target, previous)
    try:
        rename(fresh, target)
    except BaseException:
        if not os.path.lexists(target):
            rename(previous, target)
        raise
    rename(previous, fresh)
    return True
