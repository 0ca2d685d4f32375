"""Figures of results: percentages recomputed, counts against their bases (domain rules V2, V3, V6)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from generator.core.problems import Problem, Route, problem
from generator.core.vietnamese import format_number, format_percent
from generator.records.checks.rule import WITH_RESULTS, of_records
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.schema import Bound

_HUNDRED = Decimal(100)
# What a bound lets the exact quotient be, against the value shown.
ALLOWED = {
    Bound.OVER: lambda exact, shown: exact >= shown,
    Bound.AT_LEAST: lambda exact, shown: exact >= shown,
    Bound.UNDER: lambda exact, shown: exact <= shown,
    Bound.NEARLY: lambda exact, shown: exact <= shown,
    Bound.AT_MOST: lambda exact, shown: exact <= shown,
    Bound.ABOUT: lambda exact, shown: abs(exact - shown) <= max(shown / 10, Decimal(1)),
}


def places_of(value: Decimal) -> int:
    """How many decimals a value was written with: 97.7 -> 1."""
    return max(0, -int(value.as_tuple().exponent))


def rounded(value: Decimal, decimals: int) -> Decimal:
    """The value to so many decimals, halves up, as people round."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _route(index: int, *keys: str) -> Route:
    return ("results", index, *keys)


def percentage_matches_base(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A percentage equals numerator / denominator at the decimals shown, halves up; a bounded one lies within its bound (V2)."""
    for index, result in enumerate(one.record.results):
        if result.unit != "%" or result.result is None or result.numerator is None or not result.denominator:
            continue
        shown = result.result.value
        exact = Decimal(result.numerator) * _HUNDRED / Decimal(result.denominator)
        decimals = places_of(shown) if result.decimals is None else result.decimals
        if result.result.bound is Bound.EXACTLY:
            fits = rounded(exact, decimals) == shown
        else:
            fits = ALLOWED[result.result.bound](exact, shown)
        if not fits:
            yield problem(
                *one.where(*_route(index, "result", "value")), "KH402", format_percent(shown),
                numerator=format_number(result.numerator), denominator=format_number(result.denominator),
                right=format_percent(exact, decimals), plain=f"{rounded(exact, decimals):f}",
            )  # fmt: skip


def percentage_has_base(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A percentage names what it is a share of, or says that the source does not (V3)."""
    for index, result in enumerate(one.record.results):
        if result.unit == "%" and result.result and result.denominator is None and result.denominator_note is None:
            where = one.where(*_route(index, "result", "value"))
            yield problem(*where, "KH403", format_percent(result.result.value), indicator=result.indicator)


def numerator_has_base(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A numerator stands beside a denominator, and a denominator is not zero."""
    for index, result in enumerate(one.record.results):
        if result.numerator is not None and result.denominator is None:
            yield problem(*one.where(*_route(index, "numerator")), "KH404", format_number(result.numerator))
        elif result.denominator == 0:
            yield problem(*one.where(*_route(index, "denominator")), "KH404", 0)


def part_within_whole(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A part is not larger than its whole (V6)."""
    for index, result in enumerate(one.record.results):
        if result.numerator is not None and result.denominator and result.numerator > result.denominator:
            yield _too_large(one, _route(index, "numerator"), result.numerator, result.denominator)
    for index, taken in enumerate(getattr(one.record, "replications", ())):
        if taken.count is not None and taken.denominator is not None and taken.count > taken.denominator:
            yield _too_large(one, ("replications", index, "count"), taken.count, taken.denominator)


def _too_large(one: RuleInput, route: Route, part: int, whole: int) -> Problem:
    return problem(*one.where(*route), "KH405", format_number(part), whole=format_number(whole))


def share_over_hundred(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A share over 100% explains itself in `note`."""
    for index, result in enumerate(one.record.results):
        if result.unit != "%" or result.note:
            continue
        for name in ("baseline", "result", "target"):
            measure = getattr(result, name)
            if measure is not None and measure.value > _HUNDRED:
                yield problem(*one.where(*_route(index, name, "value")), "KH406", format_percent(measure.value))


def count_matches_numerator(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Beside a value that is no percentage, `numerator` repeats the value, or value = numerator / denominator."""
    for index, result in enumerate(one.record.results):
        if result.unit == "%" or result.result is None or result.numerator is None or not result.denominator:
            continue
        value = result.result.value
        mean = Decimal(result.numerator) / Decimal(result.denominator)
        if value not in (result.numerator, rounded(mean, places_of(value))):
            where = one.where(*_route(index, "result", "value"))
            yield problem(*where, "KH407", format_number(value), numerator=format_number(result.numerator))


RULES = of_records(
    WITH_RESULTS,
    percentage_matches_base,
    percentage_has_base,
    numerator_has_base,
    part_within_whole,
    share_over_hundred,
    count_matches_numerator,
)
