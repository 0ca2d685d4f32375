"""Personal data that must never be published: phones, identity numbers, bank accounts, private e-mail (Law 91/2025/QH15)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.site import Site
from generator.checks.texts import RecordText
from generator.problems import Problem, problem

_SEPARATED = r"(?:[ .\u00a0-]?[0-9])"
# Mobile: 0 and nine digits; the fixed network: 02 and nine; the old mobile numbers: 01 and nine.
_PHONE = re.compile(
    rf"(?<![\w.,/-])(?:(?:\+84|0084)[ .-]?(?:\(0\))?{_SEPARATED}{{9,10}}|84[35789][0-9]{{8}}"
    rf"|\(?0[35789]\)?{_SEPARATED}{{8}}|\(?0(?:2[0-9]{{1,2}}|1[2689])\)?{_SEPARATED}{{7,9}})(?![\w/]|[.,-][0-9])"
)
_LABELLED_PHONE = re.compile(
    r"(?<!\w)(?:điện thoại|đt|sđt|tel|di động|zalo|hotline|viber|liên hệ|gọi)(?: số)?[ .:]{1,4}"
    r"(?P<number>(?!1[89]00)[0-9](?:[ .-]?[0-9]){6,10})(?![\w/]|[.,][0-9])",
    re.IGNORECASE,
)
_LINKED_PHONE = re.compile(r"(?:zalo\.me|wa\.me|tel:|viber[^ ]{0,12})/?/?(?P<number>\+?[0-9]{9,12})(?![0-9])", re.IGNORECASE)
_FILE_PHONE = re.compile(r"(?<![0-9])0[35789][0-9]{8}(?![0-9])")

_IDENTITY = re.compile(r"(?<![\w.,/-])0[0-9]{2}[0-3][0-9]{8}(?![\w/-]|[.,][0-9])")
_OLD_IDENTITY = re.compile(
    r"(?<![\w.,/-])[0-3][0-9]{8}(?![\w/-]|[.,][0-9]|[ \u00a0](?:đồng|vnđ|người|lượt|ha|m|đ)(?!\w))", re.IGNORECASE
)
_LABELLED_IDENTITY = re.compile(
    r"(?<!\w)(?:cccd|cmnd|cmt|căn cước(?: công dân)?|chứng minh (?:nhân dân|thư)|định danh(?: cá nhân)?|hộ chiếu|"
    r"bảo hiểm xã hội|bhxh|thẻ bhyt|thẻ bảo hiểm y tế)(?: số| mã số)?[ .:]{1,4}"
    r"(?P<number>[A-Z]{0,2}[0-9](?:[ .]?[0-9]){7,14})(?![\w/]|[.,][0-9])",
    re.IGNORECASE,
)
_INSURANCE = re.compile(r"(?<!\w)[A-Z]{2}[0-9]{13}(?!\w)")
_ACCOUNT = re.compile(
    r"(?<!\w)(?:số tài khoản|stk|tài khoản(?: ngân hàng| số)?|số tk|tk)[ .:]{1,4}(?P<number>[0-9](?:[ .-]?[0-9]){5,18})(?![\w/])",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"(?<![\w.,/-])[0-9]{13,19}(?![\w./-])")

_EMAIL = re.compile(r"[\w.+%-]+(?:@|\s?[\[(](?:at|a|a còng)[\])]\s?)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PRIVATE_PROVIDER = re.compile(
    r"(?:@|[\])]\s?)(?:gmail|googlemail|yahoo|ymail|rocketmail|outlook|hotmail|live|msn|icloud|me|mac|aol|gmx|zoho|zohomail|"
    r"proton|protonmail|pm|mail|email|inbox|yandex|qq|163|126|tutanota|tuta|fastmail|hushmail)\.[\w.]+\Z"
    r"|@(?:[\w-]+\.)?(?:vnn|fpt|viettel|hcm\.vnn|hn\.vnn|zing|saigonnet|netnam)\.vn\Z",
    re.IGNORECASE,
)

_DATED = re.compile(r"[0-9]{2}[.-][0-9]{2}[.-][0-9]{4}")
_NOT_A_PHONE = re.compile(r"(?:mã số thuế|mst|mã số|mã hồ sơ|mã vạch|isbn)[ :]*\Z", re.IGNORECASE)
_ENOUGH_DIGITS = re.compile(r"[0-9](?:[ .\u00a0()-]{0,2}[0-9]){6}")


def _with_digits(site: Site) -> Iterator[RecordText]:
    return (text for text in site.texts.values() if _ENOUGH_DIGITS.search(text.whole))


def _is_contact(text: RecordText, index: int) -> bool:
    """The one place for official contacts: `contact` in province.yml."""
    return text.document.kind == "province" and text.passage_at(index).key == "contact"


def no_phone_numbers(site: Site) -> Iterator[Problem]:
    """No record holds a phone number; the office's own stands in province.yml, under `contact`."""
    for text in _with_digits(site):
        found: dict[int, str] = {}
        for match in _PHONE.finditer(text.linkless):
            if _reads_as_phone(text.linkless, match):
                found[match.start()] = match.group()
        for pattern, words in ((_LABELLED_PHONE, text.linkless), (_LINKED_PHONE, text.whole)):
            found |= {match.start("number"): match["number"] for match in pattern.finditer(words)}
        for index, number in found.items():
            if not _is_contact(text, index):
                yield text.problem(index, "KH801", number)


