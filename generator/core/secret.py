"""A secret of the user's own, kept outside every site: it seals what kheo keeps and later believes."""

from __future__ import annotations

import functools
import os
from pathlib import Path

_BYTES = 32


@functools.cache
def user_secret() -> bytes:
    """The secret, made when there is none; b"" where it can be neither read nor kept."""
    path = _folder() / "kheo" / "seal"
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(os.urandom(_BYTES))
            # Of two processes at once the later one's secret stays: what the other sealed is then made again.
            fresh.replace(path)
        secret = path.read_bytes()
    except OSError:
        return b""
    return secret if len(secret) == _BYTES else b""


def _folder() -> Path:
    """The user's folder of caches; a relative name is ignored, as the XDG base directory specification asks."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    return Path(named) if os.path.isabs(named) else Path(os.path.expanduser("~/.cache"))  # noqa: PTH111, PTH117 - never raises
