"""How many processes work at once."""

from __future__ import annotations

import os

_MOST = 8


def usual_jobs() -> int:
    """One process a processor, up to eight: beyond that one of them reads what the others wrote."""
    return min(os.cpu_count() or 1, _MOST)
