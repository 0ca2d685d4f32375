"""Parse and validate every file of a site; the result of a file that has not changed comes from the memo."""

from __future__ import annotations

import gc
import hashlib
import pickle
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from generator.core.memo import Memo, memo_key
from generator.core.problems import Problem
from generator.core.workers import pool_map
from generator.records.checks import Registers, StoryFeatures, run_record_checks, story_features
from generator.records.reading import Names, StandIn, Understood, read_documents, read_record_file
from generator.records.schema import Entry, Record, Records
from generator.records.source import Document, RecordFile, find, read_site

_SHARE = 128
"""Files a worker takes at a time."""


@dataclass(slots=True)
class FileResult:
    """One file. records: of each document the record, None when its shape is wrong.

    read, shape: problems of reading and of shape. ruled: of each document what the rules about one record found, once
    they ran beside the registers of the key `registers`. features: of a valid model. understood: what was read otherwise
    than written, with routes from the top of the file. stand_ins: until the rules ran, what is right of each wrong record.
    """

    documents: tuple[Document, ...]
    records: tuple[Record | None, ...]
    read: tuple[Problem, ...]
    shape: tuple[Problem, ...]
    ruled: tuple[tuple[Problem, ...], ...] = ()
    registers: str = ""
    features: StoryFeatures | None = None
    understood: tuple[Understood, ...] = ()
    stand_ins: tuple[StandIn | None, ...] = ()

    def entries(self) -> Iterator[Entry[Record]]:
        """The valid records."""
        for document, record in zip(self.documents, self.records, strict=True):
            if record is not None:
                yield Entry(record, document)

    def problems(self) -> Iterator[Problem]:
        """Every problem of this file by itself."""
        yield from self.read
        yield from self.shape
        for ruled in self.ruled:
            yield from ruled


class ContentIndex:
    """One reading of a site. source: its documents; results: name of a file -> its result; registers: what rules lean on.

    memo: where results are kept.
    """

    def __init__(self, root: Path, memo: Memo, jobs: int) -> None:
        self.memo = memo
        self.results: dict[str, FileResult] = {}
        found = find(root)
        registers = [record for record in found.records if record.register or record.kind == "province"]
        self.source = read_site(root, replace(found, records=registers), self._read)
        known = Records.of(self.entries())
        self.registers, self.names = Registers.of(self.source.documents, known), Names(known)
        self.results = {file: run_rules(result, self.registers) for file, result in self.results.items()}
        others = [record for record in found.records if record.file not in self.results]
        self.results |= parse_and_validate_all(root, others, (self.registers, self.names), memo, jobs)
        self.source = read_site(root, found, self._read)

    def read_again(self, records: Iterable[RecordFile]) -> None:
        """Read these files again, none of them a register; the others stay."""
        for record in records:
            self.results[record.file] = run_rules(
                parse_and_validate(self.source.root, record, self.names), self.registers
            )
        self.source = read_site(self.source.root, self.source.found, self._read)

    def entries(self) -> list[Entry[Record]]:
        """The valid records, in order of the source's documents."""
        valid = {id(entry.document): entry for result in self.results.values() for entry in result.entries()}
        return [valid[id(document)] for document in self.source.documents if id(document) in valid]

    def features(self) -> dict[str, StoryFeatures]:
        """The story features of models, by the content hashes of their files."""
        return {one.documents[0].digest: one.features for one in self.results.values() if one.features is not None}

    def shape(self) -> list[Problem]:
        """The problems of shape."""
        return [found for result in self.results.values() for found in result.shape]

    def ruled(self) -> list[Problem]:
        """The problems that rules about one record found."""
        listed = {id(document) for document in self.source.documents}
        return [
            found
            for result in self.results.values()
            for document, ruled in zip(result.documents, result.ruled, strict=True)
            if id(document) in listed
            for found in ruled
        ]

    def read_values(self, root: Path, record: RecordFile, problems: list[Problem]) -> Iterable[Document]:
        """The documents of a file with all their values, read once more."""
        names = None if record.register or record.kind == "province" else self.names
        return read_documents(read_record_file(root, record, problems), names).documents

    def _read(self, root: Path, record: RecordFile, problems: list[Problem]) -> Iterable[Document]:
        """The documents of a file, as `read_site` asks for them."""
        result = self.results.get(record.file)
        if result is None:
            result = self.results[record.file] = parse_and_validate(root, record)
        problems += result.read
        return result.documents


