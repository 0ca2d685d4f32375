"""What earlier runs learnt of each file, kept in the cache; a file that changed, or rules that did, are learnt anew.

Files are kept in shares, as they were learnt; an index says in which share a file lies and how to tell that it is
still the same: by its signature, else (after a fresh clone, say) by its digest.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from generator.core.cache import Cache
from generator.pipeline.identity import RECORD_PACKAGES, generator_digest
from generator.pipeline.learn import SHARE, Known, Share, opened, pickled
from generator.pipeline.signature import Signature, is_settled, signature
from generator.records.checks import Compared

# Shares beyond those a fresh start would have: then all are written anew.
_SPARE_SHARES = 24


class _Place(NamedTuple):
    """Where a file's knowledge lies: signature and digest of the file, key of the registers, share and place in it."""

    signed: Signature | None
    digest: str
    world: str
    share: str
    index: int


class Memory:
    """Remembers what is known of files from one run to the next. `began`: when this run began, seconds since 1970."""

    def __init__(self, cache: Cache, began: float) -> None:
        self._cache = cache
        self._began = began
        self._key = f"known files {generator_digest(RECORD_PACKAGES)}" if cache.keeps else ""
        data = cache.get(self._key) if cache.keeps else None
        # Plain tuples are read in a fifth of the time.
        kept: dict[str, tuple[Any, ...]] = pickle.loads(data) if data else {}  # noqa: S301 - sealed by the cache
        self._places = {file: _Place(*place) for file, place in kept.items()}
        self._now: dict[str, _Place] = {}
        self._shares: dict[str, list[Known] | None] = {}

    def recall(self, path: Path | str, file: str, world: str | None) -> Known | None:
        """What is known of `file`, which lies at `path`; None unless that still holds.

        world: key of the registers under which the rules must have been asked; None where that does not matter.
        """
        place = self._places.get(file)
        if place is None or world not in (None, place.world):
            return None
        try:
            signed = signature(os.lstat(path))
            same = signed == place.signed or _digest(path) == place.digest
        except OSError:
            return None
        known = self._open(place.share) if same else None
        if known is None:
            return None
        settled = signed if is_settled(signed, self._began) else None
        self._now[file] = place if place.signed == settled else place._replace(signed=settled)
        return known[place.index]

    def _open(self, share: str) -> list[Known] | None:
        if share not in self._shares:
            data = self._cache.get(f"known {share}")
            self._shares[share] = opened(data) if data is not None else None
        return self._shares[share]

    def keep(self, learnt: Share, world: str) -> None:
        """Remember a share of files learnt now, under the key of the registers."""
        if not self._cache.keeps:
            return
        name = hashlib.sha256(learnt.pickled).hexdigest()
        self._cache.put(f"known {name}", learnt.pickled)
        for index, (file, signed, digest) in enumerate(learnt.files):
            if signed is not None and is_settled(signed, self._began):
                self._now[file] = _Place(signed, digest, world, name, index)

    def save(self, known: Iterable[tuple[str, Known]]) -> None:
        """Write the index, if it changed; with it all shares anew once they have become many small ones."""
        if not self._cache.keeps or self._now == self._places:
            return
        shares = {place.share for place in self._now.values()}
        if len(shares) > len(self._now) // SHARE + _SPARE_SHARES:
            self._rewrite([(file, one) for file, one in known if file in self._now])
        kept = {file: tuple(place) for file, place in self._now.items()}
        self._cache.put(self._key, pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))

    def _rewrite(self, known: list[tuple[str, Known]]) -> None:
        for first in range(0, len(known), SHARE):
            part = known[first : first + SHARE]
            data = pickled([one for _, one in part])
            name = hashlib.sha256(data).hexdigest()
            self._cache.put(f"known {name}", data)
            for index, (file, _) in enumerate(part):
                self._now[file] = self._now[file]._replace(share=name, index=index)


def _digest(path: Path | str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def recall_stories(cache: Cache) -> dict[tuple[str, str], float]:
    """How alike the stories of two files are, by their digests, as the run before found."""
    data = cache.get(_stories()) if cache.keeps else None
    return pickle.loads(data) if data else {}  # noqa: S301 - sealed by the cache


def keep_stories(cache: Cache, compared: Compared) -> None:
    """Keep what this run was asked for, for the next."""
    if cache.keeps and compared.now != compared.before:
        cache.put(_stories(), pickle.dumps(compared.now, pickle.HIGHEST_PROTOCOL))


def _stories() -> str:
    return f"stories alike {generator_digest(RECORD_PACKAGES)}"
