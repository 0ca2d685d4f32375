"""All files of a site with what each says by itself: from memory where a file has not changed, else read and learnt."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from generator.core.cache import Cache
from generator.core.problems import Problem
from generator.pipeline.learn import Known, Share, ask_rules, learn, learn_many, opened, pickled, signed
from generator.pipeline.memory import Memory
from generator.records.checks import Trace, World
from generator.records.schema import Entry, Record, Records
from generator.records.source import Document, RecordFile, find, read_site


class Reading:
    """One reading of a site. source: its documents; known: name of a file -> what it says; world: the registers."""

    def __init__(self, root: Path, cache: Cache, jobs: int) -> None:
        self.known: dict[str, Known] = {}
        self._read_now: dict[str, Path] = {}
        self._memory = Memory(cache, time.time())
        found = find(root)
        registers = [record for record in found.records if record.register or record.kind == "province"]
        self.source = read_site(root, replace(found, records=registers), self._read)
        self.world = World.of(self.source.documents, Records.of(self.entries()))
        self._ask_registers()
        self._learn(root, [record for record in found.records if record.file not in self.known], jobs)
        self.source = read_site(root, found, self._read)
        self._memory.save(self.known.items())

    def again(self, records: Iterable[RecordFile]) -> None:
        """Read these files anew, none of them a register; the others are as they were."""
        for record in records:
            self.known[record.file] = ask_rules(learn(self.source.root, record), self.world)
        self.source = read_site(self.source.root, self.source.found, self._read)

    def entries(self) -> list[Entry[Record]]:
        """The valid records, in order of the source's documents."""
        valid = {id(entry.document): entry for one in self.known.values() for entry in one.entries()}
        return [valid[id(document)] for document in self.source.documents if id(document) in valid]

    def traces(self) -> dict[str, Trace]:
        """The traces of models, by the digests of their files."""
        return {one.documents[0].digest: one.trace for one in self.known.values() if one.trace is not None}

    def shape(self) -> list[Problem]:
        """The problems of shape."""
        return [found for one in self.known.values() for found in one.shape]

    def ruled(self) -> list[Problem]:
        """The problems that rules about one record found."""
        asked = {id(document) for document in self.source.documents}
        return [
            found
            for one in self.known.values()
            for document, ruled in zip(one.documents, one.ruled, strict=True)
            if id(document) in asked
            for found in ruled
        ]

    def _read(self, root: Path, record: RecordFile, problems: list[Problem]) -> Iterable[Document]:
        """The documents of a file, as `read_site` asks for them."""
        one = self.known.get(record.file)
        if one is None:
            path = root / record.file
            one = self._memory.recall(path, record.file, None)
            if one is None:
                one = learn(root, record)
                self._read_now[record.file] = path
            self.known[record.file] = one
        problems += one.read
        return one.documents

    def _ask_registers(self) -> None:
        """Ask the rules about the entries of registers, where they were not asked beside the same registers before."""
        for file, one in self.known.items():
            if one.world != self.world.key:
                self.known[file] = ask_rules(one, self.world)
                path = self._read_now.pop(file, None)
                if path is not None:
                    self._memory.keep(
                        Share((signed(path, file, self.known[file]),), pickled([self.known[file]])), self.world.key
                    )

    def _learn(self, root: Path, records: list[RecordFile], jobs: int) -> None:
        key = self.world.key
        unknown = []
        for record in records:
            one = self._memory.recall(f"{root}/{record.file}", record.file, key)
            if one is None:
                unknown.append(record)
            else:
                self.known[record.file] = one
        for share in learn_many(root, unknown, self.world, jobs):
            self._memory.keep(share, key)
            files = (file for file, _, _ in share.files)
            self.known |= zip(files, opened(share.pickled), strict=True)
