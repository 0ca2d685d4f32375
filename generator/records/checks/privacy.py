"""Personal data that must never be published: phones, identity numbers, bank accounts, private e-mail (Law 91/2025/QH15)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.core.problems import Problem, problem
from generator.records.checks.rule import ANY, of_site, of_words
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.checks.site import Site
from generator.records.checks.texts import RecordText

_SEPARATED = r"(?:[ .\u00a0-]?[0-9])"
# Mobile: 0 and nine digits; the fixed network: 02 and nine; the old mobile numbers: 01 and nine.
_PHONE = re.compile(
    rf"(?<![\w.,/-])(?:(?:\(?\+84\)?|0084)[ .-]?(?:\(0\))?{_SEPARATED}{{9,10}}|84[35789][0-9]{{8}}"
    rf"|\(?0[35789]\)?{_SEPARATED}{{8}}|\(?0(?:2[0-9]{{1,2}}|1[2689])\)?{_SEPARATED}{{7,9}})(?![\w/]|[.,-][0-9])"
)
_PHONE_LABEL = re.compile(
    r"(?<!\w)(?:điện thoại|đt|sđt|tel|di động|zalo|hotline|viber|liên hệ|gọi)(?: số)?[ .:]{1,4}\Z", re.IGNORECASE
)
_LINKED_PHONE = re.compile(
    r"(?:zalo\.me|wa\.me|tel:|viber[^ ]{0,12})/?/?(?P<number>\+?[0-9]{9,12})(?![0-9])", re.IGNORECASE
)
_LINKS_TO_PHONES = ("zalo.me", "wa.me", "tel:", "viber")
_SERVICE_NUMBER = re.compile(r"1[89]00")

_IDENTITY = re.compile(r"(?<![\w.,/-])0[0-9]{2}[0-3][0-9]{8}(?![\w/-]|[.,][0-9])")
_OLD_IDENTITY = re.compile(
    r"(?<![\w.,/-])[0-3][0-9]{8}(?![\w/-]|[.,][0-9]|[ \u00a0](?:đồng|vnđ|người|lượt|ha|m|đ)(?!\w))", re.IGNORECASE
)
_IDENTITY_LABEL = re.compile(
    r"(?<!\w)(?:cccd|cmnd|cmt|căn cước(?: công dân)?|chứng minh (?:nhân dân|thư)|định danh(?: cá nhân)?|hộ chiếu|"
    r"bảo hiểm xã hội|bhxh|thẻ bhyt|thẻ bảo hiểm y tế)(?: số| mã số)?[ .:]{1,4}[A-Z]{0,2}\Z",
    re.IGNORECASE,
)
_INSURANCE = re.compile(r"(?<!\w)[A-Z]{2}[0-9]{13}(?!\w)")
_ACCOUNT_LABEL = re.compile(
    r"(?<!\w)(?:số tài khoản|stk|tài khoản(?: ngân hàng| số)?|số tk|tk)[ .:]{1,4}\Z", re.IGNORECASE
)
_CARD = re.compile(r"(?<![\w.,/-])[0-9]{13,19}(?![\w./-])")
_FILE_PHONE = re.compile(r"(?<![0-9])0[35789][0-9]{8}(?![0-9])")
_FILE_IDENTITY = re.compile(r"(?<![0-9])0[0-9]{2}[0-3][0-9]{8}(?![0-9])")

_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,200}+(?:@|\s?[\[(](?:at|a|a còng)[\])]\s?)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
_PRIVATE_PROVIDER = re.compile(
    r"(?:@|[\])]\s?)(?:gmail|googlemail|yahoo|ymail|rocketmail|outlook|hotmail|live|msn|icloud|me|mac|aol|gmx|zoho|zohomail|"
    r"proton|protonmail|pm|mail|email|inbox|yandex|qq|163|126|tutanota|tuta|fastmail|hushmail)\.[\w.]+\Z"
    r"|@(?:[\w-]+\.)?(?:vnn|fpt|viettel|hcm\.vnn|hn\.vnn|zing|saigonnet|netnam)\.vn\Z",
    re.IGNORECASE,
)

_NO_DIGIT = re.compile(r"[^0-9]+")
_DATED = re.compile(r"[0-9]{2}[.-][0-9]{2}[.-][0-9]{4}")
_NOT_A_PHONE = re.compile(r"(?:mã số thuế|mst|mã số|mã hồ sơ|mã vạch|isbn)[ :]*\Z", re.IGNORECASE)


def _long_numbers(text: RecordText, fewest: int) -> Iterator[tuple[int, int]]:
    """(start, end) of every number of at least so many digits, with the separators inside it."""
    for start, end in text.long_numbers:
        if end - start >= fewest and len(_NO_DIGIT.sub("", text.linkless[start:end])) >= fewest:
            yield start, end


def _matches(pattern: re.Pattern[str], text: RecordText, start: int, end: int) -> Iterator[re.Match[str]]:
    """Matches in and right around a number; a pattern's look-behind sees what stands before."""
    return pattern.finditer(text.linkless, max(0, start - 3), end + 8)


