"""What is said of a named person beside the name: sums given, school, birth, people or party, home, disease (Law 91/2025/QH15)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.core.problems import Problem
from generator.records.checks.persons import in_a_role, named, names_of_places
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
# What stands in every match; looked for first, which costs a tenth of the pattern.
_PEOPLES = (
    "Mường",
    "Thái",
    "Dao",
    "Tày",
    "Mông",
    "Kinh",
    "Nùng",
    "Khmer",
    "Ê Đê",
    "Gia Rai",
    "Ba Na",
    "Chăm",
    "Hoa",
    "Sán",
    "Cao Lan",
    "Thổ",
    "Khơ Mú",
)
_OF_PEOPLES = tuple(f"gười {people}" for people in _PEOPLES)
_DISEASES = (
    "ệnh", "ng thư", "HIV", "AIDS", "âm thần", "ai biến", "ột quỵ", "y thận", "nh thận", "iểu đường", "ái tháo", "iêm gan", "ao phổi", "ộng kinh",
    "ự kỷ", "rầm cảm", "ại não", "ại liệt", "huyết tật", "ghiện",
)  # fmt: skip
_STOPS = re.compile(r"[.!?;](?=[ \u00a0\n]|\Z)|\n|\0")
_SECRET_WORDS = re.compile(
    r"lưu hành nội bộ|không (?:được )?phổ biến(?: ra ngoài| rộng rãi)?|tài liệu nội bộ|văn bản mật|tài liệu mật",
    re.IGNORECASE,
)
_SECRET_STAMP = re.compile(r"(?<![\w-])(?:TUYỆT MẬT|TỐI MẬT|MẬT)(?![\w-])")
_CAPITAL_WORD = re.compile(r"[^\W\d_]{2,}")


def donors_with_sums(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """No private person is named with the sum he or she gave."""
    text = one.words
    if "đ" not in text.prose and "tri" not in text.prose:
        return
    for found in _MONEY.finditer(text.prose):
        yield from _about(text, registers, found, "KH815", lambda sentence: bool(_GIVES.search(sentence)))


def children_with_schools(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """No child is named with class and school."""
    for found in _found(one.words, _CLASS, "lớp"):
        yield from _about(
            one.words,
            registers,
            found,
            "KH816",
            lambda sentence: bool(_SCHOOL.search(sentence) or _CHILD.search(sentence)),
            roles=True,
        )


def births(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """No named person's birth date or year is told."""
    for found in _found(one.words, _BORN, "inh ngày", "inh năm", "gày sinh", "ăm sinh", "SN", "sn "):
        yield from _about(one.words, registers, found, "KH817", roles=True)


def peoples_and_party(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """Ethnic group and party membership of a named person are not told; those of a group may be."""
    for found in (
        *_found(one.words, _PEOPLE, "ân tộc ", *_OF_PEOPLES),
        *_found(one.words, _PARTY, "ảng viên", "ào Đảng", "nạp Đảng", "uổi Đảng", "goài Đảng"),
    ):
        yield from _about(one.words, registers, found, "KH818")


def homes(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """No named person's home address is told."""
    for found in _found(one.words, _HOME, "trú", "ố nhà", "hà riêng", "hà ở tại", "hỉ nhà", "ở số", "tại số"):
        yield from _about(one.words, registers, found, "KH819", roles=True)


def diseases(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """No named person is told with a disease."""
    for found in _found(one.words, _DISEASE, *_DISEASES):
        yield from _about(one.words, registers, found, "KH820", roles=True)


def no_secrets(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Nothing of a classified or internal document is published; the honey ("mật") of an all-capitals heading is none."""
    text = one.words
    hinted = any(
        hint in text.whole
        for hint in ("ội bộ", "ỘI BỘ", "bản mật", "BẢN MẬT", "liệu mật", "LIỆU MẬT", "hổ biến", "HỔ BIẾN")
    )
    for found in _SECRET_WORDS.finditer(text.whole) if hinted else ():
        if found[0].lower().startswith("không") and "ra ngoài" not in found[0].lower():
            continue
        yield text.problem(found.start(), "KH814", found[0])
    for found in _SECRET_STAMP.finditer(text.whole) if "MẬT" in text.whole else ():
        before = _CAPITAL_WORD.findall(text.whole[max(0, found.start() - 12) : found.start()])[-1:]
        after = _CAPITAL_WORD.findall(text.whole[found.end() : found.end() + 12])[:1]
        if not any(word.isupper() for word in (*before, *after)):
            yield text.problem(found.start(), "KH814", found[0])


def _found(text: RecordText, pattern: re.Pattern[str], *hints: str) -> Iterator[re.Match[str]]:
    if any(hint in text.prose for hint in hints):
        yield from pattern.finditer(text.prose)


def _sentence(prose: str, start: int, end: int) -> tuple[int, int]:
    first = max(
        (found.end() for found in _STOPS.finditer(prose, max(0, start - 400), start)), default=max(0, start - 400)
    )
    last = _STOPS.search(prose, end)
    return first, last.start() if last else len(prose)


def _about(
    text: RecordText,
    registers: Registers,
    found: re.Match[str],
    code: str,
    also: Callable[[str], bool] | None = None,
    *,
    roles: bool = False,
) -> Iterator[Problem]:
    """A problem where the sentence of a match names a private person. roles: officials count as well."""
    first, last = _sentence(text.prose, found.start(), found.end())
    sentence = text.prose[first:last]
    if BREAK in sentence or (also is not None and not also(sentence)):
        return
    passage = text.passage_at(found.start())
    if passage.key in ("by", "who", "role") or (
        passage.key != STORY and passage.route[:1] in (("sources",), ("source",), ("reviewed",))
    ):
        return
    agreed = _agreed(text.document.data)
    for start, name in named(sentence):
        if name in names_of_places(registers) or name in agreed:
            continue
        if roles or not in_a_role(sentence, start, start + len(name)) or code == "KH818":
            yield text.problem(found.start(), code, " ".join(f"{name} … {found[0]}".split()))
            return


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
"""Those that the form asks while somebody types (`theme/source/scripts/form/people.js`)."""

RULES = of_words(
    NARRATIVE, donors_with_sums, children_with_schools, births, peoples_and_party, homes, diseases, no_secrets
)
