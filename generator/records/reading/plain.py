"""What was understood, written into the text where it stands: comments, order and layout of the rest stay as they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.core.problems import Route
from generator.records.reading.values import Understood
from generator.records.source import Document
from generator.records.source.yaml_reader import Span, YamlText
from generator.records.source.yaml_writer import scalar, scalar_in_brackets

_Edit = tuple[int, int, str]


def plain_text(text: str, yaml_text: YamlText, understood: Iterable[tuple[Document, tuple[Understood, ...]]]) -> str:
    """The text with the plain form of what was understood. yaml_text: the same, read. What overlaps waits for another turn."""
    edits: list[_Edit] = []
    for document, parts in understood:
        for one in parts:
            edit = _edit(text, yaml_text, (*document.prefix, *one.route), one)
            if edit is not None:
                edits.append(edit)
    last = len(text) + 1
    for start, end, new in sorted(edits, key=lambda one: (one[0], one[1]), reverse=True):
        if end <= last:
            text = text[:start] + new + text[end:]
            last = start
    return text


def _edit(text: str, yaml_text: YamlText, route: Route, one: Understood) -> _Edit | None:
    span = yaml_text.span(route)
    if one.action == "add":
        return _added(text, yaml_text, route, one.value) if span is None else None
    if span is None:
        return None
    if one.action == "key":
        end = span.key_end or span.start
        start = text.rindex(str(route[-1]), 0, end)
        return start, start + len(str(route[-1])), str(one.value)
    if one.action == "drop":
        # An empty key stays: it says that nothing is known.
        begin = len(text[: span.start].rstrip(" "))
        return (begin, span.end, "") if span.end > span.start and not _in_flow(yaml_text, route) else None
    return _replaced(text, span, one.value, in_flow=_in_flow(yaml_text, route))


def _in_flow(yaml_text: YamlText, route: Route) -> bool:
    spans = (yaml_text.span(route[:length]) for length in range(len(route)))
    return any(span is not None and span.is_flow for span in spans)


def _replaced(text: str, span: Span, value: Any, *, in_flow: bool) -> _Edit | None:
    written = text[span.start : span.end]
    if "\n" in written.strip() and not isinstance(value, list):
        return None
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        if in_flow or span.is_flow:
            return span.start, span.end, f"[{written}]"
        # A part where a list of parts is wanted: its first key behind a dash, the others in line.
        block = written.rstrip("\n ")
        return span.start, span.start + len(block), "- " + block.replace("\n", "\n  ")
    blank = "" if text[span.start - 1 : span.start] in (" ", "[", "{", "\n", "") else " "
    return (
        span.start,
        span.end if "\n" not in written else span.start + len(written.rstrip()),
        blank + _flow(value, in_flow=in_flow),
    )


def _flow(value: Any, *, in_flow: bool) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner, in_flow=True)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner, in_flow=True) for inner in value) + "]"
    return scalar_in_brackets(value) if in_flow else scalar(value)


def _added(text: str, yaml_text: YamlText, route: Route, value: Any) -> _Edit | None:
    """A key put into the part it belongs to: first in a part over several lines, last inside braces."""
    part = yaml_text.span(route[:-1])
    if part is None or text[part.start : part.start + 1] in ("", "\n"):
        return None
    if part.is_flow:
        close = part.end - 1
        inner = text[part.start + 1 : close].strip()
        return close, close, f"{', ' if inner else ''}{route[-1]}: {_flow(value, in_flow=True)}"
    if text[part.start : part.end].count(":") == 0:
        return None
    return part.start, part.start, f"{route[-1]}: {scalar(value)}\n{' ' * part.column}"
