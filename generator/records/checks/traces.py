"""What the search for models alike keeps from one run to the next, by the digests of the files it hangs on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.records.checks.likeness import anchors, folded_name
from generator.records.schema import Entry, Model

# No text of a record holds it.
_BREAK = "\0"


class Trace(NamedTuple):
    """One model. names, hamlets: as it gives them, folded; runs: the anchors of its story, in UTF-8, parted by NUL."""

    names: tuple[str, ...]
    hamlets: tuple[str, ...]
    runs: bytes

    @property
    def anchors(self) -> list[str]:
        """The anchors, in their order in the story."""
        return self.runs.decode().split(_BREAK) if self.runs else []


def trace_of(entry: Entry[Model], folded: Callable[[str], str] = folded_name) -> Trace:
    """The trace of one model. folded: `folded_name`, or one that remembers."""
    record = entry.record
    names = tuple(map(folded, (record.name, *record.other_names)))
    return Trace(names, tuple(map(folded, record.place.hamlets)), _BREAK.join(anchors(story_of(entry))).encode())


def story_of(entry: Entry[Model]) -> str:
    """The story below the front matter; of a record without one, the paragraphs it has."""
    if entry.document.body.strip():
        return entry.document.body
    record = entry.record
    return "\n".join(filter(None, (record.lede, record.problem, record.aim, *record.limits)))


@dataclass(slots=True)
class Compared:
    """What is known of models alike. traces: digest of a model's file -> its trace.

    before: digests of two files -> how much of the stories is the same, as earlier runs found; now: the same of the pairs
    that were asked for in this one.
    """

    traces: Mapping[str, Trace] = field(default_factory=dict)
    before: Mapping[tuple[str, str], float] = field(default_factory=dict)
    now: dict[tuple[str, str], float] = field(default_factory=dict)

    def trace(self, entry: Entry[Model], folded: Callable[[str], str]) -> Trace:
        """The trace of one model, made where it is not known."""
        return self.traces.get(entry.document.digest) or trace_of(entry, folded)

    def story(self, one: Entry[Model], other: Entry[Model], compare: Callable[[], float]) -> float:
        """How much of two stories is the same; `compare` is asked where it is not known."""
        key = (one.document.digest, other.document.digest)
        if not all(key):
            return compare()
        if key not in self.now:
            known = self.before.get(key)
            self.now[key] = compare() if known is None else known
        return self.now[key]
