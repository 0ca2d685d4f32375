"""What each file of records says by itself: its records, and the problems that hang on nothing but the registers.

Files are read in several processes where that pays; the result is the same for any number.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.core.problems import Problem
from generator.core.workers import pool_map
from generator.pipeline.signature import Signature, signature
from generator.records.checks import Trace, World, run_record_checks, trace_of
from generator.records.schema import Entry, Record, validate
from generator.records.source import Document, RecordFile, read_record_file

# Files a process learns at a time; and below twice that a second process costs more than it saves.
SHARE = 128


@dataclass(slots=True)
class Known:
    """One file. records: of each document the record, None when its shape is wrong.

    read, shape: problems of reading and of shape. ruled: of each document what the rules about one record found, once
    they have been asked, beside the registers with the key `world`. trace: of a valid model.
    """

    documents: tuple[Document, ...]
    records: tuple[Record | None, ...]
    read: tuple[Problem, ...]
    shape: tuple[Problem, ...]
    ruled: tuple[tuple[Problem, ...], ...] = ()
    world: str = ""
    trace: Trace | None = None

    def entries(self) -> Iterator[Entry[Record]]:
        """The valid records."""
        for document, record in zip(self.documents, self.records, strict=True):
            if record is not None:
                yield Entry(record, document)


def learn(root: Path, record: RecordFile) -> Known:
    """Read one file and shape its records; the rules have not been asked yet."""
    read: list[Problem] = []
    documents = tuple(read_record_file(root, record, read))
    entries, shape = validate(documents)
    valid = {entry.document.prefix: entry.record for entry in entries}
    records = tuple(valid.get(document.prefix) for document in documents)
    trace = trace_of(entries[0]) if entries and record.kind == "model" else None
    return Known(documents, records, tuple(read), tuple(shape), trace=trace)


def ask_rules(known: Known, world: World) -> Known:
    """The same with what the rules about one record find; most plain values are let go, for nobody looks at them now."""
    ruled = tuple(
        tuple(run_record_checks(document, record, world))
        for document, record in zip(known.documents, known.records, strict=True)
    )
    brief = tuple(document.in_brief() for document in known.documents)
    return replace(known, documents=brief, ruled=ruled, world=world.key)


@dataclass(frozen=True, slots=True)
class Share:
    """Some files learnt together. files: name, signature and SHA-256 of each, taken after it was read; the signature is
    None where the file is gone since. pickled: what is Known of each, for `opened`.
    """

    files: tuple[tuple[str, Signature | None, str], ...]
    pickled: bytes


def learn_many(root: Path, records: Sequence[RecordFile], world: World, jobs: int) -> Iterator[Share]:
    """Learn files share by share, in order. Raises WorkerDied."""
    shares = [records[first : first + SHARE] for first in range(0, len(records), SHARE)]
    processes = jobs if min(jobs, len(shares)) > 1 else 0
    with pool_map(lambda number: _learn_share(root, shares[number], world), range(len(shares)), processes) as learnt:
        yield from learnt


def _learn_share(root: Path, records: Sequence[RecordFile], world: World) -> Share:
    known = _learnt(root, records, world)
    files = (signed(root / record.file, record.file, one) for record, one in zip(records, known, strict=True))
    return Share(tuple(files), pickled(known))


def _learnt(root: Path, records: Sequence[RecordFile], world: World) -> list[Known]:
    """What is known of each file; meanwhile nobody searches for circles, for records point in none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        return [ask_rules(learn(root, record), world) for record in records]
    finally:
        if enabled:
            gc.enable()


def signed(path: Path, file: str, known: Known) -> tuple[str, Signature | None, str]:
    """A file of a share, for `Share.files`; only one that holds no record is read again for its digest."""
    try:
        digest = known.documents[0].digest if known.documents else hashlib.sha256(path.read_bytes()).hexdigest()
        return file, signature(os.lstat(path)), digest
    except OSError:
        return file, None, ""


def pickled(known: list[Known]) -> bytes:
    """A share to be kept."""
    return pickle.dumps(known, pickle.HIGHEST_PROTOCOL)


def opened(share: bytes) -> list[Known]:
    """A share that was kept."""
    return pickle.loads(share)  # noqa: S301 - made by ourselves, kept sealed
