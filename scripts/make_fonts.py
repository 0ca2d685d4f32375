"""Makes the site's two web fonts from Be Vietnam Pro's TTF files: fewer letters, plus even figures and arrows.

    pip install 'fonttools[woff]==4.68.0' fontpkg-be-vietnam-pro==1.2
    python scripts/make_fonts.py FOLDER_OF_TTF theme/assets/fonts generator/render/media/sharing/fonts

The second folder gets the same as plain TTF, with which share cards are drawn.

The results are committed, so building the site needs neither this script nor its packages. Be Vietnam Pro is
under the SIL Open Font License 1.1 without a reserved font name: a modified version may keep the name and
stays under the same licence (theme/assets/fonts/OFL.txt). What is changed: letters outside UNICODES and the
hinting are left out; figures of equal width (feature `tnum`) and the arrows are added, for tables and "40% → 70%".
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

WEIGHTS = {"Regular": "be-vietnam-pro-400", "SemiBold": "be-vietnam-pro-600"}
RANGES = ((0x20, 0x7E), (0xA0, 0xFF), (0x1EA0, 0x1EF9))
SINGLE = "ĂăĐđĨĩŨũƠơƯư‐‑–—‘’“”•…‹›₫€™←→−≈≠≤≥"
FIGURES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
FIGURE_WIDTH = 680


def main(folder: str, web: str, drawing: str) -> None:
    """Write one WOFF2 and one TTF file for each weight."""
    for weight, name in WEIGHTS.items():
        font = TTFont(Path(folder, f"BeVietnamPro-{weight}.ttf"), recalcTimestamp=False)
        add_even_figures(font)
        add_arrows(font)
        add_hyphens(font)
        subset(font)
        font.save(Path(drawing, f"{name}.ttf"))
        font.flavor = "woff2"
        font.save(Path(web, f"{name}.woff2"))


def add_even_figures(font: TTFont) -> None:
    """Add each figure again, centred on one width, and the feature `tnum` that chooses them."""
    for figure in FIGURES:
        advance, _ = font["hmtx"][figure]
        shift = round((FIGURE_WIDTH - advance) / 2)
        pen = TTGlyphPen(font.getGlyphSet())
        pen.addComponent(figure, (1, 0, 0, 1, shift, 0))
        _add_glyph(font, f"{figure}.tnum", pen, FIGURE_WIDTH)
    names = " ".join(FIGURES)
    even = " ".join(f"{figure}.tnum" for figure in FIGURES)
    addOpenTypeFeaturesFromString(font, f"feature tnum {{ sub [{names}] by [{even}]; }} tnum;", tables=["GSUB"])


def add_arrows(font: TTFont) -> None:
    """Add left and right arrows as thick as the minus sign and standing at its height."""
    minus = font["glyf"]["minus"]
    left, right, low, high = minus.xMin, minus.xMax + 160, minus.yMin, minus.yMax
    middle, thick = (low + high) / 2, high - low
    reach, slant = 230, thick * 0.7071
    head = [
        (right, middle),
        (right - reach, middle + reach),
        (right - reach - slant, middle + reach - slant),
        (right - 2 * slant, middle),
        (right - reach - slant, middle - reach + slant),
        (right - reach, middle - reach),
    ]
    shaft = [(left, low), (left, high), (right - slant, high), (right - slant, low)]
    width = round(left + right)
    for name, code, turn in (
        ("arrowright", 0x2192, (1, 0, 0, 1, 0, 0)),
        ("arrowleft", 0x2190, (-1, 0, 0, 1, width, 0)),
    ):
        pen = TTGlyphPen(None)
        for contour in (shaft, head[::-1]):
            # TrueType fills clockwise outlines; a mirrored one would turn the other way.
            points = contour if turn[0] == 1 else contour[::-1]
            turned = TransformPen(pen, turn)
            turned.moveTo(points[0])
            for point in points[1:]:
                turned.lineTo(point)
            turned.closePath()
        _add_glyph(font, name, pen, width)
        _map(font, code, name)


def add_hyphens(font: TTFont) -> None:
    """Let the hyphen stand for U+2010 and U+2011, which the font lacks."""
    for code in (0x2010, 0x2011):
        _map(font, code, "hyphen")


def _add_glyph(font: TTFont, name: str, pen: TTGlyphPen, width: int) -> None:
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = glyph = pen.glyph(round=round)
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, glyph.xMin)


def _map(font: TTFont, code: int, name: str) -> None:
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def subset(font: TTFont) -> None:
    """Keep the letters Vietnamese and its neighbours need, kerning and `tnum`; drop the hinting."""
    options = Options()
    options.layout_features = ["kern", "tnum"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    ranges = [code for first, last in RANGES for code in range(first, last + 1)]
    subsetter.populate(unicodes=[*ranges, *map(ord, SINGLE)])
    subsetter.subset(font)


if __name__ == "__main__":
    main(*sys.argv[1:4])
