"""Story features: what the search for similar models needs of one model, computed from that model alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from generator.records.checks.likeness import anchors, folded_name
from generator.records.schema import Entry, Model

# No text of a record holds it.
_BREAK = "\0"


class StoryFeatures(NamedTuple):
    """Of one model. names, hamlets: as it gives them, folded; runs: the anchors of its story, in UTF-8, parted by NUL."""

    names: tuple[str, ...]
    hamlets: tuple[str, ...]
    runs: bytes

    @property
    def anchors(self) -> list[str]:
        """The anchors, in their order in the story."""
        return self.runs.decode().split(_BREAK) if self.runs else []


def story_features(entry: Entry[Model], folded: Callable[[str], str] = folded_name) -> StoryFeatures:
    """The features of one model. folded: `folded_name`, or one that remembers."""
    record = entry.record
    names = tuple(map(folded, (record.name, *record.other_names)))
    return StoryFeatures(
        names, tuple(map(folded, record.place.hamlets)), _BREAK.join(anchors(story_of(entry))).encode()
    )


def story_of(entry: Entry[Model]) -> str:
    """The story below the front matter; of a record without one, the paragraphs it has."""
    if entry.document.body.strip():
        return entry.document.body
    record = entry.record
    return "\n".join(filter(None, (record.lede, record.problem, record.aim, *record.limits)))
