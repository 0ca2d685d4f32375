"""Lines of YAML as people type them: each read by itself, and written so that YAML reads it as it was meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pydantic import BaseModel

from generator.core.texts import keys_called
from generator.records.reading.shapes import Shape
from generator.records.reading.structure import Structure
from generator.records.reading.written_values import (
    Value,
    closed,
    end_of_brackets,
    end_of_quotes,
    lost_comment,
    read_value,
    unpaired,
)
from generator.records.source.yaml_writer import quoted, scalar_in_brackets

_ODD_BLANKS = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_LEAD = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]*")
_BULLET = re.compile(
    r"(?:[•·●○▪■□‣◦►▶▸✓✔➢➤❖*+–—−]|-(?=[^\s\d-])|o(?=[ \t\u00a0])|(?P<number>(?:\d{1,2}|[a-z])[.)]))[ \t\u00a0]*(?=\S)"
)
_DASH = re.compile(r"-(?:[ \t\u00a0]+|\Z)")
# A key: words without the signs YAML gives a meaning, then a colon. Between them and around blanks of any kind.
_KEY = re.compile(
    r"(?P<key>[^\s:：#'\"\[\]{},&*!|>%@`?-][^:：#\n]{0,60}?)(?P<before>[ \t\u00a0]*)(?P<colon>[:：])(?P<after>[ \t\u00a0]*)(?P<rest>.*)"
)
# A label in bold, as Markdown writes it.
_BOLD_KEY = re.compile(r"\*\*([^*:：]{1,60})(?:\*\*[ \t]*[:：]|[:：][ \t]*\*\*)")
_RULE = re.compile(r"-{3,}|[-–—―]*[–—―][-–—―]*")


@dataclass(slots=True)
class Fault:
    """A line that YAML does not read as meant. line: its index; right: the line as it should be; None: nobody knows."""

    line: int
    column: int
    code: str
    written: str
    right: str | None


@dataclass(slots=True)
class Lines:
    """The lines of a text as they should be written, and what was wrong with which of them. lost: lines taken out."""

    lines: list[str]
    faults: list[Fault] = field(default_factory=list)
    comments: list[Fault] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def read_lines(lines: list[str], schema: type[BaseModel], *, sound: bool, listed: bool = False) -> Lines:
    """Read every line. listed: the text is a list of such records. sound: YAML can read the text as it is, so only what it would misread is touched."""
    return _Reader(lines, Structure(schema, listed=listed), sound=sound).read()


class _Reader:
    def __init__(self, lines: list[str], structure: Structure, *, sound: bool) -> None:
        self._result = Lines(list(lines))
        self._lines, self._sound = lines, sound
        self._structure = structure
        self._numbered = False
        # The plain text that may go on: the index of its line, what stands before it there, its column.
        self._text: tuple[int, str, int] | None = None

    def read(self) -> Lines:
        at = 0
        while at < len(self._lines):
            at = self._line(at)
        return self._result

    def _line(self, at: int) -> int:
        """Read the line at an index; the index of the next one that is not part of its value."""
        raw = self._lines[at]
        lead = _LEAD.match(raw)
        blanks = lead.group() if lead else ""
        rest = raw[len(blanks) :].rstrip(" \t\u00a0")
        if _RULE.fullmatch(rest) and not (self._result.lines[at - 1 : at] and self._sound):
            # A line of dashes above or below the data is no data.
            self._result.lines[at] = ""
            return at + 1
        if not rest or rest.startswith("#"):
            if _ODD_BLANKS.search(blanks) or not rest:
                self._result.lines[at] = rest
            return at + 1
        indent = sum(2 if sign == "\t" else 1 for sign in blanks)
        code = "KH120" if "\t" in blanks else ""
        code, dash, rest = self._opening(rest, code)
        if dash:
            column = self._structure.item_indent(indent)
        else:
            found = self._key_of(rest)
            if found is None:
                return self._loose(at, indent, rest, code)
            if self._goes_on(indent, found["key"]):
                return self._quote_over_lines(at)
            column = self._structure.key_indent(indent, found["key"].strip())
        if column != indent and not self._sound:
            code, indent = code or "KH149", column
        if dash:
            return self._item(at, indent, rest, code)
        return self._pair(at, " " * indent, indent, rest, code)

    def _opening(self, rest: str, code: str) -> tuple[str, bool, str]:
        """(what is wrong with the beginning of a line, whether it is an item, the line without its mark)."""
        bold = _BOLD_KEY.match(rest)
        if bold and keys_called(bold[1]):
            return code or "KH124", False, f"{bold[1]}: {rest[bold.end() :].strip()}"
        dash, rest, bullet = self._dash(rest)
        return code or ("KH142" if bullet else ""), dash, rest

    def _dash(self, rest: str) -> tuple[bool, str, bool]:
        """(whether the line is an item, what stands behind its mark, whether the mark is no dash of YAML)."""
        found = _DASH.match(rest)
        if found:
            return True, rest[found.end() :], False
        found = _BULLET.match(rest)
        if found is None or (self._key_of(rest) is not None and found["number"] is None and not self._may_be_item()):
            return False, rest, False
        if not self._may_be_item() or (found["number"] and not self._counts(found["number"])):
            return False, rest, False
        return True, rest[found.end() :], True

    def _may_be_item(self) -> bool:
        structure = self._structure
        return (structure.opens and (structure.shape is None or structure.shape.many)) or structure.in_list

    def _counts(self, number: str) -> bool:
        first = number[:-1] in ("1", "a")
        self._numbered = self._numbered or first
        return self._numbered

    def _key_of(self, rest: str) -> re.Match[str] | None:
        """The key of a line; a colon without a blank behind it makes a key only of a word the records know."""
        found = _KEY.match(rest)
        if found is None:
            return None
        known = bool(keys_called(found["key"]))
        tight = not found["after"] and found["rest"]
        if (tight or found["colon"] == "：" or "\u00a0" in found["key"]) and not known:
            return None
        return None if tight and found["rest"].startswith("//") else found

    def _item(self, at: int, indent: int, rest: str, code: str) -> int:
        lead = f"{' ' * indent}- "
        found = self._key_of(rest) if rest and rest[0] not in "\"'[{“‘«" else None
        shape = self._structure.item(indent, opens=not rest or rest.startswith("#"))
        wants_text = shape is not None and shape.want == "text"
        if found is not None and not wants_text:
            self._structure.item_keys(indent + 2, shape)
            return self._pair(at, lead, indent + 2, rest, code)
        if found is not None:
            value = Value(quoted(rest), "text", "KH121")
            return self._put(at, lead, value, code)
        return self._value(at, lead, indent, rest, code, shape, is_item=True)

    def _pair(self, at: int, lead: str, indent: int, rest: str, code: str) -> int:
        found = self._key_of(rest)
        if found is None:
            return self._loose(at, indent, rest, code)
        key, value = _ODD_BLANKS.sub(" ", found["key"]).strip(), found["rest"]
        if not found["after"] and value and found["colon"] == ":":
            code = code or "KH145"
        opens = not value or value.startswith("#")
        shape = self._structure.key(indent, key, opens=opens)
        lead = f"{lead}{key}:"
        if opens and value and shape is not None and shape.want == "text" and not value.startswith("# "):
            # A text that begins with "#" is taken for a comment.
            right = f"{lead} {quoted(value)}"
            self._result.comments.append(Fault(at, len(lead) + 2, "KH147", value, right))
        if opens:
            return self._put(at, lead + (" " if value else ""), Value(value, "nothing"), code)
        return self._value(at, f"{lead} ", indent, value, code, shape)

    def _value(
        self, at: int, lead: str, indent: int, text: str, code: str, shape: Shape | None, *, is_item: bool = False
    ) -> int:
        wants_text = shape is not None and shape.want == "text" and (is_item or not shape.many)
        inner = _DASH.match(text)
        if inner and shape is not None and shape.many and not is_item:
            item = scalar_in_brackets(text[inner.end() :].strip())
            return self._put(at, lead, Value(f"[{item}]", "flow", "KH142"), code)
        value = read_value(text, is_text=wants_text)
        if value.code == "KH124" and shape is not None and shape.want != "text":
            # No code, date or number begins so: what was meant, only its writer knows.
            return self._lose(at, lead)
        if value.kind == "block":
            self._put(at, lead, value, code)
            return self._after_block(at, indent)
        if value.kind in ("open quote", "open flow"):
            closes = end_of_quotes if value.kind == "open quote" else end_of_brackets
            end = self._end_of(at, indent, text, closes)
            if end is not None:
                self._put(at, lead, value, code)
                return end
            if value.kind == "open flow" and not wants_text:
                return self._close(at, lead, indent, text)
            value = unpaired(text) if value.kind == "open quote" else Value(quoted(text), "text", "KH144")
        elif value.kind == "text" and not value.code and shape is not None and shape.want == "text":
            lost = lost_comment(value.text)
            if lost:
                right = lead + quoted(value.text)
                self._result.comments.append(Fault(at, len(lead) + 1, "KH147", lost, right))
        return self._put(at, lead, value, code)

    def _close(self, at: int, lead: str, indent: int, text: str) -> int:
        """Close a bracket at the end of its line, or of the lines further in that go on with it; then all on one line."""
        number = at + 1
        while number < len(self._lines):
            line = self._lines[number]
            if not line.strip() or len(line) - len(line.lstrip(" ")) <= indent or line.lstrip().startswith("- "):
                break
            number += 1
        whole = " ".join([text, *(line.strip() for line in self._lines[at + 1 : number])])
        value = read_value(closed(whole))
        self._put(at, lead, Value(value.text, "flow", "KH146"), "")
        for after in range(at + 1, number):
            self._result.faults.append(Fault(after, 1, "KH146", self._lines[after].strip()[:80], ""))
            self._result.lines[after] = ""
        return number

    def _end_of(self, at: int, indent: int, text: str, closes: Callable[[str], int]) -> int | None:
        """The index behind the last line of a value in quotes or brackets over several lines; None where it never closes.

        A line no further in than the key, or one that begins with a known key, is not part of the value.
        """
        whole = text
        for number in range(at + 1, min(len(self._lines), at + 60)):
            line = self._lines[number]
            inner = line.strip()
            column = len(line) - len(line.lstrip())
            if inner and column <= indent and inner[0] not in "]}":
                return None
            found = _KEY.match(inner)
            if found and found["after"] and text[0] in "\"'" and keys_called(found["key"]):
                return None
            whole = f"{whole}\n{line}"
            if closes(whole) >= 0:
                return number + 1
        return None

    def _after_block(self, at: int, indent: int) -> int:
        number = at + 1
        while number < len(self._lines):
            line = self._lines[number]
            if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
                break
            number += 1
        return number

    def _items(self, at: int, indent: int) -> list[int]:
        """The lines of one column without key or mark below a key that wants a list: each is an item."""
        items = []
        for number in range(at, len(self._lines)):
            line = self._lines[number]
            inner = line.strip(" \t\u00a0")
            if (
                not inner
                or len(line) - len(line.lstrip(" \t\u00a0")) != indent
                or self._key_of(inner)
                or inner[0] in "#-\"'[{"
            ):
                break
            items.append(number)
        return items

    def _goes_on(self, indent: int, key: str) -> bool:
        """Whether a line with a colon is the text above going on: further in than its key, and no key itself."""
        return not self._sound and self._text is not None and indent > self._text[2] and not keys_called(key)

    def _quote_over_lines(self, at: int) -> int:
        """Put the text above and this line into one pair of quotes, which may go over several lines."""
        if self._text is None:
            return at + 1
        first, lead, indent = self._text
        begun, ended = self._result.lines[first][len(lead) :], self._result.lines[at].strip(" \t\u00a0")
        if not begun.startswith('"'):
            self._put(first, lead, Value(quoted(begun)[:-1], "text", "KH121"), "")
        else:
            previous = self._result.faults.pop()
            self._result.lines[previous.line] = (previous.right or "").removesuffix('"')
        self._put(at, " " * (indent + 2), Value(quoted(ended)[1:], "text", "KH121"), "")
        return at + 1

    def _loose(self, at: int, indent: int, rest: str, code: str) -> int:
        """A line without key or dash: the text goes on, or nobody knows."""
        structure = self._structure
        if structure.opens and structure.shape is not None and structure.shape.many and structure.shape.part is None:
            items = self._items(at, indent)
            if len(items) > 1:
                for number in items:
                    self._put(number, f"{' ' * indent}- ", read_value(self._lines[number], is_text=True), "KH142")
                return items[-1] + 1
        if code == "KH120" and not self._sound:
            self._put(at, " " * indent, Value(rest, "text"), code)
        elif _ODD_BLANKS.search(self._lines[at][: len(self._lines[at]) - len(self._lines[at].lstrip())]):
            self._result.lines[at] = " " * indent + rest
        return at + 1

    def _lose(self, at: int, lead: str) -> int:
        written = self._lines[at].strip()
        self._result.faults.append(Fault(at, len(lead) + 1, "KH124", written[:80], None))
        self._result.lost.append(written)
        self._result.lines[at] = ""
        return at + 1

    def _put(self, at: int, lead: str, value: Value, code: str) -> int:
        right = (lead + value.text).rstrip(" ")
        if value.kind == "text" and value.text[:1] not in "\"'" and not value.code:
            self._text = (at, lead, len(lead) - len(lead.lstrip(" ")))
        elif value.kind != "text":
            self._text = None
        code = value.code or code
        if code:
            column = len(lead) + 1 if value.code else len(self._lines[at]) - len(self._lines[at].lstrip()) + 1
            self._result.faults.append(Fault(at, column, code, self._lines[at].strip()[:80], right))
        self._result.lines[at] = right
        return at + 1
