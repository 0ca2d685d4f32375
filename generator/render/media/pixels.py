"""Decode a photo to plain pixels: upright, sRGB, opaque, with nothing left of what the file said besides."""

from __future__ import annotations

import io
import struct
import warnings

from PIL import ExifTags, Image, ImageCms

from generator.render.media.header import Header

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = frozenset({5, 6, 7, 8})
_WHITE = (255, 255, 255)
_BAND_PIXELS = 1 << 20


def decode(data: bytes, header: Header, enough: int) -> tuple[Image.Image, int, int]:
    """The picture, at least `enough` pixels wide if the photo is, and the upright width and height of the photo.

    Raises ValueError for a file that is damaged, cut short, or not what its header says.
    """
    try:
        # Pillow warns about camera data it cannot read; none of it is used.
        with warnings.catch_warnings(action="ignore"), _open(data, header) as image:
            return _upright(image, enough)
    except Exception as error:
        # Whatever a decoder makes of hostile bytes: the photo cannot be read.
        raise ValueError("the photo is damaged") from error


def _open(data: bytes, header: Header) -> Image.Image:
    image = Image.open(io.BytesIO(data), formats=[header.format])
    if image.size != (header.width, header.height):
        raise ValueError("the decoder sees another size than the header")
    return image


def _upright(image: Image.Image, enough: int) -> tuple[Image.Image, int, int]:
    width, height = image.size
    scale = max(1, min(width, height) // enough)
    # A JPEG can be decoded at a half, a quarter or an eighth, which is much faster.
    image.draft(None, (max(1, width // scale), max(1, height // scale)))
    # Before anything else is asked: for a PNG, asking for the orientation decodes too, and a failure met there
    # would pass for bad camera data while the half decoded picture goes on.
    image.load()
    orientation = _orientation(image)
    if orientation in _SIDEWAYS:
        width, height = height, width
    picture = _in_bands(image, max(1, min(image.size) // enough))
    if orientation in _UPRIGHT:
        picture = picture.transpose(_UPRIGHT[orientation])
    return picture, width, height


def _in_bands(image: Image.Image, scale: int) -> Image.Image:
    """The picture as `_srgb` makes it, each side divided by `scale`, made band by band: of the whole picture there are
    never two copies, whatever its mode and profile.
    """
    across, down = (-(-side // scale) for side in image.size)
    picture = Image.new("RGB", (across, down))
    rows = max(1, _BAND_PIXELS // (image.width * scale))
    for top in range(0, down, rows):
        band = image.crop((0, top * scale, image.width, min(image.height, (top + rows) * scale)))
        # A cut-out knows neither the palette's transparency nor the profile.
        band.info = image.info
        plain = _srgb(band)
        picture.paste(plain.reduce(scale) if scale > 1 else plain, (0, top))
    return picture


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except (ValueError, TypeError, SyntaxError, KeyError, OSError, struct.error):
        return 1  # camera data written badly says nothing about the picture itself


def _srgb(image: Image.Image) -> Image.Image:
    """Eight bits, three channels, on white where it was transparent; the colour profile applied, then forgotten."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    elif image.has_transparency_data:
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, _WHITE)
        ground.paste(image, mask=image.getchannel("A"))
        image = ground
    elif image.mode not in {"L", "RGB", "CMYK"}:
        image = image.convert("RGB")
    if profile and image.mode in {"RGB", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            # A profile for other channels, or none at all: the plain numbers are the best guess.
            return image.convert("RGB")
        return converted or image.convert("RGB")
    return image.convert("RGB")
