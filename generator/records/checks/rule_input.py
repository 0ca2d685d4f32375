"""The input of a rule about one record: the record, its words, and the registers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.records.checks.texts import RecordText
from generator.records.schema import Entry, Measure, Record, Records
from generator.records.source import Document

# Registers a rule about one record may look into; of organisations only the abbreviations.
_REGISTERS = ("fields", "criteria", "units", "abbreviations")


@dataclass(frozen=True, eq=False)
class RuleInput(Entry[Any]):
    """One record with its words. `record` is None when its shape is wrong; its words are checked all the same.

    Compared by being the same object, so that what several rules need of it can be worked out once.
    """

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @cached_property
    def words(self) -> RecordText:
        """The words, gathered when first asked for."""
        return RecordText(self.document)


@dataclass(frozen=True, eq=False, repr=False)
class Registers:
    """The registers, and nothing of models, news, programmes and statistics.

    records: province, fields, criteria, units and abbreviations. criterion_names: also of criteria whose shape is wrong.
    organisations: the abbreviations organisations go by.
    """

    records: Records
    criterion_names: frozenset[str]
    organisations: frozenset[str]

    @classmethod
    def of(cls, documents: Iterable[Document], records: Records) -> Registers:
        """Take the registers out of a site."""
        kept = Records(province=records.province, unit_by_slug=records.unit_by_slug)
        for name in _REGISTERS:
            setattr(kept, name, getattr(records, name))
        criteria = frozenset(str(document.data.get("slug")) for document in documents if document.kind == "criterion")
        shortened = (entry.record.abbreviation for entry in records.organisations)
        return cls(kept, criteria, frozenset(short for short in shortened if short))

    @cached_property
    def key(self) -> str:
        """The registers key: a record's problems depend on the record and on this alone."""
        digest = hashlib.sha256()
        province = self.records.province
        for entry in [province] if province else []:
            digest.update(_canonical(entry.record.id_prefix, *entry.record.id_prefixes))
        for name in _REGISTERS:
            for entry in getattr(self.records, name):
                digest.update(_canonical(name, entry.record))
        digest.update(_canonical(*sorted(self.criterion_names)))
        digest.update(_canonical(*sorted(self.organisations)))
        return digest.hexdigest()


def _canonical(*parts: str | Record) -> bytes:
    texts = (part if isinstance(part, str) else part.model_dump_json() for part in parts)
    return "\0".join([*texts, "\n"]).encode()


def measures(one: Entry[Any]) -> Iterator[tuple[int, str, Measure]]:
    """(index in results, "baseline" | "result" | "target", measure) of every measure the record gives."""
    for index, result in enumerate(one.record.results):
        for name in ("baseline", "result", "target"):
            measure = getattr(result, name)
            if measure is not None:
                yield index, name, measure
