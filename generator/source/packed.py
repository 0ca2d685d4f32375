"""A record's plain values folded up: thousands of them are held, and after their shape is checked few are looked at."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from typing import Any

_AT_HAND = ("id", "slug", "aliases", "former_slugs", "photos", "gazetteers")


class PackedData(Mapping[str, Any]):
    """The same mapping as the one it was made of; all but its names and photos is unfolded anew each time it is read."""

    __slots__ = ("_folded", "_hand")

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._hand = {key: data[key] for key in _AT_HAND if key in data}
        self._folded = pickle.dumps(dict(data), pickle.HIGHEST_PROTOCOL)

    def unfolded(self) -> dict[str, Any]:
        """The values as they were read."""
        return pickle.loads(self._folded)  # noqa: S301 - our own bytes, made above

    def __getitem__(self, key: str) -> Any:
        return self._hand[key] if key in _AT_HAND else self.unfolded()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.unfolded())

    def __len__(self) -> int:
        return len(self.unfolded())
