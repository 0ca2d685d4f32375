"""Plain values to YAML text an editor could have typed, which `yaml_reader` reads back unchanged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

# Text that needs no quotes: it begins with a letter and holds nothing YAML or `yaml_reader` reads otherwise.
_PLAIN = re.compile(r"[^\W\d_][\w .,()/–“”…;+=?-]*\Z")
_DATE = re.compile(r"\d{4}(?:-\d\d){1,2}\Z")
_WORDS = frozenset({"yes", "no", "on", "off", "y", "n", "true", "false", "null"})
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(value: str | int | Decimal | bool | None) -> str:
    """One value on one line; text is quoted only when YAML would read it as something else."""
    if isinstance(value, str):
        return value if _is_plain(value) else quoted(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def scalar_in_brackets(value: str | int | Decimal | bool | None) -> str:
    """One value inside brackets or braces, where a comma ends it."""
    text = scalar(value)
    return quoted(text) if isinstance(value, str) and text == value and any(sign in text for sign in ",[]{}") else text


def _is_plain(text: str) -> bool:
    if _PLAIN.match(text):
        return text.lower() not in _WORDS and text[-1] != " "
    return _DATE.match(text) is not None


def quoted(text: str) -> str:
    """A text in double quotes."""
    safe = text.replace("\\", "\\\\").replace('"', '\\"')
    if not safe.isprintable():
        safe = "".join(letter if letter.isprintable() else _escaped(letter) for letter in safe)
    return f'"{safe}"'


def _escaped(letter: str) -> str:
    code = ord(letter)
    return _ESCAPES.get(letter) or (f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}")


def dump(data: Mapping[str, Any] | list[Any]) -> str:
    """YAML text in block style, in the order given; a key whose value is None or an empty list is left out.

    Records hold no list directly in a list and no empty mapping; neither is written.
    """
    lines: list[str] = []
    _add(lines, data, "", "")
    return "".join(f"{line}\n" for line in lines)


def _add(lines: list[str], data: Mapping[str, Any] | list[Any], lead: str, indent: str) -> None:
    """Append the lines of `data`: the first key behind `lead`, the others behind `indent`."""
    inner = f"{indent}  "
    if isinstance(data, list):
        for value in data:
            if isinstance(value, dict):
                _add(lines, value, f"{indent}- ", inner)
            else:
                lines.append(f"{indent}- {scalar(value)}")
        return
    for key, value in data.items():
        if value is None or value == []:
            continue
        if isinstance(value, dict | list):
            lines.append(f"{lead}{key}:")
            _add(lines, value, inner, inner)
        else:
            lines.append(f"{lead}{key}: {scalar(value)}")
        lead = indent
