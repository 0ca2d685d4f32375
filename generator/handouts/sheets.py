"""Sheets of A4 for a village's noticeboard, one a model: the name, what was done, one figure drawn large, a QR code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from generator.pages import File, redirect, wording
from generator.pages.excerpts import WIDE, model_place, reviewed, site_name
from generator.pages.figures import figure, kind
from generator.pages.templates import render
from generator.schema import Result
from generator.showcase import ModelView, Showcase, addresses

# Most letters of a text, and the size it is then set in, in points, largest first; as in assets/sheet.css.
_NAME_SIZES = ((34, 54), (70, 42), (120, 33), (200, 26), (300, 20))
_LEDE_SIZES = ((120, 27), (200, 23), (300, 19), (400, 17))
# Millimetres between the place and the foot of a sheet, and what a drawing of each kind takes of them.
_ROOM = 178
_DRAWN = {"share": 85, "change": 78, "count": 27, "text": 27}


def sheet_builders(showcase: Showcase, site_url: str) -> Iterator[Callable[[], File]]:
    """The sheet of every model; that of a withdrawn one leads to the page that says so."""
    for model in showcase.models:
        yield partial(_sheet, model, showcase, site_url)
    for stone in showcase.tombstones:
        if stone.name:
            here = addresses.sheet(stone.name)
            yield partial(File, here, redirect(here, stone.address))


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
        dense=result is not None and _needs(model, result) > _ROOM,
        drawn=figure(result, 1, source_anchor=source_anchor) if result else "",
        qr=addresses.qr(model.id) if site_url else "",
        short=(site_url + model.short_address).partition("://")[2],
        reviewed=reviewed(record),
    )
    return File(here, html.encode("utf-8"))


def size(text: str, sizes: tuple[tuple[int, int], ...]) -> int:
    """Which size of type a text takes: 1 is the largest."""
    return next((number for number, (most, _) in enumerate(sizes, 1) if len(text) <= most), len(sizes))


def _needs(model: ModelView, result: Result) -> int:
    """Millimetres name, lede and figure need together, when nothing is set smaller for want of room."""
    name, lede = model.record.name, model.record.lede
    texts = [(name, _NAME_SIZES[size(name, _NAME_SIZES) - 1][1]), (lede, _LEDE_SIZES[size(lede, _LEDE_SIZES) - 1][1])]
    texts += [(result.indicator, 20), (result.note or "", 13)]
    return sum(_lines(*text) for text in texts) + _DRAWN[kind(result)]


def _lines(text: str, points: int) -> int:
    """Millimetres a text takes: letters are about 0.6 of their size wide, capitals and pictographs a whole."""
    width = 6 * len(text) + 4 * (sum(map(str.isupper, text)) + len(WIDE.findall(text)))
    lines = -(-width * points * 35 // (180 * 1000))
    return lines * points * 46 // 100
