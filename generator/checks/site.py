"""What a rule looks at: the site as read, its valid records, and the words of every record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.checks.texts import RecordText
from generator.schema import Entry, Measure, Records
from generator.source import Source

NARRATIVE = frozenset({"model", "news", "programme", "statistic"})


@dataclass(frozen=True, slots=True)
class Site:
    """A whole site. `texts` also holds records whose shape is wrong: what they say is checked all the same."""

    source: Source
    records: Records
    texts: dict[tuple[str, tuple[str | int, ...]], RecordText]

    @classmethod
    def of(cls, source: Source, records: Records) -> Site:
        """Gather the words of every record under `content/`; the defaults the product brings are not the editor's."""
        texts = {
            (document.file, document.prefix): RecordText(document)
            for document in source.documents
            if document.file.startswith("content/")
        }
        return cls(source, records, texts)

    def text_of(self, entry: Entry[Any]) -> RecordText:
        """The words of one valid record."""
        return self.texts[entry.document.file, entry.document.prefix]

    def narratives(self) -> Iterator[RecordText]:
        """The words of records that tell something: models, news, programmes, statistics."""
        return (text for text in self.texts.values() if text.document.kind in NARRATIVE)

    def with_results(self) -> Iterator[Entry[Any]]:
        """The records that may carry `results`."""
        yield from self.records.models
        yield from self.records.programmes

    def with_sources(self) -> Iterator[Entry[Any]]:
        """The records that number their sources."""
        yield from self.records.models
        yield from self.records.programmes
        yield from self.records.statistics


def measures(entry: Entry[Any]) -> Iterator[tuple[int, str, Measure]]:
    """(index in results, "baseline" | "result" | "target", measure) of every measure the record gives."""
    for index, result in enumerate(entry.record.results):
        for name in ("baseline", "result", "target"):
            measure = getattr(result, name)
            if measure is not None:
                yield index, name, measure
