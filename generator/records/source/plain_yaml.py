"""The YAML nearly every record is written in, read line by line: several times as fast as a YAML parser.

Keys and dashes in steps of spaces, one value a line (plain, quoted without escapes, or a short list or mapping in
brackets), folded paragraphs (`>-`), comments. Of anything else, and of whatever would be a problem, the answer is
NOT_PLAIN: then `yaml_reader` reads the text, and says what is wrong and where. Both read alike; a test compares them.

Without it a build of 1,000 records takes 60 % more processor time (27.1 s against 16.9; 2026-12-01).
"""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern
from typing import Any

from generator.records.source.scalars import read_scalar

NOT_PLAIN = object()

# What is none of these is caught whole by the last group.
_LINE = re.compile(r"( *)(- )?(?:([A-Za-z_][A-Za-z0-9_]*):(?: +|$))?(.*)")
# YAML has its own rules for tabs, and takes these two for line ends.
_ODD = ("\t", "\u2028", "\u2029")
# After it no line of blanks, no indented comment: they may still belong to it.
_FOLDED = re.compile(
    r"^(( *)(- )?[A-Za-z_][A-Za-z0-9_]*: )>-\n((?:\2 +[^ \n].*\n)+)(?!(?: *\n)* +(?:\n|#|\Z))", re.MULTILINE
)
# Stands before text that is finished: no file may hold it.
_FINISHED = "\x01"
_SPECIAL = frozenset({_FINISHED, "[", "{"})
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@` ")
_FLOW_KEY = re.compile(r"([A-Za-z_][A-Za-z0-9_]*): +")
_FLOW_SCALAR = re.compile(
    r"""(?:"([^"\\]*)"|'([^']*)'|([^][{},:#&*!|>'"%@`? -][^][{},:#]*?)) *(?=[],}])""",
)
# Deeper than any record; a file that is not one is the YAML reader's matter.
_DEEPEST = 8
# Longer lines are seldom written twice.
_REPEATED = 60
# What a line holds: nothing, what stands deeper or null, a value, a value to be read yet.
_NOTHING, _OPENING, _VALUE, _TEXT = range(4)

_Line = tuple[int, int, bool, str, Any]


class _OddError(Exception):
    """The text is not plain."""


def read_plain(text: str, max_values: int) -> Any:
    """The values of a YAML text, or NOT_PLAIN; also when there may be more than `max_values` of them.

    text: as `read_text` gives it, without control characters; lines end in line feeds.
    """
    # A line, a comma and a bracket each bring two values at most.
    signs = text.count("\n") + text.count(",") + text.count("[") + text.count("{")
    if 2 * signs + 3 > max_values or any(sign in text for sign in _ODD):
        return NOT_PLAIN
    if ">-\n" in text:
        text = _FOLDED.sub(_one_line, text if text.endswith("\n") else f"{text}\n")
    try:
        return _blocks(text.split("\n"))
    except _OddError:
        return NOT_PLAIN


def _one_line(found: re.Match[str]) -> str:
    """A folded paragraph as one line of finished text."""
    lead, indent, dash, block = found.groups()
    lines = block[:-1].split("\n")
    margin = lines[0][: len(lines[0]) - len(lines[0].lstrip(" "))]
    # Deeper or shallower lines, and blanks at their ends, follow rules of their own.
    words = [line.removeprefix(margin) for line in lines]
    even = not any(
        word.startswith(" ") or word.endswith(" ") or word == line for word, line in zip(words, lines, strict=True)
    )
    if not even or len(margin) <= len(indent) + len(dash or ""):
        return found.group()
    return lead + _FINISHED + " ".join(words) + "\n"


