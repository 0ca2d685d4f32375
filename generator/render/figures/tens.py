"""Two drawings of a finding: ten people (or ten squares) of which so many are in colour, and a zero stitched like cloth."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from markupsafe import Markup

from generator.records.schema.figures import Bound, Measure, Result
from generator.render.html import Shape

# One unit is 30 wide and 50 high.
_WOMAN = (
    "M15 1.3a2.6 2.6 0 1 1-.1 0M15 5a5.9 5.9 0 1 1-.1 0M15 18.2c5 0 8.2 1.7 8.9 5.6l2 11.6c.3 2-2.3 2.7-2.8.7L21 28.5l-.5 "
    "5.5 3.7 15.8H5.8L9.5 34 9 28.5l-2.1 7.6c-.5 2-3.1 1.3-2.8-.7l2-11.6c.7-3.9 3.9-5.6 8.9-5.6z"
)
_PERSON = (
    "M15 3.4a6.2 6.2 0 1 1-.1 0M15 17.6c5.4 0 8.6 1.8 9.2 5.8l1.6 11c.3 2-2.3 2.6-2.8.6L21 28l-.4 21.8h-4.4L15 36l-1.2 "
    "13.8H9.4L9 28l-2 7c-.5 2-3.1 1.4-2.8-.6l1.6-11c.6-4 3.8-5.8 9.2-5.8z"
)
_THING = "M4 6h22v38H4z"
_PEOPLE = (
    "người",
    "hội viên",
    "thành viên",
    "đoàn viên",
    "học viên",
    "học sinh",
    "chị em",
    "phụ nữ",
    "thanh niên",
    "cụ ",
)
_WOMEN = ("phụ nữ", "chị em")
_OPEN_ENDED = {Bound.OVER, Bound.AT_LEAST}

_DEFINED = Shape(
    '<svg class="defs" width="0" height="0" aria-hidden="true"><defs><path id="ten" d="{}"/>'
    '<pattern id="ten-off" width="30" height="50" patternUnits="userSpaceOnUse"><use href="#ten" class="off"/></pattern>'
    '<pattern id="ten-in" width="30" height="50" patternUnits="userSpaceOnUse"><use href="#ten" fill="#fff"/></pattern>'
    '<mask id="ten-m"><path fill="url(#ten-in)" d="M0 0h300v50H0z"/></mask></defs></svg>'
)
_ROW = Shape(
    '<div class="tens"><p><span>{}</span> <b>{}</b></p><svg viewBox="0 0 300 50" aria-hidden="true">'
    '<path fill="url(#ten-off)" d="M0 0h300v50H0z"/><g mask="url(#ten-m)"><path class="{}" d="M0 0h{}v50H0z"/>{}</g></svg></div>'
)
_BEYOND = Shape('<path class="past-it" d="M{} 0h15v50h-15z"/>')


def has_tens(result: Result) -> bool:
    """Whether a result is a share that ten units show: from 0 to 100 per cent."""
    measures = [one for one in (result.baseline, result.result) if one is not None]
    return result.unit == "%" and bool(result.result) and all(0 <= one.value <= 100 for one in measures)


def tens_rows(result: Result, rows: list[tuple[str, str, Measure]]) -> Markup:
    """A row of ten units a measure, given as (label, value in words, measure); the first of several is drawn as past."""
    drawn = [
        _ROW(label, said, "was" if len(rows) > 1 and place == 0 else "on", _width(one.value), _more(one))
        for place, (label, said, one) in enumerate(rows)
    ]
    return Markup("").join([_DEFINED(_shape(result)), *drawn])


def units_are_people(result: Result) -> bool:
    """Whether what is counted are persons."""
    counted = f"{result.denominator_name or ''} {result.indicator} ".lower()
    return any(word in counted for word in _PEOPLE)


def _shape(result: Result) -> str:
    counted = f"{result.denominator_name or ''} {result.indicator} ".lower()
    if any(word in counted for word in _WOMEN):
        return _WOMAN
    return _PERSON if units_are_people(result) else _THING


def _width(percent: Decimal) -> str:
    return f"{(percent * 3).quantize(Decimal(1)):f}"


def _more(measure: Measure) -> Markup:
    """The beginning of the next unit, pale: the source says the value is more than that."""
    if measure.bound not in _OPEN_ENDED or measure.value >= 100:
        return Markup("")
    return _BEYOND(_width(measure.value))


_COLUMNS, _ROWS = 17, 23
_ZERO = Shape(
    '<svg class="zero" viewBox="0 0 17 23" aria-hidden="true" fill="none" stroke-width=".88" stroke-dasharray=".88 .12">'
    '<path class="on" d="{}"/><path class="mid" d="{}"/></svg>'
)


@cache
def stitched_zero() -> Markup:
    """The digit zero, stitch by stitch as the covers are woven; every fifth stitch is pale."""
    dark: list[tuple[int, int]] = []
    pale: list[tuple[int, int]] = []
    for row in range(_ROWS):
        for column in range(_COLUMNS):
            if _in_zero(column, row):
                (pale if (2 * column + 3 * row) % 5 == 0 else dark).append((column, row))
    return _ZERO(_stitches(dark), _stitches(pale))


def _in_zero(column: int, row: int) -> bool:
    across, down = column - (_COLUMNS - 1) / 2, row - (_ROWS - 1) / 2
    outer = (across / 8.6) ** 2 + (down / 11.6) ** 2
    inner = (across / 4.6) ** 2 + (down / 7.6) ** 2
    return outer <= 1 < inner


def _stitches(cells: list[tuple[int, int]]) -> str:
    """Runs of neighbouring stitches as lines, each after the other."""
    parts: list[str] = []
    run: tuple[int, int, int] | None = None
    for column, row in [*cells, (-9, -9)]:
        if run and run[1] == row and run[0] + run[2] == column:
            run = (run[0], row, run[2] + 1)
            continue
        if run:
            parts.append(f"M{run[0]} {run[1]}.5h{run[2]}")
        run = (column, row, 1)
    return "".join(parts)
