"""Models that may be one and the same, or one reported again: by place, field, time, lead, name and story (V7, V8, V9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from generator.records.checks.evidence import ALIKE_NAME, SAME_STORY, Evidence, Time
from generator.records.checks.likeness import (
    Shingle,
    folded_name,
    name_words,
    shared_part,
    shingles,
    weights,
)
from generator.records.checks.neighbours import Nearness, Neighbours, share_hamlet
from generator.records.checks.pairing import (
    LEAST_SHINGLES,
    Candidate,
    StoryShares,
    best_likeness,
    named_alike,
    told_alike,
)
from generator.records.checks.site import Site
from generator.records.checks.story_features import story_features, story_of
from generator.records.schema import Entry, Model

# An estimate from an eighth of the runs of two words lies above the likeness by all runs of three, by so much or more.
_ABOVE = 0.03
_SHARES = StoryShares(
    unit=min(SAME_STORY.values()) + _ABOVE,
    district=SAME_STORY[Nearness.DISTRICT] + _ABOVE,
    far=SAME_STORY[Nearness.FAR] + _ABOVE,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two models to look at; `first` is the earlier by beginning, then by id."""

    first: Entry[Model]
    second: Entry[Model]
    evidence: Evidence

    @property
    def ids(self) -> frozenset[str]:
        """The two ids, as `different.yml` names them."""
        return frozenset({self.first.record.id, self.second.record.id})


class Overlap:
    """One search over all models of a site that are not withdrawn."""

    def __init__(self, site: Site) -> None:
        """Prepare names; stories are split when they are compared."""
        self._records = site.records
        self._features = site.features
        # Hamlets, units and organisations come again and again.
        self._folded = cache(folded_name)
        self._around = cache(self._units_around)
        self._neighbours = Neighbours(site.records)
        told = (entry for entry in site.records.models if entry.record.withdrawn is None)
        self._candidates = [self._candidate(entry) for entry in sorted(told, key=in_turn)]
        self._weight = weights(words for candidate in self._candidates for words in candidate.words)
        self._shingles: dict[int, frozenset[Shingle]] = {}

    def _candidate(self, entry: Entry[Model]) -> Candidate:
        record = entry.record
        features = self._features.get(entry.document.digest) or story_features(entry, self._folded)
        own = {*features.hamlets, *map(self._folded, self._own(record))}
        longest_first = sorted(sorted(own), key=len, reverse=True)
        words = tuple(name_words(name, longest_first) for name in features.names)
        units, areas = self._around(record.place.unit, record.place.today)
        return Candidate(
            entry, frozenset(features.hamlets), frozenset(features.names), words, units, areas, features.anchors
        )

    def _units_around(self, unit: str, today: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The unit then and the units of today; the districts, of a unit that had none the units."""
        units = tuple(sorted({unit, *self._neighbours.today(unit, today)}))
        return units, tuple(sorted(self._neighbours.districts(unit))) or units

    def _own(self, model: Model) -> Iterator[str]:
        """The names of a model's unit and of those who lead it: of models there, and of theirs, they tell nothing."""
        known, place = self._records.organisation_by_slug, self._records.unit_by_slug.get(model.place.unit)
        yield from (known[slug].record.name for slug in model.lead.organisations if slug in known)
        if place:
            yield place.record.name

    def pairs(self) -> Iterator[Pair]:
        """Every pair that may be one, in order of the later; parts of one chain of `continues` are none."""
        named = named_alike(self._candidates, self._weight, ALIKE_NAME)
        told = told_alike(self._candidates, _SHARES)
        for key in sorted(told.keys() | named.keys(), key=lambda pair: pair[::-1]):
            pair = self._compared(key, named.get(key), told.get(key, 0.0))
            if pair is not None and not self.chained(pair.first.record, pair.second.record):
                yield pair

    def _compared(self, key: tuple[int, int], name: float | None, estimate: float) -> Pair | None:
        """The pair with its evidence when that is enough; what costs more is looked at later."""
        one, other = (self._candidates[index] for index in key)
        first, second = one.entry.record, other.entry.record
        near = self._neighbours.nearness(first.place, second.place)
        story = self._story(*key) if estimate >= SAME_STORY[near] + _ABOVE else 0.0
        if first.id == second.id or (story < SAME_STORY[near] and (name is None or near < Nearness.UNIT)):
            return None
        evidence = Evidence(
            near=near,
            one_unit=first.place.unit == second.place.unit,
            same_hamlet=share_hamlet(first.place, second.place),
            same_field=first.field == second.field,
            same_lead=not self._leads(first).isdisjoint(self._leads(second)),
            time=_time(first, second),
            name=best_likeness(one, other, self._weight) if name is None else name,
            story=story,
        )
        if not evidence.enough:
            return None
        return Pair(one.entry, other.entry, replace(evidence, story=story or self._story(*key)))

    def _leads(self, model: Model) -> set[str]:
        """The organisations that lead, and those that took their place."""
        leads = set(model.lead.organisations)
        waiting = list(leads)
        while waiting:
            entry = self._records.organisation_by_slug.get(waiting.pop())
            if entry is not None and entry.record.successor and entry.record.successor not in leads:
                leads.add(entry.record.successor)
                waiting.append(entry.record.successor)
        return leads

    def _story(self, earlier: int, later: int) -> float:
        one, other = self._runs(earlier), self._runs(later)
        return shared_part(one, other) if min(len(one), len(other)) >= LEAST_SHINGLES else 0.0

    def _runs(self, index: int) -> frozenset[Shingle]:
        if index not in self._shingles:
            self._shingles[index] = shingles(story_of(self._candidates[index].entry))
        return self._shingles[index]

    def chained(self, one: Model, other: Model) -> bool:
        """Whether one of the two continues the other, by any number of steps."""
        return self._beginning(one) == self._beginning(other)

    def _beginning(self, model: Model) -> str:
        """The id of the first model of the chain that `model` continues; of a cycle, the least id in it."""
        seen = [model.id]
        by_id = self._records.model_by_id
        while model.continues is not None and model.continues in by_id and model.continues not in seen:
            model = by_id[model.continues].record
            seen.append(model.id)
        return min(seen) if model.continues in seen else seen[-1]


def in_turn(entry: Entry[Model]) -> tuple[str, str, str]:
    """Sorts models by beginning; one of unknown beginning by the year of its id, or last."""
    start, year = entry.record.period.start, entry.record.id.split("-")[1]
    return start or year, entry.record.id, entry.document.file


def _time(one: Model, other: Model) -> Time:
    """Apart: one ended before the other began, or both began in different years and the first is not said to go on."""
    first, second = one.period, other.period
    if not (first.start and second.start):
        return "unknown"
    if first.end:
        return "apart" if first.end.before(second.start) else "together"
    return "apart" if first.start.year < second.start.year and not first.ongoing else "together"
