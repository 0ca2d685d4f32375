"""Read format, size and animation from the first bytes of a photo, so that a bomb is refused before it is decoded."""

from __future__ import annotations

import struct
from typing import Literal, NamedTuple

Format = Literal["JPEG", "PNG", "WEBP"]

_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_START_OF_SCAN = 0xDA
_NO_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})


class Header(NamedTuple):
    """What a file says of itself: pixels as stored (before any rotation) and the number of passes to decode it."""

    format: Format
    width: int
    height: int
    animated: bool
    scans: int = 1


def read_header(data: bytes) -> Header | None:
    """The header of a JPEG, PNG or WebP by content; None if it is another thing, ValueError if it is damaged."""
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data)
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return _png(data)
        if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
            return _webp(data)
    except (struct.error, IndexError) as error:
        raise ValueError("the header is cut short") from error
    return None


def _jpeg(data: bytes) -> Header:
    """ITU T.81, B.1.1: segments of marker and length until the first scan; the frame header holds the size."""
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("no marker where one must be")
        while data[at] == 0xFF:
            at += 1
        marker = data[at]
        at += 1
        if marker in _NO_LENGTH:
            continue
        if marker in _START_OF_FRAME:
            height, width = struct.unpack_from(">HH", data, at + 3)
            # In coded data 0xFF is always followed by 0, so this counts scans (and those of an embedded preview).
            return Header("JPEG", width, height, animated=False, scans=data.count(b"\xff\xda", at))
        if marker == _START_OF_SCAN:
            raise ValueError("a scan before any frame")
        at += struct.unpack_from(">H", data, at)[0]


def _png(data: bytes) -> Header:
    """PNG 3rd edition, 11.2.1 and 11.3.6: IHDR is first; acTL before IDAT makes it an animation."""
    if data[12:16] != b"IHDR":
        raise ValueError("IHDR is not first")
    width, height = struct.unpack_from(">II", data, 16)
    at = 8
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"acTL":
            return Header("PNG", width, height, animated=struct.unpack_from(">I", data, at + 8)[0] > 1)
        if kind in {b"IDAT", b"IEND"}:
            return Header("PNG", width, height, animated=False)
        at += length + 12


def _webp(data: bytes) -> Header:
    """RFC 9649, section 2: a simple lossy or lossless picture, or the extended form with its flags and canvas."""
    kind = data[12:16]
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return Header("WEBP", width & 0x3FFF, height & 0x3FFF, animated=False)
    if kind == b"VP8L":
        bits = struct.unpack_from("<I", data, 21)[0]
        return Header("WEBP", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, animated=False)
    if kind == b"VP8X":
        width = int.from_bytes(data[24:27], "little") + 1
        height = int.from_bytes(data[27:30], "little") + 1
        return Header("WEBP", width, height, animated=bool(data[20] & 0x02))
    raise ValueError("no picture inside")
