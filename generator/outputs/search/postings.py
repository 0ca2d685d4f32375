"""Which document says which key, and in which field best: lists coded as they grow."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import add, sub

from generator.core.vietnamese import fold
from generator.outputs.search.coding import DIFFERENCES
from generator.outputs.search.lines import SINGLE, Line, line_of
from generator.outputs.search.meanings import Meanings
from generator.outputs.search.words import PAIR, Syllables, Tokens

# Documents whose numbers are held as such: coding them again and again takes time, holding them all takes memory.
_BLOCK = 4096


class Postings:
    """Collects documents in rising order of their numbers. Memory: about a byte for each key of each document."""

    def __init__(self, abbreviations: Mapping[str, str], fields: int) -> None:
        """Prepare for documents of so many fields."""
        self._syllables = Syllables()
        self._meanings = Meanings(abbreviations, self._syllables)
        self._tokens = Tokens(self._syllables, self._meanings.words)
        self.fields = fields
        self._fields = [_Field() for _ in range(fields)]
        self._held = 0

    def add(self, document: int, fields: Sequence[Sequence[str]]) -> None:
        """Add a document's texts by field, the weightiest first; a key counts in the first field that has it."""
        for keys, field in zip(self._by_field(fields), self._fields, strict=True):
            field.add(document, keys)
        self._held += 1
        if self._held == _BLOCK:
            self._settle()

    def by_field(self, fields: Sequence[Sequence[str]]) -> list[set[str]]:
        """The keys of a document's texts as they are written, each in the first field that has it."""
        return [set(map(self._written, keys)) for keys in self._by_field(fields)]

    def _by_field(self, fields: Sequence[Sequence[str]]) -> Iterator[set[int]]:
        seen: set[int] = set()
        for left, texts in enumerate(fields, 1 - len(fields)):
            keys = self._keys("\n".join(texts))
            keys -= seen
            yield keys
            if left:
                seen |= keys

    def _keys(self, text: str) -> set[int]:
        """Every key of a text, those by the other forms of its abbreviations included."""
        tokens = text.split()
        row = self._tokens.row(tokens)
        keys = set(map(add, map(self._syllables.leading.__getitem__, row), row[1:]))
        others = self._meanings.others(row, keys, self._tokens.watched_in(tokens))
        keys.update(row, others)
        return keys

    def keys(self, text: str) -> set[str]:
        """Every key of a text as it is written."""
        return {self._written(key) for key in self._keys(text)}

    def _written(self, key: int) -> str:
        first, second = divmod(key, PAIR)
        spelt = self._syllables.keys_of
        return f"{spelt[first]} {spelt[second]}" if first else SINGLE + spelt[second]

    def _settle(self) -> None:
        for field in self._fields:
            field.settle()
        self._held = 0

    def lines(self) -> list[Line]:
        """The lines of all keys, in order."""
        self._settle()
        spelt = self._syllables.keys_of
        folded = list(map(fold, spelt))
        turned = [field.coded for field in reversed(self._fields)]
        lines = []
        for key in set().union(*turned):
            first, second = divmod(key, PAIR)
            lists = [field.get(key, "") for field in turned]
            if first:
                lines.append(line_of(f"{folded[first]} {folded[second]}", f"{spelt[first]} {spelt[second]}", lists))
            else:
                lines.append(line_of(SINGLE + folded[second], SINGLE + spelt[second], lists))
        lines.sort()
        return lines


class _Field(dict[int, list[int]]):
    """Key -> the last document coded and those after it; `settle` codes these too."""

    def __init__(self) -> None:
        super().__init__()
        self.coded: dict[int, str] = {}
        self.last: dict[int, int] = {}

    def __missing__(self, key: int) -> list[int]:
        documents = self[key] = [self.last.get(key, -1)]
        return documents

    def add(self, document: int, keys: Iterable[int]) -> None:
        """Note a document under these keys; the loop runs in C, for it runs a thousand times for each document."""
        deque(map(list.append, map(self.__getitem__, keys), repeat(document)), maxlen=0)

    def settle(self) -> None:
        """Code what is held as numbers."""
        written, coded, last = DIFFERENCES.__getitem__, self.coded, self.last
        for key, found in self.items():
            if len(found) == 2:
                text = written(found[1] - found[0])
            else:
                text = "".join(map(written, map(sub, found[1:], found)))
            coded[key] = coded.get(key, "") + text
            last[key] = found[-1]
        self.clear()
