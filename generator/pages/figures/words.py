"""Says a figure in words: its bound, its time, its division and its change, exactly as far as the source goes."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from generator.schema.figures import Bound, Measure, Result
from generator.vietnamese import format_number, format_percent, format_points, with_unit

NO_BREAK_SPACE = "\u00a0"

BOUND_WORDS = {
    Bound.EXACTLY: "",
    Bound.OVER: "hơn",
    Bound.UNDER: "dưới",
    Bound.ABOUT: "khoảng",
    Bound.NEARLY: "gần",
    Bound.AT_LEAST: "ít nhất",
    Bound.AT_MOST: "nhiều nhất",
}
_BOUND_MEANS = {
    Bound.OVER: "cận dưới",
    Bound.AT_LEAST: "cận dưới",
    Bound.UNDER: "cận trên",
    Bound.NEARLY: "cận trên",
    Bound.AT_MOST: "cận trên",
    Bound.ABOUT: "số ước chừng",
}
# A value known to be over 30 that fell from 50 has fallen by under 20.
_OTHER_WAY = {
    Bound.OVER: Bound.UNDER,
    Bound.UNDER: Bound.OVER,
    Bound.NEARLY: Bound.OVER,
    Bound.AT_LEAST: Bound.AT_MOST,
    Bound.AT_MOST: Bound.AT_LEAST,
}


def bounded(bound: Bound, text: str) -> str:
    """The number with its bound word, unbreakable: "hơn 70%"."""
    return (
        BOUND_WORDS[bound].replace(" ", NO_BREAK_SPACE) + NO_BREAK_SPACE + text
        if BOUND_WORDS[bound]
        else text
    )


def value_text(measure: Measure, unit: str, decimals: int | None = None) -> str:
    """A measure as its source gives it: "hơn 4.657 ha", "97,7%". `decimals` only ever adds places, never cuts."""
    places = None if decimals is None else max(decimals, decimal_places(measure.value))
    return bounded(measure.bound, with_unit(format_number(measure.value, places), unit))


def decimal_places(value: Decimal) -> int:
    """How many decimals a value is written with: Decimal("97.7") -> 1."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def when_text(measure: Measure | None) -> str:
    """When a measure was true: the source's words, the date, or both; "" when the source says neither."""
    if measure is None:
        return ""
    date = measure.date.text() if measure.date else ""
    # "đầu năm 2017" already says "năm 2017".
    if measure.as_stated and date and date not in measure.as_stated:
        return f"{measure.as_stated} ({date})"
    return measure.as_stated or date


def base_text(result: Result) -> str:
    """What a share is a share of: "221 thành viên mô hình", or "" when the source gives no base."""
    if result.denominator is None:
        return ""
    name = result.denominator_name or ("" if result.unit == "%" else result.unit)
    number = format_number(result.denominator)
    return f"{number}{NO_BREAK_SPACE}{name}" if name else number


def share_text(result: Result) -> str:
    """The words "216 trên 221 thành viên mô hình"; the result must have numerator and denominator."""
    return f"{format_number(result.numerator or 0)} trên{NO_BREAK_SPACE}{base_text(result)}"


def divided(result: Result) -> Decimal | None:
    """100 x numerator / denominator, or None when one of them is missing or the denominator is 0."""
    if result.numerator is None or not result.denominator:
        return None
    return Decimal(result.numerator) * 100 / Decimal(result.denominator)


def division_text(result: Result) -> str:
    """What dividing gives beside what the source says; "" when there is nothing to divide.

    Rounding is half up at the places the source writes (rule V2 of the checks).
    """
    quotient = divided(result)
    if quotient is None:
        return ""
    if result.result is None or result.unit != "%":
        return f"trang này tính: {format_percent(_rounded(quotient, 1))}"
    value, bound = result.result.value, result.result.bound
    places = max(result.decimals or 0, decimal_places(value))
    fine = format_percent(_rounded(quotient, places + 1).normalize() + 0)
    stated = value_text(result.result, "%", result.decimals)
    if bound is Bound.EXACTLY and _rounded(quotient, places) == value:
        exact = quotient == value
        return f"phép chia đã kiểm: đúng {stated}" if exact else f"phép chia đã kiểm: {fine} → {stated}"
    if bound is not Bound.EXACTLY and _holds(bound, quotient, value):
        return f"phép chia đã kiểm: {fine}, hợp với “{stated}”"
    return f"phép chia ra {fine}, khác con số nguồn nêu"


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _holds(bound: Bound, actual: Decimal, stated: Decimal) -> bool:
    if bound is Bound.ABOUT:
        return abs(actual - stated) <= stated / 20
    if bound in {Bound.OVER, Bound.AT_LEAST}:
        return actual > stated or (bound is Bound.AT_LEAST and actual == stated)
    return actual < stated or (bound is Bound.AT_MOST and actual == stated)


def change_text(before: Measure, after: Measure, unit: str) -> str:
    """The change: "tăng 15,1 điểm phần trăm", "giảm 12 vụ", "không đổi"; "" when the bounds leave the change open."""
    change = after.value - before.value
    if before.bound is not Bound.EXACTLY or (change == 0 and after.bound is not Bound.EXACTLY):
        return ""
    if change == 0:
        return "không đổi"
    bound = after.bound if change > 0 else _OTHER_WAY.get(after.bound, after.bound)
    size = abs(change)
    amount = format_points(size) if unit == "%" else with_unit(format_number(size), unit)
    return f"{'tăng' if change > 0 else 'giảm'} {bounded(bound, amount)}"


def bound_note(*measures: Measure | None) -> str:
    """What the bound words mean: "“hơn” là cận dưới"; "" when every value is exact."""
    seen = dict.fromkeys(m.bound for m in measures if m is not None and m.bound is not Bound.EXACTLY)
    return ", ".join(f"“{BOUND_WORDS[bound]}” là {_BOUND_MEANS[bound]}" for bound in seen)
