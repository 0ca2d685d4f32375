"""People: consent of honourees and of those in photos, minors, and private persons named in sensitive records (V23)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.core.problems import Problem, problem
from generator.core.vietnamese import nfc
from generator.records.checks.rule import MODELS, NARRATIVE, of_records, of_words
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.checks.texts import BREAK, CAPITALS, SMALL, RecordText
from generator.records.schema import Consent, ConsentBasis, HonoureeKind

# A record that speaks of these may harm the person it names. Before each row what all of it holds: looked for first.
_SENSITIVE = {
    "nghèo": ("hộ nghèo", "Hộ nghèo", "cận nghèo", "giảm nghèo", "Giảm nghèo", "thoát nghèo"),
    "ức kh": ("sức khỏe", "sức khoẻ", "Sức khỏe"),
    "ệnh": ("bệnh", "Bệnh"),
    "ảo hiểm y tế": ("bảo hiểm y tế", "Bảo hiểm y tế"),
    "ma t": ("ma túy", "ma tuý"),
    "tái ho": ("tái hòa nhập", "tái hoà nhập"),
} | {
    word: (word,)
    for word in (
        "nghiện", "HIV", "AIDS", "BHYT", "khuyết tật", "mồ côi", "bạo lực", "mãn hạn tù", "tâm thần", "hoàn cảnh khó khăn",
    )
}  # fmt: skip
_NAME = re.compile(rf"[{CAPITALS}][{SMALL}]+(?:[ \u00a0][{CAPITALS}][{SMALL}]*){{0,4}}")
_TITLE_BEFORE = re.compile(r"(?<!\w)(?:anh|chị|ông|bà|em|cháu|cụ|bác|cô|chú|dì|mẹ)[ \u00a0]\Z")
_TITLE_FIRST = re.compile(r"(?:Anh|Chị|Ông|Bà|Em|Cháu|Cụ|Bác|Cô|Chú|Dì|Mẹ)[ \u00a0](?=\S+[ \u00a0]\S)")
_FULL_NAME = re.compile(
    r"(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Quách|Khà|Hà|Xa|Lò|Vàng|Giàng|Sùng|"
    r"Triệu|Lường|Cao|Trương|Lương|Mai|Đào|Đoàn|Trịnh|Tạ|Chu|Tô|Thái|Phùng|Vì|Ngần|Bàn|Đàm|Nông)"
    r"[ \u00a0](?:Văn|Thị|Đức|Hữu|Công|Thế)[ \u00a0]\S"
)
_ROLE = re.compile(
    r"đồng chí|trưởng|phó|bí thư|chủ tịch|giám đốc|hiệu trưởng|phóng viên|nhà báo|tác giả|ủy viên|uỷ viên|cán bộ|chỉ huy|"
    r"tổng biên tập|chuyên viên|công chức|đại biểu|thiếu tá|trung tá|thượng tá|đại úy|thiếu úy|đường|phố|trường",
    re.IGNORECASE,
)
# After "em", "bà"… these are peoples and places, not persons.
_NO_PERSON = re.compile(r"(?:Mường|Thái|Dao|Tày|Mông|Kinh|Nùng|Việt|Hồ Chí Minh|Rịa|Trưng|Triệu|Hai Bà)(?!\w)")


def honouree_consents(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """An individual honouree is named with recorded consent (when, and where the paper is kept), or in an official role."""
    honouree = one.record.honouree
    if honouree is None or honouree.kind is not HonoureeKind.INDIVIDUAL:
        return
    consent = honouree.consent
    if consent is not None and (consent.basis is ConsentBasis.OFFICIAL_ROLE or is_recorded(consent)):
        return
    yield problem(*one.where("honouree"), "KH805", honouree.name or "")


def is_recorded(consent: Consent | None) -> bool:
    """Whether a person agreed on record: when, and where the paper is kept."""
    return bool(consent and consent.basis is ConsentBasis.CONSENT and consent.date and consent.kept_by)


def minors_are_protected(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A photo with minors records the consent of the child and of the guardian (Law 91/2025/QH15, Art. 24)."""
    for index, photo in enumerate(one.record.photos):
        if photo.minors and not (is_recorded(photo.child_consent) and is_recorded(photo.guardian_consent)):
            yield problem(*one.where("photos", index, "minors"), "KH806", photo.file)


def photo_basis_is_complete(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """The basis for showing people is complete: consent has its date and keeper, a public event its day (V23)."""
    for index, photo in enumerate(one.record.photos):
        basis = photo.people.basis
        where = one.where("photos", index, "people", "basis")
        if basis is ConsentBasis.CONSENT and not is_recorded(photo.people):
            yield problem(*where, "KH807", basis, needs="date, kept_by")
        elif basis is ConsentBasis.PUBLIC_EVENT and not (photo.taken_on or photo.people.date):
            yield problem(*where, "KH807", basis, needs="taken_on")
        elif basis is ConsentBasis.NOBODY and photo.minors:
            yield problem(*where, "KH807", basis, needs="people.basis")


def private_persons(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """In a record about drugs, health or poverty a named private person is a question a human must answer."""
    text = one.words
    if not _is_sensitive(text.prose):
        return
    seen: set[str] = set()
    for start, name in persons_in(text):
        known = name in seen or name in names_of_places(registers)
        if not known and not in_a_role(text.prose, start, start + len(name)):
            seen.add(name)
            yield text.problem(start, "KH808", name)


def _is_sensitive(prose: str) -> bool:
    return any(shared in prose and any(word in prose for word in words) for shared, words in _SENSITIVE.items())


@lru_cache(maxsize=1)
def names_of_places(registers: Registers) -> frozenset[str]:
    """The names of all places, which people may bear too."""
    return frozenset(nfc(entry.record.name) for entry in registers.records.units)


def named(prose: str) -> Iterator[tuple[int, str]]:
    """(start, name) of what reads as a person: a title and a name, or a family name with Văn, Thị…"""
    for match in _NAME.finditer(prose):
        start, name = match.start(), match.group()
        title = _TITLE_FIRST.match(name)
        if title:
            start, name = start + title.end(), name[title.end() :]
        titled = title or _TITLE_BEFORE.search(prose, max(0, start - 6), start)
        if (titled or _FULL_NAME.match(name)) and not _NO_PERSON.match(name):
            yield start, name


@lru_cache(maxsize=1)
def persons_in(text: RecordText) -> list[tuple[int, str]]:
    """`named` over all the prose of a record; several rules ask for it."""
    return list(named(text.prose))


def in_a_role(prose: str, start: int, end: int) -> bool:
    """An official, an author, a street: named in public already, in that role."""
    before = prose[max(0, start - 40) : start].rpartition(BREAK)[2]
    after = prose[end : end + 64].partition(BREAK)[0].partition(".")[0]
    return bool(
        _ROLE.search(before.rpartition(".")[2]) or (after.startswith((",", " –", " (")) and _ROLE.search(after))
    )


BROWSER_PATTERNS = {
    "person": _NAME,
    "title_before": _TITLE_BEFORE,
    "title_first": _TITLE_FIRST,
    "full_name": _FULL_NAME,
    "role": _ROLE,
    "no_person": _NO_PERSON,
}
"""The patterns that the form uses too (`theme/source/scripts/form/people.js`)."""

RULES = (
    *of_records(MODELS, honouree_consents),
    *of_records(frozenset({"model", "news"}), minors_are_protected, photo_basis_is_complete),
    *of_words(NARRATIVE, private_persons),
)
