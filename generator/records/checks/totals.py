"""Published statistics: parts against totals, stated changes against differences (domain rules V1 and A2)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.problems import Problem, problem
from generator.core.vietnamese import format_number
from generator.records.checks.rule import of_records
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.schema import Bound

# From this factor on a rise or fall asks for an explanation: one seed rises 3.86 times in a year.
JUMP = 2


def parts_make_total(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """The parts of a breakdown add up to the total, or `gap_note` says why they do not (V1)."""
    statistic = one.record
    for index, breakdown in enumerate(statistic.breakdowns):
        if breakdown.gap_note or any(part.bound is not Bound.EXACTLY for part in (statistic, *breakdown.parts)):
            continue
        total = sum(part.value for part in breakdown.parts)
        if total != statistic.value:
            yield problem(
                *one.where("breakdowns", index, "parts"), "KH401", format_number(total),
                sum=" + ".join(format_number(part.value) for part in breakdown.parts),
                total=format_number(statistic.value), gap=format_number(statistic.value - total),
            )  # fmt: skip


def change_matches_values(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A stated change equals the value now less the value then."""
    for index, then in enumerate(one.record.comparisons):
        change = one.record.value - then.value
        if then.stated_change is not None and then.stated_change != change and one.record.bound is Bound.EXACTLY:
            yield problem(
                *one.where("comparisons", index, "stated_change"), "KH412", format_number(then.stated_change),
                now=format_number(one.record.value), then=format_number(then.value), right=format_number(change), plain=change,
            )  # fmt: skip


def jump_is_explained(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A total that doubles or halves between two dates carries a note that says so (A2)."""
    for index, then in enumerate(one.record.comparisons):
        low, high = sorted((one.record.value, then.value))
        if high >= JUMP * low and high > low and not then.note:
            yield problem(
                *one.where("comparisons", index, "value"), "KH413", format_number(then.value),
                now=format_number(one.record.value),
            )  # fmt: skip


RULES = of_records(frozenset({"statistic"}), parts_make_total, change_matches_values, jump_is_explained)