def _blocks(lines: list[str]) -> Any:
    """Put the lines into lists and mappings by their indents; raises _OddError."""
    outermost: dict[str, Any] = {}
    # The open collection: its indent, itself, and the key it stands under; those around it wait on the stack.
    indent, name = -1, ""
    top: Any = outermost
    stack: list[tuple[int, Any, str]] = []
    opens = True
    for line in lines:
        kind, here, dash, key, value = _known_line(line) if len(line) < _REPEATED else _line(line)
        if kind == _NOTHING:
            continue
        if opens and (here > indent or (dash and here == indent)):
            stack.append((indent, top, name))
            top[name] = [] if dash else {}
            indent, top = here, top[name]
        while here < indent or (here == indent and not dash and type(top) is list):
            indent, top, name = stack.pop()
        if here != indent or (type(top) is list) is not dash or len(stack) > _DEEPEST:
            raise _OddError
        if dash:
            if not key:
                top.append(_value(value, name))
                opens = False
                continue
            stack.append((indent, top, name))
            top.append({})
            indent, top = here + 2, top[-1]
        if key in top:
            raise _OddError
        name = key
        opens = kind == _OPENING
        top[name] = _value(value, name) if kind == _TEXT else value
    return outermost.get("")


def _line(line: str) -> _Line:
    """(what it holds, indent, whether it begins an item, key or "", value or its text); raises _OddError."""
    lead, dash, key, value = _LINE.fullmatch(line).groups()  # type: ignore[union-attr]
    here = len(lead)
    if not key:
        if not dash and value and value[0] != "#":
            raise _OddError
        return (_TEXT if dash else _NOTHING), here, bool(dash), "", value
    key = intern(key)
    if not value or value[0] == "#":
        return _OPENING, here, bool(dash), key, None
    if value[0] in _SPECIAL:
        return _TEXT, here, bool(dash), key, value
    return _VALUE, here, bool(dash), key, _scalar(value, key == "code")


# Lines come again and again, in one record and in the next.
_known_line = lru_cache(maxsize=1 << 12)(_line)


def _value(text: str, key: str) -> Any:
    """One value that stands on its line; raises _OddError."""
    first = text[:1]
    if first == _FINISHED:
        return text[1:]
    if first in _SPECIAL:
        value, end = _flow(text, 0, key, 1)
        _require_nothing(text[end:])
        return value
    return _scalar(text, key == "code")


def _scalar(text: str, is_code: bool) -> Any:
    """A value without brackets; raises _OddError when something is wrong with it."""
    first = text[:1]
    if first in ('"', "'"):
        end = text.find(first, 1)
        value, rest = text[1:end], text[end + 1 :]
        if end < 0 or (first == '"' and "\\" in value):
            raise _OddError
        _require_nothing(rest)
        return value
    if not first or first in _INDICATORS:
        raise _OddError
    text = text.partition(" #")[0].rstrip(" ")
    if ": " in text or text[-1] == ":":
        raise _OddError
    return _plain(text, is_code)


def _plain(text: str, is_code: bool) -> Any:
    # Numbers, true and false are shorter, or begin otherwise.
    if len(text) > 5 and text[0].isalpha():
        return text
    value, fault = read_scalar(text, "code" if is_code else None)
    if fault:
        raise _OddError
    return value


def _require_nothing(rest: str) -> None:
    """After a value only blanks or a comment may stand."""
    if rest and (rest[0] != " " or rest.lstrip(" ")[:1] not in ("", "#")):
        raise _OddError


def _flow(text: str, at: int, key: str, depth: int) -> tuple[Any, int]:
    """(value, end) of a list or mapping in brackets at `at`; raises _OddError."""
    named = text[at] == "{"
    closing = "}" if named else "]"
    items: list[Any] = []
    mapping: dict[str, Any] = {}
    at = _skip(text, at + 1)
    while text[at : at + 1] != closing:
        if named:
            found = _FLOW_KEY.match(text, at)
            if found is None or found[1] in mapping:
                raise _OddError
            key, at = found[1], found.end()
        value, at = _flow_value(text, at, key, depth)
        if named:
            mapping[key] = value
        else:
            items.append(value)
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != closing:
            raise _OddError
    return (mapping if named else items), at + 1


def _flow_value(text: str, at: int, key: str, depth: int) -> tuple[Any, int]:
    if text[at : at + 1] in ("[", "{"):
        if depth == _DEEPEST // 2:
            raise _OddError
        return _flow(text, at, key, depth + 1)
    found = _FLOW_SCALAR.match(text, at)
    if found is None:
        raise _OddError
    double, single, plain = found.groups()
    if plain is not None:
        return _plain(plain, key == "code"), found.end()
    return (single if double is None else double), found.end()


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] == " ":
        at += 1
    return at
