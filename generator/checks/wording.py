"""What the words say about a figure against what the record says (domain rules V4, V5, V24)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.checks.site import Site, measures
from generator.checks.texts import STORY, RecordText, sentence_around
from generator.problems import Problem, Route, problem
from generator.schema import Bound, Entry, Finality
from generator.vietnamese import format_number, parse_number

_BOUND_OF = {
    "hơn": Bound.OVER, "trên": Bound.OVER, "gần": Bound.NEARLY, "khoảng": Bound.ABOUT, "chừng": Bound.ABOUT,
    "xấp xỉ": Bound.ABOUT, "ít nhất": Bound.AT_LEAST, "tối thiểu": Bound.AT_LEAST, "dưới": Bound.UNDER,
    "tối đa": Bound.AT_MOST, "nhiều nhất": Bound.AT_MOST, "không quá": Bound.AT_MOST,
}  # fmt: skip
_NUMBER = r"[0-9]+(?:\.[0-9]{3})*(?:,[0-9]+)?"
_BOUNDED = re.compile(
    rf"(?<!\w)({'|'.join(_BOUND_OF)})[ \u00a0]+(?P<number>{_NUMBER})(?![0-9])[ \u00a0]?(?P<unit>%|[^\W\d_]+)?", re.IGNORECASE
)
_ANY_NUMBER = re.compile(rf"(?<![\w.,/-])(?P<number>{_NUMBER})(?![0-9/-])[ \u00a0]?(?P<unit>%|[^\W\d_]+)?")
_SAID_BEFORE = re.compile(
    rf"(?:{'|'.join(_BOUND_OF)}|ước|độ|quá|lên tới|từ)[ \u00a0]+(?:được |có |là |đạt |chỉ )?\Z", re.IGNORECASE
)
_SAID_AFTER = re.compile(r"[^.;\n]{0,24}?(?:trở lên|trở xuống)")
# "trên 82 xã" and "55 trên 191 xã" say where or of how many, not "over".
_PLACES = re.compile(
    r"(?:xã|phường|thị|huyện|quận|tỉnh|thành|xóm|thôn|bản|ấp|khóm|tổ|khu|cụm|địa|tuyến|km|chi|đơn|cơ|lĩnh|diện)\Z", re.IGNORECASE
)
_RISE = re.compile(
    rf"(?<!\w)(?:tăng|giảm)(?: thêm| được| lên| xuống| bớt)?[ \u00a0]+(?P<number>{_NUMBER})[ \u00a0]?%", re.IGNORECASE
)
_PRELIMINARY = re.compile(r"(?<!\w)sơ bộ(?!\w)", re.IGNORECASE)
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


def _fitting(figures: dict[Decimal, list[Figure]], match: re.Match[str]) -> list[Figure]:
    said = (match["unit"] or "").casefold()
    if not said:
        return []
    return [
        figure
        for figure in figures.get(parse_number(match["number"]), ())
        if re.split(r"[\s/]", figure[1].casefold(), maxsplit=1)[0] == said
    ]


def bound_is_kept(site: Site) -> Iterator[Problem]:
    """A value the words bound ("hơn 70%") is bounded in the record (V4)."""
    for entry in site.with_results():
        figures = _figures(entry)
        if not figures:
            continue
        text = site.text_of(entry)
        seen: set[Route] = set()
        for match in _BOUNDED.finditer(text.whole):
            word = match[1].lower()
            fitting = _fitting(figures, match)
            if not fitting or any(bound is not Bound.EXACTLY for _, _, bound in fitting):
                continue
            if word == "trên" and (_PLACES.match(match["unit"]) or text.whole[: match.start()].rstrip()[-1:].isdigit()):
                continue
            route = fitting[0][0]
            if route not in seen:
                seen.add(route)
                said = match.group().strip()
                yield problem(*entry.where(*route), "KH408", said, word=word, bound=_BOUND_OF[word])


def bound_is_told(site: Site) -> Iterator[Problem]:
    """A value the record bounds keeps its bound wherever the editor's words repeat it (V4)."""
    for entry in site.with_results():
        figures = _figures(entry)
        bounded = {value for value, found in figures.items() if all(bound is not Bound.EXACTLY for _, _, bound in found)}
        if not bounded:
            continue
        text = site.text_of(entry)
        for match in _ANY_NUMBER.finditer(text.prose):
            fitting = _fitting(figures, match) if parse_number(match["number"]) in bounded else []
            before = text.prose[max(0, match.start() - 24) : match.start()]
            if fitting and not _SAID_BEFORE.search(before) and not _SAID_AFTER.match(text.prose, match.end()):
                yield text.problem(match.start(), "KH409", match.group().strip(), bound=_word(fitting[0][2]))


def _word(bound: Bound) -> str:
    words = {bound: word for word, bound in reversed(_BOUND_OF.items())}
    return words.get(bound, "")


def points_are_not_percent(site: Site) -> Iterator[Problem]:
    """The difference of two percentages is told in percentage points, not in percent (V5)."""
    for entry in site.with_results():
        changes = {
            abs(result.result.value - result.baseline.value)
            for result in entry.record.results
            if result.unit == "%" and result.result and result.baseline
        }
        if not changes:
            continue
        text = site.text_of(entry)
        for match in _RISE.finditer(text.prose):
            change = parse_number(match["number"])
            if change in changes:
                right = f"{format_number(change)} điểm phần trăm"
                yield text.problem(match.start("number"), "KH410", match.group(), right=right)


def _finalities(entry: Entry[Any]) -> list[Finality | None]:
    if entry.document.kind == "statistic":
        return [entry.record.finality]
    return [result.finality for result in entry.record.results]


def _with_finality(site: Site) -> Iterator[tuple[Entry[Any], RecordText, list[Finality | None]]]:
    for entry in (*site.with_results(), *site.records.statistics):
        finalities = _finalities(entry)
        if finalities:
            yield entry, site.text_of(entry), finalities


def preliminary_is_recorded(site: Site) -> Iterator[Problem]:
    """Where the words call a figure preliminary, the record marks one so (V24)."""
    for _, text, finalities in _with_finality(site):
        if Finality.PRELIMINARY in finalities:
            continue
        for match in _PRELIMINARY.finditer(text.whole):
            if _DIGIT.search(sentence_around(text.whole, match.start(), match.end())):
                yield text.problem(match.start(), "KH411", match.group())
                break


def preliminary_is_told(site: Site) -> Iterator[Problem]:
    """A preliminary figure repeated in the name, lede or story is called so there (V24)."""
    for entry, text, finalities in _with_finality(site):
        if Finality.PRELIMINARY not in finalities:
            continue
        values = set(_preliminary_values(entry))
        for passage in text.of("name", "title", "lede", STORY):
            if _HEDGED.search(passage.text):
                continue
            for match in _ANY_NUMBER.finditer(passage.text):
                if parse_number(match["number"]) in values:
                    yield text.problem(passage.start + match.start(), "KH414", match["number"])
                    break


def _preliminary_values(entry: Entry[Any]) -> Iterator[Decimal]:
    if entry.document.kind == "statistic":
        yield Decimal(entry.record.value)
        return
    for index, name, measure in measures(entry):
        if name == "result" and entry.record.results[index].finality is Finality.PRELIMINARY:
            yield measure.value


RULES = (
    bound_is_kept,
    bound_is_told,
    points_are_not_percent,
    preliminary_is_recorded,
    preliminary_is_told,
)
