"""The whole index: every file of it by address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.processes import can_share, shared
from generator.search.coding import FOLDER, START, VERSION, json_of, name_of, script, sharing
from generator.search.documents import Document, makers
from generator.search.facets import Members
from generator.search.postings import Lists, Postings, joined
from generator.search.shards import shards, syllable_list
from generator.showcase import Showcase

Files = Iterable[tuple[str, bytes]]
"""Files of the index as (address, bytes)."""

_Done = TypeVar("_Done")
_Maker = Callable[[], Document]

_GROUP = 128
"""Documents whose files share a folder, named by what all of them hold: a change renames no more than these."""
_WORTH_SHARING = 200
"""Documents below which another process costs more than it saves."""


@dataclass(frozen=True, slots=True)
class _Share:
    """What some of the documents add to the index; their own files are done with."""

    done: list[object]
    groups: list[str]
    members: Members
    lists: list[Lists]


def build_index(showcase: Showcase, write: Callable[[Files], list[_Done]] = list, jobs: int = 1) -> list[_Done]:
    """Hand every file below `tim/` to `write` and return all it returned; the same showcase gives the same bytes.

    `write` is called several times, with `jobs` over 1 in forked processes too. Raises what it raises, and
    WorkerDied when a process died.
    """
    make = makers(showcase)
    shares = jobs if len(make) >= _WORTH_SHARING and can_share() else 1
    groups = [make[start : start + _GROUP] for start in range(0, len(make), _GROUP)]
    size = -(-len(groups) // shares)

    def share(number: int) -> _Share:
        return _share(groups[number * size : (number + 1) * size], number * size * _GROUP, showcase.abbreviations, write)

    # The first share is done here: what a process finds is as much again to hand over.
    with shared(share, range(1, shares), shares - 1) as others:
        parts = [share(0), *others]
    return [*(one for part in parts for one in part.done), *write(_whole(parts, len(make)))]


def _share(
    groups: Sequence[Sequence[_Maker]], first: int, abbreviations: Mapping[str, str], write: Callable[[Files], list[_Done]]
) -> _Share:
    """Read groups of documents, of which the first has number `first`, and write their files."""
    postings, members = Postings(abbreviations, len(Document.FIELDS)), Members()
    done: list[object] = []
    names = []
    for number, group in enumerate(groups):
        found = [make() for make in group]
        folder, files = _group(found)
        names.append(folder)
        done += write(files)
        for at, document in enumerate(found, first + number * _GROUP):
            postings.add(at, document.words)
            members.add(at, document)
    return _Share(done, names, members, postings.lists())


def _whole(parts: Sequence[_Share], count: int) -> Iterator[tuple[str, bytes]]:
    """The files that tell of all documents."""
    lists = joined(part.lists for part in parts)
    bounds, lines = zip(*shards(lists), strict=True) if count else ((), ())
    generation = name_of("".join(lines))
    for number, text in enumerate(lines):
        name = f"{generation}/{number}"
        yield f"{FOLDER}{name}.js", script(name, json_of(text))
    members = Members()
    for part in parts:
        members.join(part.members)
    table = json_of(members.table())
    facets = name_of(table)
    yield f"{FOLDER}{facets}.js", script(facets, table)
    groups = [name for part in parts for name in part.groups]
    start = [
        VERSION,
        count,
        generation,
        "".join(f"{shared}{rest}" for shared, rest in sharing(bounds)),
        "|".join(groups),
        _GROUP,
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
