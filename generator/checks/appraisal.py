"""Appraisal criterion by criterion: each known, each once, each with evidence and never a bare score or name (rules R2, R4)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from generator.checks.site import Site
from generator.problems import Problem, Route, problem
from generator.schema import CriterionFinding, Entry, Model, Status
from generator.vietnamese import fold

_SCORE = re.compile(
    r"(?:(?:dat|khong dat|chua dat|xuat sac|tot|kha|trung binh|yeu|kem|co|khong)|"
    r"(?:dat )?[0-9]+(?:[.,][0-9]+)?(?: ?/ ?[0-9]+)?(?: ?%| diem)?)(?: (?:yeu cau|tieu chi))?[ .!]*"
)


def _findings(site: Site) -> Iterator[tuple[Entry[Model], Route, CriterionFinding]]:
    for entry in site.records.models:
        if entry.record.appraisal is not None:
            for index, finding in enumerate(entry.record.appraisal.criteria):
                yield entry, ("appraisal", "criteria", index), finding


def criterion_known(site: Site) -> Iterator[Problem]:
    """A finding names a criterion of the province's list; the nearest is offered."""
    # Also criteria whose shape is wrong: their own problem is told once, where they stand.
    known = {
        str(document.data.get("slug")) for document in site.source.documents if document.kind == "criterion"
    }
    for entry, route, finding in _findings(site):
        if finding.criterion not in known:
            near = difflib.get_close_matches(finding.criterion, sorted(known), n=1, cutoff=0.5)
            where = entry.where(*route, "criterion")
            yield problem(
                *where, "KH301", finding.criterion, what="tiêu chí", nearest=near[0] if near else "—"
            )


def criterion_has_evidence(site: Site) -> Iterator[Problem]:
    """Each finding tells something, or points at a figure or a source; "Đạt", "9/10" or the criterion's name tell nothing."""
    names = {entry.slug: fold(entry.record.name) for entry in site.records.criteria}
    for entry, route, finding in _findings(site):
        if finding.result is not None or finding.source is not None:
            continue
        said = fold(finding.text or "").strip()
        if not said or _SCORE.fullmatch(said) or said.rstrip(" .") == names.get(finding.criterion):
            at = "text" if finding.text else "criterion"
            yield problem(*entry.where(*route, at), "KH517", finding.text or finding.criterion)


def criterion_once(site: Site) -> Iterator[Problem]:
    """An appraisal speaks of each criterion once."""
    seen: set[tuple[str, str]] = set()
    for entry, route, finding in _findings(site):
        key = (entry.record.id + entry.document.file, finding.criterion)
        if key in seen:
            yield problem(*entry.where(*route, "criterion"), "KH518", finding.criterion)
        seen.add(key)


def recognised_on_every_criterion(site: Site) -> Iterator[Problem]:
    """The appraisal of a recognised model speaks of every criterion of the province's list."""
    for entry in site.records.models:
        record = entry.record
        if record.appraisal is None or (
            record.recognition is None and record.status is not Status.RECOGNISED
        ):
            continue
        told = {finding.criterion for finding in record.appraisal.criteria}
        missing = [one.slug for one in site.records.criteria if one.slug not in told]
        if missing:
            yield problem(
                *entry.where("appraisal"), "KH519", len(missing), missing=", ".join(missing), first=missing[0]
            )


RULES = (criterion_known, criterion_has_evidence, criterion_once, recognised_on_every_criterion)
