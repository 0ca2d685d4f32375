"""Sentences that say exactly what is known of a record: its standing, its time, its documents, its sources."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from generator.core.texts import t
from generator.core.vietnamese import format_number, with_unit
from generator.records.schema import (
    Appraisal,
    Award,
    Bound,
    DocumentRef,
    Model,
    OutsideLink,
    PartialDate,
    Period,
    Programme,
    Replication,
    Source,
    SourceKind,
    Statistic,
    Status,
    Step,
)
from generator.records.schema.model import Registration, Resource
from generator.showcase import ModelView

# The strongest kind of source first: it words the badge of a record without a recognition decision.
_TELLERS = (SourceKind.DOCUMENT, SourceKind.REPORT, SourceKind.SURVEY, SourceKind.PRESS, SourceKind.PORTAL)


@dataclass(frozen=True, slots=True)
class Badge:
    """What is proven, above the name. kind: "proven" with a recognition decision, else "told"."""

    kind: str
    text: str


def badge(record: Model) -> Badge:
    """The badge of a model; without a recognition decision it never says that the model was recognised."""
    decision = record.recognition
    if decision is not None:
        return Badge("proven", t("badge.proven", number=decision.number, date=on_day(decision.date)))
    if record.status is Status.REGISTERED:
        told = t("badge.registered")
    elif record.status is Status.RECOGNISED:
        told = t("badge.recognition_told")
    elif record.exemplary:
        told = t("badge.told_exemplary")
    elif record.appraisal is not None:
        told = t("badge.told_survey")
    else:
        kinds = {source.kind for source in record.sources}
        told = t(f"badge.told_{next(kind for kind in _TELLERS if kind in kinds)}")
    return Badge("told", t("badge.unproven", told=told))


@lru_cache(maxsize=4096)
def on_day(date: PartialDate) -> str:
    """A date inside a sentence: "ngày 15/6/2017", "tháng 6/2017", "năm 2017"."""
    return t("date.day", date=date.text()) if date.day else date.text()


def period(value: Period) -> list[str]:
    """The time of a record in one or two phrases; never a year where the source has only relative words."""
    phrases = []
    if value.start and value.end:
        phrases.append(t("period.both", start=on_day(value.start), end=on_day(value.end)))
    elif value.start and value.ongoing:
        phrases.append(t("period.ongoing", start=on_day(value.start)))
    elif value.start:
        phrases.append(t("period.start", start=on_day(value.start)))
    elif value.end:
        phrases.append(t("period.end", end=on_day(value.end)))
    elif value.ongoing:
        phrases.append(t("period.ongoing_only"))
    if value.as_stated:
        phrases.append(t("period.as_stated", words=value.as_stated))
    return phrases or [t("unknown.not_stated")]


def place_then(model: ModelView) -> str:
    """A place on a card as it was called then; the province is left out where today's name follows and names its own."""
    place = model.place
    units = place.then[:-1] if place.changed and len(place.then) > 1 else place.then
    return ", ".join([*model.record.place.hamlets, *(unit.name for unit in units)])


def place_in_row(model: ModelView) -> str:
    """A place in a row of a list: the unit then with the one above it, and today's where it is another."""
    place = model.place
    units = place.then[:2] if len(place.then) > 2 else place.then[:1]
    then = ", ".join(unit.name for unit in units)
    then = then[:1].upper() + then[1:]
    if not place.changed:
        return then
    return t(
        "place.row_part" if place.split else "place.row_now",
        then=then,
        today=f" {t('place.or')} ".join(u.name for u in place.today),
    )


def bounded(value: int | Decimal, bound: Bound, unit: str | None = None) -> str:
    """A counted value with its bound and unit: "hơn 70 hộ"."""
    number = format_number(value)
    return t(f"bound.{bound}", value=with_unit(number, unit) if unit else number)


def document(ref: DocumentRef) -> str:
    """An official document in one line: number, date, issuer, what it is about."""
    parts = [
        ref.draft and t("document.draft"),
        ref.number and t("document.number", number=ref.number),
        ref.date and on_day(ref.date),
        ref.issuer and t("document.issuer", issuer=ref.issuer),
        ref.title and t("document.title", title=ref.title),
    ]
    return ", ".join(part for part in parts if part)


