"""Change single values of a content file where they stand: comments, order and layout of the rest stay as they are."""

from __future__ import annotations

import re
from pathlib import Path

from generator.core.problems import Route
from generator.records.source.decoding import read_text
from generator.records.source.documents import front_matter_span
from generator.records.source.limits import REGISTER_BYTES, REGISTER_VALUES
from generator.records.source.yaml_reader import Span, YamlText
from generator.records.source.yaml_writer import scalar

_BOM = "\ufeff".encode()


class EditedFile:
    """One content file and the changes to be made in it; nothing is written."""

    def __init__(self, path: Path, file: str) -> None:
        """Read `path`, called `file` in a site; `before` holds its bytes. Raises ValueError for what cannot be read as YAML, and OSError."""
        self.file = file
        self.before = path.read_bytes()
        text, *_ = read_text(path, file, REGISTER_BYTES)
        if text is None:
            raise ValueError(f"{file} cannot be read")
        self._text = text
        whole = (0, len(text), len(text))
        self._first, last, self._story = front_matter_span(text) if file.endswith(".md") else whole
        self._yaml = YamlText(text[self._first : last], file, max_values=REGISTER_VALUES)
        self._edits: list[tuple[int, int, str]] = []

    @property
    def edits(self) -> list[tuple[int, str]]:
        """(line, new text) of every change, in order of lines."""
        return [(self._text.count("\n", 0, start) + 1, new.strip(" ,\n")) for start, _, new in sorted(self._edits)]

    def bytes(self) -> bytes:
        """The changed file, with the line ends and byte order mark it had."""
        text = self._text
        for start, end, new in sorted(self._edits, reverse=True):
            text = text[:start] + new + text[end:]
        data = text.encode("utf-8")
        if b"\r\n" in self.before:
            data = data.replace(b"\n", b"\r\n")
        return _BOM + data if self.before.startswith(_BOM) else data

    def replace(self, route: Route, value: str) -> None:
        """Put `value` in place of the scalar at `route`, in the quotes it had. Raises KeyError where nothing stands."""
        span = self._span(route)
        quote = self._text[self._first + span.start]
        self._edit(span.start, span.end, f"{quote}{value}{quote}" if quote in "\"'" else scalar(value))

    def top_keys(self) -> tuple[str, ...]:
        """The keys at the top of the file, as they are written."""
        return tuple(self._yaml.data) if isinstance(self._yaml.data, dict) else ()

    def has(self, route: Route) -> bool:
        """Whether a key stands at `route`, with a value or without."""
        return self._yaml.span(route) is not None

    def fill(self, route: Route, value: str) -> None:
        """Put `value` in place of the scalar at `route`, also where the key has no value yet."""
        span = self._span(route)
        if span.end > span.start or span.key_end is None:
            self.replace(route, value)
            return
        colon = self._text.index(":", self._first + span.key_end) + 1
        self._edits.append((colon, colon, f" {scalar(value)}"))

    def replace_in_body(self, pattern: re.Pattern[str], new: str) -> None:
        """Put `new`, which may hold groups, in place of every match of `pattern` in the story."""
        for found in pattern.finditer(self._text, self._story):
            self._edits.append((found.start(), found.end(), found.expand(new)))

    def add_name(self, record: Route, key: str, value: str, after: tuple[str, ...]) -> None:
        """Add `value` to the list at `key` of the record at the route `record`.

        A record without that key gets it behind the first of `after` it has, else before its first key.
        """
        span = self._yaml.span((*record, key))
        if span is None:
            self.add_key(record, f"{key}: [{scalar(value)}]", after)
            return
        count = 0
        while self._yaml.span((*record, key, count)) is not None:
            count += 1
        if not count and span.is_flow:
            self._edit(span.start, span.end, f"[{scalar(value)}]")
            return
        if not count:
            colon = self._text.index(":", self._first + (span.key_end or span.start)) + 1
            self._edits.append((colon, colon, f" [{scalar(value)}]"))
            return
        last = self._span((*record, key, count - 1))
        if span.is_flow:
            self._edit(last.end, last.end, f", {scalar(value)}")
        else:
            self._insert_line(last.end, f"{' ' * span.column}- {scalar(value)}")

    def rename_key(self, route: Route, new: str) -> None:
        """Put another name in place of the key at `route`; nothing where there is none."""
        span = self._yaml.span(route)
        if span is not None and span.key_end is not None:
            key = str(route[-1])
            start = self._text.rindex(key, self._first, self._first + span.key_end)
            self._edits.append((start, start + len(key), new))

    def add_key(self, record: Route, line: str, after: tuple[str, ...]) -> None:
        """Add the line of a key to the record, behind the first of `after` it has, else before its first key."""
        whole = self._span(record)
        anchor = next((found for key in after if (found := self._yaml.span((*record, key)))), None)
        if whole.is_flow:
            at = anchor.end if anchor else whole.start + 1
            self._edit(at, at, f", {line}" if anchor else f"{line}, ")
        elif anchor:
            # A value in block style ends where the next key begins; its own last line is before that.
            end = len(self._text[: self._first + anchor.end].rstrip()) - self._first
            self._insert_line(end, f"{' ' * whole.column}{line}")
        else:
            self._edit(whole.start, whole.start, f"{line}\n{' ' * whole.column}")

    def _insert_line(self, behind: int, line: str) -> None:
        """Insert a line below the one that holds the index `behind` of the YAML text."""
        end = self._text.find("\n", self._first + behind)
        if end < 0:
            self._edits.append((len(self._text), len(self._text), f"\n{line}"))
        else:
            self._edits.append((end + 1, end + 1, f"{line}\n"))

    def _edit(self, start: int, end: int, new: str) -> None:
        self._edits.append((self._first + start, self._first + end, new))

    def _span(self, route: Route) -> Span:
        span = self._yaml.span(route)
        if span is None:
            raise KeyError(route)
        return span
