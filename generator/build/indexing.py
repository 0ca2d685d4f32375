"""The search index of a site, made anew or from what the last build kept of it."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import dataclass

from generator.build.identity import PAGE_PACKAGES, generator_digest
from generator.build.made import all_stand
from generator.build.render import Writer
from generator.cache import Cache
from generator.publish import Staging, Written
from generator.search import FOLDER, START, Index, Kept, Words, build_index
from generator.showcase import Showcase

_START = f"{FOLDER}{START}.js"


@dataclass(frozen=True, slots=True)
class Indexer:
    """Makes the index of a showcase into a generation. key: where the cache keeps what the next build needs, "" for
    nowhere; common: what all documents hang on.
    """

    showcase: Showcase
    staging: Staging
    cache: Cache
    key: str
    common: str

    def __call__(self) -> tuple[list[Written], list[Written]]:
        """Write the index; (files written, files of the standing generation to be carried over)."""
        write: Writer = self.staging.writer
        words = Words(self.cache, f"words {self._name()} {self.common}") if self.key else None
        index = build_index(self.showcase, write, self._before(), words)
        if self.key:
            self._keep(index)
        return index.files, index.carried

    def _before(self) -> Kept | None:
        """What the standing generation's index was made of, where that is known and its documents' files stand."""
        data = self.cache.get(self._name()) if self.key and _START in self.staging.standing else None
        if data is None:
            return None
        common, start, kept = pickle.loads(data)  # noqa: S301 - sealed by the cache
        files: Iterable[Written] = (file for _, group in kept.groups for file in group)
        same = common == self.common and start == self.staging.standing[_START]
        return kept if same and all_stand(files, self.staging.standing) else None

    def _keep(self, index: Index[Written]) -> None:
        start = next(file.sha256 for file in index.files if file.path == _START)
        self.cache.put(self._name(), pickle.dumps((self.common, start, index.kept), pickle.HIGHEST_PROTOCOL))

    def _name(self) -> str:
        return f"index {generator_digest(PAGE_PACKAGES, templates=True)} {self.key}"
