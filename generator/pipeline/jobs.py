"""How many processes work at once, and what is said when one of them dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from generator.core.workers import WorkerDied
from generator.publish import PublishError

_MOST = 8


def usual_jobs() -> int:
    """One process a processor, up to eight: beyond that one of them reads what the others wrote."""
    return min(os.cpu_count() or 1, _MOST)


@contextmanager
def deaths_told() -> Iterator[None]:
    """Raise PublishError KH950 where a process of the body died."""
    try:
        yield
    except WorkerDied as died:
        raise PublishError("KH950", {}) from died
