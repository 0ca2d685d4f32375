"""What is said of a named person beside the name: sums given, school, birth, people or party, home, disease (Law 91/2025/QH15)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from generator.core.problems import Problem
from generator.records.checks.persons import in_a_role, named, names_of_places, persons_in
from generator.records.checks.rule import NARRATIVE, of_words
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.checks.texts import BREAK, STORY, RecordText

_MONEY = re.compile(
    r"(?<![\w.,])[0-9][0-9.,]*[ \u00a0]*(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)(?:[ \u00a0]*đồng)?|đồng|đ|vnđ|vnd)(?!\w)",
    re.IGNORECASE,
)
_GIVES = re.compile(
    r"ủng hộ|đóng góp|góp|tặng|tài trợ|quyên|hỗ trợ|hiến|cho vay|trong đó|[:–-][ \u00a0]*[0-9]|hộ (?:ông|bà|anh|chị)",
    re.IGNORECASE,
)
_CLASS = re.compile(
    r"(?<!\w)lớp[ \u00a0]+(?:[0-9]{1,2}[ \u00a0]?[A-Z]?[0-9]?|mẫu giáo|lá|chồi|mầm)(?!\w)", re.IGNORECASE
)
_SCHOOL = re.compile(r"(?<!\w)(?:trường|tiểu học|THCS|THPT|mầm non)(?!\w)", re.IGNORECASE)
_CHILD = re.compile(r"(?<!\w)(?:em|cháu|bé|học sinh)(?!\w)", re.IGNORECASE)
_BORN = re.compile(
    r"(?<!\w)(?:sinh[ \u00a0]+(?:ngày|năm)|ngày sinh|năm sinh|sn)[ \u00a0:.]*(?:[0-9]{1,2}[/.-][0-9]{1,2}[/.-])?[0-9]{1,4}",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"(?<!\w)(?:dân tộc|người)[ \u00a0]+(?:Mường|Thái|Dao|Tày|Mông|H'?Mông|Kinh|Nùng|Khmer|Ê Đê|Gia Rai|Ba Na|Chăm|Hoa|Sán Dìu|Cao Lan|Thổ|Khơ Mú)"
    r"(?!\w)"
)
_PARTY = re.compile(r"(?<!\w)(?:đảng viên|vào Đảng|kết nạp Đảng|tuổi Đảng|ngoài Đảng)(?!\w)", re.IGNORECASE)
_HOME = re.compile(
    r"(?<!\w)(?:trú tại|cư trú|thường trú|tạm trú|nhà ở tại|địa chỉ nhà|nhà riêng|số nhà[ \u00a0]*[0-9]+|(?:ở|tại) số[ \u00a0]*[0-9]+)(?!\w)",
    re.IGNORECASE,
)
_DISEASE = re.compile(
    r"(?<!\w)(?:ung thư|HIV|AIDS|tâm thần|tai biến|đột quỵ|suy thận|chạy thận|tiểu đường|đái tháo đường|viêm gan|lao phổi|"
    r"động kinh|tự kỷ|trầm cảm|bại não|bại liệt|khuyết tật|nghiện|bị bệnh|mắc bệnh|bệnh (?:tim|hiểm nghèo|nặng|nan y|phổi|gan|thận))(?!\w)",
    re.IGNORECASE,
)
_LINE_END = re.compile(r"[\n\0]")
_STOPS = re.compile(r"[.!?;](?=[ \u00a0\n]|\Z)|\n|\0")
_SECRET_WORDS = re.compile(
    r"lưu hành nội bộ|không (?:được )?phổ biến(?: ra ngoài| rộng rãi)?|tài liệu nội bộ|văn bản mật|tài liệu mật",
    re.IGNORECASE,
)
_SECRET_STAMP = re.compile(r"(?<![\w-])(?:TUYỆT MẬT|TỐI MẬT|MẬT)(?![\w-])")
_CAPITAL_WORD = re.compile(r"[^\W\d_]{2,}")


def donors_with_sums(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """No private person is named with the sum he or she gave."""
    yield from _beside_names(one.words, registers, "KH815", _MONEY, beside=(_GIVES,), officials=False)


def children_with_schools(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """No child is named with class and school."""
    yield from _beside_names(one.words, registers, "KH816", _CLASS, beside=(_SCHOOL, _CHILD))


def births(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """A record does not give the date or year of birth of a named person."""
    yield from _beside_names(one.words, registers, "KH817", _BORN)


def peoples_and_party(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """A record does not give the ethnic group or party membership of a named person; it may give those of a group."""
    yield from _beside_names(one.words, registers, "KH818", _PEOPLE)
    yield from _beside_names(one.words, registers, "KH818", _PARTY)


def homes(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """A record does not give the home address of a named person."""
    yield from _beside_names(one.words, registers, "KH819", _HOME)


def diseases(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """A record does not give the disease of a named person."""
    yield from _beside_names(one.words, registers, "KH820", _DISEASE)


def no_secrets(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Nothing of a classified or internal document is published; the honey ("mật") of an all-capitals heading is none."""
    text = one.words
    lowered = text.whole.lower()
    hinted = any(hint in lowered for hint in ("nội bộ", "phổ biến", "bản mật", "liệu mật"))
    for found in _SECRET_WORDS.finditer(text.whole) if hinted else ():
        if found[0].lower().startswith("không") and "ra ngoài" not in found[0].lower():
            continue
        yield text.problem(found.start(), "KH814", found[0])
    for found in _SECRET_STAMP.finditer(text.whole) if "MẬT" in text.whole else ():
        before = _CAPITAL_WORD.findall(text.whole[max(0, found.start() - 12) : found.start()])[-1:]
        after = _CAPITAL_WORD.findall(text.whole[found.end() : found.end() + 12])[:1]
        if not any(word.isupper() for word in (*before, *after)):
            yield text.problem(found.start(), "KH814", found[0])


