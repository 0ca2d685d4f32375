"""The six steps of a model's life, each with the strongest evidence the record has for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.core.texts import t
from generator.records.schema import DocumentRef, Model, Step, StepEvidence, StepName

_STRENGTH = {StepEvidence.DOCUMENT: 2, StepEvidence.TOLD: 1, StepEvidence.UNKNOWN: 0}


@dataclass(frozen=True, slots=True)
class StepView:
    """One of the six steps. evidence: document, told or unknown; entries: what the record tells of it."""

    number: int
    name: StepName
    evidence: StepEvidence
    entries: tuple[Step, ...]


def six_steps(record: Model) -> tuple[StepView, ...]:
    """All six steps in order; a step no part of the record tells of is unknown."""
    told = (*record.steps, *_told_elsewhere(record))
    return tuple(_step(number, name, told) for number, name in enumerate(StepName, 1))


def _step(number: int, name: StepName, told: tuple[Step, ...]) -> StepView:
    entries = tuple(step for step in told if step.step is name)
    evidence = max((step.evidence for step in entries), key=_STRENGTH.__getitem__, default=StepEvidence.UNKNOWN)
    return StepView(number, name, evidence, entries)


def _told_elsewhere(record: Model) -> Iterator[Step]:
    """What other parts of the record tell of a step that `steps` leaves unknown; a decision always counts."""
    known = {step.step for step in record.steps if step.evidence is not StepEvidence.UNKNOWN}
    decision, appraisal, registration = record.recognition, record.appraisal, record.registration
    if registration and registration.date and StepName.REGISTRATION not in known:
        yield Step(step=StepName.REGISTRATION, evidence=StepEvidence.TOLD, date=registration.date)
    if appraisal and StepName.APPRAISAL not in known:
        yield Step(
            step=StepName.APPRAISAL,
            evidence=StepEvidence.TOLD,
            date=appraisal.date,
            body=appraisal.body,
            source=appraisal.source,
        )
    numbers = {step.document.number for step in record.steps if step.document}
    if decision and decision.number not in numbers:
        document = DocumentRef(number=decision.number, date=decision.date, issuer=decision.issuer, url=decision.url)
        yield Step(
            step=StepName.APPRAISAL,
            evidence=StepEvidence.DOCUMENT,
            document=document,
            source=decision.source,
        )
    if record.replications and StepName.REVIEW not in known:
        first = record.replications[0]
        yield Step(step=StepName.REVIEW, evidence=StepEvidence.TOLD, date=first.date, source=first.source)


def steps_summary(steps: tuple[StepView, ...], teller: str) -> str:
    """The six steps in one line: how many are told by whom, and for how many there are papers."""
    counts = Counter(step.evidence for step in steps)
    told, proven = len(steps) - counts[StepEvidence.UNKNOWN], counts[StepEvidence.DOCUMENT]
    whose = teller[:1].upper() + teller[1:]
    if not told:
        return t("dossier.steps_none", whose=whose) + "."
    first = t("dossier.steps_all" if told == len(steps) else "dossier.steps_told", whose=whose, told=told)
    papers = t("dossier.steps_documents", count=proven) if proven else t("dossier.steps_no_document")
    return f"{first}; {papers}."
