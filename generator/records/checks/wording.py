"""What the words say about a figure against what the record says (domain rules V4, V5, V24)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from generator.core.problems import Problem, Route, problem
from generator.core.vietnamese import format_number
from generator.records.checks.rule import WITH_RESULTS, WITH_SOURCES, of_records
from generator.records.checks.rule_input import Registers, RuleInput, measures
from generator.records.checks.texts import BREAK, STORY, Passage, RecordText, sentence_around
from generator.records.schema import Bound, Entry, Finality

_BOUND_OF = {
    "hơn": Bound.OVER, "trên": Bound.OVER, "gần": Bound.NEARLY, "khoảng": Bound.ABOUT, "chừng": Bound.ABOUT,
    "xấp xỉ": Bound.ABOUT, "ít nhất": Bound.AT_LEAST, "tối thiểu": Bound.AT_LEAST, "dưới": Bound.UNDER,
    "tối đa": Bound.AT_MOST, "nhiều nhất": Bound.AT_MOST, "không quá": Bound.AT_MOST,
}  # fmt: skip
_BOUND_BEFORE = re.compile(rf"(?<!\w)({'|'.join(_BOUND_OF)})[ \u00a0]+\Z", re.IGNORECASE)
_SAID_BEFORE = re.compile(
    rf"(?:{'|'.join(_BOUND_OF)}|ước|độ|quá|lên tới|từ)[ \u00a0]+(?:được |có |là |đạt |chỉ )?\Z", re.IGNORECASE
)
_SAID_AFTER = re.compile(r"[^.;\n]{0,24}?(?:trở lên|trở xuống)")
_UNIT_AFTER = re.compile(r"[ \u00a0]?(%|[^\W\d_]+)")
# "trên 82 xã" and "55 trên 191 xã" say where or of how many, not "over".
_PLACES = re.compile(
    r"(?:xã|phường|thị|huyện|quận|tỉnh|thành|xóm|thôn|bản|ấp|khóm|tổ|khu|cụm|địa|tuyến|km|chi|đơn|cơ|lĩnh|diện)\Z",
    re.IGNORECASE,
)
_RISE_BEFORE = re.compile(r"(?<!\w)(?:tăng|giảm)(?: thêm| được| lên| xuống| bớt)?[ \u00a0]+\Z", re.IGNORECASE)
_PERCENT_AFTER = re.compile(r"[ \u00a0]?%")
_PRELIMINARY = re.compile(r"(?<!\w)[Ss]ơ bộ(?!\w)")
_DIGIT = re.compile(r"[0-9]")
_HEDGED = re.compile(r"sơ bộ|bước đầu|tạm tính|ước ", re.IGNORECASE)

Figure = tuple[Route, str, Bound]


def _figures(entry: Entry[Any]) -> dict[Decimal, list[Figure]]:
    """Every bounded value of a record: value -> (route of the value, unit, bound)."""
    found: dict[Decimal, list[Figure]] = defaultdict(list)
    record = entry.record
    for index, name, measure in measures(entry):
        route = ("results", index, name, "value")
        found[measure.value].append((route, record.results[index].unit, measure.bound))
    for index, taken in enumerate(getattr(record, "replications", ())):
        if taken.count is not None and taken.unit:
            found[Decimal(taken.count)].append((("replications", index, "count"), taken.unit, taken.bound))
    for index, resource in enumerate(getattr(record, "resources", ())):
        if resource.amount is not None and resource.unit:
            found[resource.amount].append((("resources", index, "amount"), resource.unit, resource.bound))
    return found


@dataclass(frozen=True, slots=True)
class _Mention:
    """A number in the text that equals a figure of the record, with the figures whose unit follows it.

    bounded: every figure of that value, whatever its unit, is bounded.
    """

    start: int
    end: int
    said: str
    unit: str
    figures: list[Figure]
    bounded: bool


@lru_cache(maxsize=1)
def _mentions(one: RuleInput) -> list[_Mention]:
    """Every mention in a record; two rules ask for it in turn."""
    text, mentions = one.words, []
    written = {form: found for value, found in _figures(one).items() for form in _forms(value)}
    for start, end in text.numbers if written else ():
        found = written.get(text.whole[start:end])
        unit = _UNIT_AFTER.match(text.whole, end) if found else None
        if found and unit:
            said = unit[1].casefold()
            fitting = [figure for figure in found if _FIRST_WORD.split(figure[1].casefold(), maxsplit=1)[0] == said]
            bounded = all(bound is not Bound.EXACTLY for _, _, bound in found)
            if fitting:
                mentions.append(_Mention(start, end, text.whole[start : unit.end()], said, fitting, bounded))
    return mentions


_FIRST_WORD = re.compile(r"[\s/]")


def _forms(value: Decimal) -> tuple[str, ...]:
    """How a value may stand in a text: 4.657 and 4657."""
    return _forms_of(str(value))


@lru_cache(maxsize=1 << 14)
def _forms_of(value: str) -> tuple[str, ...]:
    written = format_number(Decimal(value))
    return written, written.replace(".", "")


def bound_is_kept(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A value the words bound ("hơn 70%") is bounded in the record (V4)."""
    text = one.words
    seen: set[Route] = set()
    for mention in _mentions(one):
        said = _BOUND_BEFORE.search(text.whole, max(0, mention.start - 12), mention.start)
        if said is None or any(bound is not Bound.EXACTLY for _, _, bound in mention.figures):
            continue
        word = said[1].lower()
        if word == "trên" and (_PLACES.match(mention.unit) or text.whole[: said.start()].rstrip()[-1:].isdigit()):
            continue
        route = mention.figures[0][0]
        if route not in seen:
            seen.add(route)
            words = f"{said[1]} {mention.said}"
            yield problem(*one.where(*route), "KH408", words, word=word, bound=_BOUND_OF[word])


