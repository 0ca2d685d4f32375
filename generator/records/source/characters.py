"""Characters that may not stand in content."""

from __future__ import annotations

import re

# Controls; the bidirectional marks that make text read otherwise than it is stored; private-use letters, which no
# font shows and with which frames mark their slots.
FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\ufeff\ufffe\uffff]"
)

# Of UTF-8: what can belong to none of them; and those of them that begin as quotation marks and dashes do.
_HARMLESS = bytes({*range(256)} - {*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0xC2, 0xE2, 0xEE, 0xEF})
_MARKS = tuple(chr(code).encode() for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def may_hold_forbidden(raw: bytes) -> bool:
    """Whether UTF-8 text is worth a search for forbidden characters, which takes five times as long as this."""
    doubtful = raw.translate(None, _HARMLESS)
    return bool(doubtful) and (bool(doubtful.strip(b"\xe2")) or any(mark in raw for mark in _MARKS))
