"""The numbers of a finding against the result it names, and those of a claim against the whole record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.core.problems import Problem, problem
from generator.core.vietnamese import parse_number
from generator.records.checks.rule import MODELS, of_records
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.checks.wording import bound_word, said_bound
from generator.records.schema import Bound, Measure, Model, Result

_WORDS = dict(
    zip(["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"], range(1, 11), strict=True)
) | {"đôi": 2}
_WORD = "|".join(_WORDS)
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
# "bốn lên hơn bảy trong mười": number words are numbers where they are parts of ten.
_TENTHS = re.compile(r"(?<!\w)(?:trong|trên|phần) mười(?!\w)", re.IGNORECASE)
_NUMBER_WORD = re.compile(rf"(?<!\w)(?:{_WORD})(?!\w)", re.IGNORECASE)
_TIMES = re.compile(rf"(?<!\w)gấp[ \u00a0](?:hơn[ \u00a0]|gần[ \u00a0])?({_WORD}|[0-9]+)(?!\w)", re.IGNORECASE)
_OF = re.compile(r"(?:(?<!\w)(?:trong|trên|trên tổng số|trong số|phần)[ \u00a0]+|/[ ]?)\Z", re.IGNORECASE)
_BOUND_ROOM = 12


@dataclass(frozen=True, slots=True)
class _Said:
    """A number of a sentence. base: it is what others are parts of ("7 trong 10")."""

    start: int
    text: str
    value: Decimal
    base: bool


def finding_names_a_result(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A finding is the title of a result the record has."""
    finding, record = one.record.finding, one.record
    if finding is not None and named_result(record) is None:
        where = one.where("finding", "result") if finding.result else one.where("finding")
        yield problem(*where, "KH420", finding.result or finding.text, count=len(record.results))


def named_result(record: Model) -> Result | None:
    """The result a finding speaks of: the one it names, else the highlighted one, else the only one."""
    finding, results = record.finding, record.results
    if finding is None or not results:
        return None
    if finding.result is not None:
        return results[finding.result - 1] if finding.result <= len(results) else None
    highlighted = next((result for result in results if result.highlight), None)
    return highlighted or (results[0] if len(results) == 1 else None)


def finding_numbers_are_the_results(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Every number of a finding is one of the result it names, as it is or as parts of ten or a hundred."""
    result = named_result(one.record)
    if one.record.finding is None or result is None:
        return
    text = _spelt(one.record.finding.text)
    said = [_Said(found.start(), found[0], value, _is_base(text, found)) for found, value in _numbers(text)]
    bases = [number.value for number in said if number.base]
    for number in said:
        if not _is_of(number, result, bases):
            yield problem(
                *one.where("finding"), "KH418", number.text, sentence=one.record.finding.text, result=result.indicator
            )
        elif (bound := _lost_bound(text, number, result, bases)) is not None:
            yield problem(*one.where("finding"), "KH421", number.text, word=bound_word(bound))
    for times in _TIMES.finditer(text):
        if not times[1].isdigit() and not _is_ratio(Decimal(_WORDS[times[1].lower()]), result):
            yield problem(
                *one.where("finding"), "KH418", times[0], sentence=one.record.finding.text, result=result.indicator
            )


def claim_numbers_are_the_records(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Every number of a claim stands somewhere else in the record: in a result, the lede, the story."""
    if one.record.claim is None:
        return
    known = {value for result in one.record.results for value in _values(result)}
    # Most claims repeat a result; the words of the record are read for the others only.
    unknown = [(found, value) for found, value in _numbers(one.record.claim) if value not in known]
    for passage in one.words.passages if unknown else ():
        if passage.key not in ("claim", "finding", "text"):
            known.update(value for _, value in _numbers(passage.text))
    for found, value in unknown:
        if value not in known:
            yield problem(*one.where("claim"), "KH419", found[0])


def _spelt(text: str) -> str:
    """The sentence with number words as digits where they are parts of ten."""
    if not _TENTHS.search(text):
        return text
    return _NUMBER_WORD.sub(lambda found: str(_WORDS[found[0].lower()]), text)


def _numbers(text: str) -> Iterator[tuple[re.Match[str], Decimal]]:
    """(match, value) of every number of a text."""
    for found in _NUMBER.finditer(text):
        try:
            value = parse_number(found[0])
        except ValueError:
            continue
        yield found, value


def _is_base(sentence: str, number: re.Match[str]) -> bool:
    return _OF.search(sentence, 0, number.start()) is not None


def figures_of(result: Result) -> Iterator[Decimal]:
    """The values and counts of a result, and their differences."""
    yield from (measure.value for measure in _measures(result))
    counted = [Decimal(count) for count in (result.numerator, result.denominator) if count is not None]
    yield from counted
    if len(counted) == 2:
        yield counted[1] - counted[0]
    if result.baseline and result.result:
        yield abs(result.result.value - result.baseline.value)


def _values(result: Result) -> Iterator[Decimal]:
    """Every number a result gives, with its differences, dates and the words around it."""
    yield from figures_of(result)
    dates = (measure.date for measure in _measures(result) if measure.date)
    yield from (Decimal(part) for date in dates for part in (date.year, date.month, date.day) if part)
    told = (
        result.indicator,
        result.per,
        result.unit,
        result.denominator_name,
        *(m.as_stated for m in _measures(result)),
    )
    yield from (value for text in told if text for _, value in _numbers(text))


def _measures(result: Result) -> list[Measure]:
    return [measure for measure in (result.baseline, result.result, result.target) if measure is not None]


def _is_of(number: _Said, result: Result, bases: list[Decimal]) -> bool:
    if number.value in set(_values(result)) or _is_ratio(number.value, result):
        return True
    if number.base:
        return result.unit == "%" and number.value in (10, 100, 1000)
    return any(_parts_of(number.value, base, result) is not None for base in bases)


def _is_ratio(value: Decimal, result: Result) -> bool:
    """Whether a result is so many times what it was before."""
    before, now = result.baseline, result.result
    if before is None or now is None or not before.value:
        return False
    return value > 1 and abs(now.value / before.value - value) * 10 <= value


def _parts_of(value: Decimal, base: Decimal, result: Result) -> Measure | None:
    """The measure of which `value` in `base` is the rounded share."""
    if result.unit != "%" or not base:
        return None
    return next((one for one in _measures(result) if abs(one.value * base / 100 - value) <= Decimal("0.5")), None)


def _lost_bound(text: str, number: _Said, result: Result, bases: list[Decimal]) -> Bound | None:
    """The bound of the value a number repeats, where the sentence leaves it out."""
    if number.base:
        return None
    measures = [one for one in _measures(result) if one.value == number.value]
    measures += [one for base in bases if (one := _parts_of(number.value, base, result)) is not None]
    if not measures or any(one.bound is Bound.EXACTLY for one in measures):
        return None
    return None if said_bound(text, max(0, number.start - _BOUND_ROOM), number.start) else measures[0].bound


RULES = of_records(MODELS, finding_names_a_result, finding_numbers_are_the_results, claim_numbers_are_the_records)
