"""The rules: `CHECKS` names them all, `run_checks` runs them over a site and applies the editors' answers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator.core.problems import Problem
from generator.records.checks import (
    abbreviations,
    appraisal,
    concepts,
    dates,
    differences,
    figures,
    findings,
    hand_pages,
    language,
    lifecycle,
    links,
    media_rules,
    notation,
    personal,
    persons,
    places,
    privacy,
    recognition,
    references,
    registers,
    requires,
    spelling,
    story,
    told_figures,
    totals,
    unfinished,
    wording,
)
from generator.records.checks.answers import apply_answers
from generator.records.checks.consequences import without_consequences
from generator.records.checks.rule import ANY, Rule
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.checks.site import Site
from generator.records.checks.story_features import StoryFeatures, story_features
from generator.records.schema import Record, Records
from generator.records.source import Document, Source

Features = Mapping[str, StoryFeatures]
NO_FEATURES: Features = MappingProxyType({})

_FAMILIES = (
    references,
    registers,
    abbreviations,
    concepts,
    figures,
    totals,
    wording,
    findings,
    story,
    told_figures,
    unfinished,
    spelling,
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
    personal,
    media_rules,
    hand_pages,
    links,
    requires,
)

CHECKS: dict[str, Rule] = {rule.name: rule for family in _FAMILIES for rule in family.RULES}
"""Name -> rule. A rule is a generator of problems, and its docstring is the rule itself."""

_OF_SITE = tuple(rule.check for rule in CHECKS.values() if rule.scope == "site")
_OF_RECORDS = [rule for rule in CHECKS.values() if rule.scope == "record"]
_BY_KIND = {
    kind: (
        tuple(rule.check for rule in _OF_RECORDS if kind in rule.kinds and rule.valid),
        tuple(rule.check for rule in _OF_RECORDS if kind in rule.kinds and not rule.valid),
    )
    for kind in ANY
}


def run_record_checks(document: Document, record: Record | None, registers: Registers) -> list[Problem]:
    """The rules about one record: its shape, figures, dates and words, beside the registers of `registers` alone.

    record: None when the document's shape is wrong; then only what it says is checked.
    """
    of_records, of_words = _BY_KIND[document.kind]
    # The defaults the product brings are not the editor's words.
    own = document.file.startswith("content/")
    subject = RuleInput(record, document)
    checks = (*(of_records if record is not None else ()), *(of_words if own else ()))
    return [problem for check in checks for problem in check(subject, registers)]


def run_site_checks(source: Source, records: Records, features: Features = NO_FEATURES) -> list[Problem]:
    """The rules about all records together: references, names used twice, chains, similarity, files.

    features: content hash of a model's file -> its story features, so far as they are known.
    """
    return [*run_quick_site_checks(source, records), *run_similarity(source, records, features)]


def run_quick_site_checks(source: Source, records: Records) -> list[Problem]:
    """The same without the search for similar models, which takes longer than all the rest; every error is found here."""
    site = Site(source, records)
    return [problem for check in _OF_SITE if check is not differences.alike_models for problem in check(site)]


def run_similarity(source: Source, records: Records, features: Features = NO_FEATURES) -> list[Problem]:
    """Similar models; only warnings, for only a person can tell. features: as in `run_site_checks`."""
    return list(differences.alike_models(Site(source, records, features)))


def run_checks(source: Source, records: Records) -> list[Problem]:
    """Run every rule over a site, then let `content/answers.yml` silence the warnings a person has answered."""
    registers = Registers.of(source.documents, records)
    valid = {(entry.document.file, entry.document.prefix): entry.record for entry in records.entries()}
    found = run_site_checks(source, records)
    for document in source.documents:
        found += run_record_checks(document, valid.get((document.file, document.prefix)), registers)
    return apply_answers(records, found)


__all__ = [
    "CHECKS",
    "Registers",
    "Rule",
    "RuleInput",
    "Site",
    "StoryFeatures",
    "apply_answers",
    "run_checks",
    "run_quick_site_checks",
    "run_record_checks",
    "run_similarity",
    "run_site_checks",
    "story_features",
    "without_consequences",
]
