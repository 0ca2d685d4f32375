"""The warnings about models that may be one, less the pairs that people judged different in `content/different.yml`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.core.problems import Problem, problem
from generator.records.checks.evidence import in_words
from generator.records.checks.overlap import Overlap, Pair, in_turn
from generator.records.checks.rule import of_site
from generator.records.checks.site import Site
from generator.records.schema import Difference, Entry, Model, is_proposal

# A longer chain is cut: the first of it are named.
_CHAIN = 12


def alike_models(site: Site) -> Iterator[Problem]:
    """Models alike in place, field, time, lead, name or story are one told twice, overlap, or continue each other (V7-V9)."""
    search = Overlap(site)
    found = list(search.pairs())
    judged = {frozenset({entry.record.a, entry.record.b}) for entry in site.records.differences}
    yield from _warnings([pair for pair in found if pair.ids not in judged], search)
    yield from _idle(site, {pair.ids for pair in found})


def differences_name_two(site: Site) -> Iterator[Problem]:
    """An entry of `different.yml` names two models, and each pair stands there once."""
    seen: dict[frozenset[str], Entry[Difference]] = {}
    for entry in site.records.differences:
        pair = frozenset({entry.record.a, entry.record.b})
        first = seen.setdefault(pair, entry)
        if len(pair) == 1:
            yield problem(*entry.where("b"), "KH532", entry.record.b)
        elif first is not entry:
            yield problem(*entry.where("b"), "KH533", entry.record.b, a=entry.record.a, first=first.document.file)


def _warnings(pairs: list[Pair], search: Overlap) -> Iterator[Problem]:
    """One warning a pair, on the later model. What a model between the two already says is not said twice."""
    alike = {(pair.first.record.id, pair.second.record.id) for pair in pairs}
    earlier: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        earlier[pair.second.record.id].append(pair)
    for pair in pairs:
        first = pair.first
        others = [other.first for other in earlier[pair.second.record.id]]
        between = [other.record for other in others if in_turn(other) > in_turn(first)]
        if not any((first.record.id, one.id) in alike or search.chained(first.record, one) for one in between):
            yield _warning(pair, _chain(pair, earlier))


def _chain(pair: Pair, earlier: dict[str, list[Pair]]) -> list[Model]:
    """The models a pair ends, from the first: one told three times under three names is seen whole."""
    chain = [pair.second.record, pair.first.record]
    while len(chain) < _CHAIN and (before := earlier.get(chain[-1].id)):
        chain.append(before[-1].first.record)
    return chain[::-1]


def _warning(pair: Pair, chain: list[Model]) -> Problem:
    first, second = pair.first, pair.second
    if is_proposal(first.record) and not is_proposal(second.record):
        first, second = second, first
    one, other = first.record, second.record
    row = " → ".join(f"“{model.name}” ({model.id})" for model in chain)
    return problem(
        *second.where("name"),
        "KH512" if pair.evidence.apart else "KH511",
        other.name,
        name=one.name,
        first=first.document.file,
        id=one.id,
        own=other.id,
        why=in_words(pair.evidence, "vi"),
        why_en=in_words(pair.evidence, "en"),
        chain=f" Cả chuỗi: {row}." if len(chain) > 2 else "",
        chain_en=f" The whole chain: {row}." if len(chain) > 2 else "",
    )


def _idle(site: Site, found: set[frozenset[str]]) -> Iterator[Problem]:
    known = site.records.model_by_id
    for entry in site.records.differences:
        pair = frozenset({entry.record.a, entry.record.b})
        if len(pair) == 2 and pair not in found and all(name in known for name in pair):
            yield problem(*entry.where("b"), "KH531", entry.record.b, a=entry.record.a)


RULES = of_site(alike_models, differences_name_two)
