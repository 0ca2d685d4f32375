"""All words of one record as one text, so that a rule searches once and still knows the place of what it found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from generator.problems import Problem, Route, problem
from generator.source import Document

# Stands between the passages; the reader refuses it in files, so no passage holds it and few patterns match it.
BREAK = "\0"
STORY = "story"

# Vietnamese letters as insides of a character class; a range such as À-Ỹ would hold both cases.
_ACCENTED = "".join(map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))))
CAPITALS = "A-Z" + "".join(letter for letter in _ACCENTED if letter.isupper())
SMALL = "a-z" + "".join(letter for letter in _ACCENTED if letter.islower())

# Words that are not the editor's own: copied as the source wrote them, names of papers, addresses.
_QUOTED_KEYS = frozenset(
    {"as_written", "as_stated", "outlet", "author", "number", "credit", "licence", "other_names", "url", "file", "edit_base", "to"}
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
_ADDRESS_KEYS = frozenset({"url", "file", "edit_base", "to"})
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\0]*[^\s<>\0).,;:!?\"'”]|\]\([^)\s]*(?:\s+\"[^\"]*\")?\)", re.IGNORECASE)
_NOT_PROSE = _QUOTED_KEYS | _VALUE_KEYS
_UNREAD_KEYS = _ADDRESS_KEYS | _VALUE_KEYS
_NUMBER = re.compile(r"[0-9](?:[.,/]?[0-9])*")
# A long number has at least six digits, and at most two signs between one and the next.
_LONG, _FARTHEST = 6, 2
_LONG_NUMBER = re.compile(rf"[0-9](?:[ .\u00a0()-]{{0,{_FARTHEST}}}[0-9]){{{_LONG - 1},}}")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+\Z")


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
        self.passages: list[Passage] = []
        self.citations: list[tuple[Route, int]] = []
        self._linkless: list[str] = []
        self._prose: list[str] = []
        self._length = 0
        self._gather(document.plain(), (), "")
        if document.body.strip():
            self._add((), STORY, document.body)
        self.whole = BREAK.join([passage.text for passage in self.passages])
        self.linkless = BREAK.join(self._linkless)
        self.prose = BREAK.join(self._prose)

    def _gather(self, value: Any, route: Route, key: str) -> None:
        """Add the strings inside a value in the order they stand, and the numbers of the sources it cites."""
        if isinstance(value, str):
            if value:
                self._add(route, key, value)
        elif key == "source" and isinstance(value, int):
            self.citations.append((route, value))
        elif isinstance(value, dict):
            for name, inner in value.items():
                if name in _CODE_KEYS or inner is None:
                    continue
                # Most values are text: for them no call of its own.
                if type(inner) is str and inner:
                    self._add((*route, name), name, inner)
                else:
                    self._gather(inner, (*route, name), name)
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                self._gather(inner, (*route, index), key)

    def _add(self, route: Route, key: str, text: str) -> None:
        self.passages.append(Passage(self._length, route, key, text))
        length = len(text)
        self._length += length + 1
        bare = BREAK * length if key in _UNREAD_KEYS else _without_links(text)
        self._linkless.append(bare)
        self._prose.append(BREAK * length if key in _NOT_PROSE or _is_quoted(key, text, route) else bare)

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
        return [passage.start for passage in self.passages]

    def passage_at(self, index: int) -> Passage:
        """The passage that holds the character at `index` of `whole`."""
        return self.passages[bisect_right(self._starts, index) - 1]

    def of(self, *keys: str) -> Iterator[Passage]:
        """The passages at the top of the record under `keys`; STORY is the Markdown below."""
        return (found for found in self.passages if found.key in keys and len(found.route) <= 1)

    def problem(self, index: int, code: str, text: object = "", **values: object) -> Problem:
        """A problem at the character `index` of `whole`: by position in the story, else by route."""
        passage = self.passage_at(index)
        document = self.document
        if passage.key != STORY:
            return problem(document.file, (*document.prefix, *passage.route), code, text, **values)
        at = index - passage.start
        line = document.body_line + passage.text.count("\n", 0, at)
        column = at - passage.text.rfind("\n", 0, at)
        return problem(document.file, (), code, text, position=(line, column), **values)


def _is_quoted(key: str, text: str, route: Route) -> bool:
    titled_elsewhere = key == "title" and len(route) > 1
    quoted = key == "text" and route[:1] == ("quotes",)
    return key in _NOT_PROSE or titled_elsewhere or quoted or (" " not in text and bool(_SLUG.match(text)))


def _without_links(text: str) -> str:
    if "://" in text or "www." in text or "](" in text:
        return _URL.sub(lambda found: BREAK * len(found.group()), text)
    return text


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence of `text` that holds start..end; a point inside a number or date ends no sentence."""
    before = max(text.rfind(mark, 0, start) for mark in (". ", "! ", "? ", "; ", "\n", BREAK))
    after = [at for mark in (". ", "! ", "? ", "; ", "\n", BREAK) if (at := text.find(mark, end)) >= 0]
    return text[before + 1 : min(after, default=len(text))]
