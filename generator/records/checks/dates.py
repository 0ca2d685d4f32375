"""Dates in order: ends after beginnings, reviews after what they review, sources dated (domain rules V10-V12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from generator.core.problems import Problem, Route, problem
from generator.records.checks.rule import WITH_RESULTS, WITH_SOURCES, of_records, of_site
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.checks.site import Site
from generator.records.schema import Entry, PartialDate, Source, is_proposal

_FAR = timedelta(days=3 * 366)


def ends_after_beginnings(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """No period, unit or code ends before it begins."""
    for route, start, end in _spans(one):
        if start is not None and end is not None and end.before(start):
            yield problem(*one.where(*route, "end"), "KH608", end.text(), start=start.text())


def _spans(one: RuleInput) -> Iterator[tuple[Route, PartialDate | None, PartialDate | None]]:
    if one.document.kind != "place":
        if one.record.period is not None:
            yield ("period",), one.record.period.start, one.record.period.end
        return
    yield (), one.record.start, one.record.end
    for index, code in enumerate(one.record.codes):
        yield ("codes", index), code.start, code.end


def beginning_is_told(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A period has a start, or the source's own words about it (V10)."""
    period = one.record.period
    if period.start is None and period.as_stated is None:
        yield problem(*one.where("period"), "KH610")


def review_is_last(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A record is reviewed after everything it tells and cites (V11)."""
    if is_proposal(one.record):
        return
    reviewed = one.record.reviewed.date
    for route, date in _past_dates(one.record):
        if reviewed.before(date):
            yield problem(*one.where(*route), "KH611", date.text(), reviewed=reviewed.text(), key=_path(route))


def _path(route: Route) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in route)


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


def reviews_are_of_this_time(site: Site) -> Iterator[Problem]:
    """No review lies years after all others and after whatever its record tells: feeds and sitemaps begin with it.

    A build has no clock, so the site's other dates say when "now" is. The later ones of two reviews with a gap of more
    than three years are in doubt where they are the fewer, and nothing else in their records is of that time.
    """
    records = site.records.published()
    reviewed: list[Entry[Any]] = [*records.models, *records.news, *records.programmes, *records.statistics]
    reviewed.sort(key=lambda entry: entry.record.reviewed.date.earliest())
    for at in range(len(reviewed) - 1, len(reviewed) // 2 - 1, -1):
        entry, before = reviewed[at], reviewed[at - 1] if at else None
        if before is None:
            return
        date, other = entry.record.reviewed.date.earliest(), before.record.reviewed.date.earliest()
        if date - other > _FAR:
            for doubtful in reviewed[at:]:
                own = doubtful.record.reviewed.date
                told = [one.latest() for _, one in _past_dates(doubtful.record)]
                if not any(own.earliest() - one <= _FAR for one in told):
                    values = {"other": before.record.reviewed.date.text()}
                    yield problem(*doubtful.where("reviewed", "date"), "KH618", own.text(), **values)
            return


def statistic_is_dated(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A published number is of a day or period, or says in the source's words when it was true."""
    record = one.record
    span = record.period
    if record.date is None and record.as_stated is None and not (span and (span.start or span.end or span.as_stated)):
        yield problem(*one.where("name"), "KH617", record.name)


def sources_are_dated(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A source has a date or the reason why not, and is read no earlier than it is published (V12)."""
    for route, source in _sources(one.record):
        if source.published is None and source.undated_reason is None:
            yield problem(*one.where(*route), "KH613", source.title)
        elif source.published and source.accessed and source.accessed.before(source.published):
            where = one.where(*route, "accessed")
            yield problem(*where, "KH612", source.accessed.text(), published=source.published.text())


def news_dates_agree(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A news item is dated as its source is."""
    own, source = one.record.published, one.record.source.published
    if own and source and (own.before(source) or source.before(own)):
        yield problem(*one.where("published"), "KH616", own.text(), source=source.text())


RULES = (
    *of_site(reviews_are_of_this_time),
    *of_records(WITH_SOURCES | {"place"}, ends_after_beginnings),
    *of_records(WITH_RESULTS, beginning_is_told),
    *of_records(WITH_SOURCES | {"news"}, review_is_last, sources_are_dated),
    *of_records(frozenset({"statistic"}), statistic_is_dated),
    *of_records(frozenset({"news"}), news_dates_agree),
)
