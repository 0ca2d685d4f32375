"""Which models are worth comparing: those that share a rare word of their names at one place, or rare runs of a story.

The work grows with the number of models, not with its square: a model looks back at the last few that share a key.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from generator.checks.likeness import (
    NameWords,
    StoryWords,
    name_likeness,
    name_weight,
    shared_part,
    telling_words,
)
from generator.schema import Entry, Model

# A story shorter than this says too little to be compared.
LEAST_SHINGLES = 100
# How many earlier models that share a key are looked at; a longer row of copies is a chain, link after link.
_LAST_NAMED = 24
_LAST_TOLD = 6
# The rarest shared runs of a story that are looked up, and how many must lead to one other story.
_RAREST = 20
_LEAST_MET = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model as it is compared. `names`: all its names, folded; `words`: the telling words of each; `units`: then and now."""

    entry: Entry[Model]
    names: frozenset[str]
    words: tuple[NameWords, ...]
    units: tuple[str, ...]


def named_alike(candidates: list[Candidate], weight: dict[str, int], share: float) -> dict[tuple[int, int], float]:
    """(earlier, later) -> likeness of names, of models of one unit, then or now, alike by `share` or more."""
    alike: dict[tuple[int, int], float] = {}
    met: dict[tuple[str, str], list[int]] = defaultdict(list)
    weighed = [[name_weight(words, weight) for words in candidate.words] for candidate in candidates]
    # Names that tell much more than others hold words the others lack.
    light = [share * min(weights) for weights in weighed]
    heavy = [max(weights) for weights in weighed]
    for index, candidate in enumerate(candidates):
        keys = candidate.names.union(*(telling_words(words, weight, share) for words in candidate.words))
        found: set[int] = set()
        for unit in candidate.units:
            for key in keys:
                row = met[unit, key]
                found.update(row[-_LAST_NAMED:])
                row.append(index)
        for earlier in sorted(found - {index}):
            if heavy[earlier] < light[index] or heavy[index] < light[earlier]:
                continue
            likeness = best_likeness(candidates[earlier], candidate, weight)
            if likeness >= share:
                alike[earlier, index] = likeness
    return alike


def best_likeness(one: Candidate, other: Candidate, weight: dict[str, int]) -> float:
    """How alike the two names are that are most alike."""
    if not one.names.isdisjoint(other.names):
        return 1.0
    return max(name_likeness(words, others, weight) for words in one.words for others in other.words)


def told_alike(candidates: list[Candidate], reader: StoryWords, share: float) -> dict[tuple[int, int], float]:
    """(earlier, later) -> likeness of stories of `share` or more, estimated from an eighth of them, wherever the two models lie."""
    rows = [reader.anchors(reader.words(story_of(candidate.entry))) for candidate in candidates]
    anchors = [frozenset(row) for row in rows]
    frequency = Counter(run for row in rows for run in row)
    alike: dict[tuple[int, int], float] = {}
    met: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        # Runs of the same frequency keep their order in the story: the choice is the same every time.
        shared = sorted((run for run in row if frequency[run] > 1), key=frequency.__getitem__)
        found = Counter(earlier for run in shared[:_RAREST] for earlier in met[run][-_LAST_TOLD:])
        for run in shared:
            met[run].append(index)
        for earlier, times in found.items():
            if times < _LEAST_MET:
                continue
            likeness = shared_part(anchors[earlier], anchors[index])
            if likeness >= share:
                alike[earlier, index] = likeness
    return alike


def story_of(entry: Entry[Model]) -> str:
    """The story below the front matter; of a record without one, the paragraphs it has."""
    if entry.document.body.strip():
        return entry.document.body
    record = entry.record
    return "\n".join(filter(None, (record.lede, record.problem, record.aim, *record.limits)))
