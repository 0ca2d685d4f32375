"""The patterns of rules that the form asks as well, as a browser reads them: written once, in the rules."""

from __future__ import annotations

import re

from generator.core.vietnamese import legacy
from generator.records.checks import personal, persons, privacy, recognition, texts
from generator.records.source.characters import FORBIDDEN

# Of these, one match is all that is asked for.
_ONCE = frozenset(
    {"phone_label", "dated", "not_a_phone", "identity_label", "account_label", "private_provider", "clause", "subject"}
    | {
        "not_claimed",
        "others",
        "title_first",
        "title_before",
        "full_name",
        "no_person",
        "role",
        "gives",
        "school",
        "child",
    }
)

_WORD = r"\p{L}\p{N}_"
_TOKEN = re.compile(
    r"\\U(?P<long>[0-9a-fA-F]{8})|\\(?P<escaped>.)|(?P<possessive>(?<=[}*+?])\+)|\(\?P<(?P<name>\w+)>|(?P<bracket>[\[\]])"
    r"|(?P<other>.)",
    re.DOTALL,
)
_MEANING = frozenset("^$\\.*+?()[]{}|/-dDsSbBnrtfvxupP0123456789")


def patterns() -> dict[str, tuple[str, str]]:
    """Name -> (source, flags) of each, for `new RegExp`."""
    shared = {"hidden": FORBIDDEN, **legacy.BROWSER_PATTERNS}
    for rules in (texts, privacy, recognition, persons, personal):
        shared |= rules.BROWSER_PATTERNS
    return {name: browser_pattern(pattern, every=name not in _ONCE) for name, pattern in shared.items()}


def browser_pattern(pattern: re.Pattern[str], *, every: bool) -> tuple[str, str]:
    """A pattern of Python as (source, flags) of ECMAScript with the flag u.

    every: whether all matches are wanted. A possessive repetition becomes a plain one, which finds the same or more.
    """
    inside = False
    parts: list[str] = []
    for token in _TOKEN.finditer(pattern.pattern.replace(texts.CAPITALS, r"\p{Lu}").replace(texts.SMALL, r"\p{Ll}")):
        kind, text = token.lastgroup, token.group()
        if kind == "long":
            parts.append(f"\\u{{{int(token['long'], 16):x}}}")
        elif kind == "escaped":
            parts.append(_escaped(token["escaped"], inside=inside))
        elif kind == "bracket":
            opens = text == "[" and not inside
            inside = text == "[" or (inside and text != "]")
            parts.append(text if opens or text == "]" else "\\[")
        elif kind == "name":
            parts.append(f"(?<{token['name']}>")
        elif kind != "possessive":
            parts.append(text)
    flags = "u" + ("g" if every else "") + ("i" if pattern.flags & re.IGNORECASE else "")
    return "".join(parts), flags


def _escaped(letter: str, *, inside: bool) -> str:
    if letter == "w":
        return _WORD if inside else f"[{_WORD}]"
    if letter == "W":
        return "\\P{L}" if inside else f"[^{_WORD}]"
    if letter == "Z":
        return "$"
    if letter == "A":
        return "^"
    return f"\\{letter}" if letter in _MEANING else letter
