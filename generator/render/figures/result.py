"""Draws one result of a model, with its base, date and source beside it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from markupsafe import Markup

from generator.core.texts import t
from generator.core.vietnamese import format_number, typeset
from generator.records.schema.figures import Bound, Finality, Measure, Result
from generator.render.figures.shapes import MOST_UNITS, bar, bars, unit_grid
from generator.render.figures.words import (
    base_text,
    bound_note,
    change_text,
    divided,
    division_text,
    share_text,
    value_text,
    when_text,
)
from generator.render.html import Shape

OPEN_ENDED = {Bound.OVER, Bound.AT_LEAST}
# A longer name of the base ("hộ" is short) would make the large words of a card run over.
_SHORT_NAME = 12

_FIGURE = Shape(
    '<figure class="fig fig--{0}{1}" id="ket-qua-{2}" aria-labelledby="ket-qua-{2}-ten">'
    '<h3 class="fig__name" id="ket-qua-{2}-ten">{3}</h3>{4}{5}'
    '<figcaption class="fig__source">{6}</figcaption></figure>'
)
_NOTE = Shape('<p class="fig__note">{}</p>')
_BETWEEN = Markup(" · ")
_SOURCE = Shape('{}\u00a0<a class="fig__ref" href="{}{}" aria-label="{}">[{}]</a>')
_VALUE = Shape('<p class="fig__value"><strong>{}</strong>{}</p>')
_ASIDE = Shape(' <span class="fig__aside">{}</span>')
_DRAWING = Shape('<div class="fig__drawing" aria-hidden="true">{}</div>{}')

Kind = Literal["share", "change", "count", "text"]


def kind(result: Result) -> Kind:
    """How a result is drawn (look.md): before and after, part of a base, a number, or words only."""
    measure = result.result
    if result.baseline and measure:
        return "change" if min(result.baseline.value, measure.value) >= 0 else "text"
    if result.numerator is not None and result.denominator:
        return "share" if result.numerator <= result.denominator else "text"
    if measure is None:
        return "text"
    if result.unit != "%":
        return "count"
    return "share" if result.denominator and 0 <= measure.value <= 100 else "text"


def figure(result: Result, index: int, *, source_anchor: str = "#nguon-") -> Markup:
    """One result as `<figure class="fig fig--{kind}" id="ket-qua-{index}">`.

    A number of events that is zero has `fig--zero` as well. `source_anchor` and the source's number make the
    address of its entry in the source list.
    """
    drawn = kind(result)
    draw = {"share": _share, "change": bar_rows, "count": _count, "text": _text}[drawn]
    is_zero = drawn == "count" and result.result is not None and not result.result.value
    note = _NOTE(typeset(result.note)) if result.note else ""
    first, *others = caption(result)
    facts = [first[:1].upper() + first[1:], *others, source_link(result.source, source_anchor)]
    return _FIGURE(
        drawn,
        " fig--zero" if is_zero else "",
        index,
        typeset(result.indicator),
        draw(result),
        note,
        _BETWEEN.join(facts),
    )


def headline(result: Result) -> tuple[str, str]:
    """A result for a card, plain text: what is large ("40% → hơn 70%") and what stands under it."""
    large, small = _headline(result)
    if result.finality is Finality.PRELIMINARY:
        small = f"{small}; {t('figure.preliminary')}"
    return large, small


def _headline(result: Result) -> tuple[str, str]:
    measure, drawn, indicator = result.result, kind(result), typeset(result.indicator)
    if measure is not None and drawn == "change":
        return _arrow(result, measure), indicator
    if divided(result) is not None:
        if drawn == "share" and measure is not None and result.unit == "%":
            return _stated(result, measure), f"{indicator}; {share_text(result)}"
        return share_text(result), indicator
    if measure is None:
        return t("figure.unknown"), indicator
    if result.unit != "%":
        return _stated(result, measure), "; ".join(filter(None, [indicator, when_text(measure)]))
    name = result.denominator_name or ""
    if result.denominator:
        return _stated(result, measure), f"{indicator}; {t('figure.of_base', base=base_text(result))}"
    large = _stated(result, measure) + (f" {name}" if name and len(name) <= _SHORT_NAME else "")
    return large, f"{indicator}; {t('figure.no_base')}"


def source_link(number: int | None, anchor: str) -> Markup:
    """The words "nguồn [1]" linked to the source list, or that no source is named."""
    if number is None:
        return Markup.escape(t("figure.no_source"))
    return _SOURCE(t("figure.source"), anchor, number, t("source.cite", number=number), number)


def _stated(result: Result, measure: Measure) -> str:
    return value_text(measure, result.unit, result.decimals)


def _arrow(result: Result, after: Measure) -> str:
    """The words "40% → hơn 70%", "12 → 0 vụ": a unit that is a word stands once."""
    before = value_text(result.baseline, result.unit) if result.baseline else ""
    fell = result.baseline is not None and after.value < result.baseline.value
    key = "figure.arrow_down" if fell else "figure.arrow"
    return t(key, before=before.removesuffix(f"\u00a0{result.unit}"), after=_stated(result, after))


def _large(text: str, small: str = "") -> Markup:
    return _VALUE(text, _ASIDE(small) if small else "")


def _share(result: Result) -> Markup:
    """A part of a base, unit by unit up to 300; a bar beyond, or when only the percentage and the base are known."""
    measure = result.result
    said = _stated(result, measure) if measure else ""
    if result.numerator is None or not result.denominator:
        value, is_open = (measure.value, measure.bound in OPEN_ENDED) if measure else (0, False)
        drawing = bar(value, 100, "", is_open=is_open)
        words = _large(said, t("figure.of_base", base=base_text(result)))
    elif result.denominator <= MOST_UNITS:
        drawing = unit_grid(result.numerator, result.denominator)
        words = _large(share_text(result), _beside_share(result, said))
    else:
        drawing = bar(result.numerator, result.denominator, format_number(result.numerator))
        words = _large(share_text(result), _beside_share(result, said))
    return _DRAWING(drawing, words)


def _beside_share(result: Result, said: str) -> str:
    if result.result is None or result.result.value == result.numerator:
        return ""
    return t("figure.equals", value=said) if result.unit == "%" and result.result.bound is Bound.EXACTLY else said


def bar_rows(result: Result) -> Markup:
    """Before and after (and the registered target) on one scale: 100 for percentages, else the largest value."""
    roles = (("before", result.baseline), ("after", result.result), ("target", result.target))
    measures = [(role, measure) for role, measure in roles if measure]
    rows = []
    for role, measure in measures:
        label = when_text(measure)
        if role == "target" and label:
            label = t("figure.labelled", label=t("figure.target"), value=label)
        text = value_text(measure, result.unit, result.decimals if role == "after" else None)
        drawing = bar(
            measure.value, _scale(result, [m for _, m in measures]), text, is_open=measure.bound in OPEN_ENDED
        )
        rows.append((f"bars__row--{role}", typeset(label or t(f"figure.{role}")), drawing))
    return bars(t("figure.table", name=result.indicator, unit=result.unit), rows)


def _scale(result: Result, measures: list[Measure]) -> Decimal:
    """The value at the end of the track: a little beyond the largest when that one is a lower bound."""
    largest = max(measures, key=lambda measure: (measure.value, measure.bound in OPEN_ENDED))
    room = Decimal("1.05") if largest.bound in OPEN_ENDED else Decimal(1)
    return max(largest.value, Decimal(100)) if result.unit == "%" else largest.value * room


def _count(result: Result) -> Markup:
    return _large(_stated(result, result.result), result.per or "") if result.result else _text(result)


def _text(result: Result) -> Markup:
    measure = result.result
    if result.numerator is not None and result.denominator is not None:
        return _large(share_text(result), _stated(result, measure) if measure else "")
    if measure is None:
        return _large(t("figure.unknown"), t("figure.unknown_why"))
    if result.baseline:
        return _large(_arrow(result, measure))
    return _large(_stated(result, measure), result.denominator_name or "")


def caption(result: Result) -> Iterator[str]:
    """What must be known to read a figure rightly. Time, base, change, bounds, division, in the order a careful reader asks; at least the time."""
    drawn, unit = kind(result), result.unit
    parts = (
        "" if drawn == "change" else when_text(result.result) or t("figure.no_time"),
        change_text(result.baseline, result.result, unit) if result.baseline and result.result and unit != "%" else "",
        _named("figure.before", result.baseline, unit) if not result.result else "",
        t("figure.on_base", base=base_text(result)) if drawn == "change" and result.denominator else "",
        _base_note(result),
        t("figure.per", what=result.per) if result.per and drawn != "count" else "",
        _named("figure.target", result.target, unit) if drawn != "change" else "",
        bound_note(result.baseline, result.result, result.target),
        division_text(result),
        t(f"figure.{result.finality}") if result.finality else "",
    )
    yield from (typeset(part) for part in parts if part)


def _named(key: str, measure: Measure | None, unit: str) -> str:
    return t("figure.labelled", label=t(key), value=value_text(measure, unit)) if measure else ""


def _base_note(result: Result) -> str:
    """Where the base comes from, or that a percentage has none."""
    if result.unit == "%" and not result.denominator:
        why = result.denominator_note
        return t("figure.no_base_why", why=why) if why else t("figure.no_base")
    return result.denominator_note or ""
