"""The two drawings figures are made of: a bar on a scale, and a grid that shows every unit."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from markupsafe import Markup

from generator.render.html import Shape

# Beyond this many units a grid is no longer read unit by unit, and a bar says the same.
MOST_UNITS = 300
# A value stands inside its bar when at least half the track is behind it, else right after the bar.
_INSIDE_FROM = 50

_FRINGE = Markup(
    '<svg x="100%" width="14" height="100%" overflow="visible"><rect x="2" width="2" height="100%"/>'
    '<rect x="6" width="2" height="100%"/><rect x="10" width="2" height="100%"/></svg>'
)
_LABEL = Shape('<span class="bar__value bar__value--{}">{}</span>')
_BAR = Shape('<span class="bar{}">{}{}</span>')
_FILL = Shape(
    '<svg class="bar__fill" width="{}%" height="100%"{} aria-hidden="true" focusable="false">'
    '<rect width="100%" height="100%" rx="3"/>{}</svg>'
)
_OVERFLOW = Markup(' overflow="visible"')
_ROW = Shape('<tr class="bars__row {}"><th scope="row">{}</th><td>{}</td></tr>')
_BARS = Shape('<table class="bars"><caption class="visually-hidden">{}</caption><tbody>{}</tbody></table>')
_UNITS = Shape(
    '<svg class="units" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true" focusable="false"'
    ' fill="none" stroke-width="8" stroke-dasharray="{}8 8"><path class="units__rest" d="{}"/>'
    '<path class="units__on" d="{}"/></svg>'
)


def bar(value: Decimal | int, scale: Decimal | int, text: str, *, is_open: bool = False) -> Markup:
    """A bar of `value` on a track as long as `scale`, with its text (if any) in or after it.

    Widths are attributes, not styles, so that a strict content policy draws them too. A value beyond the scale
    fills the track. `is_open` frays the end like cloth: the source says the value is more than that.
    """
    percent = percent_of(value, scale)
    place = "in" if percent >= _INSIDE_FROM else "out"
    label = _LABEL(place, text) if text else ""
    return _BAR(" bar--open" if is_open else "", bar_fill(percent, is_open), label)


def bar_fill(percent: Decimal, is_open: bool = False) -> Markup:
    """The coloured part of a bar, `percent` of the track long."""
    frayed = is_open and percent > 0
    return _FILL(f"{percent:f}", _OVERFLOW if frayed else "", _FRINGE if frayed else "")


def percent_of(value: Decimal | int, scale: Decimal | int) -> Decimal:
    """How much of the scale a value fills, 0 to 100, to a tenth; 0 on a scale of 0."""
    if scale <= 0 or value <= 0:
        return Decimal(0)
    share = min(Decimal(value) * 100 / Decimal(scale), Decimal(100))
    return share.quantize(Decimal("0.1")).normalize() + 0


def bars(caption: str, rows: Iterable[tuple[str, str, Markup]]) -> Markup:
    """A table that is the chart: one row a bar, given as (class of the row, label, bar)."""
    return _BARS(caption, Markup("").join(_ROW(*each) for each in rows))


def unit_grid(filled: int, total: int) -> Markup:
    """A grid of `total` units, the first `filled` of them in colour; decoration beside words that say the same.

    A row holds up to thirty units in tens, each unit 8 of a 10-wide cell. Needs 0 <= filled <= total <= 300 and
    total > 0.
    """
    per_row = min(total, 30)
    width, height = _column(per_row - 1) + 8, -(-total // per_row) * 10 - 2
    # Pixels per unit of drawing: few units are drawn larger.
    scale = 16 if total > 100 else 20
    return _UNITS(
        width,
        height,
        width * scale // 10,
        height * scale // 10,
        "8 2 " * 9,
        _unit_lines(filled, total, per_row),
        _unit_lines(0, filled, per_row),
    )


def _column(n: int) -> int:
    """Where the n-th unit of a row begins: ten to a unit, six more after every tenth."""
    return n * 10 + n // 10 * 6


def _unit_lines(first: int, end: int, per_row: int) -> str:
    """Lines over the units first..end-1, dashed into units: eight, two, eight, two ... ten times, then a gap.

    The dashes fall on units only when a line begins at a ten, so up to the next ten units are drawn one by one.
    """
    commands = []
    at = first
    while at < end:
        row, column = divmod(at, per_row)
        stop = at + 1 if column % 10 else min(end, (row + 1) * per_row)
        last = stop - 1 - row * per_row
        commands.append(f"M{_column(column)} {row * 10 + 4}H{_column(last) + 8}")
        at = stop
    return "".join(commands)
