"""Segments: what neighbouring documents bring to the index, each made from these documents alone."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.core.texts import t
from generator.outputs.search.coding import json_of, name_of
from generator.outputs.search.document import Document
from generator.outputs.search.documents import Findable, findables
from generator.outputs.search.postings import Collected, Postings, Words
from generator.showcase import Showcase

CARDS, TEXTS = 16, 16
"""Documents whose cards, and whose texts, share a file: a result shows the card, and seldom needs the text."""

_USUAL, _MOST = 128, 256
"""Documents of a segment. It ends after one document in so many, whatever stands around it, so that an edit changes no
segment but its own; a smaller one would be sooner made, and more of them longer merged."""


@dataclass(frozen=True, slots=True)
class Group:
    """Documents of one segment. inputs: a text that differs whenever the segment would, registers and generator being
    the same.
    """

    found: tuple[Findable, ...]

    @property
    def inputs(self) -> str:
        """What a cache may keep the segment under, beside registers and generator."""
        return json.dumps([(one.address, one.inputs) for one in self.found])


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment as it is read. files: (name, content) of its packs; facets: of each document; postings: by field."""

    name: str
    documents: int
    files: list[tuple[str, str]]
    facets: list[list[tuple[str, str, str, str]]]
    postings: list[Postings]


def groups(showcase: Showcase) -> list[Group]:
    """Everything that can be found, in groups of neighbours in the order of names."""
    made: list[Group] = []
    held: list[Findable] = []
    for one in findables(showcase):
        held.append(one)
        if len(held) == _MOST or hashlib.sha256(one.address.encode()).digest()[0] % _USUAL == 0:
            made.append(Group(tuple(held)))
            held = []
    return [*made, Group(tuple(held))] if held else made


class Segmenter:
    """Makes segments. What it gives for a group depends on the group and the abbreviations alone."""

    def __init__(self, abbreviations: Mapping[str, str]) -> None:
        """abbreviations: short -> long."""
        self._words = Words(abbreviations)

    def __call__(self, group: Group) -> bytes:
        """The segment of a group, to be read by `read_segment`."""
        documents = [one.make() for one in group.found]
        collected = Collected(self._words, len(Document.FIELDS))
        for document in documents:
            collected.add(document.words)
        contents = list(_packs(documents))
        name = name_of("\n".join(content for _, content in contents))
        facets = [list(document.facet_values()) for document in documents]
        postings = collected.postings()
        keys = [("\n".join(field.keys), field.counts) for field in postings]
        head = json_of([name, len(documents), contents, facets, keys]).encode()
        return b"\n".join([head, *(field.said.tobytes() for field in postings)])


def read_segment(data: bytes) -> Segment:
    """What `Segmenter` made on this machine."""
    end = data.index(b"\n")
    name, documents, contents, facets, keys = json.loads(data[:end])
    postings = []
    for written, counts in keys:
        said = array("I")
        start, end = end + 1, end + 1 + sum(counts) * said.itemsize
        said.frombytes(data[start:end])
        postings.append(Postings(written.split("\n") if written else [], counts, said))
    return Segment(name, documents, contents, facets, postings)


def pack_names(documents: int) -> list[str]:
    """The names of a segment's files: its cards, then its texts."""
    cards, texts = (-(-documents // size) for size in (CARDS, TEXTS))
    return [*map(str, range(cards)), *(f"t{number}" for number in range(texts))]


def _packs(documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """(name, content) of the files with the segment's cards and texts."""
    names = iter(pack_names(len(documents)))
    for first in range(0, len(documents), CARDS):
        yield next(names), json_of([_card(one) for one in documents[first : first + CARDS]])
    for first in range(0, len(documents), TEXTS):
        yield next(names), json_of([[one.story, *one.unseen()] for one in documents[first : first + TEXTS]])


def _card(document: Document) -> list[str | int | None]:
    """A document as results show it; order and meaning are in FORMAT.md."""
    return [
        document.address,
        document.kind,
        document.name,
        "; ".join(document.other_names),
        document.place,
        document.today,
        *document.field,
        "; ".join(view.name for view in document.organisations),
        document.year,
        document.lede,
        document.figure,
        t(f"level.{document.level}") if document.level else "",
        t(f"status.{document.status}") if document.status else "",
    ]
