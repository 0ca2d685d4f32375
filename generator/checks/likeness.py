"""Models that may be one and the same: alike in name, place, field and time (domain rules V7, V8, V9)."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.site import Site
from generator.problems import Problem, problem
from generator.schema import Entry, Model
from generator.vietnamese import fold, syllables

# Share of common syllables from which two names count as alike.
ALIKE = 0.6
# What nearly every name holds says nothing about likeness.
_COMMON = re.compile(
    r"(?<!\w)(?:mo hinh|dan van kheo|phong trao|xay dung|van dong|tuyen truyen|thuc hien|trong|va|cua|tai|o|cho|cac|ve|vi|"
    r"tren dia ban|xa|phuong|thi tran|huyen|tinh|xom|thon|ban|ap|khom)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    entry: Entry[Model]
    names: frozenset[str]
    words: frozenset[str]


def _folded(name: str) -> str:
    return " ".join(syllables(fold(name)))


def _candidate(site: Site, entry: Entry[Model]) -> _Candidate:
    names = frozenset(_folded(name) for name in (entry.record.name, *entry.record.other_names))
    main = f" {_folded(entry.record.name)} "
    bare = main
    unit = site.records.unit_by_slug.get(entry.record.place.unit)
    # All models of a bucket lie in one unit, so its name in theirs tells nothing.
    for place in (unit.record.name if unit else "", *entry.record.place.hamlets):
        bare = bare.replace(f" {_folded(place)} ", " ") if place else bare
    words = frozenset(_COMMON.sub(" ", bare).split()) or frozenset(main.split())
    return _Candidate(entry, names, words)


def _pairs(candidates: list[_Candidate]) -> Iterator[tuple[_Candidate, _Candidate]]:
    """Pairs alike enough, by prefix filtering: sets that share 60% must share one of their rarest words."""
    frequency = Counter(word for candidate in candidates for word in candidate.words)
    by_word: dict[str, list[int]] = defaultdict(list)
    by_name: dict[str, list[int]] = defaultdict(list)
    for index, candidate in enumerate(candidates):
        ordered = sorted(candidate.words, key=lambda word: (frequency[word], word))
        prefix = ordered[: len(ordered) - math.ceil(ALIKE * len(ordered)) + 1]
        met = {other for word in prefix for other in by_word[word]}
        named = {other for name in candidate.names for other in by_name[name]}
        for other in sorted(met | named):
            if other in named or _likeness(candidates[other].words, candidate.words) >= ALIKE:
                yield candidates[other], candidate
        for word in prefix:
            by_word[word].append(index)
        for name in candidate.names:
            by_name[name].append(index)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    # "Tổ dân vận số 1" and "số 2" are two.
    if {word for word in one ^ other if word.isdigit()}:
        return 0.0
    return len(one & other) / len(one | other)


def _same_place(one: Model, other: Model) -> bool:
    hamlets, others = ({_folded(name) for name in model.place.hamlets} for model in (one, other))
    return not hamlets or not others or bool(hamlets & others)


def _apart_in_time(one: Model, other: Model) -> bool:
    first, second = sorted((one.period, other.period), key=lambda period: period.start or "")
    return bool(first.end and second.start and first.end.before(second.start))


def _beginning(model: Model, by_id: dict[str, Entry[Model]]) -> str:
    """The id of the first model of the chain that `model` continues; of a cycle, the least id in it."""
    seen = [model.id]
    while model.continues is not None and model.continues in by_id and model.continues not in seen:
        model = by_id[model.continues].record
        seen.append(model.id)
    return min(seen) if model.continues in seen else seen[-1]


def alike_models(site: Site) -> Iterator[Problem]:
    """Two models of one unit and field with like names are one model told twice, overlap, or continue each other (V7-V9)."""
    buckets: dict[tuple[str, str], list[_Candidate]] = defaultdict(list)
    for entry in site.records.models:
        if entry.record.withdrawn is None:
            buckets[entry.record.place.unit, entry.record.field].append(_candidate(site, entry))
    for bucket in buckets.values():
        for first, second in _pairs(bucket):
            one, other = first.entry.record, second.entry.record
            by_id = site.records.model_by_id
            linked = _beginning(one, by_id) == _beginning(other, by_id)
            if linked or one.id == other.id or not _same_place(one, other):
                continue
            code = "KH512" if _apart_in_time(one, other) else "KH511"
            yield problem(
                *second.entry.where("name"), code, other.name,
                name=one.name, first=first.entry.document.file, id=one.id,
            )  # fmt: skip


RULES = (alike_models,)
