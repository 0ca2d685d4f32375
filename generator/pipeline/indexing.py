"""The search index of a site, made anew or from what the last build kept of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.outputs.search import FOLDER, START, Kept, Words, build_index
from generator.pipeline.keeping import Keeping
from generator.pipeline.made import all_stand
from generator.pipeline.render import Writer
from generator.publish import Staging, Written
from generator.showcase import Showcase

_START = f"{FOLDER}{START}.js"


@dataclass(frozen=True, slots=True)
class Indexer:
    """Makes the index of a showcase into a generation."""

    showcase: Showcase
    staging: Staging
    keeping: Keeping

    def __call__(self) -> tuple[list[Written], list[Written]]:
        """Write the index; (files written, files of the standing generation to be carried over)."""
        write: Writer = self.staging.writer
        words = Words(self.keeping.cache, self.keeping.name("words")) if self.keeping else None
        index = build_index(self.showcase, write, self._before(), words)
        start = next(file.sha256 for file in index.files if file.path == _START)
        self.keeping.put("index", (start, index.kept))
        return index.files, index.carried

    def _before(self) -> Kept | None:
        """What the standing generation's index was made of, where that is known and its documents' files stand."""
        start, kept = self.keeping.get("index") or ("", None)
        if kept is None or start != self.staging.standing.get(_START):
            return None
        files: Iterable[Written] = (file for _, group in kept.groups for file in group)
        return kept if all_stand(files, self.staging.standing) else None
