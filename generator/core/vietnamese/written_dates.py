"""Dates as people write them: "12/05/2024", "tháng 6/2024", "Quý I/2024"; what has two readings is no date but both."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.core.vietnamese.dates import PartialDate
from generator.core.vietnamese.text import nfc

_MONTHS = {
    "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12,
}  # fmt: skip
_WORD_MONTH = re.compile(rf"tháng\s+({'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?=\s|,|/|\Z)")
_YEAR = r"(?:19|20)\d{2}|2100"
_SIGN = r"\s*[/.\-–]\s*"
# A day, month and year parted by words or one sign; the day may be left out.
_DAY = re.compile(
    rf"(?:ngày\s*)?(?P<day>\d{{1,2}})(?:{_SIGN}|,?\s+tháng\s+)(?P<month>\d{{1,2}})(?:{_SIGN}|,?\s+năm\s+)(?P<year>{_YEAR})"
)
_MONTH = re.compile(rf"(?:tháng\s*|t\.?\s*)?(?P<month>\d{{1,2}})(?:{_SIGN}|,?\s+năm\s+)(?P<year>{_YEAR})")
_MONTH_YEAR = re.compile(rf"tháng\s*(?P<month>\d{{1,2}}),?\s+(?P<year>{_YEAR})")
_YEAR_ALONE = re.compile(rf"năm\s+(?P<year>{_YEAR})")
_FROM_YEAR = re.compile(rf"(?P<year>{_YEAR}){_SIGN}(?P<month>\d{{1,2}})(?:{_SIGN}(?P<day>\d{{1,2}}))?")
_TWO_DIGITS = re.compile(r"(?:ngày\s*)?(\d{1,2})[/.\-–](\d{1,2})[/.\-–](\d{2})")
# Parts of a year no plain date can name, and words that put a date near another: the words stay beside the date.
_ABOUT = re.compile(
    rf"(?:(?:trong\s+)?quý\s*(?:i{{1,3}}|iv|[1-4])|(?:(?:khoảng|vào)\s+)?(?:đầu|giữa|cuối|trong)|nửa\s+(?:đầu|cuối)|"
    rf"(?:6|sáu|9|chín|3|ba)\s+tháng\s+(?:đầu|cuối)|khoảng)\s*(?:[/,\-–]\s*)?"
    rf"(?P<rest>(?:(?:tháng\s*)?\d{{1,2}}\s*/\s*)?(?:năm\s+)?(?:{_YEAR})|tháng\s+\d{{1,2}}\s+năm\s+(?:{_YEAR}))"
)
_SPAN = re.compile(
    r"(?:giai đoạn|nhiệm kỳ|từ|thời gian|trong)?\s*(?P<first>.+?)(?:\s*(?:-|–|—)\s*|\s+(?:đến|tới)\s+)(?P<last>.+)"
)
_NOW = re.compile(r"(?:hết\s+)?(?:nay|hiện nay|hiện tại|bây giờ)")
_SINCE = re.compile(r"từ\s+(?P<first>.+)")
_OF_THE_MOON = ("âm lịch", "giêng", "chạp")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as read. words: what was written, where the date says less than it ("Quý I/2024"), else ""."""

    date: PartialDate
    words: str = ""


@dataclass(frozen=True, slots=True)
class WrittenPeriod:
    """Beginning and end as read; ongoing for "đến nay"."""

    start: WrittenDate | None
    end: WrittenDate | None
    ongoing: bool = False


def _plain(text: str) -> str:
    lowered = " ".join(nfc(text).lower().split()).strip(" .,;")
    return _WORD_MONTH.sub(lambda found: f"tháng {_MONTHS[found[1]]}", lowered)


def read_date(text: str) -> WrittenDate | None:
    """The one date a text writes, day before month; None when it writes none, or more than one reading is open.

    "12/05/2024", "4-7-2019", "2024/5/12", "tháng 6 năm 2024", "6/2024", "năm 2024", "Quý I/2024", "đầu năm 2024".
    """
    plain = _plain(text)
    if any(word in plain for word in _OF_THE_MOON):
        return None
    for pattern in (_DAY, _MONTH, _MONTH_YEAR, _FROM_YEAR, _YEAR_ALONE):
        found = pattern.fullmatch(plain)
        if found:
            return _dated(found.groupdict())
    if re.fullmatch(_YEAR, plain):
        return WrittenDate(PartialDate(plain))
    about = _ABOUT.fullmatch(plain)
    known = read_date(about["rest"]) if about else None
    return WrittenDate(known.date, " ".join(nfc(text).split())) if known else None


def _dated(parts: dict[str, str | None]) -> WrittenDate | None:
    written = [parts["year"], *(f"{int(parts[name] or 0):02}" for name in ("month", "day") if parts.get(name))]
    try:
        return WrittenDate(PartialDate("-".join(part or "" for part in written)))
    except ValueError:
        return None


def date_readings(text: str) -> list[PartialDate]:
    """What a date with a year of two digits may mean: "3/4/24" is 3 April or 4 March 2024; [] for other texts."""
    found = _TWO_DIGITS.fullmatch(_plain(text))
    if not found:
        return []
    first, second, year = (int(part) for part in found.groups())
    readings = []
    for century, day, month in ((2000, first, second), (2000, second, first), (1900, first, second)):
        try:
            date = PartialDate(f"{century + year}-{month:02}-{day:02}")
        except ValueError:
            continue
        if date not in readings:
            readings.append(date)
    return readings[:2]


def read_period(text: str) -> WrittenPeriod | None:
    """The time a text writes: "2021-2025", "từ tháng 3/2024 đến nay", "từ năm 2019"; None for other texts."""
    single = read_date(text)
    if single:
        return WrittenPeriod(single, None)
    plain = _plain(text)
    span = _SPAN.fullmatch(plain)
    if span:
        start = read_date(span["first"])
        if start and _NOW.fullmatch(span["last"]):
            return WrittenPeriod(start, None, ongoing=True)
        end = read_date(span["last"])
        return WrittenPeriod(start, end) if start and end else None
    since = _SINCE.fullmatch(plain)
    start = read_date(since["first"]) if since else None
    return WrittenPeriod(start, None) if start else None
