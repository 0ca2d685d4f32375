"""Appraisal as readers go through it: every criterion of the province, with what was found for it or nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from generator.records.schema import Criterion, CriterionFinding, Model
from generator.showcase import Showcase


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One criterion. finding: what the appraisal found, None when it does not address the criterion."""

    record: Criterion
    finding: CriterionFinding | None


def by_criterion(record: Model, criteria: tuple[Criterion, ...]) -> tuple[CriterionView, ...]:
    """All criteria in the province's order; none for a model without findings, for nothing was gone through.

    A finding for a criterion that is not on the list (the check refuses it) stands last under its slug.
    """
    found = {finding.criterion: finding for finding in record.appraisal.criteria} if record.appraisal else {}
    if not found:
        return ()
    listed = {criterion.slug for criterion in criteria}
    others = [Criterion(slug=slug, name=slug) for slug in found if slug not in listed]
    return tuple(CriterionView(criterion, found.get(criterion.slug)) for criterion in (*criteria, *others))


def evidence_counts(showcase: Showcase) -> tuple[int, Counter[str]]:
    """(models with an appraisal, criterion -> how many of them hold evidence for it)."""
    appraisals = [model.record.appraisal for model in showcase.models if model.record.appraisal]
    found: Counter[str] = Counter()
    for appraisal in appraisals:
        found.update({finding.criterion for finding in appraisal.criteria})
    return len(appraisals), found
