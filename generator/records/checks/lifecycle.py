"""The life of a model: its steps, registration, decision and end tell one story, and a finished one is not reported again."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.problems import Problem, problem
from generator.records.checks.rule import MODELS, of_records, of_site
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.checks.site import Site
from generator.records.schema import (
    Entry,
    Model,
    PartialDate,
    RegistrationType,
    Status,
    Step,
    StepEvidence,
    StepName,
)

# What is done while a model lives; review and recognition may come after its end.
_WORK = frozenset({StepName.LAUNCH, StepName.REGISTRATION, StepName.IMPLEMENTATION, StepName.INSPECTION})
_ENDED = frozenset({Status.FINISHED, Status.STOPPED})
_DECISION = "QĐ"


def date_of(step: Step) -> PartialDate | None:
    """When a step was taken: its own date, else its document's."""
    return step.date or (step.document.date if step.document else None)


def decided_after_appraisal(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """The decision comes no earlier than the appraisal it rests on (steps 4 and 5 of guide 02-HD/BDV)."""
    record = one.record
    if record.recognition is None:
        return
    steps = (date_of(step) for step in record.steps if step.step is StepName.APPRAISAL)
    first = record.appraisal.date if record.appraisal and record.appraisal.date else None
    appraised = first or next((date for date in steps if date), None)
    if appraised is not None and record.recognition.date.before(appraised):
        yield problem(
            *one.where("recognition", "date"),
            "KH520",
            record.recognition.date.text(),
            date=appraised.text(),
        )


def one_event_one_date(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Registration and decision told twice, as a step and by themselves, are told alike."""
    yield from _two_registrations(one)
    yield from _two_decisions(one)


def _two_registrations(entry: Entry[Model]) -> Iterator[Problem]:
    registered = entry.record.registration.date if entry.record.registration else None
    steps = [(i, step) for i, step in enumerate(entry.record.steps) if step.step is StepName.REGISTRATION]
    dates = [(index, date) for index, step in steps if (date := date_of(step))]
    if registered is not None and dates and all(_apart(registered, date) for _, date in dates):
        index, date = dates[0]
        yield problem(
            *entry.where("steps", index),
            "KH521",
            date.text(),
            other=registered.text(),
            key="registration.date",
        )


def _two_decisions(entry: Entry[Model]) -> Iterator[Problem]:
    decision = entry.record.recognition
    for index, step in enumerate(entry.record.steps):
        number = step.document.number if step.document else None
        if decision is None or step.step is not StepName.APPRAISAL or number is None or _DECISION not in number:
            continue
        if number != decision.number:
            where = entry.where("steps", index, "document", "number")
            yield problem(*where, "KH521", number, other=decision.number, key="recognition.number")


def _apart(one: PartialDate, other: PartialDate) -> bool:
    return one.before(other) or other.before(one)


def finished_stays_finished(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Work dated after a model's end is another model that continues it (rule R12: the record closes)."""
    end = one.record.period.end
    if end is None or one.record.status not in _ENDED:
        return
    for index, step in enumerate(one.record.steps):
        date = date_of(step)
        if step.step in _WORK and date is not None and end.before(date):
            where = one.where("steps", index)
            yield problem(*where, "KH522", date.text(), end=end.text(), id=one.record.id, step=step.step)


def continuing_continues(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A model registered as carried on names the model it carries on (V8)."""
    registration = one.record.registration
    if registration and registration.type is RegistrationType.CONTINUING and not one.record.continues:
        yield problem(*one.where("registration", "type"), "KH523", registration.type)


def continued_began_before(site: Site) -> Iterator[Problem]:
    """The model that another carries on began no later (V8)."""
    for entry in site.records.models:
        record = entry.record
        before = site.records.model_by_id.get(record.continues or "")
        if before is not None and before is not entry:
            start, then = record.period.start, before.record.period.start
            if start is not None and then is not None and start.before(then):
                where = entry.where("continues")
                yield problem(*where, "KH524", record.continues, start=start.text(), then=then.text())


def registration_is_whole(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A registration proven by its form tells aim, time span and both kinds of subject (rule R11, step 2)."""
    record = one.record
    for index, step in enumerate(record.steps):
        if step.step is not StepName.REGISTRATION or step.evidence is not StepEvidence.DOCUMENT:
            continue
        told = {
            "aim": record.aim,
            "period": record.period.start or record.period.as_stated,
            "participants": record.participants,
            "beneficiaries": record.beneficiaries,
        }
        missing = [key for key, value in told.items() if not value]
        if missing:
            yield problem(*one.where("steps", index), "KH525", step.step, keys=", ".join(missing))
        break


RULES = (
    *of_records(
        MODELS,
        decided_after_appraisal,
        one_event_one_date,
        finished_stays_finished,
        continuing_continues,
        registration_is_whole,
    ),
    *of_site(continued_began_before),
)
