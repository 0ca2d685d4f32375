"""What an unquoted scalar of YAML means here: text, a number, true, false or nothing; never a guess."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

_INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,17})\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d{0,17})\.\d{1,12}\Z")
_TRUTHY = frozenset({"yes", "no", "on", "off", "y", "n", "true", "false", "null"})
_TWISTED = re.compile(
    r"[-+]?(?:0[0-9_]+|0x[0-9a-f_]+|0o[0-7]+|0b[01_]+|\d[\d_]*_[\d_]*|\d+(?::[0-5]?\d)+(?:\.\d*)?"
    r"|\d[\d_]*(?:\.\d*)?e[-+]?\d+|\.\d+|\d+\.|\.inf|\.nan)\Z|\+\d+(?:\.\d+)?\Z|-?\d{19,}\Z",
    re.IGNORECASE,
)


def read_scalar(text: str, key: str | None) -> tuple[Any, str]:
    """(value, code of what is wrong with it, or ""); `key` is the key it stands under."""
    if text in ("", "~", "null"):
        return None, ""
    if text in ("true", "false"):
        return text == "true", ""
    if _INTEGER.match(text) and text != "-0":
        return (text, "KH118") if key == "code" else (int(text), "")
    if _DECIMAL.match(text):
        # Three decimals may be thousands: 4.648.
        return Decimal(text), "KH119" if len(text.partition(".")[2]) == 3 else ""
    if text.lower() in _TRUTHY:
        return text, "KH117"
    return text, "KH118" if _TWISTED.match(text) else ""
