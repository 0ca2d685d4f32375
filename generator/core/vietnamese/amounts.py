"""Amounts as people write them: "hơn 1.250 hộ", "1,2 tỷ đồng", "gần 70%" are a bound, a number and a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from generator.core.vietnamese.text import nfc

# Words before and after a number -> how they bound it, as `Bound` of the records calls it.
BOUND_WORDS = {
    "hơn": "over", "trên": "over", "quá": "over", ">": "over", "gần": "nearly", "khoảng": "about", "chừng": "about", "độ": "about",
    "xấp xỉ": "about", "ước": "about", "ước đạt": "about", "khoảng hơn": "", "~": "about", "≈": "about", "ít nhất": "at_least", "tối thiểu": "at_least",
    "≥": "at_least", ">=": "at_least", "dưới": "under", "<": "under", "tối đa": "at_most", "nhiều nhất": "at_most",
    "không quá": "at_most", "≤": "at_most", "<=": "at_most",
}  # fmt: skip
_AFTER = {"trở lên": "at_least", "trở xuống": "at_most"}
_SCALES = {"trăm": 100, "nghìn": 1000, "ngàn": 1000, "vạn": 10_000, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_BLANK = " \u00a0\u202f\u2009"
_NUMBER = rf"\d{{1,3}}(?:[.{_BLANK}]\d{{3}})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?(?![\d.,]*\d)"
_AMOUNT = re.compile(
    rf"(?:(?P<before>{'|'.join(map(re.escape, sorted(BOUND_WORDS, key=len, reverse=True)))})[{_BLANK}]*)?"
    rf"(?P<number>-?(?:{_NUMBER}))"
    rf"(?:[{_BLANK}]*(?P<unit>%|[^\W\d_][^\d,;:]*?[23²³]?|%[{_BLANK}]+[^\d,;:]+?))?(?:[{_BLANK}]+(?P<after>trở lên|trở xuống))?",
    re.IGNORECASE,
)
_THOUSANDS_OR_DECIMALS = re.compile(r"-?[1-9]\d{0,2},\d{3}")
_POINT_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
_ENGLISH = re.compile(r"-?\d+\.\d+")
_MONEY = {"đ": "đồng", "vnđ": "đồng", "vnd": "đồng", "đồng": "đồng"}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit ("" without) and its bound ("" for exactly)."""

    value: Decimal
    unit: str
    bound: str


def read_amount(text: str) -> Amount | None:
    """The amount a text writes; None for anything else and for what has two readings (`amount_readings`)."""
    found = _AMOUNT.fullmatch(nfc(text).strip())
    if found is None or _is_open(found):
        return None
    before, after = (found["before"] or "").lower(), (found["after"] or "").lower()
    if (before and after) or before == "khoảng hơn":
        return None
    number = found["number"]
    unit = " ".join((found["unit"] or "").split()).rstrip(".")
    unit = "%" if unit.lower() in ("phần trăm", "%") else unit
    return Amount(_decimal(number), unit, BOUND_WORDS.get(before) or _AFTER.get(after, ""))


def _decimal(number: str) -> Decimal:
    if _ENGLISH.fullmatch(number) and not _POINT_THOUSANDS.fullmatch(number):
        return Decimal(number)
    return Decimal(re.sub(rf"[.{_BLANK}]", "", number).replace(",", "."))


def _is_open(found: re.Match[str]) -> bool:
    """A comma and three digits; a bare number with a point and three digits and nothing that says it is Vietnamese."""
    number, said = found["number"], found["unit"] or found["before"] or found["after"]
    return bool(_THOUSANDS_OR_DECIMALS.fullmatch(number) or (_POINT_THOUSANDS.fullmatch(number) and not said))


def amount_readings(text: str) -> tuple[str, str] | None:
    """Both numbers "1,250" or a bare "1.250" may mean, as they are written plainly: ("1250", "1.25"); else None."""
    found = _AMOUNT.fullmatch(nfc(text).strip())
    if found is None or not _is_open(found):
        return None
    number = found["number"].replace(",", ".")
    return number.replace(".", ""), plain_decimal(number)


def plain_decimal(number: str) -> str:
    """A decimal as YAML holds it without doubt: never with exactly three decimals, which could be thousands."""
    text = format(Decimal(number).normalize(), "f")
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text


def in_unit(amount: Amount, unit: str) -> Decimal | None:
    """The amount in another unit of the same kind: 1,2 tỷ đồng in "triệu đồng" is 1200; None where they do not agree."""
    (have, name), (want, wanted) = _scaled(amount.unit), _scaled(unit)
    if name != wanted:
        return None
    value = amount.value * have / want
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _scaled(unit: str) -> tuple[int, str]:
    words = nfc(unit).lower().split()
    scale = 1
    while words and words[0] in _SCALES:
        scale *= _SCALES[words.pop(0)]
    name = " ".join(words)
    return scale, _MONEY.get(name, name)
