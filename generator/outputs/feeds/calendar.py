"""The calendar of milestones (RFC 5545): every day a record names, as an event of that whole day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from generator.core.texts import t
from generator.outputs.feeds.items import permanent_id, record_key
from generator.records.schema import PartialDate
from generator.showcase import ModelView, ProgrammeView, Showcase

MOST = 1000
"""Events of the calendar, the latest ones; a phone asks for it again and again."""

_LONGEST = 75
"""Bytes of a content line."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """One dated step of a record. kind: key of its words in `feeds.milestone_…`; key, address: as in an Item."""

    date: PartialDate
    kind: str
    key: str
    name: str
    address: str
    place: str
    stamp: PartialDate


def milestones(showcase: Showcase) -> list[Milestone]:
    """Every milestone whose day is known, in order of days; one of a month or a year belongs on no day."""
    province = showcase.province.slug
    views: list[ModelView | ProgrammeView] = [*showcase.models, *showcase.programmes]
    found = [
        Milestone(
            date,
            kind,
            f"{record_key(view, province)}/{kind}/{date}",
            view.record.name,
            view.address,
            view.place.then_text if isinstance(view, ModelView) else "",
            view.record.reviewed.date,
        )
        for view in views
        for kind, date in _named(view)
    ]
    return sorted(found, key=lambda one: (one.date, one.key))


def _named(view: ModelView | ProgrammeView) -> Iterator[tuple[str, PartialDate]]:
    """(kind, day), each once: a step and the registration it speaks of are one milestone."""
    dates = _model_dates(view) if isinstance(view, ModelView) else _programme_dates(view)
    for kind, date in dict.fromkeys(dates):
        if date is not None and date.day is not None:
            yield kind, date


def _model_dates(model: ModelView) -> Iterator[tuple[str, PartialDate | None]]:
    record = model.record
    if record.registration:
        yield "registration", record.registration.date
    yield "start", record.period.start
    for step in record.steps:
        yield str(step.step), step.date or (step.document.date if step.document else None)
    if record.appraisal:
        yield "appraisal", record.appraisal.date
    if record.recognition:
        yield "recognition", record.recognition.date
    for award in record.awards:
        yield "award", award.date
    for replication in record.replications:
        yield "replication", replication.date
    yield "end", record.period.end


def _programme_dates(programme: ProgrammeView) -> Iterator[tuple[str, PartialDate | None]]:
    record = programme.record
    if record.document:
        yield "document", record.document.date
    yield "start", record.period.start
    yield "end", record.period.end


def calendar(showcase: Showcase, site_url: str) -> bytes:
    """The calendar file; `site_url` ends in "/"."""
    name = t("feeds.calendar", site=t("site.full_name", province=showcase.province.name))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kheo//lich//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}"]
    for one in milestones(showcase)[-MOST:]:
        lines += _event(one, site_url)
    lines.append("END:VCALENDAR")
    return "".join(map(_folded, lines)).encode()


def _event(one: Milestone, site_url: str) -> list[str]:
    day = one.date.earliest()
    summary = t("feeds.event", what=t(f"feeds.milestone_{one.kind}"), name=one.name)
    place = [f"LOCATION:{_text(one.place)}"] if one.place else []
    return [
        "BEGIN:VEVENT",
        f"UID:{permanent_id(one.key)}",
        # Not when the file was made, which no two builds agree on, but when the record was last reviewed.
        f"DTSTAMP:{one.stamp.earliest():%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(summary)}",
        *place,
        f"URL:{site_url}{one.address}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(text: str) -> str:
    """A value of type TEXT."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def _folded(line: str) -> str:
    """A content line cut to at most 75 bytes, never inside a character; what follows begins with a blank."""
    data = line.encode()
    parts: list[str] = []
    start = 0
    while len(data) - start > _LONGEST - bool(parts):
        end = start + _LONGEST - bool(parts)
        while data[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        parts.append(data[start:end].decode())
        start = end
    return "\r\n ".join([*parts, data[start:].decode()]) + "\r\n"
