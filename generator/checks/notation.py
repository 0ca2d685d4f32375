"""Numbers and dates written in prose: Vietnamese form, days that exist (domain rules V18, V11)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.site import Site
from generator.problems import Problem
from generator.vietnamese import format_number
from generator.vietnamese.dates import suggest_date

_ENGLISH_THOUSANDS = re.compile(r"(?<![\w.,/-])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![\w,/-]|\.[0-9])")
_MEASURED = r"%|triệu|tỷ|tỉ|nghìn|ngàn|ha|héc-ta|kg|tấn|tạ|km|m²|m2|lần|điểm|người|hộ|lít|sào"
_DECIMAL_POINT = re.compile(rf"(?<![\w.,/-])[0-9]+\.[0-9]{{1,2}}(?=[ \u00a0]?(?:{_MEASURED})(?!\w))", re.IGNORECASE)
_UNGROUPED = re.compile(r"(?<![\w.,/+-])[1-9][0-9]{4,8}(?![\w,/-]|\.[0-9])")
# Numbers that are names, not amounts.
_NAMED = re.compile(r"(?:số|mã|mã số|bưu chính|hiệu|tuyến|quốc lộ|điện thoại|đài)[ \u00a0:]*\Z", re.IGNORECASE)
_DATE = re.compile(r"(?<![\w.,/-])[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}(?![\w/-])")


def vietnamese_numbers(site: Site) -> Iterator[Problem]:
    """Amounts in prose part thousands with a point and decimals with a comma: 4.648; 97,7%; 1.199.861 (V18)."""
    for text in site.narratives():
        prose = text.prose
        for match in _ENGLISH_THOUSANDS.finditer(prose):
            yield text.problem(match.start(), "KH415", match.group(), right=match.group().replace(",", "."))
        for match in _DECIMAL_POINT.finditer(prose):
            yield text.problem(match.start(), "KH416", match.group(), right=match.group().replace(".", ","))
        for match in _UNGROUPED.finditer(prose):
            if not _NAMED.search(prose, max(0, match.start() - 14), match.start()):
                yield text.problem(match.start(), "KH417", match.group(), right=format_number(int(match.group())))


def real_days(site: Site) -> Iterator[Problem]:
    """A date written in prose is day/month/year, and the day exists (V11)."""
    for text in site.narratives():
        for match in _DATE.finditer(text.prose):
            if suggest_date(match.group()) is None:
                yield text.problem(match.start(), "KH615", match.group())


RULES = (vietnamese_numbers, real_days)
