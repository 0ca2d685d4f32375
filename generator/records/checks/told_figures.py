"""Numbers of the story beside those of `results`: a share says of how many, and one indicator has one number (warnings)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.core.problems import Problem
from generator.core.vietnamese import fold, format_number, parse_number
from generator.records.checks.rule import WITH_RESULTS, of_records
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.checks.texts import STORY, sentence_around
from generator.records.schema import Result

_NUMBER = re.compile(r"(?<![\w.,/])[0-9]+(?:[.,][0-9]+)*(?![\w/]|[.,][0-9])")
_SHARE = re.compile(r"(?<![\w.,/])([0-9]+(?:[.,][0-9]+)*)[ \u00a0]?%")
_BASE = re.compile(
    r"trên tổng|trong tổng|tổng số|trong số|trên số|[0-9][ ]?/[ ]?[0-9]|của [0-9]|trên [0-9]|trong [0-9]|so với|tăng|giảm|lãi|mẫu số|không rõ|cam kết",
    re.IGNORECASE,
)
# Shares of all or none need no base; others are told of people and things counted.
_WHOLE = frozenset({Decimal(100), Decimal(0), Decimal(50)})
_SYLLABLE = re.compile(r"[^\W\d_]+")
_EMPTY = frozenset(
    fold(word)
    for word in [
        "số",
        "tỷ",
        "lệ",
        "các",
        "những",
        "của",
        "và",
        "được",
        "trong",
        "trên",
        "cho",
        "có",
        "là",
        "đã",
        "tổng",
        "lượng",
        "mức",
        "người",
        "hộ",
    ]
)
_FEWEST_WORDS = 2


def shares_have_a_base(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A percentage told in the story is one of the results, or its sentence says of how many."""
    if "%" not in one.document.body:
        return
    known = _numbers_of(one.record.results)
    for passage in one.words.of(STORY):
        for found in _SHARE.finditer(passage.text):
            value = _value(found[1])
            if value is None or value in known or value in _WHOLE:
                continue
            others = [
                number for number in _NUMBER.findall(sentence_around(passage.text, *found.span())) if number != found[1]
            ]
            based = _BASE.search(sentence_around(passage.text, *found.span())) or others
            if not based:
                yield one.words.problem(passage.start + found.start(), "KH422", found[0])


def story_and_results_agree(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Where a sentence speaks of an indicator in its unit, the number is one of the record's."""
    results = [result for result in one.record.results if result.result and result.unit != "%"]
    if not results:
        return
    known = _numbers_of(one.record.results) | _numbers_elsewhere(one)
    for passage in one.words.of(STORY):
        for found in _NUMBER.finditer(passage.text):
            value = _value(found[0])
            if value is None or value in known or _is_year(found[0]):
                continue
            sentence = sentence_around(passage.text, *found.span())
            about = _meant(results, sentence, passage.text[found.end() : found.end() + 40])
            if about is not None and about.result is not None:
                said = f"{found[0]} {about.unit}"
                told = f"{format_number(about.result.value)} {about.unit}"
                yield one.words.problem(
                    passage.start + found.start(), "KH423", said, indicator=about.indicator, value=told
                )


def _meant(results: list[Result], sentence: str, after: str) -> Result | None:
    """The one result whose unit follows the number and whose words all stand in the sentence."""
    said = set(map(fold, _SYLLABLE.findall(sentence)))
    meant = []
    for result in results:
        unit = fold(result.unit)
        words = {word for word in map(fold, _SYLLABLE.findall(result.indicator)) if word not in _EMPTY} - {unit}
        if (
            re.match(rf"[ \u00a0]{re.escape(unit)}(?!\w)", fold(after))
            and len(words) >= _FEWEST_WORDS
            and words <= said
        ):
            meant.append(result)
    return meant[0] if len(meant) == 1 else None


def _numbers_of(results: tuple[Result, ...]) -> set[Decimal]:
    found: set[Decimal] = set()
    for result in results:
        measures = [measure.value for measure in (result.baseline, result.result, result.target) if measure]
        counted = [Decimal(count) for count in (result.numerator, result.denominator) if count is not None]
        found.update(measures, counted)
        if len(counted) == 2:
            found.add(counted[1] - counted[0])
        if result.baseline and result.result:
            found.add(abs(result.result.value - result.baseline.value))
    return found


def _numbers_elsewhere(one: RuleInput) -> set[Decimal]:
    texts = (passage.text for passage in one.words.passages if passage.key != STORY)
    return {value for text in texts for number in _NUMBER.findall(text) if (value := _value(number)) is not None}


def _value(text: str) -> Decimal | None:
    try:
        return parse_number(text)
    except ValueError:
        return None


def _is_year(text: str) -> bool:
    return len(text) == 4 and text[:2] in ("19", "20")


RULES = of_records(WITH_RESULTS, shares_have_a_base, story_and_results_agree)
