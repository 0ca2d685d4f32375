"""Dates in order: ends after beginnings, reviews after what they review, sources dated (domain rules V10-V12)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.checks.site import Site
from generator.problems import Problem, Route, problem
from generator.schema import Entry, PartialDate, Source


def ends_after_beginnings(site: Site) -> Iterator[Problem]:
    """No period, unit or code ends before it begins."""
    for entry, route, start, end in _spans(site):
        if start is not None and end is not None and end.before(start):
            yield problem(*entry.where(*route, "end"), "KH608", end.text(), start=start.text())


def _spans(site: Site) -> Iterator[tuple[Entry[Any], Route, PartialDate | None, PartialDate | None]]:
    for entry in (*site.records.models, *site.records.programmes):
        yield entry, ("period",), entry.record.period.start, entry.record.period.end
    for entry in site.records.statistics:
        if entry.record.period is not None:
            yield entry, ("period",), entry.record.period.start, entry.record.period.end
    for entry in site.records.units:
        yield entry, (), entry.record.start, entry.record.end
        for index, code in enumerate(entry.record.codes):
            yield entry, ("codes", index), code.start, code.end


def beginning_is_told(site: Site) -> Iterator[Problem]:
    """A period has a start, or the source's own words about it (V10)."""
    for entry in (*site.records.models, *site.records.programmes):
        period = entry.record.period
        if period.start is None and period.as_stated is None:
            yield problem(*entry.where("period"), "KH610")


def review_is_last(site: Site) -> Iterator[Problem]:
    """A record is reviewed after everything it tells and cites (V11)."""
    for entry in _reviewed(site):
        reviewed = entry.record.reviewed.date
        for route, date in _past_dates(entry.record):
            if reviewed.before(date):
                yield problem(*entry.where("reviewed", "date"), "KH611", reviewed.text(), date=date.text(), key=_path(route))


def _path(route: Route) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in route)


def _reviewed(site: Site) -> Iterator[Entry[Any]]:
    yield from site.with_sources()
    yield from site.records.news


def _past_dates(record: Any) -> Iterator[tuple[Route, PartialDate]]:
    """The dates that lie in the past once a record tells of them; planned ones (ends, targets) are left out."""
    for route, source in _sources(record):
        for key in ("published", "accessed"):
            if getattr(source, key):
                yield (*route, key), getattr(source, key)
    if getattr(record, "recognition", None):
        yield ("recognition", "date"), record.recognition.date
    for key in ("steps", "awards", "replications"):
        for index, part in enumerate(getattr(record, key, ())):
            if part.date:
                yield (key, index, "date"), part.date
    yield from _measured(record)


def _measured(record: Any) -> Iterator[tuple[Route, PartialDate]]:
    for index, result in enumerate(getattr(record, "results", ())):
        for name in ("baseline", "result"):
            measure = getattr(result, name)
            if measure is not None and measure.date:
                yield ("results", index, name, "date"), measure.date


def _sources(record: Any) -> Iterator[tuple[Route, Source]]:
    if hasattr(record, "sources"):
        for index, source in enumerate(record.sources):
            yield ("sources", index), source
    else:
        yield ("source",), record.source


def statistic_is_dated(site: Site) -> Iterator[Problem]:
    """A published number is of a day or period, or says in the source's words when it was true."""
    for entry in site.records.statistics:
        record = entry.record
        span = record.period
        if record.date is None and record.as_stated is None and not (span and (span.start or span.end or span.as_stated)):
            yield problem(*entry.where("name"), "KH617", record.name)


def sources_are_dated(site: Site) -> Iterator[Problem]:
    """A source has a date or the reason why not, and is read no earlier than it is published (V12)."""
    for entry in _reviewed(site):
        for route, source in _sources(entry.record):
            if source.published is None and source.undated_reason is None:
                yield problem(*entry.where(*route), "KH613", source.title)
            elif source.published and source.accessed and source.accessed.before(source.published):
                where = entry.where(*route, "accessed")
                yield problem(*where, "KH612", source.accessed.text(), published=source.published.text())


def news_dates_agree(site: Site) -> Iterator[Problem]:
    """A news item is dated as its source is."""
    for entry in site.records.news:
        own, source = entry.record.published, entry.record.source.published
        if own and source and (own.before(source) or source.before(own)):
            yield problem(*entry.where("published"), "KH616", own.text(), source=source.text())


RULES = (
    ends_after_beginnings,
    beginning_is_told,
    review_is_last,
    statistic_is_dated,
    sources_are_dated,
    news_dates_agree,
)
