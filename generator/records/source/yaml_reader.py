"""YAML to plain values: the only importer of yaml. Nothing is guessed, nothing changes meaning silently.

Quoted text stays text. Of unquoted text only null, true, false, whole numbers and decimal numbers are
read as such; whatever YAML 1.1 would twist (NO, 012, 12:30, 1_000, 4.648) is a problem. Anchors,
aliases, merge keys, tags and duplicate keys are refused.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from generator.core.problems import Problem, Route, problem
from generator.core.texts import keys_called
from generator.core.vietnamese.amounts import plain_decimal
from generator.records.source.characters import FORBIDDEN
from generator.records.source.limits import YAML_DEPTH
from generator.records.source.scalars import read_scalar
from generator.records.source.strictness import departures

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What opens collections without brackets stands further right for each: blanks, dashes, question marks and colons.
_LEAD = re.compile(r"[ \t?:-]{32,}")
# The composer follows nesting by recursion: it gets no text with many more levels than this.
_BEARABLE = 64


class _TooMuchError(Exception):
    """A text holds more values or levels than the limits allow; `problem` says which and where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class Span(NamedTuple):
    """Where a value stands in a text: from `start` to before `end`, `start` in column `column` (0-based).

    is_flow: a list in brackets or a mapping in braces. key_end: where the key before it ends, None for an item.
    """

    start: int
    end: int
    column: int
    is_flow: bool
    key_end: int | None


class YamlText:
    """One YAML text read into plain values, with what was wrong and where any value stands."""

    def __init__(self, text: str, file: str, *, first_line: int = 1, max_values: int) -> None:
        """Read `text`, which begins at `first_line` of `file`; `max_values` bounds the count of nodes."""
        # A last line of blanks belongs to a block of text only with its end.
        self._text = f"{text}\n" if text.endswith(" ") else text
        self._file = file
        self._first_line = first_line
        self._max_values = max_values
        self._values = 0
        self.problems: list[Problem] = []
        self._root = self._compose()
        self.data: Any = None
        try:
            self.data = None if self._root is None else self._value(self._root, (), None)
        except _TooMuchError as error:
            # What else is said of such a file only follows from it.
            self.problems, self._root = [error.problem], None

    def _compose(self) -> Any:
        try:
            refused = self._beyond_limits()
            if refused is not None:
                self.problems.append(refused)
                return None
            self._report_departures()
            return None if self.problems else yaml.compose(self._text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            code, mark = _syntax_problem(error, self._text)
            self._report((), code, _line_text(self._text, mark), position=self._position(mark))
        except yaml.YAMLError:
            self._report((), "KH111", position=(self._first_line, 1))
        return None

    def _beyond_limits(self) -> Problem | None:
        """KH110 or KH112 for more levels or values than the limits allow, counted by the parser, which does not recurse.

        Raises yaml.YAMLError where the text ends in a syntax error before it is too much.
        """
        if not _may_be_much(self._text, self._max_values):
            return None
        depth = values = 0
        for event in yaml.parse(self._text, Loader=_LOADER):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                continue
            values += isinstance(event, yaml.NodeEvent)
            if depth > _BEARABLE:
                return problem(self._file, (), "KH110", position=self._position(event.start_mark), limit=YAML_DEPTH)
            # A key is a node too, and no value.
            if values > 2 * self._max_values:
                position = self._position(event.start_mark)
                return problem(self._file, (), "KH112", position=position, limit=self._max_values)
        return None

    def _report_departures(self) -> None:
        for code, index in departures(self._text, yaml.scan(self._text, Loader=_LOADER)):
            line = self._text.count("\n", 0, index) + self._first_line
            column = index - self._text.rfind("\n", 0, index)
            self._report((), code, _word(self._text, index), position=(line, column))

    def _position(self, mark: Any) -> tuple[int, int]:
        if mark is None:
            return self._first_line, 1
        return mark.line + self._first_line, mark.column + 1

    def _report(self, route: Route, code: str, text: object = "", **values: Any) -> None:
        self.problems.append(problem(self._file, route, code, text, **values))

    def _value(self, node: Any, route: Route, key: str | None) -> Any:
        self._values += 1
        if self._values > self._max_values:
            position = self._position(node.start_mark)
            raise _TooMuchError(problem(self._file, (), "KH112", position=position, limit=self._max_values))
        start = node.start_mark.index
        sign = self._text[start : start + 1]
        if sign in "!&*" and sign:
            code = "KH114" if sign == "!" else "KH113"
            self._report(route, code, _word(self._text, start), position=self._position(node.start_mark))
            return None
        if len(route) > YAML_DEPTH:
            position = self._position(node.start_mark)
            raise _TooMuchError(problem(self._file, (), "KH110", position=position, limit=YAML_DEPTH))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, route)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*route, i), key) for i, item in enumerate(node.value)]
        if not node.style:
            return self._plain(node.value, route, key)
        bad = FORBIDDEN.search(node.value) if node.style == '"' else None
        if bad:
            self._report(route, "KH103", f"U+{ord(bad.group()):04X}")
        return FORBIDDEN.sub("", node.value) if bad else node.value

    def _mapping(self, node: Any, route: Route) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            position = self._position(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode) or key_node.value == "<<":
                code = "KH113" if isinstance(key_node, yaml.ScalarNode) else "KH115"
                self._report(route, code, _word(self._text, key_node.start_mark.index), position=position)
                continue
            key = key_node.value
            if key in mapping:
                self._report(route, "KH116", key, position=position, first=lines[key])
                continue
            lines[key] = position[0]
            mapping[key] = self._value(value_node, (*route, key), key)
        return mapping

    def _plain(self, text: str, route: Route, key: str | None) -> Any:
        value, code = read_scalar(text, key)
        if code == "KH119":
            whole, decimal = text.replace(".", ""), plain_decimal(text)
            self._report(route, code, text, whole=whole, decimal=decimal)
        elif code:
            self._report(route, code, text)
        return value

    def locate(self, route: Route, *, at_key: bool = False) -> tuple[int, int]:
        """Return (line, column), 1-based, of the value at `route`, or of the nearest parent that exists."""
        node, mark = self._root, None
        if node is None:
            return self._first_line, 1
        for depth, part in enumerate(route):
            child = _child(node, part)
            if child is None:
                break
            key_node, node = child
            last = depth == len(route) - 1
            mark = key_node.start_mark if key_node is not None and (at_key or not last) else node.start_mark
            if last and key_node is not None and not node.value:
                mark = key_node.start_mark
        return self._position(mark or node.start_mark)

    def corrected_line(self, route: Route, right: str, *, at_key: bool = False) -> str | None:
        """The line of the value at `route` with `right` in its place; None for what is no plain value on one line."""
        span = self.span(route)
        if span is None or (at_key and span.key_end is None):
            return None
        start, end = span.start, span.end
        if at_key:
            end = span.key_end or start
            start = self._text.rindex(str(route[-1]), 0, end)
        elif span.is_flow or "\n" in self._text[start:end]:
            return None
        first = self._text.rfind("\n", 0, start) + 1
        last = self._text.find("\n", end)
        return self._text[first:start] + right + self._text[end : last if last >= 0 else None]

    def span(self, route: Route) -> Span | None:
        """Where the value at `route` stands in the text, and how it is written; None where there is none."""
        key_node, node = None, self._root
        for part in route:
            child = _child(node, part)
            if child is None:
                return None
            key_node, node = child
        if node is None:
            return None
        key_end = key_node.end_mark.index if key_node is not None else None
        is_flow = bool(getattr(node, "flow_style", False))
        return Span(node.start_mark.index, node.end_mark.index, node.start_mark.column, is_flow, key_end)


