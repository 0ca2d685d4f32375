"""When things happened in one fictional record: dates in an order that contradicts nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from generator.tools.sample.draw import Draw

FIRST_YEAR, LAST_YEAR = 2009, 2026
LAST_EVENT = date(2026, 7, 31)
LAST_OLD_DAY = date(2025, 6, 30)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days of one model, each not before the one above it; `told` is when its source was published."""

    launch: date
    registration: date
    start: date
    inspection: date
    appraisal: date
    recognition: date
    review: date
    told: date
    reviewed: date

    @property
    def old(self) -> bool:
        """Whether the model began while districts stood."""
        return self.start <= LAST_OLD_DAY


def draw_calendar(draw: Draw, *, after: date | None = None, year: int | None = None) -> Calendar:
    """Draw the days of a model, which begins in `year` if one is given.

    after: the earliest day it may begin, for one that continues another.
    """
    drawn = max(draw.between(FIRST_YEAR, LAST_YEAR), draw.between(FIRST_YEAR, LAST_YEAR - 1))
    year = drawn if year is None else year
    start = draw.day(date(year, 3, 20), date(year, 6, 20) if draw.chance(50) else date(year, 11, 20))
    if after is not None and start <= after:
        start = after + timedelta(days=draw.between(20, 200))
    start = min(start, date(2026, 3, 10))
    # The year of the id is that of the registration, so both fall in one year.
    registration = max(start - timedelta(days=draw.between(10, 40)), date(start.year, 1, 2))
    launch = registration - timedelta(days=draw.between(10, 30))
    days = [start]
    for low, high in ((90, 200), (60, 160), (10, 40), (20, 90), (5, 120)):
        days.append(min(days[-1] + timedelta(days=draw.between(low, high)), LAST_EVENT))
    _, inspection, appraisal, recognition, review, told = days
    reviewed = draw.day(date(2026, 9, 1), date(2026, 10, 20))
    return Calendar(launch, registration, start, inspection, appraisal, recognition, review, told, reviewed)


def month(day: date) -> str:
    """Year and month, as a record writes a date known no closer."""
    return day.isoformat()[:7]
