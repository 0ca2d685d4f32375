"""Sheets of A4 for a village's noticeboard, one a model: the name, what was done, one figure drawn large, a QR code."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.records.schema import Result
from generator.render import wording
from generator.render.figures import figure, headline, kind
from generator.render.figures.shapes import MOST_UNITS
from generator.render.pages import File, Task, redirect
from generator.render.pages.excerpts import WIDE, model_place, reviewed, site_name
from generator.render.pages.tasks import named
from generator.render.pages.templates import render
from generator.showcase import ModelView, Showcase, addresses

# Most letters of a text, and the size it is then set in, in points, largest first; as in assets/sheet.css.
_NAME_SIZES = ((34, 54), (70, 42), (120, 33), (200, 26), (300, 20))
_LEDE_SIZES = ((120, 27), (200, 23), (300, 19), (400, 17))
# Sizes everything is set in, in hundredths, until it fits; as in assets/sheet.css.
_FITS = (100, 92, 84, 76, 68, 60, 52)
# Millimetres of a sheet left to name, lede and figure; of a bar, of a row of units, of the tallest grid of them,
# of the words beside a value.
_ROOM, _BAR, _UNITS, _GRID, _ASIDE = 143, 25, 6, 58, 9


def sheet_builders(showcase: Showcase, site_url: str) -> Iterator[Task]:
    """The sheet of every model; that of a withdrawn one leads to the page that says so."""
    for model in showcase.models:
        yield Task(partial(_sheet, model, showcase, site_url), ("sheet", named(model)))
    for stone in showcase.tombstones:
        if stone.name:
            here = addresses.sheet(stone.name)
            yield Task(partial(File, here, redirect(here, stone.address)))


def _sheet(model: ModelView, showcase: Showcase, site_url: str) -> File:
    here = addresses.sheet(model.id)
    record, result = model.record, model.highlight
    source_anchor = addresses.href(here, model.address) + "#nguon-"
    html = render(
        "sheet",
        here=here,
        model=model,
        site=site_name(showcase),
        publisher=showcase.province.publisher,
        badge=wording.badge(record),
        place=model_place(model),
        name_size=size(record.name, _NAME_SIZES),
        # Without a figure the words have its room.
        lede_size=size(record.lede, _LEDE_SIZES) - (result is None),
        fit=_fit(model, result),
        drawn=figure(result, 1, source_anchor=source_anchor) if result else "",
        qr=addresses.qr(model.id) if site_url else "",
        short=(site_url + model.short_address).partition("://")[2],
        reviewed=reviewed(record),
    )
    return File(here, html.encode("utf-8"))


def size(text: str, sizes: tuple[tuple[int, int], ...]) -> int:
    """Which size of type a text takes: 1 is the largest."""
    return next((number for number, (most, _) in enumerate(sizes, 1) if len(text) <= most), len(sizes))


def _fit(model: ModelView, result: Result | None) -> int:
    """Hundredths of the full sizes at which name, lede and figure stand on one sheet."""
    texts, drawing = _parts(model, result)
    measured = [(_width(text), points) for text, points in texts]

    def needed(fit: int) -> int:
        """Millimetres name, lede and figure take at this size."""
        return sum(_height(width, points * fit) for width, points in measured) + drawing * fit // 100

    return next((fit for fit in _FITS if needed(fit) <= _ROOM), _FITS[-1])


def _parts(model: ModelView, result: Result | None) -> tuple[list[tuple[str, int]], int]:
    """(each text with its full size in points, millimetres of the drawing in full size)."""
    name, lede = model.record.name, model.record.lede
    texts = [(name, _NAME_SIZES[size(name, _NAME_SIZES) - 1][1]), (lede, _LEDE_SIZES[size(lede, _LEDE_SIZES) - 1][1])]
    drawing = 0
    if result is not None:
        texts += [(result.indicator, 20), (result.note or "", 13), (result.denominator_note or "", 13)]
        drawn = kind(result)
        if drawn == "change":
            drawing = _BAR * (2 + (result.target is not None))
        else:
            texts.append((headline(result)[0], 58))
            drawing = _ASIDE
        if drawn == "share":
            units = result.denominator or 0
            is_grid = result.numerator is not None and units <= MOST_UNITS
            drawing += min(_GRID, -(-units // 30) * _UNITS) if is_grid else _BAR
    return texts, drawing


def _width(text: str) -> int:
    """How wide a text is, in hundredths of its size: letters are 0.57 wide, capitals and pictographs nearly a whole."""
    return 57 * len(text) + 35 * (sum(map(str.isupper, text)) + len(WIDE.findall(text)))


def _height(width: int, points: int) -> int:
    """Millimetres a text of that width takes, set in hundredths of points."""
    lines = -(-width * points * 35 // (180 * 1_000_000))
    return lines * points * 46 // 10_000
