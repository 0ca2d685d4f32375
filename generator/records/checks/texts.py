"""All words of one record as one text, so that a rule searches once and still knows the place of what it found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from generator.core.problems import Problem, Route, problem
from generator.records.source import Document

# Stands between the passages; the reader refuses it in files, so no passage holds it and few patterns match it.
BREAK = "\0"
STORY = "story"

# Vietnamese letters as insides of a character class; a range such as À-Ỹ would hold both cases.
_ACCENTED = "".join(map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))))
CAPITALS = "A-Z" + "".join(letter for letter in _ACCENTED if letter.isupper())
SMALL = "a-z" + "".join(letter for letter in _ACCENTED if letter.islower())

# Words that are not the editor's own: copied as the source wrote them, names of papers, addresses.
_QUOTED_KEYS = frozenset(
    {
        "as_written",
        "as_stated",
        "outlet",
        "author",
        "number",
        "credit",
        "licence",
        "other_names",
        "url",
        "file",
        "edit_base",
        "to",
    }
)
# Numbers and dates: the schema reads them, and says what is wrong with their form.
_VALUE_KEYS = frozenset(
    {
        "date", "start", "end", "as_of", "published", "accessed", "checked_on", "taken_on", "status_as_of", "since", "checked",
        "value", "numerator", "denominator", "amount", "count", "stated_change", "decimals", "source", "result",
    }
)  # fmt: skip
# Names of registers and codes: slugs of other records, values of fixed lists.
_CODE_KEYS = frozenset(
    {
        "id", "slug", "aliases", "field", "field_basis", "topics", "level", "level_basis", "continues", "hue",
        "programmes", "organisations", "partners", "today", "status", "step", "evidence", "bound", "finality", "type",
        "certainty", "related", "models", "model", "basis", "state", "criterion", "parent", "successors", "successor", "code",
    }
)  # fmt: skip
_ADDRESS_KEYS = frozenset({"url", "file", "portrait", "edit_base", "to"})
# An address in a link is bounded, as every address of a record: without its end each "](" would be followed to the last.
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\0]*[^\s<>\0).,;:!?\"'”]|\]\([^)\s]{0,500}+(?:\s{1,9}\"[^\"\0]{0,500}\")?\)",
    re.IGNORECASE,
)
_UNREAD_KEYS = _ADDRESS_KEYS | _VALUE_KEYS
_NUMBER = re.compile(r"[0-9][0-9]*(?:[.,/][0-9]+)*")
# A long number has at least six digits, and at most two signs between one and the next.
_LONG, _FARTHEST = 6, 2
_LONG_NUMBER = re.compile(rf"[0-9](?:[ .\u00a0()-]{{0,{_FARTHEST}}}[0-9]){{{_LONG - 1},}}")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+\Z")
BROWSER_PATTERNS = {"number": _LONG_NUMBER}
"""The patterns that the form uses too (`theme/source/scripts/form/privacy.js`)."""


class Passage(NamedTuple):
    """One string of a record: where it begins in `RecordText.whole`, its route, and the key it stands under."""

    start: int
    route: Route
    key: str
    text: str


class RecordText:
    """The words of one record.

    whole: every string (slugs and codes left out), then the story, parted by BREAK.
    linkless: as long, with web addresses, dates and amounts blanked out: their digits are no phone numbers.
    prose: as long, with words quoted from sources blanked out too: the editor's own words.
    numbers: (start, end) of every run of digits in `whole`, with the points, commas and slashes inside it.
    long_numbers: the same of six digits and more in `linkless`, with the spaces, points and hyphens inside them.
    citations: (route, number) of every place where the record cites one of its sources.
    """

    def __init__(self, document: Document) -> None:
        """Gather the strings of `document`, valid or not."""
        self.document = document
        self.citations: list[tuple[Route, int]] = []
        self._found: list[tuple[Route, str, str]] = []
        self._gather(dict(document.data), (), "")
        if document.body.strip():
            self._found.append(((), STORY, document.body))
        texts = [text for _, _, text in self._found]
        self.whole = BREAK.join(texts)
        unread, quoted = self._not_own()
        read = [BREAK * len(text) if number in unread else text for number, text in enumerate(texts)]
        if "://" in self.whole or "www." in self.whole or "](" in self.whole:
            read = [_without_links(text) for text in read]
        self.linkless = BREAK.join(read)
        self.prose = BREAK.join([BREAK * len(text) if number in quoted else text for number, text in enumerate(read)])

    def _gather(self, value: dict[str, Any] | list[Any], route: Route, key: str) -> None:
        """Add the strings inside a value in the order they stand, and the numbers of the sources it cites."""
        named = type(value) is dict
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if inner is None or name in _CODE_KEYS:
                continue
            if named:
                key = str(name)
            kind = type(inner)
            if kind is str:
                if inner:
                    self._found.append(((*route, name), key, inner))
            elif kind is dict or kind is list:
                self._gather(inner, (*route, name), key)
            elif (key == "source" or (key == "sources" and not named)) and isinstance(inner, int):
                self.citations.append(((*route, name), inner))

    def _not_own(self) -> tuple[set[int], set[int]]:
        """The passages that are no words at all, and those that are words of others, by their numbers."""
        unread, quoted = set(), set()
        for number, (route, key, text) in enumerate(self._found):
            if key in _UNREAD_KEYS:
                unread.add(number)
            elif key in _QUOTED_KEYS or _is_quoted(route, key, text):
                quoted.add(number)
        return unread, quoted

    @cached_property
    def numbers(self) -> list[tuple[int, int]]:
        """As told above."""
        return [found.span() for found in _NUMBER.finditer(self.whole)]

    @cached_property
    def long_numbers(self) -> list[tuple[int, int]]:
        """As told above. Looked for where at least six signs hold numbers with no more than two signs between them."""
        spans: list[tuple[int, int]] = []
        first = last = -_FARTHEST - 1
        for start, end in (*self.numbers, (len(self.whole) + _FARTHEST + 1, 0)):
            if start - last > _FARTHEST:
                if last - first >= _LONG:
                    spans += [found.span() for found in _LONG_NUMBER.finditer(self.linkless, first, last)]
                first = start
            last = end
        return spans

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(text) + 1 for _, _, text in self._found)]

    @cached_property
    def passages(self) -> list[Passage]:
        """Every passage, in order."""
        return [Passage(start, *found) for start, found in zip(self._starts, self._found, strict=False)]

    def passage_at(self, index: int) -> Passage:
        """The passage that holds the character at `index` of `whole`."""
        return self.passages[min(bisect_right(self._starts, index), len(self._found)) - 1]

    @property
    def story_start(self) -> int:
        """Where the story begins in `whole`; only for a record that has one."""
        return self._starts[len(self._found) - 1]

    def of(self, *keys: str) -> Iterator[Passage]:
        """The passages at the top of the record under `keys`; STORY is the Markdown below."""
        for start, (route, key, text) in zip(self._starts, self._found, strict=False):
            if key in keys and len(route) <= 1:
                yield Passage(start, route, key, text)

    def problem(self, index: int, code: str, text: object = "", **values: Any) -> Problem:
        """A problem at the character `index` of `whole`: by position in the story, else by route."""
        passage = self.passage_at(index)
        document = self.document
        if passage.key != STORY:
            return problem(document.file, (*document.prefix, *passage.route), code, text, **values)
        at = index - passage.start
        line = document.body_line + passage.text.count("\n", 0, at)
        column = at - passage.text.rfind("\n", 0, at)
        return problem(document.file, (), code, text, position=(line, column), **values)


def _is_quoted(route: Route, key: str, text: str) -> bool:
    if " " not in text and _SLUG.match(text):
        return True
    return (key == "title" and len(route) > 1) or (
        len(route) > 1 and (key, route[0]) in {("text", "quotes"), ("words", "voices")}
    )


def _without_links(text: str) -> str:
    if "://" in text or "www." in text or "](" in text:
        return _URL.sub(lambda found: BREAK * len(found.group()), text)
    return text


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence of `text` that holds start..end; a point inside a number or date ends no sentence."""
    before = max(text.rfind(mark, 0, start) for mark in (". ", "! ", "? ", "; ", "\n", BREAK))
    after = [at for mark in (". ", "! ", "? ", "; ", "\n", BREAK) if (at := text.find(mark, end)) >= 0]
    return text[before + 1 : min(after, default=len(text))]
