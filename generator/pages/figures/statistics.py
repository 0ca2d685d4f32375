"""Draws what a province publishes about itself: a total by its parts, and beside an earlier total."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from markupsafe import Markup

from generator.pages.figures.result import source_link
from generator.pages.figures.shapes import bar, bars, percent_of
from generator.pages.figures.words import bounded
from generator.schema.figures import Bound, Finality
from generator.schema.statistics import Breakdown, BreakdownBy, Comparison, Statistic
from generator.vietnamese import format_number, with_unit

_BY = {
    BreakdownBy.FIELD: "lĩnh vực",
    BreakdownBy.LEVEL: "cấp",
    BreakdownBy.REGISTRATION: "hình thức đăng ký",
    BreakdownBy.STATUS: "tình trạng",
    BreakdownBy.PLACE: "địa bàn",
}


def breakdown(
    statistic: Statistic,
    breakdown: Breakdown,
    field_hues: Mapping[str, str],
    *,
    source_anchor: str = "#nguon-",
) -> Markup:
    """A total by its parts as `<figure class="fig fig--parts">`: bars, numbers, and whether they add up.

    `field_hues` maps a field's slug to its hue; a part of no field is grey. Bars are as long as the largest part.
    """
    largest = max(part.value for part in breakdown.parts)
    row = Markup(
        '<tr class="bars__row hue-{hue}"><th scope="row">{name}</th><td><span class="bars__cell">'
        '<svg class="bar__fill" width="{width:f}%" height="100%" aria-hidden="true" focusable="false">'
        '<rect width="100%" height="100%" rx="3"/></svg></span></td><td class="bars__number">{value}</td></tr>'
    )
    rows = (
        row.format(
            hue=field_hues.get(part.field or "", "grey"),
            name=part.name,
            width=percent_of(part.value, largest),
            value=bounded(part.bound, format_number(part.value)),
        )
        for part in breakdown.parts
    )
    return Markup(
        '<figure class="fig fig--parts"><table class="bars bars--parts">'
        '<caption class="visually-hidden">{name} theo {by}, {unit}</caption><tbody>{rows}</tbody></table>'
        '<p class="fig__note">{sum}</p><figcaption class="fig__source">{source}</figcaption></figure>'
    ).format(
        name=statistic.name,
        by=_BY[breakdown.by],
        unit=statistic.unit,
        rows=Markup("").join(rows),
        sum=_sum_sentence(statistic, breakdown),
        source=Markup(" · ").join([*_when(statistic), source_link(statistic.source, source_anchor)]),
    )


def _sum_sentence(statistic: Statistic, breakdown: Breakdown) -> str:
    total = sum(part.value for part in breakdown.parts)
    said = bounded(statistic.bound, format_number(statistic.value))
    note = f" {breakdown.gap_note}" if breakdown.gap_note else ""
    if any(
        bound is not Bound.EXACTLY for bound in (statistic.bound, *(part.bound for part in breakdown.parts))
    ):
        return f"Có số chỉ được nêu ước chừng nên không đối chiếu được tổng các phần với {said}.{note}"
    if total == statistic.value:
        return f"Tổng các phần đúng bằng {said}.{note}"
    gap = with_unit(format_number(abs(statistic.value - total)), statistic.unit)
    word = "ít hơn" if total < statistic.value else "nhiều hơn"
    return f"Tổng các phần là {format_number(total)}, {word} tổng chung {said} là {gap}.{note}"


def comparison(statistic: Statistic, comparison: Comparison, *, source_anchor: str = "#nguon-") -> Markup:
    """The total beside the same total at another time, as `<figure class="fig fig--then">`.

    A growth to twice or more, or a fall to half or less, is named: readers ask what changed in the counting.
    """
    now, then = statistic.value, comparison.value
    scale = max(now, then)
    now_text = bounded(statistic.bound, format_number(now))
    rows = [
        ("bars__row--before", comparison.date.text(), bar(then, scale, format_number(then))),
        ("bars__row--after", _when(statistic)[0], bar(now, scale, now_text)),
    ]
    sentences = [
        _change_sentence(statistic, comparison),
        _jump_sentence(now, then),
        _implied_sentence(statistic, comparison),
    ]
    return Markup(
        '<figure class="fig fig--then">{bars}<p class="fig__note">{note}</p>'
        '<figcaption class="fig__source">{source}</figcaption></figure>'
    ).format(
        bars=bars(f"{statistic.name}, {statistic.unit}", rows),
        note=" ".join(filter(None, [*sentences, comparison.note])),
        source=Markup(" · ").join([*_when(statistic), source_link(statistic.source, source_anchor)]),
    )


def _change_sentence(statistic: Statistic, comparison: Comparison) -> str:
    change = statistic.value - comparison.value
    if not change:
        return "Không đổi."
    size = with_unit(format_number(abs(change)), statistic.unit)
    word = "Tăng" if change > 0 else "Giảm"
    return f"{word} {bounded(statistic.bound, size) if change > 0 else size}."


def _jump_sentence(now: int, then: int) -> str:
    if not then or not now:
        return ""
    times = Decimal(now) / Decimal(then)
    if times >= 2:
        return f"Gấp {format_number(times, 1)} lần: mức tăng khác thường, cần đọc kỹ ghi chú và nguồn."
    if times <= Decimal("0.5"):
        return f"Chỉ còn {format_number(times * 100, 0)}%: mức giảm khác thường, cần đọc kỹ ghi chú và nguồn."
    return ""


def _implied_sentence(statistic: Statistic, comparison: Comparison) -> str:
    if not comparison.implied:
        return ""
    then, change = format_number(comparison.value), comparison.stated_change
    if change is not None and statistic.value - change == comparison.value:
        sign = "−" if change >= 0 else "+"
        sum_text = f"{format_number(statistic.value)} {sign} {format_number(abs(change))} = {then}"
        return f"Số {then} suy ra từ phép tính {sum_text}, nguồn không nêu thẳng."
    return f"Số {then} là suy ra, nguồn không nêu thẳng."


def _when(statistic: Statistic) -> list[str]:
    """The time a total was true, and whether it is final."""
    if statistic.as_stated:
        when = statistic.as_stated
    elif statistic.date:
        when = f"tính đến {statistic.date.text()}"
    else:
        when = "nguồn không ghi ngày"
    finality = {Finality.PRELIMINARY: "số sơ bộ", Finality.FINAL: "số chính thức"}
    return [when, finality[statistic.finality]] if statistic.finality else [when]