def _reads_as_phone(text: str, match: re.Match[str]) -> bool:
    groups = re.findall(r"[0-9]+", match.group())
    # 05233 05329: codes of two communes, five digits each, both with a leading zero.
    codes = len(groups) > 1 and all(len(group) == 5 and group[0] == "0" for group in groups)
    named = _NOT_A_PHONE.search(text, max(0, match.start() - 14), match.start())
    return not (codes or named or _DATED.search(match.group()))


def no_identity_numbers(site: Site) -> Iterator[Problem]:
    """No record holds an identity, passport, insurance or card number (9 or 12 digits, or named as such)."""
    for text in _with_digits(site):
        found: dict[int, str] = {}
        for pattern in (_IDENTITY, _OLD_IDENTITY, _INSURANCE):
            for match in pattern.finditer(text.linkless):
                if not _NOT_A_PHONE.search(text.linkless, max(0, match.start() - 14), match.start()):
                    found[match.start()] = match.group()
        found |= {match.start("number"): match["number"] for match in _LABELLED_IDENTITY.finditer(text.linkless)}
        for index, number in found.items():
            yield text.problem(index, "KH802", number)


def no_bank_accounts(site: Site) -> Iterator[Problem]:
    """No record holds a bank account or card number."""
    for text in _with_digits(site):
        found = {match.start("number"): match["number"] for match in _ACCOUNT.finditer(text.linkless)}
        found |= {match.start(): match.group() for match in _LONG_NUMBER.finditer(text.linkless)}
        for index, number in found.items():
            yield text.problem(index, "KH803", number)


def no_private_email(site: Site) -> Iterator[Problem]:
    """No record holds a private e-mail address; an office's address stands in province.yml, under `contact`."""
    for text in site.texts.values():
        if "@" not in text.whole and "[a" not in text.whole and "(a" not in text.whole:
            continue
        for match in _EMAIL.finditer(text.whole):
            if _PRIVATE_PROVIDER.search(match.group()):
                yield text.problem(match.start(), "KH804", match.group())
            elif not _is_contact(text, match.start()):
                yield text.problem(match.start(), "KH809", match.group())


def no_numbers_in_file_names(site: Site) -> Iterator[Problem]:
    """No file is named after a phone or identity number."""
    found = site.source.found
    for file in (*(record.file for record in found.records), *found.photos):
        for pattern in (_FILE_PHONE, _IDENTITY_IN_NAME):
            match = pattern.search(file)
            if match:
                yield problem(file, (), "KH810", match.group(), position=(1, 1))
                break


_IDENTITY_IN_NAME = re.compile(r"(?<![0-9])0[0-9]{2}[0-3][0-9]{8}(?![0-9])")

RULES = (
    no_phone_numbers,
    no_identity_numbers,
    no_bank_accounts,
    no_private_email,
    no_numbers_in_file_names,
)
