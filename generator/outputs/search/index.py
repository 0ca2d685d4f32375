"""The whole index: every file of it by address, merged from segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.outputs.search.coding import FOLDER, START, VERSION, json_of, name_of, script, sharing
from generator.outputs.search.concepts import Concepts, concept_lines, single_words
from generator.outputs.search.facets import Members
from generator.outputs.search.postings import Merged
from generator.outputs.search.segments import Segmenter, groups, read_segment
from generator.outputs.search.shards import shards, syllables
from generator.showcase import Showcase

Files = Iterator[tuple[str, bytes]]
"""Files of the index as (address, bytes)."""


def build_index(showcase: Showcase) -> Files:
    """Every file below `tim/`; the same showcase gives the same bytes."""
    return merge(map(Segmenter(showcase.abbreviations), groups(showcase)), showcase.concepts)


def merge(segments: Iterable[bytes], concepts: Concepts) -> Files:
    """The index of segments in their order, each as a `Segmenter` made it; one is held at a time."""
    merged, members, names = Merged(), Members(), []
    documents = 0
    for data in segments:
        segment = read_segment(data)
        for name, content in segment.files:
            yield _file(f"{segment.name}/{name}", content)
        for document, values in enumerate(segment.facets, documents):
            members.add(document, values)
        merged.add(documents, segment.postings)
        names.append(f"{segment.name}{segment.documents}")
        documents += segment.documents
    lines = sorted([*merged.lines(), *(concept_lines(concepts) if documents else ())])
    bounds, texts = zip(*shards(lines), strict=True) if lines else ((), ())
    generation = name_of("".join(texts))
    for number, text in enumerate(texts):
        yield _file(f"{generation}/{number}", json_of(text))
    tables = {facet: json_of(values) for facet, values in members.table().items()}
    facets = name_of("\n".join(tables.values()))
    for facet, table in tables.items():
        yield _file(f"{facets}/{facet}", table)
    coded = "".join(f"{shared}{rest}" for shared, rest in sharing(bounds))
    start = [
        VERSION,
        documents,
        generation,
        coded,
        "|".join(names),
        facets,
        syllables(merged.counts()),
        members.weights(),
        single_words(concepts),
    ]
    yield _file(START, json_of(start))


def _file(name: str, content: str) -> tuple[str, bytes]:
    return f"{FOLDER}{name}.js", script(name, content)
