"""Draws what a province publishes about itself: a total by its parts, and beside an earlier total."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from markupsafe import Markup

from generator.core.texts import t
from generator.core.vietnamese import format_number, format_percent, typeset, with_unit
from generator.records.schema.figures import Bound, Finality
from generator.records.schema.statistics import Breakdown, Comparison, Part, Statistic
from generator.render import wording
from generator.render.figures.result import OPEN_ENDED, source_link
from generator.render.figures.shapes import bar, bar_fill, bars, percent_of
from generator.render.figures.words import bounded
from generator.render.html import Shape

_MINUS, _PLUS = "−", "+"


def breakdown(
    statistic: Statistic,
    breakdown: Breakdown,
    field_hues: Mapping[str, str],
    *,
    source_anchor: str = "#nguon-",
) -> Markup:
    """A total by its parts as `<figure class="fig fig--parts">`: bars, numbers, and whether they add up.

    `field_hues` maps a field's slug to its hue; a part of no field is grey. Bars are as long as the largest part.
    What the source counts in the total and in no part stands last, as an empty bar.
    """
    gap = _gap(statistic, breakdown)
    largest = max(gap, *(part.value for part in breakdown.parts))
    return Markup(
        '<figure class="fig fig--parts"><table class="bars bars--parts">'
        '<caption class="visually-hidden">{caption}</caption><tbody>{rows}</tbody></table>'
        '<p class="fig__note">{sum}</p><figcaption class="fig__source">{source}</figcaption></figure>'
    ).format(
        caption=t(
            "total.table",
            name=statistic.name,
            by=t(f"statistics.by_{breakdown.by}").lower(),
            unit=statistic.unit,
        ),
        rows=Markup("").join(
            [
                *(_part_row(part, largest, field_hues.get(part.field or "", "grey")) for part in breakdown.parts),
                _gap_row(gap, largest) if gap > 0 else "",
            ]
        ),
        sum=typeset(_sum_sentence(statistic, breakdown)),
        source=_source(statistic, source_anchor),
    )


_STACK = Shape(
    '<svg class="stack" viewBox="0 0 1000 26" preserveAspectRatio="none" aria-hidden="true">{}</svg><ul class="legend">{}</ul>'
)
_SLICE = Shape('<path class="hue-{}" d="M{} 0h{}v26h-{}z"/>')
_ENTRY = Shape('<li class="hue-{}"><span>{}</span> <b>{}</b></li>')


def stacked(statistic: Statistic, breakdown: Breakdown, field_hues: Mapping[str, str]) -> Markup:
    """A total as one bar of its parts, largest first, and the parts in words below it."""
    parts = sorted(breakdown.parts, key=lambda part: -part.value)
    whole = max(statistic.value, sum(part.value for part in parts)) or 1
    slices, entries, at = [], [], 0
    for part in parts:
        hue, width = field_hues.get(part.field or "", "grey"), part.value * 1000 // whole
        slices.append(_SLICE(hue, at, max(width - 2, 1), max(width - 2, 1)))
        entries.append(_ENTRY(hue, typeset(part.name), bounded(part.bound, format_number(part.value))))
        at += width
    if (gap := _gap(statistic, breakdown)) > 0:
        entries.append(_ENTRY("grey", t("total.in_no_part"), with_unit(format_number(gap), statistic.unit)))
    return _STACK(Markup("").join(slices), Markup("").join(entries))


def _part_row(part: Part, largest: int, hue: str) -> Markup:
    return Markup(
        '<tr class="bars__row hue-{}"><th scope="row">{}</th><td><span class="bars__cell">{}</span></td>'
        '<td class="bars__number">{}</td></tr>'
    ).format(
        hue,
        typeset(part.name),
        bar_fill(percent_of(part.value, largest), part.bound in OPEN_ENDED),
        bounded(part.bound, format_number(part.value)),
    )


def _is_exact(statistic: Statistic, breakdown: Breakdown) -> bool:
    return {statistic.bound, *(part.bound for part in breakdown.parts)} == {Bound.EXACTLY}


def _gap(statistic: Statistic, breakdown: Breakdown) -> int:
    """How much of the total is in no part; 0 when a bound leaves that open, negative when the parts exceed it."""
    if not _is_exact(statistic, breakdown):
        return 0
    return statistic.value - sum(part.value for part in breakdown.parts)


def _gap_row(gap: int, largest: int) -> Markup:
    return Markup(
        '<tr class="bars__row bars__row--gap"><th scope="row">{}</th><td><span class="bars__cell">{}</span></td>'
        '<td class="bars__number">{}</td></tr>'
    ).format(t("total.in_no_part"), bar_fill(percent_of(gap, largest)), format_number(gap))


def _sum_sentence(statistic: Statistic, breakdown: Breakdown) -> str:
    parts = sum(part.value for part in breakdown.parts)
    total = bounded(statistic.bound, format_number(statistic.value))
    note = f" {breakdown.gap_note}" if breakdown.gap_note else ""
    if not _is_exact(statistic, breakdown):
        return t("total.not_exact", total=total) + note
    if parts == statistic.value:
        return t("total.adds_up", total=total) + note
    gap = with_unit(format_number(abs(statistic.value - parts)), statistic.unit)
    key = "total.falls_short" if parts < statistic.value else "total.goes_beyond"
    return t(key, sum=format_number(parts), total=total, gap=gap) + note


def comparison(statistic: Statistic, comparison: Comparison, *, source_anchor: str = "#nguon-") -> Markup:
    """The total beside the same total at another time, as `<figure class="fig fig--then">`.

    A growth to twice or more, or a fall to half or less, is named: readers ask what changed in the counting.
    """
    now, then = statistic.value, comparison.value
    scale = max(now, then)
    now_label = statistic.as_stated or (statistic.date.text() if statistic.date else t("total.now"))
    if statistic.finality is Finality.PRELIMINARY:
        now_label = t("total.labelled", label=now_label, finality=t("statistics.preliminary"))
    now_text = bounded(statistic.bound, format_number(now))
    rows = [
        ("bars__row--before", comparison.date.text(), bar(then, scale, format_number(then))),
        (
            "bars__row--after",
            typeset(now_label),
            bar(now, scale, now_text, is_open=statistic.bound in OPEN_ENDED),
        ),
    ]
    sentences = (
        _change_sentence(statistic, comparison),
        _jump_sentence(now, then),
        _implied_sentence(statistic, comparison),
        comparison.note or "",
    )
    return Markup(
        '<figure class="fig fig--then">{}<p class="fig__note">{}</p><figcaption class="fig__source">{}</figcaption></figure>'
    ).format(
        bars(t("figure.table", name=statistic.name, unit=statistic.unit), rows),
        typeset(" ".join(filter(None, sentences))),
        _source(statistic, source_anchor),
    )


def _change_sentence(statistic: Statistic, comparison: Comparison) -> str:
    """The difference; left out when the total is only a bound."""
    change = statistic.value - comparison.value
    if statistic.bound is not Bound.EXACTLY:
        return ""
    if not change:
        return t("total.same")
    amount = with_unit(format_number(abs(change)), statistic.unit)
    return t("total.rose" if change > 0 else "total.fell", amount=amount)


def _jump_sentence(now: int, then: int) -> str:
    if not then or not now:
        return ""
    times = Decimal(now) / Decimal(then)
    if times >= 2:
        return t("total.jump", times=format_number(times, 1))
    return t("total.drop", percent=format_percent(times * 100, 0)) if times <= Decimal("0.5") else ""


def _implied_sentence(statistic: Statistic, comparison: Comparison) -> str:
    if not comparison.implied:
        return ""
    then, change = format_number(comparison.value), comparison.stated_change
    if change is None or statistic.value - change != comparison.value:
        return t("total.implied", then=then)
    sign = _MINUS if change >= 0 else _PLUS
    shown = f"{format_number(statistic.value)} {sign} {format_number(abs(change))} = {then}"
    return t("total.implied_sum", then=then, sum=shown)


def _source(statistic: Statistic, anchor: str) -> Markup:
    """When the total was true, whether it is final, and its source."""
    when = statistic.as_stated or wording.statistic_time(statistic)
    facts: list[str | Markup] = [typeset(when[:1].upper() + when[1:])]
    if statistic.finality:
        facts.append(t(f"statistics.{statistic.finality}"))
    return Markup(" · ").join([*facts, source_link(statistic.source, anchor)])
