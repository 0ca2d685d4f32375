"""What hosts take: named limits, and which of them a built site meets."""

from __future__ import annotations

from typing import NamedTuple


class Limit(NamedTuple):
    """The most files and bytes a host takes, and the largest single file; 0: no limit that we know."""

    host: str
    files: int = 0
    size: int = 0
    largest: int = 0


_MB = 1_000_000
# From memory of the hosts' own pages, not looked up again: a host may have changed them, and a paid plan may take more.
_LIMITS = (
    Limit("GitHub Pages", size=1_000 * _MB),
    Limit("GitLab Pages", files=200_000, size=1_000 * _MB),
    Limit("Cloudflare Pages", files=20_000, largest=25 * 1024 * 1024),
)


def named_limits() -> tuple[Limit, ...]:
    """The hosts that are named in the report of a build."""
    return _LIMITS


def meets(limit: Limit, files: int, size: int, largest: int) -> bool:
    """Whether a site of so many files and bytes fits."""
    within = ((files, limit.files), (size, limit.size), (largest, limit.largest))
    return all(not most or have <= most for have, most in within)
