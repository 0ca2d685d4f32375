"""Rules across records: `CHECKS` names them all, `run_checks` runs them and applies the editors' answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.checks import (
    appraisal,
    dates,
    differences,
    figures,
    hand_pages,
    language,
    lifecycle,
    links,
    media_rules,
    notation,
    persons,
    places,
    privacy,
    recognition,
    references,
    registers,
    totals,
    wording,
)
from generator.checks.answers import apply_answers
from generator.checks.site import Site
from generator.problems import Problem
from generator.schema import Records
from generator.source import Source

Rule = Callable[[Site], Iterable[Problem]]

_FAMILIES = (
    references,
    registers,
    figures,
    totals,
    wording,
    notation,
    recognition,
    lifecycle,
    appraisal,
    differences,
    places,
    dates,
    language,
    privacy,
    persons,
    media_rules,
    hand_pages,
    links,
)

CHECKS: dict[str, Rule] = {rule.__name__: rule for family in _FAMILIES for rule in family.RULES}
"""Name -> rule. A rule is a generator of problems, and its docstring is the rule itself."""


def run_checks(source: Source, records: Records) -> list[Problem]:
    """Run every rule over a site, then let `content/answers.yml` silence the warnings a person has answered."""
    site = Site.of(source, records)
    found = [problem for rule in CHECKS.values() for problem in rule(site)]
    return apply_answers(records, found)


__all__ = ["CHECKS", "Rule", "Site", "apply_answers", "run_checks"]