def step(record: Step) -> str:
    """What a record knows of one step: its document, its day, who did it, a note; nothing twice."""
    told = record.document
    parts = [
        told and document(told),
        record.date and not (told and told.date == record.date) and on_day(record.date),
        record.body if not (told and told.issuer == record.body) else None,
        record.note,
    ]
    return "; ".join(part for part in parts if part)


def registration(record: Registration) -> str:
    """How and when a model was registered."""
    kind = t(f"registration.{record.type}") if record.type else t("registration.kind_unknown")
    return f"{kind}, {on_day(record.date)}" if record.date else f"{kind}, {t('source.undated')}"


def resource(record: Resource) -> str:
    """Means put in: "ngày công: hơn 300 ngày"."""
    if record.amount is None:
        return t("resource.no_amount", kind=record.kind)
    return t("resource.amount", kind=record.kind, amount=bounded(record.amount, record.bound, record.unit))


def award(record: Award) -> str:
    """A commendation in one line."""
    parts = [
        record.form,
        record.number and t("document.number", number=record.number),
        record.date and on_day(record.date),
        record.issuer and t("document.issuer", issuer=record.issuer),
    ]
    return ", ".join(part for part in parts if part)


def programme_kind(programme: Programme) -> str:
    """What a programme is, as its source calls it or by its kind."""
    return programme.kind_name or t(f"programme.kind_{programme.kind}")


def news_source(source: Source) -> str:
    """Who published what a news item tells of; where nobody is named, what it is."""
    if source.outlet:
        return source.outlet
    author = source.author and t("source.author", author=source.author)
    return " · ".join(filter(None, (t(f"source.kind_{source.kind}"), author)))


def source_line(source: Source) -> str:
    """Who published a source and when; an undated one says so, with the reason when there is one."""
    if source.published:
        dated = on_day(source.published)
    else:
        dated = t("source.undated_why", why=source.undated_reason) if source.undated_reason else t("source.undated")
    parts = [
        t(f"source.kind_{source.kind}"),
        source.number and t("document.number", number=source.number),
        source.outlet,
        source.author and t("source.author", author=source.author),
        dated,
    ]
    return " · ".join(part for part in parts if part)


def lost(link: OutsideLink) -> str:
    """Since when an outside address leads nowhere."""
    return t("source.lost_since", date=on_day(link.since))


def replication(record: Replication) -> str:
    """Where a model was taken up, as far as it is counted: "9 trên 9 chi hội của xã Yên Lạc, đến hết năm 2018"."""
    parts = []
    if record.count is not None:
        counted = bounded(record.count, record.bound)
        if record.denominator is not None:
            counted = t("replication.of", count=counted, total=format_number(record.denominator))
        parts.append(f"{counted} {record.unit}" if record.unit else counted)
    parts.append(record.place)
    if record.date:
        parts.append(t("replication.by", date=on_day(record.date)))
    return ", ".join(parts)


def appraised(record: Appraisal) -> str:
    """Who appraised a model and when."""
    date = on_day(record.date) if record.date else t("source.undated")
    return t("appraisal.by", body=record.body, date=date)


def statistic_time(record: Statistic) -> str:
    """The day or period of a published total; that the source gives none, when it gives none."""
    span = record.period
    if record.date:
        return t("statistics.as_of", date=on_day(record.date))
    if span and span.start and span.end:
        return t("period.both", start=on_day(span.start), end=on_day(span.end))
    if span and (span.start or span.end or span.as_stated):
        return "; ".join(period(span))
    return t("statistics.no_date")


def statistic_when(record: Statistic) -> str:
    """When a published total was true: its day or period, the source's own words, or both."""
    told = t("period.as_stated", words=record.as_stated) if record.as_stated else ""
    if told and record.date is None and record.period is None:
        return told
    return f"{statistic_time(record)}; {told}" if told else statistic_time(record)
