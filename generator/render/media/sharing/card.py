"""Draws a share card as a PNG of few colours: woven band, field, name, place, one figure, the site.

Everything is drawn as numbers of a palette on one grey image: letters by a ramp from paper to their colour. That is
quick, and the file stays small. Bytes depend on the card, the fonts and the version of Pillow, on nothing else.
"""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw

from generator.core.memo import Memo, memo_key
from generator.render.media.covers import HUES
from generator.render.media.lettering import drawable
from generator.render.media.sharing.faces import LINE, letters, rise, width
from generator.render.media.sharing.fitting import Lines, fit
from generator.render.media.weave import HALF_ROWS, weave

WIDTH, HEIGHT = 1200, 630

_MARGIN = 60
_INNER = WIDTH - 2 * _MARGIN
_STITCH = 5
_BAND = (2 * HALF_ROWS - 1) * _STITCH
_KICKER_TOP, _NAME_TOP, _FIGURE_TOP, _FIGURE_BOTTOM, _FOOT_TOP = 134, 182, 480, 564, 582
_NAME_SIZES = (68, 60, 54, 48, 43, 38, 34)
_LONG_WORD_SIZES = (30, 26, 22)
_NAME_LINES = 4
_PLACE_SIZES = (30, 27, 24)
_LARGE_SIZES = (58, 50, 42)
_LINE_SIZES = (42, 37, 33)
_KICKER_SIZES = (28, 25, 22, 20)
_FOOT_SIZES = (24, 21, 18)
_ONE_LINE = 40
_NOTE_SIZES = (26, 23, 20)

# Palette: 0 is paper; then ramps of 15 steps to each colour of letters; then the threads of the weave and a line.
_STEPS = 15
_INK, _SOFT, _HUE = 0, _STEPS, 2 * _STEPS
_THREADS, _RULE = 3 * _STEPS + 1, 3 * _STEPS + 5
_PAPER, _INK_COLOUR, _SOFT_COLOUR, _RULE_COLOUR = "#fbf7f0", "#211a15", "#5d5148", "#e3d8c8"


@dataclass(frozen=True, slots=True)
class ShareCard:
    """What a card says, plain text. figure, note: one result and what it means, "" for none; shown whole or not at all.

    kicker: above the name, in the field's colour; standing: what is proven, behind it, left out where it does not fit.
    woven: what the band is woven from. site: whose page it is.
    """

    kicker: str
    standing: str
    name: str
    place: str
    site: str
    hue: str
    woven: str
    figure: str = ""
    note: str = ""


def card_png(card: ShareCard, memo: Memo) -> bytes:
    """The card as a PNG of 1200 x 630, kept in the memo."""
    key = memo_key("share card", json.dumps(asdict(card), sort_keys=True))
    return memo.get_or_make(key, lambda: _draw(card))


def _draw(card: ShareCard) -> bytes:
    hue = card.hue if card.hue in HUES else "grey"
    canvas = Image.new("L", (WIDTH, HEIGHT), 0)
    _weave_band(canvas, card.woven)
    _write_kicker(canvas, drawable(card.kicker), drawable(card.standing))
    has_figure = _write_figure(canvas, drawable(card.figure), drawable(card.note))
    bottom = _FIGURE_TOP if has_figure else _FIGURE_BOTTOM
    place = fit(drawable(card.place), 400, _PLACE_SIZES, (_INNER, 2 * round(_PLACE_SIZES[-1] * LINE)), 2)
    room = bottom - _NAME_TOP - (place.height + 14 if place.lines else 0)
    name = fit(drawable(card.name) or "…", 600, _NAME_SIZES, (_INNER, room), _NAME_LINES, _LONG_WORD_SIZES)
    _write(canvas, name, _MARGIN, _NAME_TOP, _INK)
    _write(canvas, place, _MARGIN, _NAME_TOP + name.height + 8, _SOFT)
    ImageDraw.Draw(canvas).rectangle((_MARGIN, _FOOT_TOP - 8, WIDTH - _MARGIN - 1, _FOOT_TOP - 7), fill=_RULE)
    site = fit(drawable(card.site), 600, _FOOT_SIZES, (_INNER, _ONE_LINE), 1)
    _write(canvas, site, _MARGIN, _FOOT_TOP, _INK)
    canvas.putpalette(_palette(hue))
    buffer = io.BytesIO()
    canvas.save(buffer, "PNG", compress_level=4)
    return buffer.getvalue()


