"""The whole index: every file of it by address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.search.coding import FOLDER, START, VERSION, json_of, name_of, script
from generator.search.documents import Document, documents
from generator.search.facets import facet_table
from generator.search.postings import Postings
from generator.showcase import Showcase

_GROUP = 64
"""Documents whose files share a folder, named by what all of them hold: a change renames no more than these."""


def build_index(showcase: Showcase) -> Iterator[tuple[str, bytes]]:
    """Yield (address, bytes) of every file below `tim/`; the same showcase gives the same bytes."""
    found = documents(showcase)
    postings = Postings(showcase.abbreviations, len(Document.FIELDS))
    for number, document in enumerate(found):
        postings.add(number, document.words)
    bounds, shards = zip(*postings.shards(), strict=True) if found else ((), ())
    generation = name_of("".join(shards))
    for number, lines in enumerate(shards):
        name = f"{generation}/{number}"
        yield f"{FOLDER}{name}.js", script(name, json_of(lines))
    groups = []
    for start in range(0, len(found), _GROUP):
        folder, files = _group(found[start : start + _GROUP])
        groups.append(folder)
        yield from files
    table = json_of(facet_table(found))
    facets = name_of(table)
    yield f"{FOLDER}{facets}.js", script(facets, table)
    start = [
        VERSION,
        len(found),
        generation,
        "|".join(bounds),
        "|".join(groups),
        _GROUP,
        facets,
        postings.syllable_list(),
    ]
    yield f"{FOLDER}{START}.js", script(START, json_of(start))


def _group(found: Sequence[Document]) -> tuple[str, list[tuple[str, bytes]]]:
    """The name of a group's folder and its files."""
    contents = [json_of(_shown(document)) for document in found]
    folder = name_of("\n".join(contents))
    names = [f"{folder}/{number}" for number in range(len(found))]
    return folder, [(f"{FOLDER}{name}.js", script(name, text)) for name, text in zip(names, contents, strict=True)]


def _shown(document: Document) -> list[str | int | None]:
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
    ]
