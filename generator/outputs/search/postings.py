"""Which document of a segment says which key, and in which field best; and the lists of many segments joined."""

from __future__ import annotations

from array import array
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count, filterfalse, repeat
from operator import add, sub

from generator.core.vietnamese import fold
from generator.outputs.search.coding import DIFFERENCES, how_many
from generator.outputs.search.lines import APART, CONCEPT, SEPARATOR, SINGLE, Line
from generator.outputs.search.meanings import Meanings
from generator.outputs.search.words import PAIR, Syllables, Tokens

# Documents whose numbers are held as such: coding them again and again takes time, holding them all takes memory.
_BLOCK = 4096


@dataclass(frozen=True, slots=True)
class Postings:
    """What the documents of a segment say in one field. keys: each once; counts: how many each document has, in their
    order; said: which, as places in `keys`, one document after the other.
    """

    keys: list[str]
    counts: list[int]
    said: array[int]


class Words:
    """Reads texts as keys. One serves many segments: it remembers spellings, and what it gives does not depend on them."""

    def __init__(self, abbreviations: Mapping[str, str]) -> None:
        """abbreviations: short -> long."""
        self.syllables = Syllables()
        self._meanings = Meanings(abbreviations, self.syllables)
        self._tokens = Tokens(self.syllables, self._meanings.words)
        self.written = _Written(self.syllables)

    def keys(self, texts: Sequence[str]) -> tuple[Iterable[int], Iterable[int]]:
        """The numbers of the keys of a field's texts, those by other forms of its abbreviations included; and those of the
        pairs of folded syllables that have one between them.
        """
        tokens = "\n".join(texts).split()
        row = self._tokens.row(tokens)
        pairs = dict.fromkeys(map(add, map(self.syllables.leading.__getitem__, row), row[1:]))
        apart = map(
            add, map(self.syllables.leading_bare.__getitem__, row), map(self.syllables.bare.__getitem__, row[2:])
        )
        others = self._meanings.others(row, pairs, self._tokens.watched_in(tokens))
        return chain(row, pairs, others), apart


class _Written(dict[int, str]):
    """Number of a key -> the key as a shard writes it, worked out once."""

    def __init__(self, syllables: Syllables) -> None:
        super().__init__()
        self._spelt = syllables.keys_of

    def __missing__(self, key: int) -> str:
        first, second = divmod(key, PAIR)
        spelt = f"{self._spelt[first]} {self._spelt[second]}" if first else SINGLE + self._spelt[second]
        self[key] = spelt
        return spelt


class Collected:
    """Collects the documents of a segment. Loops over keys run in C, for they run a thousand times for each document."""

    def __init__(self, words: Words, fields: int) -> None:
        """Prepare for documents of so many fields."""
        self._words = words
        self._fields = [_Field() for _ in range(fields)]
        self._apart = _Field()

    def add(self, fields: Sequence[Sequence[str]]) -> None:
        """Add a document's texts by field, the weightiest first; a key counts in the first field that has it."""
        seen: set[int] = set()
        aparts = []
        for field, texts in zip(self._fields, fields, strict=True):
            found, apart = self._words.keys(texts)
            keys = dict.fromkeys(filterfalse(seen.__contains__, found))
            field.add(keys)
            seen.update(keys)
            aparts.append(apart)
        self._apart.add(dict.fromkeys(chain.from_iterable(aparts)))

    def postings(self) -> list[Postings]:
        """What is said of pairs apart, then in each field, the least weighty first."""
        written = self._words.written
        return [field.postings(written) for field in (self._apart, *reversed(self._fields))]


class _Field:
    def __init__(self) -> None:
        self._places = defaultdict[int, int](count().__next__)
        self._counts: list[int] = []
        self._said = array("I")

    def add(self, keys: dict[int, None]) -> None:
        self._counts.append(len(keys))
        self._said.extend(map(self._places.__getitem__, keys))

    def postings(self, written: Mapping[int, str]) -> Postings:
        return Postings(list(map(written.__getitem__, self._places)), self._counts, self._said)


class Merged:
    """The lists of all segments, joined in the order of these. Memory: about a byte for each key of each document."""

    def __init__(self) -> None:
        self._fields: list[_Lists] = []
        self._held = 0

    def add(self, start: int, fields: Sequence[Postings]) -> None:
        """Add a segment whose first document has the number `start`; fields in the order of `Collected.postings`."""
        self._fields += (_Lists() for _ in fields[len(self._fields) :])
        for lists, postings in zip(self._fields, fields, strict=True):
            lists.add(start, postings)
        self._held += len(fields[0].counts)
        if self._held >= _BLOCK:
            self._settle()

    def _settle(self) -> None:
        for lists in self._fields:
            lists.settle()
        self._held = 0

    def lines(self) -> list[Line]:
        """The lines of all keys, in order."""
        if not self._fields:
            return []
        self._settle()
        apart, *fields = (lists.coded for lists in self._fields)
        texts: dict[str, str] = {}
        for number, coded in enumerate(fields, 1):
            for key, documents in coded.items():
                before = texts.get(key, key)
                texts[key] = before + SEPARATOR * (number - before.count(SEPARATOR)) + documents
        folds = _Folds()
        lines = [(key, f"{APART}{key}{SEPARATOR}{documents}\n") for key, documents in apart.items()]
        lines += [(folds.key(key), f"{text}\n") for key, text in texts.items()]
        lines.sort()
        return lines

    def counts(self) -> dict[str, int]:
        """Folded syllable of a to z -> in how many documents it is, in one spelling or another."""
        found: defaultdict[str, int] = defaultdict(int)
        for lists in self._fields[1:]:
            for key, documents in lists.coded.items():
                if key[0] == SINGLE:
                    found[fold(key[1:])] += how_many(documents)
        return {folded: many for folded, many in found.items() if folded.isascii() and folded.isalpha()}


class _Lists(dict[str, list[int]]):
    """Key -> the last document coded and those after it; `settle` codes these too."""

    def __init__(self) -> None:
        super().__init__()
        self.coded: dict[str, str] = {}
        self._last: dict[str, int] = {}

    def __missing__(self, key: str) -> list[int]:
        documents = self[key] = [self._last.get(key, -1)]
        return documents

    def add(self, start: int, postings: Postings) -> None:
        lists, said, at = list(map(self.__getitem__, postings.keys)), postings.said, 0
        for number, many in enumerate(postings.counts, start):
            deque(map(list.append, map(lists.__getitem__, said[at : at + many]), repeat(number)), maxlen=0)
            at += many

    def settle(self) -> None:
        """Code what is held as numbers."""
        written, coded, last = DIFFERENCES.__getitem__, self.coded, self._last
        for key, found in self.items():
            if len(found) == 2:
                text = written(found[1] - found[0])
            else:
                text = "".join(map(written, map(sub, found[1:], found)))
            coded[key] = coded[key] + text if key in coded else text
            last[key] = found[-1]
        self.clear()


class _Folds(dict[str, str]):
    """Syllable -> folded, worked out once."""

    def __missing__(self, syllable: str) -> str:
        folded = self[syllable] = fold(syllable)
        return folded

    def key(self, key: str) -> str:
        """A key, folded."""
        first, blank, second = key.partition(" ")
        return f"{self[first]} {self[second]}" if blank else self[first]


def folded_keys(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(folded, key) of each key of a shard."""
    folds = _Folds()
    return ((folds.key(key.lstrip(APART + CONCEPT)), key) for key in keys)