def _labelled(label: re.Pattern[str], text: RecordText, start: int) -> bool:
    return label.search(text.linkless, max(0, start - 40), start) is not None


_CONTACTS = frozenset({"contact", "phone", "zalo", "email"})


def _is_contact(text: RecordText, index: int) -> bool:
    """The one place for official contacts: `contact` and `reach` in province.yml."""
    return text.document.kind == "province" and text.passage_at(index).key in _CONTACTS


def no_phone_numbers(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """No record holds a phone number; the office's own stands in province.yml, under `contact`."""
    text = one.words
    for start, end in _long_numbers(text, 7):
        if _is_contact(text, start):
            continue
        found = [match for match in _matches(_PHONE, text, start, end) if _reads_as_phone(text.linkless, match)]
        for match in found:
            yield text.problem(match.start(), "KH801", match.group())
        number = text.linkless[start:end]
        if not found and _labelled(_PHONE_LABEL, text, start) and not _SERVICE_NUMBER.match(number):
            yield text.problem(start, "KH801", number)
    if any(link in text.whole for link in _LINKS_TO_PHONES):
        for match in _LINKED_PHONE.finditer(text.whole):
            if _is_contact(text, match.start()):
                continue
            yield text.problem(match.start("number"), "KH801", match["number"])


def _reads_as_phone(text: str, match: re.Match[str]) -> bool:
    groups = re.findall(r"[0-9]+", match.group())
    # 05233 05329: codes of two communes, five digits each, both with a leading zero.
    codes = len(groups) > 1 and all(len(group) == 5 and group[0] == "0" for group in groups)
    named = _NOT_A_PHONE.search(text, max(0, match.start() - 14), match.start())
    return not (codes or named or _DATED.search(match.group()))


def no_identity_numbers(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """No record holds an identity, passport, insurance or card number (9 or 12 digits, or named as such)."""
    text = one.words
    for start, end in _long_numbers(text, 8):
        if _labelled(_IDENTITY_LABEL, text, start):
            yield text.problem(start, "KH802", text.linkless[start:end])
            continue
        if _labelled(_ACCOUNT_LABEL, text, start):
            continue
        for pattern in (_IDENTITY, _OLD_IDENTITY, _INSURANCE):
            for match in _matches(pattern, text, start, end):
                if not _labelled(_NOT_A_PHONE, text, match.start()):
                    yield text.problem(match.start(), "KH802", match.group())


def no_bank_accounts(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """No record holds a bank account or card number."""
    text = one.words
    for start, end in _long_numbers(text, 6):
        if _labelled(_ACCOUNT_LABEL, text, start):
            yield text.problem(start, "KH803", text.linkless[start:end])
            continue
        for match in _matches(_CARD, text, start, end):
            yield text.problem(match.start(), "KH803", match.group())


def no_private_email(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """No record holds a private e-mail address; an office's address stands in province.yml, under `contact`."""
    text = one.words
    if "@" not in text.whole and "[a" not in text.whole and "(a" not in text.whole:
        return
    for match in _EMAIL.finditer(text.whole):
        if _PRIVATE_PROVIDER.search(match.group()):
            yield text.problem(match.start(), "KH804", match.group())
        elif not _is_contact(text, match.start()):
            yield text.problem(match.start(), "KH809", match.group())


def no_numbers_in_file_names(site: Site) -> Iterator[Problem]:
    """No file is named after a phone or identity number."""
    found = site.source.found
    for file in (*(record.file for record in found.records), *found.photos):
        for pattern in (_FILE_PHONE, _FILE_IDENTITY):
            match = pattern.search(file)
            if match:
                yield problem(file, (), "KH810", match.group(), position=(1, 1))
                break


BROWSER_PATTERNS = {
    "phone": _PHONE,
    "phone_label": _PHONE_LABEL,
    "linked_phone": _LINKED_PHONE,
    "dated": _DATED,
    "not_a_phone": _NOT_A_PHONE,
    "identity": _IDENTITY,
    "old_identity": _OLD_IDENTITY,
    "identity_label": _IDENTITY_LABEL,
    "insurance": _INSURANCE,
    "account_label": _ACCOUNT_LABEL,
    "card": _CARD,
    "email": _EMAIL,
    "private_provider": _PRIVATE_PROVIDER,
}
"""The patterns that the form uses too (`theme/source/scripts/form/privacy.js`)."""

RULES = (
    *of_words(ANY, no_phone_numbers, no_identity_numbers, no_bank_accounts, no_private_email),
    *of_site(no_numbers_in_file_names),
)
