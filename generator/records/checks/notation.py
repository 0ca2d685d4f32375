"""Numbers and dates written in prose: Vietnamese form, days that exist (domain rules V18, V11)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.core.problems import Problem
from generator.core.vietnamese import format_number
from generator.core.vietnamese.dates import suggest_date
from generator.records.checks.rule import NARRATIVE, of_words
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.checks.texts import BREAK, RecordText

_ENGLISH_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_DECIMAL_POINT = re.compile(r"[0-9]+\.[0-9]{1,2}")
_UNGROUPED = re.compile(r"[1-9][0-9]{4,11}")
_DATE = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")
_MEASURE = re.compile(
    r"[ \u00a0]?(?:%|(?:triệu|tỷ|tỉ|nghìn|ngàn|ha|héc-ta|kg|tấn|tạ|km|m²|m2|lần|điểm|người|hộ|lít|sào)(?!\w))",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[ \u00a0]?(?:đồng|đ|vnđ)(?!\w)", re.IGNORECASE)
# Numbers that are names, not amounts.
_NAME_BEFORE = re.compile(
    r"(?:số|mã|mã số|bưu chính|hiệu|tuyến|quốc lộ|điện thoại|đài|tài khoản|thẻ|cước)[ \u00a0:]*\Z", re.IGNORECASE
)
# A number that is part of a word, of a document's number, of a longer number.
_PART_BEFORE = re.compile(r"[\w.,/+-]\Z")
_PART_AFTER = re.compile(r"[\w/-]|[.,][0-9]")


def _numbers(text: RecordText) -> Iterator[tuple[int, int, str]]:
    """(start, end, number) of the numbers of the editor's own words that stand by themselves."""
    prose = text.prose
    for start, end in text.numbers:
        if end - start < 4 or prose[start] == BREAK:
            continue
        before = prose[start - 1 : start]
        if not (before and _PART_BEFORE.match(before)) and not _PART_AFTER.match(prose, end):
            yield start, end, prose[start:end]


def vietnamese_numbers(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Amounts in prose part thousands with a point and decimals with a comma: 4.648; 97,7%; 1.199.861 (V18)."""
    text = one.words
    for start, end, number in _numbers(text):
        if _ENGLISH_THOUSANDS.fullmatch(number):
            yield text.problem(start, "KH415", number, right=number.replace(",", "."))
        elif _DECIMAL_POINT.fullmatch(number):
            if _MEASURE.match(text.prose, end):
                yield text.problem(start, "KH416", number, right=number.replace(".", ","))
        elif _UNGROUPED.fullmatch(number) and _is_amount(text, start, end):
            yield text.problem(start, "KH417", number, right=format_number(int(number)))


def _is_amount(text: RecordText, start: int, end: int) -> bool:
    """Nine digits and more are a phone or a card, which the privacy rules tell of, unless money is counted."""
    if _NAME_BEFORE.search(text.prose, max(0, start - 14), start):
        return False
    return end - start < 9 or _MONEY.match(text.prose, end) is not None


def real_days(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A date written in prose is day/month/year, and the day exists (V11)."""
    for start, _end, number in _numbers(one.words):
        if _DATE.fullmatch(number) and suggest_date(number) is None:
            yield one.words.problem(start, "KH615", number)


RULES = of_words(NARRATIVE, vietnamese_numbers, real_days)
