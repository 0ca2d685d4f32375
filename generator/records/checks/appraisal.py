"""Appraisal criterion by criterion: each known, each once, each with evidence and never a bare score or name (rules R2, R4)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import lru_cache

from generator.core.problems import Problem, Route, problem
from generator.core.vietnamese import fold
from generator.records.checks.references import offered
from generator.records.checks.rule import MODELS, of_records
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.schema import CriterionFinding, Status

_SCORE = re.compile(
    r"(?:(?:dat|khong dat|chua dat|xuat sac|tot|kha|trung binh|yeu|kem|co|khong)|"
    r"(?:dat )?[0-9]+(?:[.,][0-9]+)?(?: ?/ ?[0-9]+)?(?: ?%| diem)?)(?: (?:yeu cau|tieu chi))?[ .!]*"
)


def _findings(one: RuleInput) -> Iterator[tuple[Route, CriterionFinding]]:
    if one.record.appraisal is not None:
        for index, finding in enumerate(one.record.appraisal.criteria):
            yield ("appraisal", "criteria", index), finding


def criterion_known(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """A finding names a criterion of the province's list; those like it are offered."""
    # Also criteria whose shape is wrong: their own problem is told once, where they stand.
    known = registers.criterion_names
    for route, finding in _findings(one):
        if finding.criterion not in known:
            near = difflib.get_close_matches(finding.criterion, sorted(known), n=3, cutoff=0.75)
            where = one.where(*route, "criterion")
            yield problem(*where, "KH301", finding.criterion, what="tiêu chí", **offered(near))


def criterion_has_evidence(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """Each finding tells something, or points at a figure or a source; "Đạt", "9/10" or the criterion's name tell nothing."""
    for route, finding in _findings(one):
        if finding.result is not None or finding.source is not None:
            continue
        said = fold(finding.text or "").strip()
        if not said or _SCORE.fullmatch(said) or said.rstrip(" .") == _names(registers).get(finding.criterion):
            at = "text" if finding.text else "criterion"
            yield problem(*one.where(*route, at), "KH517", finding.text or finding.criterion)


@lru_cache(maxsize=1)
def _names(registers: Registers) -> dict[str, str]:
    """Criterion -> its folded name."""
    return {entry.slug: fold(entry.record.name) for entry in registers.records.criteria}


def criterion_once(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """An appraisal speaks of each criterion once."""
    seen: set[str] = set()
    for route, finding in _findings(one):
        if finding.criterion in seen:
            yield problem(*one.where(*route, "criterion"), "KH518", finding.criterion)
        seen.add(finding.criterion)


def recognised_on_every_criterion(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """The appraisal of a recognised model speaks of every criterion of the province's list."""
    record = one.record
    if record.appraisal is None or (record.recognition is None and record.status is not Status.RECOGNISED):
        return
    told = {finding.criterion for finding in record.appraisal.criteria}
    missing = [criterion.slug for criterion in registers.records.criteria if criterion.slug not in told]
    if missing:
        yield problem(*one.where("appraisal"), "KH519", len(missing), missing=", ".join(missing), first=missing[0])


RULES = of_records(MODELS, criterion_known, criterion_has_evidence, criterion_once, recognised_on_every_criterion)
