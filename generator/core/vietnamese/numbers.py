"""Numbers as Vietnamese writes them: point for thousands, comma for decimals."""

from __future__ import annotations

import re
from decimal import MAX_PREC, ROUND_HALF_UP, Context, Decimal

MINUS = "\u2212"
NO_BREAK_SPACE = "\u00a0"
EN_DASH = "\u2013"

_EXACT = Context(prec=MAX_PREC, Emax=10**17, Emin=-(10**17), rounding=ROUND_HALF_UP)
_NUMBER = re.compile(r"-?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
_ENGLISH_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2},[0-9]{3}")
_PERCENT = re.compile(r"\s*%$")


def format_number(value: int | Decimal, decimals: int | None = None) -> str:
    """4648 -> "4.648", Decimal("97.7") -> "97,7"; negatives take U+2212.

    With `decimals` the value is rounded half up to that many places; without, the places of the value are kept.
    Raises TypeError for a float (its decimals are not what was written) and ValueError for NaN or infinity.
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TypeError(f"expected int or Decimal, got {type(value).__name__}")
    if decimals is None and isinstance(value, int):
        return f"{MINUS if value < 0 else ''}{abs(value):,}".replace(",", ".")
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"not a finite number: {value}")
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)
    written = str(number)
    if "E" in written:
        written = f"{number:f}"
    whole, _, fraction = written.lstrip("-").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".") if len(whole) > 3 else whole
    sign = MINUS if written[0] == "-" and number else ""
    return f"{sign}{grouped},{fraction}" if fraction else sign + grouped


def format_percent(value: int | Decimal, decimals: int | None = None) -> str:
    """Decimal("97.7") -> "97,7%": the value is already in per cent."""
    return with_unit(format_number(value, decimals), "%")


def format_points(value: int | Decimal, decimals: int | None = None) -> str:
    """Decimal("15.1") -> "15,1 điểm phần trăm": a difference of two percentages is not a percentage."""
    return with_unit(format_number(value, decimals), "điểm phần trăm")


def _bare(text: str) -> str:
    return _PERCENT.sub("", text.strip()).replace(MINUS, "-")


def parse_number(text: str) -> Decimal:
    """The number a Vietnamese text writes: "4.648" -> 4648, "97,7%" -> 97.7.

    Raises ValueError for anything else, English decimals ("97.7", "0.648") included: a point only ever groups
    thousands. "4,648" is read as 4 and 648 thousandths; ask `is_ambiguous` before trusting it.
    """
    bare = _bare(text)
    if not _NUMBER.fullmatch(bare):
        raise ValueError(f"not a number in Vietnamese form: {text!r}")
    return Decimal(bare.replace(".", "").replace(",", "."))


def is_ambiguous(text: str) -> bool:
    """Whether a number may be English thousands: 1-3 digits, a comma, exactly three digits ("4,648").

    A leading zero ("0,648") or a point ("1.234,567") leaves only the Vietnamese reading.
    """
    return _ENGLISH_THOUSANDS.fullmatch(_bare(text)) is not None


def with_unit(text: str, unit: str) -> str:
    """Number and unit joined so that no line breaks between them: U+00A0, or nothing before "%"."""
    return text + unit if unit == "%" else f"{text}{NO_BREAK_SPACE}{unit}"


def join_range(a: str, b: str) -> str:
    """Both ends joined by an en dash: "2018–2020"; spaced when an end holds a space ("tháng 6 – tháng 9")."""
    return f"{a} {EN_DASH} {b}" if " " in a + b else f"{a}{EN_DASH}{b}"
