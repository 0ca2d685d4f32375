"""Which models are worth comparing: those that share a rare word of their names at one place, or rare runs of a story.

The work grows with the number of models, not with its square: a model looks back at the last few that share a key.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial, reduce
from itertools import chain
from operator import or_

from generator.records.checks.likeness import (
    NameWords,
    name_likeness,
    name_weight,
    telling_words,
)
from generator.records.schema import Entry, Model

# A story shorter than this says too little to be compared.
LEAST_SHINGLES = 100
# How many earlier models that share a key are looked at; a longer row of copies is a chain, link after link.
_LAST_NAMED = 24
_LAST_BESIDE = 200
_LAST_DISTRICT = 10
_LAST_FAR = 4
# The rarest shared runs of a story that are looked up.
_RAREST = 16
_RAREST_FAR = 8
# More than the anchors of a story by far, so that two runs seldom fall on one bit.
_BITS = 2048


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model as it is compared. `names`: all its names, folded; `words`: the telling words of each.

    `hamlets`: folded, none for a whole unit; `units`: then and now; `areas`: the districts, then; of a unit that had
    none, the units. `anchors`: of its story.
    """

    entry: Entry[Model]
    hamlets: frozenset[str]
    names: frozenset[str]
    words: tuple[NameWords, ...]
    units: tuple[str, ...]
    areas: tuple[str, ...]
    anchors: list[str]


def named_alike(candidates: list[Candidate], weight: dict[str, int], share: float) -> dict[tuple[int, int], float]:
    """(earlier, later) -> likeness of names, of models of one unit, then or now, and no two hamlets, of `share` or more."""
    alike: dict[tuple[int, int], float] = {}
    met: dict[str, dict[str, list[int]]] = defaultdict(partial(defaultdict, list))
    weighed = [[name_weight(words, weight) for words in candidate.words] for candidate in candidates]
    # Names that tell much more than others hold words the others lack.
    light = [share * min(weights) for weights in weighed]
    heavy = [max(weights) for weights in weighed]
    for index, candidate in enumerate(candidates):
        keys = candidate.names.union(*(telling_words(words, weight, share) for words in candidate.words))
        found: set[int] = set()
        for unit in candidate.units:
            known = met[unit]
            for key in keys:
                row = known[key]
                found.update(row[-_LAST_NAMED:])
                row.append(index)
        for earlier in sorted(found - {index}):
            one = candidates[earlier]
            if heavy[earlier] < light[index] or heavy[index] < light[earlier] or _elsewhere(one, candidate):
                continue
            likeness = best_likeness(one, candidate, weight)
            if likeness >= share:
                alike[earlier, index] = likeness
    return alike


def _elsewhere(one: Candidate, other: Candidate) -> bool:
    """Whether both name hamlets and none is the same: there, names alike are two groups of one campaign."""
    return bool(one.hamlets and other.hamlets and one.hamlets.isdisjoint(other.hamlets))


def best_likeness(one: Candidate, other: Candidate, weight: dict[str, int]) -> float:
    """How alike the two names are that are most alike."""
    if not one.names.isdisjoint(other.names):
        return 1.0
    return max(name_likeness(words, others, weight) for words in one.words for others in other.words)


def told_alike(candidates: list[Candidate], shares: StoryShares) -> dict[tuple[int, int], float]:
    """(earlier, later) -> likeness of stories, estimated from an eighth of them, of all that may reach their share.

    Within one unit every two are compared; in one district, and far away, those that share a rare run.
    """
    rows = [candidate.anchors for candidate in candidates]
    marks = Marks(rows)
    alike: dict[tuple[int, int], float] = {}
    beside: dict[str, list[int]] = defaultdict(list)
    met: dict[str, dict[str, tuple[int, ...]]] = defaultdict(dict)
    for index, candidate in enumerate(candidates):
        row = beside[candidate.entry.record.place.unit]
        alike |= marks.alike(row[-_LAST_BESIDE:], index, shares.unit)
        row.append(index)
        rarest = marks.rarest(rows[index])
        for area in candidate.areas:
            alike |= marks.alike(_look_up(met[area], rarest, index, _LAST_DISTRICT), index, shares.district)
        alike |= marks.alike(_look_up(met[""], rarest[:_RAREST_FAR], index, _LAST_FAR), index, shares.far)
    return alike


def _look_up(known: dict[str, tuple[int, ...]], runs: list[str], index: int, last: int) -> set[int]:
    """The last few stories that share one of the runs; from now on this one is among them."""
    before = [known.get(run, ()) for run in runs]
    for run, row in zip(runs, before, strict=True):
        known[run] = (*row[1 - last :], index)
    return set().union(*before)


@dataclass(frozen=True, slots=True)
class StoryShares:
    """How much of two stories must be the same, by an estimate, for a closer look: in one unit, one district, far away."""

    unit: float
    district: float
    far: float


class Marks:
    """The anchors of all stories as the bits of one number each: two stories are compared by what both numbers hold."""

    def __init__(self, rows: list[list[str]]) -> None:
        """Anchors of one story alone get no bit: they are counted, but never shared."""
        self._frequency = dict(Counter(chain.from_iterable(rows)))
        met = (run for run, times in self._frequency.items() if times > 1)
        bit = {run: 1 << number % _BITS for number, run in enumerate(met)}
        self._sizes = [len(row) for row in rows]
        self._marks = [reduce(or_, filter(None, map(bit.get, row)), 0) for row in rows]

    def rarest(self, row: list[str]) -> list[str]:
        """The rarest runs that another story holds too; those as rare as each other keep their order in the story."""
        frequency = self._frequency
        return sorted([run for run in row if frequency[run] > 1], key=frequency.__getitem__)[:_RAREST]

    def alike(self, earlier: Iterable[int], later: int, share: float) -> dict[tuple[int, int], float]:
        """Those of the earlier stories that are like the later one by `share` or more."""
        mark, size, marks = self._marks[later], self._sizes[later], self._marks
        least = max(1, share * size)
        near = [index for index in earlier if (mark & marks[index]).bit_count() >= least]
        if not near:
            return {}
        both = [(mark & marks[index]).bit_count() for index in near]
        found = {
            (index, later): shared / (size + self._sizes[index] - shared)
            for index, shared in zip(near, both, strict=True)
        }
        return {pair: likeness for pair, likeness in found.items() if likeness >= share}
