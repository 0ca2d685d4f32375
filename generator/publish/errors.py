"""The one error this room raises, and the translation of the operating system's errors into it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.core.problems import fix, message
from generator.core.workers import WorkerDied

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


class PublishError(Exception):
    """A reason not to publish: `code` is a key of `problems/messages/publish.toml`, `values` fill its text.

    `broken` holds every BrokenLink behind a KH910. Survives pickling, so worker processes may raise it.
    """

    def __init__(self, code: str, values: dict[str, str], broken: tuple[Any, ...] = ()) -> None:
        super().__init__(code, values, broken)
        self.code = code
        self.values = values
        self.broken = broken

    def told(self) -> str:
        """In Vietnamese: what is wrong and what to do."""
        return f"{self.code}: {message(self.code, self.values, 'vi')} {fix(self.code, self.values, 'vi')}".strip()


def first_ten(names: list[str]) -> str:
    """The names for a message: at most ten, with an ellipsis when there are more."""
    return ", ".join(names[:10]) + (", …" if len(names) > 10 else "")


@contextmanager
def guarded(path: Path | str) -> Iterator[None]:
    """Turn an OSError of the body into a PublishError that names `path`: KH905 disk full, KH906 not allowed, KH907."""
    try:
        yield
    except OSError as error:
        if error.errno in _DISK_FULL:
            raise PublishError("KH905", {"path": str(path)}) from error
        if error.errno in _NOT_ALLOWED:
            raise PublishError("KH906", {"path": str(path)}) from error
        # The symbolic name, because strerror speaks the language of the machine's locale.
        reason = errno.errorcode.get(error.errno or 0, type(error).__name__)
        raise PublishError("KH907", {"path": str(path), "reason": reason}) from error


@contextmanager
def worker_deaths_reported() -> Iterator[None]:
    """Raise PublishError KH950 where a worker process of the body died."""
    try:
        yield
    except WorkerDied as died:
        raise PublishError("KH950", {}) from died
