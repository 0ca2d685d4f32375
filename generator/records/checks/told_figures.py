"""Numbers of the story beside those of `results`: a share says of how many, and one indicator has one number (warnings)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from generator.core.problems import Problem
from generator.core.vietnamese import fold, format_number, parse_number
from generator.records.checks.findings import figures_of
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
    for word in (
        "số", "tỷ", "lệ", "các", "những", "của", "và", "được", "trong", "trên", "cho", "có", "là", "đã", "tổng", "lượng",
        "mức", "người", "hộ",
    )
)  # fmt: skip
_FEWEST_WORDS = 2
_UNIT_ROOM = 40


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
            sentence = sentence_around(passage.text, *found.span())
            if not _BASE.search(sentence) and all(number == found[1] for number in _NUMBER.findall(sentence)):
                yield one.words.problem(passage.start + found.start(), "KH422", found[0])


def story_and_results_agree(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Where a sentence speaks of an indicator in its unit, the number is one of the record's."""
    results = [result for result in one.record.results if result.result and result.unit != "%"]
    if not results:
        return
    known = _numbers_of(one.record.results)
    for passage in one.words.of(STORY):
        for found in _NUMBER.finditer(passage.text):
            value = _value(found[0])
            if value is None or value in known or _is_year(found[0]):
                continue
            about = _meant(results, passage.text, found)
            if about is not None and about.result is not None and value not in _numbers_elsewhere(one):
                said = f"{found[0]} {about.unit}"
                told = f"{format_number(about.result.value)} {about.unit}"
                yield one.words.problem(
                    passage.start + found.start(), "KH423", said, indicator=about.indicator, value=told
                )


def _meant(results: list[Result], text: str, number: re.Match[str]) -> Result | None:
    """The one result whose unit follows the number and whose words all stand in its sentence."""
    after = fold(text[number.end() : number.end() + _UNIT_ROOM])
    in_unit = [one for one in results if re.match(rf"[ \u00a0]{re.escape(fold(one.unit))}(?!\w)", after)]
    if not in_unit:
        return None
    said = set(map(fold, _SYLLABLE.findall(sentence_around(text, *number.span()))))
    meant = [one for one in in_unit if len(words := _words_of(one)) >= _FEWEST_WORDS and words <= said]
    return meant[0] if len(meant) == 1 else None


def _words_of(result: Result) -> set[str]:
    return set(map(fold, _SYLLABLE.findall(result.indicator))) - _EMPTY - {fold(result.unit)}


def _numbers_of(results: tuple[Result, ...]) -> set[Decimal]:
    return {value for result in results for value in figures_of(result)}


@lru_cache(maxsize=1)
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
