"""The whole index: every file of it by address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator.search.coding import FOLDER, START, VERSION, json_of, name_of, script, sharing
from generator.search.documents import Document, Findable, findables
from generator.search.facets import Members
from generator.search.kept import Kept, Known, replace
from generator.search.postings import Lists, Postings
from generator.search.shards import shards, syllable_list
from generator.showcase import Showcase

Files = Iterable[tuple[str, bytes]]
"""Files of the index as (address, bytes)."""

_Done = TypeVar("_Done")

GROUP = 128
"""Documents whose files share a folder, named by what all of them hold: a change renames no more than these."""


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
    *,
    keeping: bool = False,
) -> Index[_Done]:
    """Hand every file below `tim/` to `write`; the same showcase gives the same bytes. `write` is called several times.

    before: what was kept of an index whose documents' files still stand, made by the same generator beside the same
    registers; where the same things can be found under the same numbers, only what changed is read and written.
    """
    found = findables(showcase)
    old = before if before is not None and before.holds(found) else None
    made = _Making(Postings(showcase.abbreviations, len(Document.FIELDS)), old, write)
    for first in range(0, len(found), GROUP):
        made.add(first, found[first : first + GROUP])
    lists = made.postings.lists() if old is None else old.lists
    made.files += write(_whole(made, lists, len(found)))
    kept = Kept(made.known, made.groups, lists) if keeping else None
    return Index(made.files, made.carried, kept)


class _Making(Generic[_Done]):
    """The groups of documents, one after the other, written or carried; and their postings."""

    def __init__(self, postings: Postings, old: Kept | None, write: Callable[[Files], list[_Done]]) -> None:
        self.postings = postings
        self.known: list[Known] = []
        self.groups: list[tuple[str, list[Any]]] = []
        self.files: list[_Done] = []
        self.carried: list[_Done] = []
        self._old = old
        self._write = write

    def add(self, first: int, group: Sequence[Findable]) -> None:
        """A group whose first document has number `first`."""
        known = self._old.known[first : first + GROUP] if self._old is not None else []
        if known and all(one.on == before.on for one, before in zip(group, known, strict=True)):
            self.groups.append(self._old.groups[first // GROUP])
            self.carried += self.groups[-1][1]
            self.known += known
            return
        made = [one.make() for one in group]
        folder, files = _group(made)
        self.groups.append((folder, self._write(files)))
        self.files += self.groups[-1][1]
        for number, (one, document) in enumerate(zip(group, made, strict=True), first):
            self.known.append(Known.of(one, document))
            if self._old is None:
                self.postings.add(number, document.words)
            elif one.on != self._old.known[number].on:
                before, after = (self.postings.by_field(words) for words in (self._old.known[number].words(), document.words))
                replace(self._old.lists, number, before, after)


def _whole(made: _Making[Any], lists: Sequence[Lists], count: int) -> Iterator[tuple[str, bytes]]:
    """The files that tell of all documents."""
    bounds, lines = zip(*shards(lists), strict=True) if count else ((), ())
    generation = name_of("".join(lines))
    for number, text in enumerate(lines):
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
        syllable_list(lists),
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
