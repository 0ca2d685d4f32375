"""Figures as a story shows them: the best one large under its finding, others in a slim row, each with how it was counted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup

from generator.core.texts import t
from generator.core.vietnamese import format_number, kept_together, typeset
from generator.records.schema.figures import Bound, Finality, Measure, Result
from generator.render.figures.result import bar_rows, caption, headline, kind, source_link
from generator.render.figures.shapes import MOST_UNITS, percent_of, unit_grid
from generator.render.figures.tens import has_tens, stitched_zero, tens_rows, units_are_people
from generator.render.figures.words import divided, value_text, when_text
from generator.render.html import Shape

_BEST = Shape(
    '<figure class="best" id="ket-qua-{0}"><h2>{1}</h2>{2}<details class="how"><summary>{3} <u>{4}</u></summary>'
    "<p>{5}</p></details></figure>"
)
_ALONE = Shape('<figure class="best"><h2>{}</h2>{}<figcaption>{}</figcaption></figure>')
_SLIM = Shape(
    '<details class="slim" id="ket-qua-{0}"><summary><b>{1}</b> <span>{2}</span> <u>{3}</u>{4}</summary><p>{5}</p></details>'
)
_THIN = Shape('<svg class="thin" aria-hidden="true"><rect width="{}%"/>{}</svg>')
_WAS = Shape('<rect class="was" width="{}%"/>')
_BIG = Shape('<p class="big"><strong>{}</strong> {}</p>')
_ZERO = Shape('<div class="nought">{}<p><b>{}</b> {}</p></div>')
_HUNDRED = 100


def best_figure(result: Result, number: int, finding: str = "", *, alone: bool = False) -> Markup:
    """The one figure that is drawn large; `finding` is its title, else its indicator is. `number`: its place in the record.

    alone: away from the record's page, where how it was counted is told.
    """
    drawing, said = _drawing(result)
    title = finding or result.indicator
    if alone:
        return _ALONE(kept_together(title), drawing, said)
    method = method_text(result, with_indicator=bool(finding) and said != typeset(result.indicator))
    return _BEST(
        number, kept_together(title), drawing, said if finding or _says_more(result) else "", t("story.how"), method
    )


def slim_figure(result: Result, number: int, *, cited: bool = True) -> Markup:
    """A result in a row of two lines: its value, its indicator, a thin bar where there is a share.

    cited: whether its source is named; where a record has one source the page says it once.
    """
    large, indicator = slim_words(result)
    if divided(result) is not None and not result.baseline:
        indicator = result.indicator
    return _SLIM(number, large, typeset(indicator), t("story.how"), _thin(result), method_text(result, cited=cited))


def slim_words(result: Result) -> tuple[str, str]:
    """A result in short, plain text: ("216 trên 221", "thành viên của mô hình"), ("71% lên 86,1%", …)."""
    measure = result.result
    if result.baseline and measure:
        key = "story.up" if measure.value >= result.baseline.value else "story.down"
        before = value_text(result.baseline, result.unit).removesuffix(f"\u00a0{result.unit}")
        return t(key, before=before, after=value_text(measure, result.unit, result.decimals)), result.indicator
    if divided(result) is not None:
        part, whole = format_number(result.numerator or 0), format_number(result.denominator or 0)
        return t("figure.share", part=part, whole=whole), result.denominator_name or result.indicator
    if measure is None:
        return headline(result)[0], result.indicator
    if measure.value == _HUNDRED and result.unit == "%" and result.denominator_name:
        return t("story.all_of", what=result.denominator_name), result.indicator
    indicator = f"{result.indicator}, {result.per}" if result.per else result.indicator
    return value_text(measure, result.unit, result.decimals), indicator


def row_words(results: Sequence[Result]) -> tuple[str, str]:
    """The figure of a record in a row of a list, plain text: what is large, and whose it is; ("", "") without one."""
    number = strongest(results)
    if number is None:
        return "", ""
    large, whose = _row_words(results[number - 1])
    if results[number - 1].finality is Finality.PRELIMINARY:
        whose = f"{whose}; {t('figure.preliminary')}"
    return large, whose


def _row_words(result: Result) -> tuple[str, str]:
    large, indicator = slim_words(result)
    if result.unit == "%" and result.result is not None and not result.denominator and not result.baseline:
        large = value_text(result.result, result.unit, result.decimals)
        return large, indicator[:1].lower() + indicator[1:]
    whose = result.denominator_name or indicator
    if result.unit != "%" and result.result is not None and not result.baseline and divided(result) is None:
        whose = when_text(result.result) if not result.result.value else indicator
    return large, whose[:1].lower() + whose[1:]


def method_text(result: Result, *, with_indicator: bool = False, cited: bool = True) -> Markup:
    """How a figure was counted, in sentences: what it measures, when, of how many, what was left as it was written."""
    facts = [*([typeset(result.indicator)] if with_indicator else []), *caption(result)]
    sentences = [f"{fact[:1].upper()}{fact[1:].rstrip('.')}." for fact in facts]
    note = [typeset(result.note)] if result.note else []
    source = [source_link(result.source, "#nguon-")] if cited or result.source is None else []
    return Markup(" ").join([*sentences, *note, *source])


def strongest(results: Sequence[Result], wanted: int | None = None) -> int | None:
    """Which result is drawn large, by its number from 1: the named one, the highlighted one, else the first."""
    if not results:
        return None
    if wanted is not None and 1 <= wanted <= len(results):
        return wanted
    return next((number for number, one in enumerate(results, 1) if one.highlight), 1)


def _says_more(result: Result) -> bool:
    return has_tens(result) and (result.baseline is not None or divided(result) is None)


def _drawing(result: Result) -> tuple[Markup, str]:
    """(the drawing, the words right below it)."""
    drawn, measure, indicator = kind(result), result.result, typeset(result.indicator)
    if has_tens(result) and measure is not None and (result.baseline or (drawn == "share" and not result.numerator)):
        return _tens(result, measure), _one_of_ten(result)
    if drawn == "change":
        return bar_rows(result), indicator
    if drawn == "share" and result.numerator is not None and result.denominator:
        words = _BIG(slim_words(result)[0], result.denominator_name or "")
        if result.denominator <= MOST_UNITS:
            return unit_grid(result.numerator, result.denominator) + words, indicator
        return words + _thin(result), indicator
    if measure is not None and drawn == "count" and not measure.value and measure.bound is Bound.EXACTLY:
        return _ZERO(stitched_zero(), result.unit, when_text(measure)), indicator
    large, _ = slim_words(result)
    return _BIG(large, ""), indicator


def _tens(result: Result, measure: Measure) -> Markup:
    rows = [] if result.baseline is None else [_row(result.baseline, result, "figure.before")]
    return tens_rows(result, [*rows, _row(measure, result, "figure.after")])


def _row(measure: Measure, result: Result, otherwise: str) -> tuple[str, str, Measure]:
    label = when_text(measure) or t(otherwise)
    decimals = result.decimals if otherwise == "figure.after" else None
    return label[:1].upper() + label[1:], value_text(measure, result.unit, decimals), measure


def _one_of_ten(result: Result) -> str:
    base = result.denominator_name or ("người" if units_are_people(result) else "")
    return t("story.one_of_ten", what=base) if base else typeset(result.indicator)


def _thin(result: Result) -> Markup:
    """A thin bar of a share, over the part it had before; nothing for what is no share."""
    share = divided(result)
    if share is None and result.unit == "%" and result.result and (result.denominator or result.baseline):
        share = result.result.value
    if share is None or not 0 <= share <= _HUNDRED:
        return Markup("")
    was = result.baseline.value if result.baseline and result.unit == "%" else None
    past = _WAS(_plain(was)) if was is not None and was <= share else ""
    return _THIN(_plain(share), past)


def _plain(share: Decimal) -> str:
    return f"{percent_of(share, _HUNDRED):f}"