def _sentence(prose: str, start: int, end: int) -> str:
    """The sentence around start..end; a long one is cut so far before it."""
    first = max(
        (found.end() for found in _STOPS.finditer(prose, max(0, start - 400), start)), default=max(0, start - 400)
    )
    last = _STOPS.search(prose, end)
    return prose[first : last.start() if last else None]


def _beside_names(
    text: RecordText,
    registers: Registers,
    code: str,
    pattern: re.Pattern[str],
    beside: tuple[re.Pattern[str], ...] = (),
    *,
    officials: bool = True,
) -> Iterator[Problem]:
    """A problem for each match of `pattern` in a sentence that names a person.

    beside: the sentence holds a match of one of these as well. officials: those named in their role count.
    """
    # No match and no sentence goes over a line, and few lines name a person.
    for start, end in _lines_with_names(text):
        for found in pattern.finditer(text.prose, start, end):
            sentence = _sentence(text.prose, *found.span())
            if beside and not any(other.search(sentence) for other in beside):
                continue
            name = _person(text, registers, found.start(), sentence, officials=officials)
            if name is not None:
                yield text.problem(found.start(), code, " ".join(f"{name} … {found[0]}".split()))


@lru_cache(maxsize=1)
def _lines_with_names(text: RecordText) -> list[tuple[int, int]]:
    """(start, end) of every line of `prose` that names a person."""
    lines: list[tuple[int, int]] = []
    for start, _ in persons_in(text):
        if not lines or start >= lines[-1][1]:
            end = _LINE_END.search(text.prose, start)
            before = max(text.prose.rfind("\n", 0, start), text.prose.rfind(BREAK, 0, start))
            lines.append((before + 1, end.start() if end else len(text.prose)))
    return lines


def _person(text: RecordText, registers: Registers, index: int, sentence: str, *, officials: bool) -> str | None:
    """The first person a sentence names without consent on record; None where the words at `index` cite a source."""
    passage = text.passage_at(index)
    if passage.key in ("by", "who", "role") or (
        passage.key != STORY and passage.route[:1] in (("sources",), ("source",), ("reviewed",))
    ):
        return None
    places, agreed = names_of_places(registers), _agreed(text.document.data)
    for start, name in named(sentence):
        is_free = name in places or name in agreed
        if not is_free and (officials or not in_a_role(sentence, start, start + len(name))):
            return name
    return None


def _agreed(data: Mapping[str, Any]) -> frozenset[str]:
    """Names of those whose consent the record keeps: honourees and voices."""
    names: set[str] = set()
    voices = data.get("voices")
    for part in (data.get("honouree"), *(voices if isinstance(voices, list) else ())):
        if isinstance(part, dict) and isinstance(part.get("consent"), dict):
            names.update(name for name in (part.get("name"), part.get("who")) if isinstance(name, str))
    return frozenset(names)


BROWSER_PATTERNS = {
    "money": _MONEY,
    "gives": _GIVES,
    "class_of": _CLASS,
    "school": _SCHOOL,
    "child": _CHILD,
    "born": _BORN,
    "people": _PEOPLE,
    "party": _PARTY,
    "home": _HOME,
    "disease": _DISEASE,
    "stops": _STOPS,
    "secret_words": _SECRET_WORDS,
    "secret_stamp": _SECRET_STAMP,
}
"""The patterns that the form uses too (`theme/source/scripts/form/people.js`)."""

RULES = of_words(
    NARRATIVE, donors_with_sums, children_with_schools, births, peoples_and_party, homes, diseases, no_secrets
)