def _child(node: Any, part: str | int) -> tuple[Any, Any] | None:
    if isinstance(node, yaml.MappingNode) and isinstance(part, str):
        exact = next(((key, value) for key, value in node.value if key.value == part), None)
        # A key may be written as its label.
        return exact or next(((key, value) for key, value in node.value if part in keys_called(str(key.value))), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return None, node.value[part]
    return None


def _may_be_much(text: str, max_values: int) -> bool:
    """Whether a text may hold more than `max_values` values or `_BEARABLE` levels, by its signs, quoted ones included."""
    lead = max((len(found.group()) for found in _LEAD.finditer(text)), default=0)
    if text.count("[") + text.count("{") + lead > _BEARABLE:
        return True
    return 2 * sum(map(text.count, "\n,:-?[{\u2028\u2029")) + 3 > max_values


def _word(text: str, start: int) -> str:
    return text[start : start + 60].split("\n", 1)[0].strip()


def _line_text(text: str, mark: Any) -> str:
    lines = text.split("\n")
    return lines[mark.line].strip()[:80] if mark is not None and mark.line < len(lines) else ""


def _syntax_problem(error: yaml.MarkedYAMLError, text: str) -> tuple[str, Any]:
    """Code and mark for what people really mistype: a tab, a colon inside text, an unclosed quote."""
    said = f"{error.problem or ''} {error.context or ''}"
    mark = error.problem_mark or error.context_mark
    if "tab" in said or (mark is not None and text[mark.index : mark.index + 1] == "\t"):
        return "KH120", mark
    if "mapping values are not allowed" in said:
        return "KH121", mark
    if "quoted scalar" in said:
        return "KH122", error.context_mark or mark
    if "cannot start any token" in said:
        return "KH124", mark
    if "alias" in said:
        return "KH113", mark
    if "could not find expected ':'" in said:
        return "KH123", error.context_mark or mark
    if "did not find expected" in said:
        return "KH123", mark
    return "KH111", mark
