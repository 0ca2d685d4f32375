"""Says a figure in words: its bound, its time, its division and its change, exactly as far as the source goes."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from generator.core.texts import t
from generator.core.vietnamese import format_number, format_percent, format_points, with_unit
from generator.records.checks.figures import ALLOWED, places_of, rounded
from generator.records.schema.figures import Bound, Measure, Result

NO_BREAK_SPACE = "\u00a0"

# A value known to be over 30 that fell from 50 has fallen by under 20.
_OTHER_WAY = {
    Bound.OVER: Bound.UNDER,
    Bound.UNDER: Bound.OVER,
    Bound.NEARLY: Bound.OVER,
    Bound.AT_LEAST: Bound.AT_MOST,
    Bound.AT_MOST: Bound.AT_LEAST,
}


@cache
def bound_word(bound: Bound) -> str:
    """The word of a bound, "hơn", "ít nhất"; "" for an exact value."""
    return t(f"bound.{bound}", value="").strip()


def bounded(bound: Bound, text: str) -> str:
    """The number with its bound word, unbreakable: "hơn 70%"."""
    word = bound_word(bound).replace(" ", NO_BREAK_SPACE)
    return word + NO_BREAK_SPACE + text if word else text


def value_text(measure: Measure, unit: str, decimals: int | None = None) -> str:
    """A measure as its source gives it: "hơn 4.657 ha", "97,7%". `decimals` only ever adds places, never cuts."""
    places = None if decimals is None else max(decimals, places_of(measure.value))
    return bounded(measure.bound, with_unit(format_number(measure.value, places), unit))


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
    return t("figure.share", part=format_number(result.numerator or 0), whole=base_text(result))


def divided(result: Result) -> Decimal | None:
    """100 x numerator / denominator, or None when one of them is missing or the denominator is 0."""
    if result.numerator is None or not result.denominator:
        return None
    return Decimal(result.numerator) * 100 / Decimal(result.denominator)


def division_text(result: Result) -> str:
    """What dividing gives beside what the source says; "" when there is nothing to divide.

    What agrees is decided as the check decides it (rule V2): halves up at the places the source writes.
    """
    quotient = divided(result)
    if quotient is None:
        return ""
    if result.result is None or result.unit != "%":
        return t("figure.computed", value=format_percent(rounded(quotient, 1)))
    value, bound = result.result.value, result.result.bound
    places = places_of(value) if result.decimals is None else result.decimals
    fine = format_percent(_finer(quotient, places))
    stated = value_text(result.result, "%", result.decimals)
    if bound is not Bound.EXACTLY:
        key = "checked_bound" if ALLOWED[bound](quotient, value) else "differs"
    elif rounded(quotient, places) != value:
        key = "differs"
    else:
        key = "checked_exact" if quotient == value else "checked"
    return t(f"figure.{key}", fine=fine, stated=stated)


def _finer(quotient: Decimal, places: int) -> Decimal:
    """The quotient with as many places more as it takes to see what was rounded away, three at most."""
    coarse = rounded(quotient, places)
    finer = (rounded(quotient, places + more) for more in (1, 2, 3))
    return next((value for value in finer if value != coarse), coarse)


def change_text(before: Measure, after: Measure, unit: str) -> str:
    """The change: "tăng 15,1 điểm phần trăm", "giảm 12 vụ", "không đổi"; "" when the bounds leave it open."""
    change = after.value - before.value
    if before.bound is not Bound.EXACTLY or (change == 0 and after.bound is not Bound.EXACTLY):
        return ""
    if change == 0:
        return t("figure.same")
    bound = after.bound if change > 0 else _OTHER_WAY.get(after.bound, after.bound)
    size = abs(change)
    amount = format_points(size) if unit == "%" else with_unit(format_number(size), unit)
    return t("figure.rose" if change > 0 else "figure.fell", amount=bounded(bound, amount))


def bound_note(*measures: Measure | None) -> str:
    """Which bound words are the source's own: "“hơn” giữ nguyên như nguồn viết"; "" when every value is exact."""
    seen = dict.fromkeys(m.bound for m in measures if m is not None and m.bound is not Bound.EXACTLY)
    return ", ".join(t("figure.bound_kept", word=bound_word(bound)) for bound in seen)