def parse_and_validate(root: Path, record: RecordFile, names: Names | None = None) -> FileResult:
    """Read one file and validate its records; no rule has run yet. names: the registers, None for a register itself."""
    found: list[Problem] = []
    result = read_documents(read_record_file(root, record, found), names)
    valid = {entry.document.prefix: entry.record for entry in result.entries}
    records = tuple(valid.get(document.prefix) for document in result.documents)
    features = story_features(result.entries[0]) if result.entries and record.kind == "model" else None
    understood = tuple(
        replace(one, route=(*document.prefix, *one.route)) for document, parts in result.understood for one in parts
    )
    return FileResult(
        result.documents,
        records,
        tuple(found),
        tuple(result.problems),
        features=features,
        understood=understood,
        stand_ins=tuple(result.stand_ins.get(document.prefix) for document in result.documents),
    )


def run_rules(result: FileResult, registers: Registers) -> FileResult:
    """The same with what the rules about one record find; plain values that nothing needs afterwards are dropped.

    Of a record whose shape is wrong they are asked about what is right of it.
    """
    ruled = []
    for at, (document, record) in enumerate(zip(result.documents, result.records, strict=True)):
        standing = result.stand_ins[at] if result.stand_ins else None
        found = run_record_checks(document, standing.record if record is None and standing else record, registers)
        if record is None and standing:
            found = [one for one in found if standing.tells(one, len(document.prefix))]
        ruled.append(tuple(found))
    brief = tuple(document.in_brief() for document in result.documents)
    return replace(result, documents=brief, ruled=tuple(ruled), registers=registers.key, stand_ins=())


def parse_and_validate_all(
    root: Path, records: Sequence[RecordFile], known: tuple[Registers, Names], memo: Memo, jobs: int
) -> dict[str, FileResult]:
    """File -> its result, rules included, for files that are no registers. Raises WorkerDied."""
    registers, names = known
    keys = {record.file: _key(root, record, registers) for record in records} if memo.keeps else {}
    kept_results = memo.get_many(key for key in keys.values() if key)
    results = {file: pickle.loads(kept_results[key]) for file, key in keys.items() if key in kept_results}  # noqa: S301 - sealed by the memo
    fresh = [record for record in records if record.file not in results]
    shares = [fresh[first : first + _SHARE] for first in range(0, len(fresh), _SHARE)]

    def work(number: int) -> list[bytes]:
        with no_collection():
            made = [run_rules(parse_and_validate(root, record, names), registers) for record in shares[number]]
        packed = [pickle.dumps(result, pickle.HIGHEST_PROTOCOL) for result in made]
        kept = zip(shares[number], made, packed, strict=True)
        # A file that changed after its key was made is not kept under that key.
        memo.put_many(
            (keys[record.file], data)
            for record, result, data in kept
            if keys.get(record.file) and _key_of(record, _content_hash(result), registers) == keys[record.file]
        )
        return packed

    with pool_map(work, range(len(shares)), jobs if min(jobs, len(shares)) > 1 else 0) as done:
        for share, packed in zip(shares, done, strict=True):
            results |= {record.file: pickle.loads(data) for record, data in zip(share, packed, strict=True)}  # noqa: S301 - our own
    return {record.file: results[record.file] for record in records}


def _key(root: Path, record: RecordFile, registers: Registers) -> bytes:
    """The key of a file's result; b"" for a file that cannot be read now."""
    try:
        with open(f"{root}/{record.file}", "rb", buffering=0) as file:  # noqa: PTH123 - costs less than a Path
            return _key_of(record, hashlib.file_digest(file, "sha256").hexdigest(), registers)
    except OSError:
        return b""


def _key_of(record: RecordFile, content_hash: str, registers: Registers) -> bytes:
    facts = (record.kind, record.file, record.name, record.folder or "")
    return memo_key("file", *facts, content_hash, registers.key)


def _content_hash(result: FileResult) -> str:
    return result.documents[0].digest if result.documents else ""


@contextmanager
def no_collection() -> Iterator[None]:
    """Disable cyclic garbage collection; records come by the hundred thousand, stay, and hold no cycles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            # Everything that is there now counts as old, without having been searched for cycles.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
