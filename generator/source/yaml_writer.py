"""Plain values to YAML text an editor could have typed, which `yaml_reader` reads back unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

# Text that needs no quotes: it begins with a letter and holds nothing YAML or `yaml_reader` reads otherwise.
_PLAIN = re.compile(r"[^\W\d_][\w .,()/–“”…;+=?-]*\Z")
_DATE = re.compile(r"\d{4}(?:-\d\d){1,2}\Z")
_ID = re.compile(r"[A-Z]{2,4}-(?:\d{4}|KR)-\d{4}\Z")
_WORDS = frozenset({"yes", "no", "on", "off", "y", "n", "true", "false", "null"})
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(value: str | int | Decimal | bool | None) -> str:
    """One value on one line; text is quoted only when YAML would read it as something else."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    return value if _is_plain(value) else _quoted(value)


def _is_plain(text: str) -> bool:
    if _DATE.match(text) or _ID.match(text):
        return True
    return text.lower() not in _WORDS and text == text.strip() and bool(_PLAIN.match(text))


def _quoted(text: str) -> str:
    return '"' + "".join(_escaped(letter) for letter in text) + '"'


def _escaped(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    if letter.isprintable() or letter == " ":
        return letter
    code = ord(letter)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def dump(data: Mapping[str, Any] | list[Any]) -> str:
    """YAML text in block style, in the order given. Keys whose value is None or an empty list are left out."""
    return "".join(f"{line}\n" for line in _lines(data))


def _lines(data: Mapping[str, Any] | list[Any]) -> Iterator[str]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            if value is not None and value != []:
                yield from _item(f"{key}:", value)
    else:
        for value in data:
            yield from _list_item(value)


def _item(head: str, value: Any) -> Iterator[str]:
    if isinstance(value, Mapping | list):
        yield head
        yield from (f"  {line}" for line in _lines(value))
    else:
        yield f"{head} {scalar(value)}"


def _list_item(value: Any) -> Iterator[str]:
    if not isinstance(value, Mapping | list):
        yield f"- {scalar(value)}"
        return
    lead = "- "
    for line in _lines(value):
        yield lead + line
        lead = "  "
