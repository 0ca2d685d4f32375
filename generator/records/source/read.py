"""Read a whole site: every record of `content/` as plain values, and everything that was wrong with reading it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.core.problems import Problem, problem
from generator.core.resources import DEFAULTS
from generator.records.source.decoding import read_text
from generator.records.source.documents import Document, Mender, read_file
from generator.records.source.find import PROVINCE_FILE, Found, RecordFile, find
from generator.records.source.gazetteers import GAZETTEERS, GazetteerError, expand, nearest_tables, wanted_files
from generator.records.source.ledger import read_ledger
from generator.records.source.limits import REGISTER_BYTES

# Registers a province may leave out; the fields, criteria and abbreviations of the guides then serve.
_DEFAULT_KINDS = {"field": "fields.yml", "criterion": "criteria.yml", "abbreviation": "abbreviations.yml"}
# Registers whose records go by a slug.
_CALLED = frozenset({"field", "criterion", "organisation", "place"})
CONCEPTS_FILE = "concepts.yml"
"""The shipped groups of words of one meaning: they serve beside a province's own."""


@dataclass(frozen=True, slots=True)
class Source:
    """A site as read. `root` holds `content/`; documents come in order of their files.

    ledger: every address ever published -> its line in the ledger; empty for a site that keeps none.
    """

    root: Path
    documents: tuple[Document, ...]
    found: Found
    problems: tuple[Problem, ...]
    ledger: dict[str, int] = field(default_factory=dict)

    def unread(self) -> list[tuple[str, str, str]]:
        """(kind, file, text) of each record file of which not all could be read."""
        wrong = {found.file for found in self.problems if found.is_error}
        texts = []
        for record in self.found.records:
            if record.file in wrong:
                with contextlib.suppress(OSError), (self.root / record.file).open("rb") as stream:
                    text = stream.read(REGISTER_BYTES).decode("utf-8", "replace")
                    texts.append((record.kind, record.file, text))
        return texts

    def inputs(self) -> set[str]:
        """Every file of content that must be published or reported."""
        return {record.file for record in self.found.records} | set(self.found.photos)


Reader = Callable[[Path, RecordFile, list[Problem]], Iterable[Document]]
"""Gives the documents of a file below a folder, and appends what was wrong with it."""


def read_site(root: Path, found: Found | None = None, read: Reader | None = None) -> Source:
    """Read all records under `root/content`. Never raises for what a file holds.

    found: what lies there, when that is known; records left out of it are not read. read: what gives the documents
    of a file instead of `read_record_file`.
    """
    found, read = found or find(root), read or read_record_file
    problems = list(found.problems)
    documents: list[Document] = []
    for record in found.records:
        documents += read(root, record, problems)
    present = {record.kind for record in found.records}
    for kind, name in (*_DEFAULT_KINDS.items(), ("concept", CONCEPTS_FILE)):
        if kind not in present or name == CONCEPTS_FILE:
            record = RecordFile(kind, name, name, register=True)
            documents += read(DEFAULTS, record, problems)
    documents += _shipped_places(documents, problems, read)
    ledger = read_ledger(root, problems) if found.has_ledger else {}
    return Source(root, tuple(documents), found, tuple(problems), ledger)


def read_again(source: Source, read: Reader | None = None) -> Source:
    """The same documents with all their values, read once more; what is not as it was stays in brief. read: as above."""
    whole = {
        (document.file, document.prefix, document.digest): document
        for record in source.found.records
        for document in (read or read_record_file)(source.root, record, [])
    }
    documents = (
        whole.get((document.file, document.prefix, document.digest), document) for document in source.documents
    )
    return replace(source, documents=tuple(documents))


def _shipped_places(documents: list[Document], problems: list[Problem], read: Reader) -> list[Document]:
    """The units of the gazetteers `province.yml` asks for, less those the site gives itself under the same slug."""
    wanted = next((document.data.get("gazetteers") for document in documents if document.kind == "province"), None)
    own = {document.data.get("slug") for document in documents if document.kind == "place"}
    shipped: list[Document] = []
    for index, name in enumerate(wanted if isinstance(wanted, list) else ()):
        if isinstance(name, str) and name not in GAZETTEERS:
            route = ("gazetteers", index)
            problems.append(problem(PROVINCE_FILE, route, "KH318", name, near=", ".join(nearest_tables(name))))
    for file in wanted_files(wanted):
        shipped += read(DEFAULTS, RecordFile("place", file, "places", register=True), problems)
    return [document for document in shipped if document.data.get("slug") not in own]


def read_record_file(
    root: Path, record: RecordFile, problems: list[Problem], mend: Mender | None = None
) -> Iterator[Document]:
    """Yield the records of one file; what was wrong is appended to `problems`. mend: what reads lines YAML cannot read."""
    if record.file.endswith(".tsv"):
        yield from _read_table(root, record, problems)
        return
    read = read_file(f"{root}/{record.file}", record.file, register=record.register, mend=mend)
    problems += read.problems
    if read.data is None and read.problems:
        return
    if not record.register:
        if isinstance(read.data, dict):
            yield Document(
                record.kind,
                record.file,
                read.data,
                body=read.body,
                body_line=read.body_line,
                name=record.name,
                folder=record.folder,
                digest=read.digest,
                lost=read.lost,
            )
        else:
            problems.append(problem(record.file, (), "KH108", _type_name(read.data)))
        return
    if isinstance(read.data, dict) and record.file.count("/") == 2 and record.kind in _CALLED:
        # One record of a register in a file of its own, called by the name of the file.
        name = record.file.rpartition("/")[2].removesuffix(".yml")
        yield Document(record.kind, record.file, {"slug": name, **read.data}, name=name, digest=read.digest)
        return
    if not isinstance(read.data, list):
        problems.append(problem(record.file, (), "KH109", _type_name(read.data)))
        return
    for index, item in enumerate(read.data):
        if isinstance(item, dict):
            yield Document(record.kind, record.file, item, (index,), name=record.name, digest=read.digest)
        else:
            problems.append(problem(record.file, (index,), "KH108", _type_name(item)))


def _read_table(root: Path, record: RecordFile, problems: list[Problem]) -> Iterator[Document]:
    """Yield the units of a table that the product brings, or say which line of it is damaged."""
    try:
        text, found, digest = read_text(root / record.file, record.file, REGISTER_BYTES)
        units = expand(text or "")
    except GazetteerError as error:
        problems.append(problem(record.file, (), "KH319", position=(max(error.line, 1), 1)))
        return
    except OSError as error:
        problems.append(problem(record.file, (), "KH106", error.strerror or "", position=(1, 1)))
        return
    problems += found
    for index, unit in enumerate(units):
        yield Document(record.kind, record.file, unit, (index,), name=record.name, digest=digest)


def _type_name(value: Any) -> str:
    names = {dict: "các dòng “tên: nội dung”", list: "nhiều mục liệt kê", str: "chữ", type(None): "trống"}
    return names.get(type(value), "số")
