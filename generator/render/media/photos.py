"""Turn an editor's photo into what readers get: upright, sRGB, in a few widths, without place or camera data.

Only the pixels survive. Bytes depend on the photo, the settings below and the version of Pillow, on nothing else.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
from dataclasses import asdict, dataclass
from pathlib import Path

from PIL import Image

from generator.core.memo import Memo, memo_key
from generator.core.system import READ_REAL_FILE
from generator.render.media.header import Header, read_header
from generator.render.media.pixels import decode

WIDTHS = (480, 800, 1200)
"""Pixels; a photo is never enlarged: one that is narrower than the next width ends with its own width."""

ENCODERS: dict[str, dict[str, object]] = {
    # One thread and no automatic tiles: both would let the machine decide about bytes.
    "avif": {"quality": 55, "speed": 8, "subsampling": "4:2:0", "max_threads": 1, "autotiling": False},
    "webp": {"quality": 78, "method": 4},
}


@dataclass(frozen=True, slots=True)
class PhotoLimits:
    """What a photo may cost, checked before anything is decoded."""

    max_bytes: int = 30 * 1024 * 1024
    max_pixels: int = 40_000_000
    max_held_pixels: int = 25_000_000
    """Of a WebP or a JPEG in several passes: what decodes them holds the whole picture several times over."""
    max_side: int = 16_383
    """Pixels of the longer side: the most a WebP holds."""
    max_scans: int = 100
    """Passes of a progressive JPEG; cameras and editors make about ten, a file made to stall makes thousands."""


LIMITS = PhotoLimits()


class PhotoError(Exception):
    """A photo that cannot be used: `code` is a key of `problems/messages/media.toml`, `values` fill its text."""

    def __init__(self, code: str, values: dict[str, str]) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Variant:
    """One file of a photo: `name` is its address (`anh/<12 hex digits of its own SHA-256>-<width>.<format>`)."""

    name: str
    format: str
    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Photo:
    """`width` and `height` of the upright original, for `<img width height>`; variants by format, then width."""

    width: int
    height: int
    variants: tuple[Variant, ...]


def variants(path: Path, memo: Memo, limits: PhotoLimits = LIMITS) -> Photo:
    """`prepare_photo`, kept in the memo."""
    data = _read(path, limits)
    key = memo_key("photo", data, json.dumps(asdict(limits), sort_keys=True))
    return _unpack(memo.get_or_make(key, lambda: _pack(_prepare(path.name, data, limits))))


def prepare_photo(path: Path, limits: PhotoLimits = LIMITS) -> Photo:
    """Check, decode and encode one photo.

    Raises PhotoError: KH850 not a readable file, KH851 too many bytes, KH852 not JPEG, PNG or WebP by content,
    KH853 damaged or cut short, KH854 too many pixels, KH855 animated.
    """
    return _prepare(path.name, _read(path, limits), limits)


def inspect_photo(path: Path, memo: Memo | None = None, limits: PhotoLimits = LIMITS) -> Header:
    """The header of a photo that can be shown: within the limits, and decoded as `prepare_photo` does, if `memo` does
    not remember that these bytes could be. Raises PhotoError as `prepare_photo` does.
    """
    memo = memo or Memo.none()
    data = _read(path, limits)
    header = _check(path.name, data, limits)
    key = memo_key("photo decodes", data)
    memo.get_or_make(key, lambda: _decoded(path.name, data, header))
    return header


def _decoded(name: str, data: bytes, header: Header) -> bytes:
    """Nothing, if the photo can be decoded. Raises PhotoError."""
    _decode(name, data, header)
    return b""


def _read(path: Path, limits: PhotoLimits) -> bytes:
    """The bytes of a real file; links, devices and pipes are refused before they are opened."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise PhotoError("KH850", {"name": path.name})
        with os.fdopen(os.open(path, READ_REAL_FILE), "rb") as file:
            # By the measured size: asking for the limit would set that much memory aside for every photo.
            data = file.read(min(os.fstat(file.fileno()).st_size, limits.max_bytes + 1))
    except OSError as error:
        raise PhotoError("KH850", {"name": path.name}) from error
    if len(data) > limits.max_bytes:
        raise PhotoError("KH851", {"name": path.name, "limit": str(limits.max_bytes // 1024**2)})
    return data


def _check(name: str, data: bytes, limits: PhotoLimits) -> Header:
    try:
        header = read_header(data)
    except ValueError as error:
        raise PhotoError("KH853", {"name": name}) from error
    if header is None:
        raise PhotoError("KH852", {"name": name})
    width, height = header.width, header.height
    if not width or not height or header.scans > limits.max_scans:
        raise PhotoError("KH853", {"name": name})
    most = limits.max_held_pixels if header.format == "WEBP" or header.scans > 1 else limits.max_pixels
    if width * height > most or max(width, height) > limits.max_side:
        values = {"width": str(width), "height": str(height), "side": str(limits.max_side)}
        raise PhotoError("KH854", {"name": name, "limit": str(most // 10**6), **values})
    if header.animated:
        raise PhotoError("KH855", {"name": name})
    return header


def _decode(name: str, data: bytes, header: Header) -> tuple[Image.Image, int, int]:
    try:
        return decode(data, header, WIDTHS[-1])
    except ValueError as error:
        raise PhotoError("KH853", {"name": name}) from error


def _prepare(name: str, data: bytes, limits: PhotoLimits) -> Photo:
    picture, width, height = _decode(name, data, _check(name, data, limits))
    widths = [*(each for each in WIDTHS if each < width), min(width, WIDTHS[-1])]
    sizes = [(each, max(1, round(height * each / width))) for each in dict.fromkeys(widths)]
    resized = [picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0) for size in sizes]
    # An encoder needs much memory of its own.
    del picture
    return Photo(width, height, tuple(_encode(resized)))


def _encode(resized: list[Image.Image]) -> list[Variant]:
    made = []
    for kind, settings in ENCODERS.items():
        for image in resized:
            buffer = io.BytesIO()
            image.save(buffer, kind.upper(), exif=b"", xmp=b"", icc_profile=b"", **settings)
            data = buffer.getvalue()
            name = f"anh/{hashlib.sha256(data).hexdigest()[:12]}-{image.width}.{kind}"
            made.append(Variant(name, kind, image.width, image.height, data))
    return made


def _pack(photo: Photo) -> bytes:
    facts = [[v.name, v.format, v.width, v.height, len(v.data)] for v in photo.variants]
    head = json.dumps([photo.width, photo.height, facts]).encode()
    return head + b"\n" + b"".join(variant.data for variant in photo.variants)


def _unpack(kept: bytes) -> Photo:
    head, _, rest = kept.partition(b"\n")
    width, height, facts = json.loads(head)
    made = []
    for name, kind, each_width, each_height, size in facts:
        made.append(Variant(name, kind, each_width, each_height, rest[:size]))
        rest = rest[size:]
    return Photo(width, height, tuple(made))
