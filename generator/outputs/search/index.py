"""The whole index: every file of it by address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator.outputs.search.coding import FOLDER, START, VERSION, json_of, name_of, script, sharing
from generator.outputs.search.documents import Document, Findable, findables
from generator.outputs.search.facets import Members
from generator.outputs.search.kept import GROUP, Kept, Known, Words, follow
from generator.outputs.search.lines import Line
from generator.outputs.search.postings import Postings
from generator.outputs.search.shards import shards, syllable_list
from generator.showcase import Showcase

Files = Iterable[tuple[str, bytes]]
"""Files of the index as (address, bytes)."""

_Done = TypeVar("_Done")


@dataclass(slots=True)
class Index(Generic[_Done]):
    """An index as it was made. files: what writing it returned; carried: what it returned of files made before.

    kept: what the next index may be made from, None where nothing was to be kept.
    """

    files: list[_Done]
    carried: list[_Done]
    kept: Kept | None = None


def build_index(
    showcase: Showcase,
    write: Callable[[Files], list[_Done]] = list,
    before: Kept | None = None,
    words: Words | None = None,
) -> Index[_Done]:
    """Hand every file below `tim/` to `write`; the same showcase gives the same bytes. `write` is called several times.

    before: what was kept of an index whose documents' files still stand, made by the same generator beside the same
    registers; where that is worth it, only what changed is read and written. words: where those of documents are
    kept for the next index, None where nothing shall be kept.
    """
    found = findables(showcase)
    postings = Postings(showcase.abbreviations, len(Document.FIELDS))
    old = before if before is not None and words is not None and follow(before, found, postings, words) else None
    made = _Making(postings, old, write, words)
    for first in range(0, len(found), GROUP):
        made.add(first, found[first : first + GROUP])
    lines = postings.lines() if old is None else old.lines
    made.files += write(_whole(made, lines, len(found)))
    kept = None if words is None else Kept(made.known, made.groups, lines)
    return Index(made.files, made.carried, kept)


class _Making(Generic[_Done]):
    """The groups of documents, one after the other, written or carried; their postings, unless lines are there already."""

    def __init__(
        self, postings: Postings, old: Kept | None, write: Callable[[Files], list[_Done]], words: Words | None
    ) -> None:
        self.known: list[Known] = []
        self.groups: list[tuple[str, list[Any]]] = []
        self.files: list[_Done] = []
        self.carried: list[_Done] = []
        self._postings = postings
        self._old = old
        self._write = write
        self._words = words

    def add(self, first: int, group: Sequence[Findable]) -> None:
        """A group whose first document has number `first`."""
        known = self._old.known[first : first + GROUP] if self._old is not None else []
        if len(known) == len(group) and all(before.tells_of(one) for one, before in zip(group, known, strict=True)):
            self.groups.append(self._old.groups[first // GROUP])
            self.carried += self.groups[-1][1]
            self.known += known
            return
        made = [one.make() for one in group]
        folder, files = _group(made)
        self.groups.append((folder, self._write(files)))
        self.files += self.groups[-1][1]
        self.known += (
            Known(one.address, one.on, tuple(it.facet_values())) for one, it in zip(group, made, strict=True)
        )
        if self._words is not None:
            self._words.put(group, made)
        if self._old is None:
            for number, document in enumerate(made, first):
                self._postings.add(number, document.words)


def _whole(made: _Making[Any], lines: Sequence[Line], count: int) -> Iterator[tuple[str, bytes]]:
    """The files that tell of all documents."""
    bounds, texts = zip(*shards(lines), strict=True) if count else ((), ())
    generation = name_of("".join(texts))
    for number, text in enumerate(texts):
        name = f"{generation}/{number}"
        yield f"{FOLDER}{name}.js", script(name, json_of(text))
    members = Members()
    for number, one in enumerate(made.known):
        members.add(number, one.facets)
    table = json_of(members.table())
    facets = name_of(table)
    yield f"{FOLDER}{facets}.js", script(facets, table)
    start = [
        VERSION,
        count,
        generation,
        "".join(f"{shared}{rest}" for shared, rest in sharing(bounds)),
        "|".join(name for name, _ in made.groups),
        GROUP,
        facets,
        syllable_list(lines),
    ]
    yield f"{FOLDER}{START}.js", script(START, json_of(start))


def _group(found: Sequence[Document]) -> tuple[str, list[tuple[str, bytes]]]:
    """The name of a group's folder and its files."""
    contents = [json_of(_shown(document)) for document in found]
    folder = name_of("\n".join(contents))
    names = [f"{folder}/{number}" for number in range(len(found))]
    return folder, [(f"{FOLDER}{name}.js", script(name, text)) for name, text in zip(names, contents, strict=True)]


def _shown(document: Document) -> list[str | int | list[str] | None]:
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
        document.story,
        document.unseen(),
    ]
