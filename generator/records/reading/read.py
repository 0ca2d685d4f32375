"""The one reader of records: files, the form and imports come through here, from plain values to typed records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.core.problems import Finding, Problem, Route
from generator.records import source
from generator.records.reading.mend import mender
from generator.records.reading.names import Names
from generator.records.reading.provisional import StandIn, stand_in
from generator.records.reading.shapes import wants_flag
from generator.records.reading.values import Reading, Understood, read_values
from generator.records.reading.words import said
from generator.records.schema import RECORDS, Entry, validate
from generator.records.source import Document, RecordFile


def read_record_file(root: Path, record: RecordFile, problems: list[Problem]) -> Iterator[Document]:
    """Yield the records of one file, its lines mended where YAML cannot read them; what was wrong goes into `problems`."""
    found: list[Problem] = []
    yield from source.read_record_file(root, record, found, mender(record.kind))
    # Where yes or no is asked, "yes" is no text that YAML would twist.
    schema = RECORDS[record.kind]
    problems += (one for one in found if one.code != "KH117" or not wants_flag(schema, one.route))


def locate(root: Path, problems: list[Problem]) -> list[Finding]:
    """Give every problem its line and column in the file as it was read."""
    return source.locate(root, problems, mender)


@dataclass(slots=True)
class ReadRecords:
    """Documents as they were read, the valid records among them, what is wrong with the others, and what was understood.

    understood: of each document that was not written plainly, what was read otherwise than it stands there. stand_ins: of each record that is not valid, by its route, what is right of it.
    """

    documents: tuple[Document, ...] = ()
    entries: list[Entry[Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    understood: list[tuple[Document, tuple[Understood, ...]]] = field(default_factory=list)
    stand_ins: dict[Route, StandIn | None] = field(default_factory=dict)


def read_documents(documents: Iterable[Document], names: Names | None = None) -> ReadRecords:
    """Read and validate documents. A record the schema takes as it stands is not looked at twice.

    names: the registers; None while these are read themselves.
    """
    result, read_as = ReadRecords(), []
    for written in documents:
        document = written
        entries, problems = validate([document])
        if problems:
            reading = read_values(document.kind, document.data, document.file, document.prefix, names)
            if reading.understood or reading.refused:
                document = _rewritten(document, reading)
                entries, problems = validate([document])
                problems = _with_refusals(document, problems, reading)
            if problems:
                problems = [*problems, *reading.unknown]
                result.stand_ins[document.prefix] = stand_in(document, problems)
            if reading.understood:
                result.understood.append((document, tuple(reading.understood)))
        read_as.append(document)
        result.entries += entries
        result.problems += problems
    result.documents = tuple(read_as)
    return result


def _rewritten(document: Document, reading: Reading) -> Document:
    """The document with the values as read. Names looked up are part of what it says: its hash holds them."""
    digest = document.digest
    if reading.by_name:
        digest = hashlib.sha256(repr((digest, reading.by_name)).encode()).hexdigest()
    return replace(document, data=reading.data, digest=digest)


def _with_refusals(document: Document, problems: list[Problem], reading: Reading) -> list[Problem]:
    """The problems of shape; where a name means nothing or too much, what the registers say of it instead."""
    depth = len(document.prefix)
    return [reading.refused.get(found.route[depth:], found) if found.code == "KH203" else found for found in problems]


def explained(root: Path, file: str, understood: Sequence[Understood]) -> list[tuple[int, str]]:
    """(line, "written → read") of what was understood of one file, in order of its lines."""
    told = {str(number): one for number, one in enumerate(understood)}
    # Places are looked up as those of problems are; the code is of no account.
    asked = [Problem(file, one.route, "KH204", number, at_key=one.action == "key") for number, one in told.items()]
    lines = [(found.line, found.column, told[found.text]) for found in locate(root, asked)]
    return [(line, f"{_written(one)} → {_as_read(one)}") for line, _, one in sorted(lines, key=lambda one: one[:2])]


def _written(one: Understood) -> str:
    return " ".join(one.written.split()) or str(one.route[-1])


def _as_read(one: Understood) -> str:
    if one.action == "add":
        return f"{one.route[-1]}: {said(one.value)}"
    return said(one.value) or "(trống)"
