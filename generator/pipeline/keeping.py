"""What a build keeps for the next one; found again by the same generator on the same common ground only."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import Any

from generator.core.cache import Cache
from generator.pipeline.identity import PAGE_PACKAGES, generator_digest


@dataclass(frozen=True, slots=True)
class Keeping:
    """key: of one way to build one site, "" where nothing is kept; common: what everything of the site hangs on."""

    cache: Cache
    key: str
    common: str

    def __bool__(self) -> bool:
        """Whether anything is kept: what is made only to be kept need not be made."""
        return bool(self.key) and self.cache.keeps

    def get(self, what: str) -> Any:
        """What the last build put under `what`; None when that is not known, or hung on another common ground."""
        data = self.cache.get(self._name(what)) if self else None
        if data is None:
            return None
        common, value = pickle.loads(data)  # noqa: S301 - sealed by the cache
        return value if common == self.common else None

    def put(self, what: str, value: Any) -> None:
        """Keep a value in place of the one before."""
        if self:
            self.cache.put(self._name(what), pickle.dumps((self.common, value), pickle.HIGHEST_PROTOCOL))

    def name(self, what: str) -> str:
        """A name in the cache for something that never holds on another common ground."""
        return f"{self._name(what)} {self.common}"

    def _name(self, what: str) -> str:
        # Another generator may keep it in another shape.
        return f"{what} {generator_digest(PAGE_PACKAGES, templates=True)} {self.key}"
