"""Small drawn landscapes that stand for photographs, some with place data for the media room to strip."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from generator.tools.sample.draw import Draw

if TYPE_CHECKING:
    from PIL import Image

MAX_BYTES = 60_000
_SIZES = ((1200, 800), (1280, 720), (800, 1000), (900, 900), (640, 480))
_SUFFIXES = ("jpg", "jpg", "webp", "jpg", "png")
_SKIES = (
    ((214, 232, 240), (250, 236, 210)),
    ((245, 214, 190), (252, 240, 220)),
    ((190, 215, 225), (236, 244, 238)),
)
_HILLS = ((58, 110, 84), (86, 128, 78), (120, 146, 80), (64, 96, 120), (150, 120, 70))
_GPS, _ORIENTATION, _MAKE, _CAMERA = 0x8825, 0x0112, 0x010F, "May anh minh hoa"


def suffix_of(number: int) -> str:
    """File suffix of the `number`th picture: most are JPEG, some WebP and PNG."""
    return _SUFFIXES[number % len(_SUFFIXES)]


def picture(number: int, draw: Draw) -> bytes:
    """The encoded picture, below `MAX_BYTES`: sky, sun, hills and a field; no text, nobody in it."""
    suffix = suffix_of(number)
    image = _landscape(_SIZES[number % len(_SIZES)], draw)
    out = io.BytesIO()
    if suffix == "png":
        # A palette keeps a gradient small.
        image.quantize(64).save(out, "PNG", optimize=True)
    elif suffix == "webp":
        image.save(out, "WEBP", quality=70, method=4)
    else:
        image.save(out, "JPEG", quality=72, exif=_exif(number), comment="Ảnh vẽ minh họa")
    return out.getvalue()


def _exif(number: int) -> Image.Exif:
    """Camera data; every other JPEG also has a position (a point in the Gulf of Guinea), every third is turned."""
    from PIL import Image

    exif = Image.Exif()
    exif[_MAKE] = _CAMERA
    if number % 2 == 0:
        exif.get_ifd(_GPS).update({1: "N", 2: (1.0, 0.0, 0.0), 3: "E", 4: (1.0, 0.0, 0.0)})
    if number % 3 == 0:
        exif[_ORIENTATION] = 6
    return exif


def _landscape(size: tuple[int, int], draw: Draw) -> Image.Image:
    from PIL import Image, ImageDraw

    width, height = size
    top, bottom = draw.pick(_SKIES)
    column = Image.new("RGB", (1, height))
    for y in range(height):
        column.putpixel((0, y), tuple(a + (b - a) * y // height for a, b in zip(top, bottom, strict=True)))
    image = column.resize(size)
    pen = ImageDraw.Draw(image)
    sun, at = height // 9, draw.between(width // 5, width * 4 // 5)
    pen.ellipse((at - sun, height // 5 - sun, at + sun, height // 5 + sun), fill=(255, 246, 214))
    for row, colour in enumerate(draw.several(_HILLS, 3)):
        base = height * (5 + row) // 9
        step = width // 6
        ridge = [(x, base + draw.between(-height // 9, height // 12)) for x in range(-step, width + 2 * step, step)]
        pen.polygon([*ridge, (width + step, height), (-step, height)], fill=colour)
    return image
