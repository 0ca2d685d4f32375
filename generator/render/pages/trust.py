"""How far a model's page may be believed, said once in words people use; and what no source tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.core.texts import t
from generator.records.schema import Certainty, Model, Source, SourceKind, Status, is_proposal
from generator.render import wording
from generator.showcase import ModelView


@dataclass(frozen=True, slots=True)
class Trust:
    """kind: "proven" with a recognition decision, else "told"; text: one plain line."""

    kind: str
    text: str


def trust(record: Model) -> Trust:
    """The one line: a decision with number and day, or whose word it is and that no decision was seen."""
    if is_proposal(record):
        return Trust("told", t("proposal.told"))
    decision = record.recognition
    if decision is not None:
        return Trust("proven", t("trust.proven", number=decision.number, date=wording.on_day(decision.date)))
    told = t("trust.sources", count=len(record.sources)) if len(record.sources) > 1 else _one(record.sources[0])
    if record.status is Status.REGISTERED:
        told = t("trust.registered")
    return Trust("told", t("trust.told", told=told))


def _one(source: Source) -> str:
    kind = t(f"trust.kind_{source.kind}")
    if source.published:
        return t("trust.dated", kind=kind, date=wording.on_day(source.published))
    return t("trust.undated", kind=kind)


def untold(model: ModelView) -> str:
    """The facts no source tells, in one sentence; "" when all are told."""
    missing = list(_missing(model))
    return t("trust.untold", whose=teller(model.record), what=", ".join(missing)) if missing else ""


def teller(record: Model) -> str:
    """Who tells: "báo" where all sources are articles, else "nguồn"."""
    return t("trust.press") if all(one.kind is SourceKind.PRESS for one in record.sources) else t("trust.any")


def _missing(model: ModelView) -> Iterator[str]:
    record = model.record
    if not model.leads and not record.lead.name and record.lead.certainty is not Certainty.AMBIGUOUS:
        yield t("untold.lead")
    if not record.level:
        yield t("untold.level")
    if record.period.start is None and record.period.end is None and not record.period.as_stated:
        yield t("untold.period")
    if record.status is Status.UNKNOWN:
        yield t("untold.status")
    for key in ("participants", "beneficiaries", "resources", "results", "limits"):
        if not getattr(record, key):
            yield t(f"untold.{key}")
    if not model.place.today:
        yield t("untold.today")