def _write_figure(canvas: Image.Image, figure: str, note: str) -> bool:
    """One figure with what it means beside it, else below; False, and nothing drawn, where it does not fit whole."""
    if not figure:
        return False
    height = _FIGURE_BOTTOM - _FIGURE_TOP
    large = fit(figure, 600, _LARGE_SIZES, (_INNER * 3 // 5, height), 1)
    beside = _MARGIN + (large.width_of(large.lines[0]) + 26 if large.whole else 0)
    small = fit(note, 400, _NOTE_SIZES, (WIDTH - _MARGIN - beside, height), 3)
    if large.whole and small.whole:
        _write(canvas, large, _MARGIN, _FIGURE_TOP + (height - large.height) // 2, _HUE)
        _write(canvas, small, beside, _FIGURE_TOP + (height - small.height) // 2, _INK)
        return True
    large = fit(figure, 600, _LINE_SIZES, (_INNER, _ONE_LINE + 16), 1)
    small = fit(note, 400, _NOTE_SIZES[1:], (_INNER, _ONE_LINE), 1)
    if large.whole and small.whole:
        _write(canvas, large, _MARGIN, _FIGURE_BOTTOM - small.height - large.height, _HUE)
        _write(canvas, small, _MARGIN, _FIGURE_BOTTOM - small.height, _INK)
        return True
    return False


def _write_kicker(canvas: Image.Image, kicker: str, standing: str) -> None:
    words = fit(kicker, 600, _KICKER_SIZES, (_INNER, _ONE_LINE), 1)
    _write(canvas, words, _MARGIN, _KICKER_TOP, _HUE)
    after = words.width_of(words.lines[0]) + 2 * width(600, words.size, " ") if words.lines else 0
    more = fit(standing, 400, (words.size, *_KICKER_SIZES[1:]), (_INNER - after, _ONE_LINE), 1)
    if more.whole:
        # On one baseline with the kicker, whatever the size.
        _write(canvas, more, _MARGIN + after, _KICKER_TOP + words.size - more.size, _SOFT)


def _write(canvas: Image.Image, text: Lines, left: int, top: int, colour: int) -> None:
    """Draw the lines with their top left corner at (left, top); `colour` is the ramp's place in the palette."""
    space = width(text.weight, text.size, " ")
    height, above = round(text.size * LINE), rise(text.size)
    ramp = _ramp(colour)
    for number, line in enumerate(text.lines):
        x, y = left, top + number * height - above
        for word in line:
            drawn = letters(text.weight, text.size, word, ramp)
            box = (x, y, x + drawn.width, y + drawn.height)
            # The higher number wins: boxes of neighbouring lines overlap, letters do not.
            canvas.paste(ImageChops.lighter(canvas.crop(box), drawn), box)
            x += width(text.weight, text.size, word) + space


@lru_cache(maxsize=8)
def _ramp(colour: int) -> tuple[int, ...]:
    """Brightness of a mask -> number in the palette."""
    steps = [(value * _STEPS + 127) // 255 for value in range(256)]
    return tuple(colour + step if step else 0 for step in steps)


def _weave_band(canvas: Image.Image, woven: str) -> None:
    """The brocade across the top, its medallion in the middle."""
    cloth = weave(woven)
    period = 2 * cloth.half_period
    tile = Image.new("L", (period, 2 * HALF_ROWS - 1))
    tile.putdata([_THREADS + cloth.cell(x, y) for y in range(1 - HALF_ROWS, HALF_ROWS) for x in range(period)])
    tile = tile.resize((period * _STITCH, _BAND), Image.Resampling.NEAREST)
    draw = ImageDraw.Draw(tile)
    # Stitches lie a little apart, as in cloth.
    for x in range(_STITCH - 1, tile.width, _STITCH):
        draw.line((x, 0, x, _BAND), fill=_THREADS)
    for y in range(_STITCH - 1, _BAND, _STITCH):
        draw.line((0, y, tile.width, y), fill=_THREADS)
    first = (WIDTH // 2 - _STITCH // 2) % tile.width - tile.width
    for x in range(first, WIDTH, tile.width):
        canvas.paste(tile, (x, 0))


@lru_cache(maxsize=16)
def _palette(hue: str) -> bytes:
    ground, *threads = HUES[hue]
    colours = [_rgb(_PAPER)]
    for colour in (_INK_COLOUR, _SOFT_COLOUR, ground):
        colours += [_mixed(_rgb(_PAPER), _rgb(colour), step) for step in range(1, _STEPS + 1)]
    colours += [_rgb(ground), *map(_rgb, threads), _rgb(_RULE_COLOUR)]
    return bytes(part for colour in colours for part in colour)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mixed(paper: tuple[int, int, int], colour: tuple[int, int, int], step: int) -> tuple[int, int, int]:
    red, green, blue = (round(one + (other - one) * step / _STEPS) for one, other in zip(paper, colour, strict=True))
    return red, green, blue
