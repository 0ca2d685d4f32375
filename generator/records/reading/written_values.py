"""One value as it is typed behind a colon or a dash: whether YAML reads it as meant, and how it is written so that it does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from generator.records.source.yaml_writer import quoted

Kind = Literal["nothing", "text", "block", "open quote", "flow", "open flow"]
_BLOCK = re.compile(r"[|>][+-]?\d?[+-]?[ \t]*(?:#.*)?\Z")
_COMMENT = re.compile(r"(?:^|[ \t]+)#.*\Z")
_SMART = {"“": "”", "‘": "’", "«": "»", "„": "”", "”": "”"}
_CLOSING = "\"'”’»“"
_COLON = re.compile(r":(?=[ \t]|\Z)")
# A decimal comma behind a key inside braces: {value: 97,7} is one number; {value: 1,250} is not told from thousands.
_COMMA_NUMBER = re.compile(r"(:[ \t]+)(-?\d+,(?:\d{1,2}|\d{4,}))([ \t]*%)?(?=[ \t]*[,}])")
_COMMA_THOUSANDS = re.compile(r"(:[ \t]+)(-?\d{1,3},\d{3})(?=[ \t]*[,}])")
_POINT_NUMBER = re.compile(r"(:[ \t]+)(%|-?\d[\d.,]*[ \t]*%)(?=[ \t]*[,}])")
_NO_SPACE = re.compile(r"([{,][ \t]*[a-z_]+):(?=[^\s/:,}\]])")
_SIGNS = {
    "%": "KH124",
    "@": "KH124",
    "`": "KH124",
    "&": "KH113",
    "*": "KH113",
    "!": "KH114",
    ",": "KH124",
    "]": "KH124",
    "}": "KH124",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it should be written. code: what was wrong with it, "" for nothing; kind: what it is."""

    text: str
    kind: Kind
    code: str = ""


def read_value(text: str, *, is_text: bool = False) -> Value:
    """One value. is_text: its key wants text, so brackets at its start belong to it."""
    text = text.strip(" \t\u00a0")
    if not text or text.startswith("#"):
        return Value(text, "nothing")
    if _BLOCK.match(text):
        return Value(text, "block")
    first = text[0]
    if first in "\"'":
        return _in_quotes(text, first)
    if first in "[{":
        return _in_brackets(text, is_text=is_text)
    if first in _SMART:
        return _in_smart_quotes(text)
    if first in "&*!" and not is_text:
        # An anchor, an alias or a tag: its own problem says so.
        return Value(text, "text")
    if first in _SIGNS:
        return Value(quoted(text), "text", _SIGNS[first])
    if (first in "|>?-" and text[1:2] in ("", " ", "\t")) or first in "|>":
        return Value(quoted(text), "text", "KH124")
    bare = _COMMENT.sub("", text)
    if _COLON.search(bare):
        return Value(quoted(text if "  #" not in text else bare), "text", "KH121")
    return Value(text, "text")


def end_of_quotes(text: str) -> int:
    """The index of the quote that closes the one at the beginning; -1 where none does."""
    sign, at = text[0], 1
    while at < len(text):
        if sign == '"' and text[at] == "\\":
            at += 2
        elif text[at] == sign:
            if sign == "'" and text[at + 1 : at + 2] == "'":
                at += 2
                continue
            return at
        else:
            at += 1
    return -1


def _in_quotes(text: str, sign: str) -> Value:
    end = end_of_quotes(text)
    if end < 0:
        return Value(text, "open quote")
    rest = text[end + 1 :]
    if not rest.strip() or _COMMENT.match(rest):
        return Value(text, "text")
    # Words after the closing quote: the quotes belong to the text.
    return Value(quoted(_paired(text, sign)), "text", "KH122")


def _paired(text: str, sign: str) -> str:
    """Straight quotes of a text as a pair of curved ones, in turn."""
    parts = text.split(sign)
    if sign == "'" or len(parts) % 2 == 0:
        return text.replace(sign, "")
    return "".join(part + ("“" if number % 2 == 0 else "”") for number, part in enumerate(parts[:-1])) + parts[-1]


def unpaired(text: str) -> Value:
    """A value whose opening quote nothing closes: what it says, in quotes that pair."""
    inner = text[1:].rstrip()
    if inner and inner[-1] in _CLOSING:
        inner = inner[:-1]
    return Value(quoted(inner.strip()), "text", "KH122")


def _in_smart_quotes(text: str) -> Value:
    inner, last = text[1:-1], text[-1]
    bare = _COMMENT.sub("", text)
    is_open = _COLON.search(bare) is not None
    if last in _CLOSING and not any(mark in inner for mark in '“”"«»'):
        # A pair around the whole value was meant as YAML's own.
        return Value(quoted(inner.strip()), "text", "KH143") if is_open or last == '"' else Value(text, "text")
    if is_open:
        return Value(quoted(text), "text", "KH121")
    if text.count("“") != text.count("”") or text.count("«") != text.count("»"):
        return Value(quoted(_closed_smart(text)), "text", "KH143")
    return Value(text, "text")


def _closed_smart(text: str) -> str:
    """A text whose smart quotes pair: the straight one at its end becomes the closing one; else the lone one goes."""
    if text.count('"') == 1 and text.endswith('"'):
        return f"{text[:-1]}”"
    return text.lstrip("“”«»„") if text.count("“") + text.count("”") == 1 else text


def end_of_brackets(text: str) -> int:
    """The index after the bracket that closes the one at the beginning; -1 where none does on this text."""
    depth, at = 0, 0
    while at < len(text):
        sign = text[at]
        if sign in "\"'" and (at == 0 or text[at - 1] in " \t[{,:\n"):
            end = end_of_quotes(text[at:])
            if end < 0:
                return -1
            at += end
        elif sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    return -1


def _in_brackets(text: str, *, is_text: bool) -> Value:
    end = end_of_brackets(text)
    if end < 0:
        return Value(text, "open flow")
    rest = text[end:]
    if rest.strip() and not _COMMENT.match(rest):
        return Value(quoted(text), "text", "KH144")
    if is_text and text[0] == "[":
        return Value(quoted(text), "text", "KH144")
    mended, code = mend_flow(text[:end])
    return Value(mended + rest, "flow", code)


def mend_flow(text: str) -> tuple[str, str]:
    """(text in brackets with numbers and shares as YAML reads them, code of what was no YAML at all)."""
    spaced = _NO_SPACE.sub(r"\1: ", text)
    mended = _COMMA_NUMBER.sub(lambda found: f'{found[1]}"{found[2]}{(found[3] or "").strip()}"', spaced)
    mended = _COMMA_THOUSANDS.sub(r'\1"\2"', mended)
    mended = _POINT_NUMBER.sub(r'\1"\2"', mended)
    return mended, "KH145" if spaced != text else ""


def closed(text: str) -> str:
    """A value in brackets with those that are missing at its end."""
    waiting: list[str] = []
    quote = ""
    for sign in text:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign in "[{":
            waiting.append("]" if sign == "[" else "}")
        elif sign in "]}" and waiting:
            waiting.pop()
    bare = text.rstrip().rstrip(",")
    if bare.endswith(")") and "(" not in bare:
        bare = bare[:-1].rstrip()
    return bare + quote + "".join(reversed(waiting))


def lost_comment(text: str) -> str:
    """What YAML drops of a plain text value because " #" begins a comment; "" for comments a scaffold wrote."""
    found = re.search(r"([ \t]+)#(.?)", text)
    if found is None or text[0] in "\"'[{|>#" or (len(found[1]) > 1 and found[2] in (" ", "")):
        return ""
    return text[found.start() :].strip()
