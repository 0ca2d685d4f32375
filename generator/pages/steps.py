"""The six steps of a model's life, each with the strongest evidence the record has for it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.schema import Model, Step, StepEvidence, StepName

_STRENGTH = {StepEvidence.DOCUMENT: 2, StepEvidence.TOLD: 1, StepEvidence.UNKNOWN: 0}


@dataclass(frozen=True, slots=True)
class StepView:
    """One of the six steps. evidence: document, told or unknown; notes: the record's entries that know something."""

    number: int
    name: StepName
    evidence: StepEvidence
    entries: tuple[Step, ...]


def six_steps(record: Model) -> tuple[StepView, ...]:
    """All six steps in order; a step the record does not mention is unknown."""
    return tuple(_step(number, name, record) for number, name in enumerate(StepName, 1))


def _step(number: int, name: StepName, record: Model) -> StepView:
    entries = tuple(step for step in record.steps if step.step is name)
    evidence = max(
        (step.evidence for step in entries), key=_STRENGTH.__getitem__, default=StepEvidence.UNKNOWN
    )
    return StepView(number, name, evidence, entries)
