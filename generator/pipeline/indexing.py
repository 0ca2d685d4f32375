"""The search index of a site, written into a generation."""

from __future__ import annotations

from dataclasses import dataclass

from generator.outputs.search import build_index
from generator.publish import Staging, Written
from generator.showcase import Showcase


@dataclass(frozen=True, slots=True)
class Indexer:
    """Makes the index of a showcase into a generation."""

    showcase: Showcase
    staging: Staging

    def __call__(self) -> list[Written]:
        """Write the index."""
        return self.staging.writer(build_index(self.showcase))
