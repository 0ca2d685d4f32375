"""Fine typesetting of plain Vietnamese text: what must not be torn apart, dashes, quotes."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.core.vietnamese.text import nfc

_SPACE = r"[ \u00a0]+"
_SPACES = re.compile(" {2,}")
# First syllables of what public records count and measure.
_UNITS = (
    "bài|buổi|ca|căn|cán|cây|chi|chiếc|chương|cm|con|công|cơ|cuộc|cụm|đảng|điểm|đoàn|đô|đồng|đợt|đơn|em|giờ|"
    "ha|héc-ta|hộ|hội|huyện|kg|khu|km|km²|lần|lít|lớp|lượt|m|m²|m³|mét|mô|nghìn|ngàn|người|nhà|nhóm|phần|phòng|"
    "phường|phút|sào|suất|tấn|tạ|thành|thẻ|thôn|tỉ|tỷ|tổ|triệu|trăm|trường|tỉnh|tuổi|tuyến|việc|vụ|xã|xóm"
)
_BEFORE_UNIT = re.compile(rf"([0-9]) (?=(?:{_UNITS})(?![\w²³])|(?:ngày|tháng|năm|tuần|quý)(?!\w|{_SPACE}[0-9]))")
_LABELS = ("ngày", "tháng", "năm", "số", "điều", "khoản", "Ngày", "Tháng", "Năm", "Số", "Điều", "Khoản")
_AFTER_LABEL = re.compile(r" (?=[0-9])(?:" + "|".join(rf"(?<=\b{label} )" for label in _LABELS) + ")")
_SPACED_PERCENT = re.compile(rf"([0-9]){_SPACE}(?=%)")
# A capital abbreviation before "/" is part of a document number typed with spaces: 12 - HD/BCĐDVK.
_SPACED_HYPHEN = re.compile(rf"(?<=[^\s\u00a0-]){_SPACE}-{_SPACE}(?![A-ZĐ]{{2,}}/)(?=[^\s\u00a0-])")
_HALF_SPACED_HYPHEN = re.compile(
    rf"(?<=[^\W\d_])(?:-{_SPACE}|{_SPACE}-)(?=[^\W\d_])(?![A-ZĐ]{{2,}}/)|(?<=[0-9])-{_SPACE}(?=[0-9])"
)
# Ranges of years (2021-2025), of percentages and of counted things (3-5 hộ); never a part of a document's number.
_YEAR = "(?:19|20)[0-9]{2}"
_AMOUNT = "[0-9]{1,3}(?:[.,][0-9]+)*"
_RANGE = re.compile(
    rf"(?<![\w.,/–-])(?:({_YEAR})-({_YEAR})(?![\w/–-])|({_AMOUNT})-({_AMOUNT})(?=%|[ \u00a0](?:{_UNITS})(?![\w²³/-])))"
)
_SPACED_RANGE = re.compile(r"(?<=[0-9%]) –(?= [0-9])")
_QUARTER = re.compile(r"(?<=\b[Qq]uý) (?=(?:I{1,3}|IV)(?!\w))")
# Without one of these no rule applies but those of spaces and quarters.
_MARKED = re.compile('[0-9%"–-]')
# What a number has beside it before any rule about numbers can apply.
_NUMBER = re.compile("[0-9] | [0-9]")
_QUOTES = re.compile(r'["“”]')
_OPENS_AFTER = re.compile(r"(?:^|[\s(\[“‘/–—-])$")
_CLOSES_BEFORE = re.compile(r"(?:$|[\s)\]”’/–—,.;:!?…-])")


def _curl_quotes(s: str) -> str:
    """Turn ASCII pairs, and pairs half typed in ASCII ("…”), into “ ”; with any doubt, leave all as it is."""
    parts, last, is_open = [], 0, False
    for match in _QUOTES.finditer(s):
        at = match.start()
        if match[0] == ("“" if is_open else "”"):
            return s
        if match[0] == '"' and not (_closes(s, at) if is_open else _opens(s, at)):
            return s
        parts += [s[last:at], "”" if is_open else "“"]
        last, is_open = at + 1, not is_open
    return s if is_open else "".join([*parts, s[last:]])


def _opens(s: str, at: int) -> bool:
    return bool(_OPENS_AFTER.search(s[max(0, at - 1) : at])) and s[at + 1 : at + 2].strip() != ""


def _closes(s: str, at: int) -> bool:
    return bool(_CLOSES_BEFORE.match(s[at + 1 : at + 2])) and s[at - 1 : at].strip() != ""


# A page says most of its short texts several times: an indicator stands on the card, at the figure, in the facts.
@lru_cache(maxsize=2048)
def typeset(s: str) -> str:
    """Plain text (no markup) ready to be shown; doing it twice changes nothing more.

    A number keeps its unit, and "ngày", "năm", "số", "Điều" their number, by U+00A0; "97,7 %" closes up to
    "97,7%"; a range closes up around an en dash (2021–2025, 3–5 hộ); a spaced hyphen becomes " – " except in a
    document number; balanced ASCII quotes become “ ”; runs
    of spaces become one.
    """
    s = nfc(s)
    # Most texts hold nothing that a rule could change; to ask first is a tenth of the cost.
    if "  " in s:
        s = _SPACES.sub(" ", s)
    if "uý " in s:
        s = _QUARTER.sub("\u00a0", s)
    if not _MARKED.search(s):
        return s
    if "%" in s:
        s = _SPACED_PERCENT.sub(r"\1", s)
    if _NUMBER.search(s):
        s = _BEFORE_UNIT.sub("\\1\u00a0", s)
        s = _AFTER_LABEL.sub("\u00a0", s)
    if "-" in s:
        s = _RANGE.sub(lambda found: f"{found[1] or found[3]}–{found[2] or found[4]}", s)
        s = _SPACED_HYPHEN.sub(" – ", s)
        s = _HALF_SPACED_HYPHEN.sub(" – ", s)
    if "–" in s:
        s = _SPACED_RANGE.sub("\u00a0–", s)
    return _curl_quotes(s) if '"' in s else s
