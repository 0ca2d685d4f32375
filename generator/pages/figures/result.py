"""Draws one result of a model, with its base, date and source beside it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from markupsafe import Markup

from generator.pages.figures.shapes import MOST_UNITS, bar, bars, unit_grid
from generator.pages.figures.words import (
    base_text,
    bound_note,
    change_text,
    divided,
    division_text,
    share_text,
    value_text,
    when_text,
)
from generator.schema.figures import Bound, Finality, Measure, Result
from generator.vietnamese import format_number

NO_BASE = "nguồn không nêu số gốc"
_OPEN_ENDED = {Bound.OVER, Bound.AT_LEAST}

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

    `source_anchor` and the source's number make the address of the source list's entry.
    """
    drawn = {"share": _share, "change": _change, "count": _count, "text": _text}[kind(result)](result)
    note = Markup('<p class="fig__note">{}</p>').format(result.note) if result.note else ""
    return Markup(
        '<figure class="fig fig--{kind}{zero}" id="ket-qua-{index}" aria-labelledby="ket-qua-{index}-ten">'
        '<h3 class="fig__name" id="ket-qua-{index}-ten">{name}</h3>{drawn}{note}'
        '<figcaption class="fig__source">{source}</figcaption></figure>'
    ).format(
        kind=kind(result),
        zero=" fig--zero" if kind(result) == "count" and result.result and not result.result.value else "",
        index=index,
        name=result.indicator,
        drawn=drawn,
        note=note,
        source=Markup(" · ").join(_caption(result, source_anchor)),
    )


def headline(result: Result) -> tuple[str, str]:
    """A result for a card, plain text: what is large ("40% → hơn 70%") and what stands under it."""
    measure, drawn = result.result, kind(result)
    small = [result.indicator]
    if drawn == "change" and result.baseline and measure:
        before, after = value_text(result.baseline, result.unit), _stated(result, measure)
        return (before.removesuffix(f"\u00a0{result.unit}") + " → " + after, result.indicator)
    quotient = divided(result)
    if drawn == "share" and quotient is not None:
        small.append(share_text(result))
        is_percent = measure is not None and result.unit == "%"
        return (
            _stated(result, measure) if is_percent and measure else share_text(result),
            "; ".join(small[:2]),
        )
    if measure is None:
        return ("Không rõ", result.indicator)
    if result.unit == "%" and not result.denominator:
        small.append(NO_BASE)
    when = when_text(measure)
    return (_stated(result, measure), "; ".join([*small, when] if when and len(small) == 1 else small))


def source_link(number: int | None, anchor: str) -> Markup:
    """The words "nguồn [1]" linked to the source list, or the words that no source is named."""
    if number is None:
        return Markup("chưa dẫn nguồn riêng")
    return Markup('nguồn <a class="fig__ref" href="{}{}" aria-label="Nguồn {}">[{}]</a>').format(
        anchor, number, number, number
    )


def _stated(result: Result, measure: Measure) -> str:
    return value_text(measure, result.unit, result.decimals)


def _large(text: str, small: str = "") -> Markup:
    rest = Markup(' <span class="fig__aside">{}</span>').format(small) if small else ""
    return Markup('<p class="fig__value"><strong>{}</strong>{}</p>').format(text, rest)


def _share(result: Result) -> Markup:
    """Part of a base, unit by unit up to 300; a bar beyond, or when only the percentage and the base are known."""
    quotient, measure = divided(result), result.result
    is_percent = measure is not None and result.unit == "%"
    said = _stated(result, measure) if measure else ""
    if quotient is None or result.numerator is None or not result.denominator:
        value = measure.value if measure else Decimal(0)
        is_open = measure is not None and measure.bound in _OPEN_ENDED
        return Markup('<div class="fig__drawing">{}</div>{}').format(
            bar(value, 100, said, is_open=is_open), _large(said, f"của {base_text(result)}")
        )
    if result.denominator <= MOST_UNITS:
        drawing = unit_grid(result.numerator, result.denominator)
    else:
        drawing = bar(result.numerator, result.denominator, format_number(result.numerator))
    aside = (
        f"= {said}"
        if is_percent
        else f"{said}"
        if said and measure and measure.value != result.numerator
        else ""
    )
    return Markup('<div class="fig__drawing" aria-hidden="true">{}</div>{}').format(
        drawing, _large(share_text(result), aside)
    )


def _change(result: Result) -> Markup:
    """Before and after (and the registered target) on one scale: 100 for percentages, else the largest value."""
    named = (("before", "trước khi làm", result.baseline), ("after", "sau khi làm", result.result))
    target = (("target", "chỉ tiêu đăng ký", result.target),) if result.target else ()
    measures = [(role, word, measure) for role, word, measure in (*named, *target) if measure]
    largest = max(measure.value for _, _, measure in measures)
    scale = max(largest, Decimal(100)) if result.unit == "%" else largest
    rows = []
    for role, word, measure in measures:
        when = when_text(measure)
        label = f"{word}: {when}" if role == "target" and when else when or word
        text = value_text(measure, result.unit, result.decimals if role == "after" else None)
        is_open = measure.bound in _OPEN_ENDED
        rows.append((f"bars__row--{role}", label, bar(measure.value, scale, text, is_open=is_open)))
    return bars(f"{result.indicator}, {'%' if result.unit == '%' else result.unit}", rows)


def _count(result: Result) -> Markup:
    return _large(_stated(result, result.result), result.per or "") if result.result else _text(result)


def _text(result: Result) -> Markup:
    if result.numerator is not None and result.denominator is not None:
        return _large(share_text(result), _stated(result, result.result) if result.result else "")
    if result.baseline and result.result:
        return _large(f"{value_text(result.baseline, result.unit)} → {_stated(result, result.result)}")
    if result.result is None:
        return _large("Không rõ", "nguồn không nêu kết quả bằng số")
    return _large(_stated(result, result.result), result.denominator_name or "")


def _caption(result: Result, source_anchor: str) -> Iterator[Markup | str]:
    """Time, base, change, bounds, division and source, in the order a careful reader asks."""
    drawn = kind(result)
    if drawn != "change":
        yield when_text(result.result) or "nguồn không ghi thời điểm"
    if result.baseline and result.result:
        yield from filter(None, [change_text(result.baseline, result.result, result.unit)])
    elif result.baseline:
        yield f"trước khi làm: {value_text(result.baseline, result.unit)}"
    if drawn != "share" and result.denominator:
        yield f"trên {base_text(result)}"
    if result.unit == "%" and not result.denominator:
        yield NO_BASE
    if result.denominator_note:
        yield result.denominator_note
    if result.per and drawn != "count":
        yield f"tính theo {result.per}"
    if result.target and drawn != "change":
        yield f"chỉ tiêu đăng ký: {value_text(result.target, result.unit)}"
    yield from filter(
        None, [bound_note(result.baseline, result.result, result.target), division_text(result)]
    )
    if result.finality:
        yield "số sơ bộ" if result.finality is Finality.PRELIMINARY else "số chính thức"
    yield source_link(result.source, source_anchor)