def bound_is_told(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A value the record bounds keeps its bound wherever the editor's words repeat it (V4)."""
    text = one.words
    for mention in _mentions(one):
        if not mention.bounded or text.prose[mention.start] == BREAK or _SAID_AFTER.match(text.prose, mention.end):
            continue
        if not _SAID_BEFORE.search(text.prose, max(0, mention.start - 24), mention.start):
            yield text.problem(mention.start, "KH409", mention.said, bound=bound_word(mention.figures[0][2]))


def said_bound(text: str, start: int, end: int) -> bool:
    """Whether the words right before `end` bound the number there."""
    return _SAID_BEFORE.search(text, start, end) is not None


def bound_word(bound: Bound) -> str:
    """The word of a bound: "hơn" for `over`."""
    words = {bound: word for word, bound in reversed(_BOUND_OF.items())}
    return words.get(bound, "")


def points_are_not_percent(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """The difference of two percentages is told in percentage points, not in percent (V5)."""
    changes = {
        abs(result.result.value - result.baseline.value)
        for result in one.record.results
        if result.unit == "%" and result.result and result.baseline
    }
    forms = {_forms(change)[0] for change in changes}
    text = one.words
    if not any(form in text.prose for form in forms):
        return
    for start, end in text.numbers:
        if text.prose[start:end] not in forms or not _PERCENT_AFTER.match(text.prose, end):
            continue
        said = _RISE_BEFORE.search(text.prose, max(0, start - 16), start)
        if said:
            words = text.prose[said.start() : end] + "%"
            yield text.problem(start, "KH410", words, right=f"{text.prose[start:end]} điểm phần trăm")


def _finalities(entry: Entry[Any]) -> list[Finality | None]:
    if entry.document.kind == "statistic":
        return [entry.record.finality]
    return [result.finality for result in entry.record.results]


def preliminary_is_recorded(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Where the words call a figure preliminary, the record marks one so (V24)."""
    text, finalities = one.words, _finalities(one)
    if not finalities or Finality.PRELIMINARY in finalities or "ơ bộ" not in text.whole:
        return
    for match in _PRELIMINARY.finditer(text.whole):
        if _DIGIT.search(sentence_around(text.whole, match.start(), match.end())):
            yield text.problem(match.start(), "KH411", match.group())
            break


def preliminary_is_told(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A preliminary figure repeated in the name, lede or story is called so there (V24)."""
    if Finality.PRELIMINARY not in _finalities(one):
        return
    forms = {form for value in _preliminary_values(one) for form in _forms(value)}
    for passage in one.words.of("name", "title", "lede", STORY):
        if not _HEDGED.search(passage.text):
            yield from _bare_mention(one.words, passage, forms)


def _bare_mention(text: RecordText, passage: Passage, forms: set[str]) -> Iterator[Problem]:
    """The first of these numbers the passage holds."""
    for start, end in text.numbers:
        inside = passage.start <= start < passage.start + len(passage.text)
        if inside and text.whole[start:end] in forms:
            yield text.problem(start, "KH414", text.whole[start:end])
            return


def _preliminary_values(entry: Entry[Any]) -> Iterator[Decimal]:
    if entry.document.kind == "statistic":
        yield Decimal(entry.record.value)
        return
    for index, name, measure in measures(entry):
        if name == "result" and entry.record.results[index].finality is Finality.PRELIMINARY:
            yield measure.value


RULES = (
    *of_records(WITH_RESULTS, bound_is_kept, bound_is_told, points_are_not_percent),
    *of_records(WITH_SOURCES, preliminary_is_recorded, preliminary_is_told),
)
