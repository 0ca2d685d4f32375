"""What libyaml reads although YAML 1.2 forbids it: such text means one thing here and another elsewhere, so it is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

_FLOW_STARTS = frozenset({"FlowSequenceStartToken", "FlowMappingStartToken"})
_FLOW_ENDS = frozenset({"FlowSequenceEndToken", "FlowMappingEndToken"})
_BLOCK_STARTS = frozenset({"BlockMappingStartToken", "BlockSequenceStartToken"})
_BLOCK_HEAD = re.compile(r"[|>]([0-9+-]*)(#?)")
_LINE = re.compile(r"\n( *)([^\n]*)")


def departures(text: str, tokens: Iterable[Any]) -> Iterator[tuple[str, int]]:
    """(code, index in the text) of each place where the scanner was more lenient than YAML 1.2.

    KH124 a sign that may not begin a value: "-" alone or "?" before a letter inside brackets, a directive. KH126 a
    comment without a blank before it. KH123 a line of a value in brackets or quotes that is not further in than the
    key it belongs to; lines of a block of which the first, empty ones are further in than the text.
    """
    indents = [-1]
    flows: list[int] = []
    for token in tokens:
        kind = type(token).__name__
        start, end = token.start_mark.index, token.end_mark.index
        if kind in _BLOCK_STARTS:
            indents.append(token.start_mark.column)
        elif kind == "BlockEndToken":
            indents.pop()
        elif kind in _FLOW_STARTS:
            flows.append(start)
        elif kind in _FLOW_ENDS and flows:
            first = flows.pop()
            if not flows:
                yield from _shallow_lines(text, first, end, indents[-1])
        elif kind == "DirectiveToken" or (
            kind == "KeyToken" and flows and text[start : start + 1] == "?" and text[start + 1 : start + 2].strip()
        ):
            yield "KH124", start
        elif kind == "ScalarToken":
            yield from _scalar(text, token, indents[-1], in_flow=bool(flows))
        if (kind in _FLOW_ENDS or kind == "FlowEntryToken") and text[end : end + 1] == "#":
            yield "KH126", end


def _scalar(text: str, token: Any, indent: int, *, in_flow: bool) -> Iterator[tuple[str, int]]:
    start, end = token.start_mark.index, token.end_mark.index
    if token.style in ('"', "'"):
        if text[end : end + 1] == "#":
            yield "KH126", end
        if not in_flow:
            yield from _shallow_lines(text, start, end, indent)
    elif token.style in ("|", ">"):
        head = _BLOCK_HEAD.match(text, start)
        if head is not None and head.group(2):
            yield "KH126", head.start(2)
        elif head is not None and not any(sign.isdigit() for sign in head.group(1)):
            yield from _deep_blank_lines(text, start, indent)
    elif in_flow and token.value == "-":
        yield "KH124", start


def _shallow_lines(text: str, start: int, end: int, indent: int) -> Iterator[tuple[str, int]]:
    """Lines from `start` to `end` no further in than the collection around them; a bracket alone may close there."""
    for line in _LINE.finditer(text, start, end):
        blanks, rest = line.groups()
        if rest.strip(" \t\r") and len(blanks) <= indent and rest[0] not in "]}":
            yield "KH123", line.start() + 1


def _deep_blank_lines(text: str, start: int, indent: int) -> Iterator[tuple[str, int]]:
    deepest = 0
    for line in _LINE.finditer(text, start):
        blanks, rest = line.groups()
        if rest:
            if indent < len(blanks) < deepest:
                yield "KH123", line.start() + 1
            return
        deepest = max(deepest, len(blanks))
