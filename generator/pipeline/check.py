"""From files to valid records: read, shape, rules; and which records may be shown when some are bad."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from generator.core.cache import Cache
from generator.core.problems import Finding, Problem, Route
from generator.core.workers import Future, can_fork
from generator.pipeline.inspection import inspect_photos
from generator.pipeline.jobs import deaths_told
from generator.pipeline.learn import Known
from generator.pipeline.memory import keep_stories, recall_stories
from generator.pipeline.reading import Reading
from generator.records.checks import (
    Compared,
    World,
    apply_answers,
    run_checks,
    run_likeness,
    run_quick_site_checks,
    run_site_checks,
    without_consequences,
)
from generator.records.schema import Entry, Records
from generator.records.source import Source, locate, read_again
from generator.showcase.ledger import unclaimed

TELLING = frozenset({"model", "news", "programme", "statistic", "page"})
"""Kinds of records that tell something, and have pages or parts of pages of their own; the others are registers."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What `kheo check` knows: every finding, and the records that are free of errors.

    dropped: content files that hold a record left out because of an error in it, or in what it needs. later: what is
    still being looked for, all of it warnings; None when `findings` are all there are.
    """

    root: Path
    source: Source
    findings: tuple[Finding, ...]
    records: Records
    dropped: frozenset[str]
    later: Later | None = None

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.is_error for finding in self.findings)

    def with_problems(self, problems: list[Problem]) -> Checked:
        """The same with more problems found later, located and in their place."""
        if not problems:
            return self
        return replace(self, findings=tuple(sorted({*self.findings, *locate(self.root, problems)})))

    def whole(self) -> Checked:
        """The same with every finding; waits for what is still being looked for. Raises WorkerDied."""
        if self.later is None:
            return self
        all_found = self.later.findings()
        return replace(
            self, findings=tuple(sorted({*self.findings, *all_found})) if self.findings else all_found, later=None
        )

    def close(self) -> None:
        """Leave nobody looking."""
        if self.later is not None:
            self.later.likeness.stop()


@dataclass(frozen=True, slots=True)
class Later:
    """Findings that hang on what another process looks for. tell: models alike -> all findings."""

    likeness: Future[list[Problem]]
    tell: Callable[[list[Problem]], tuple[Finding, ...]]

    def findings(self) -> tuple[Finding, ...]:
        """Wait for them. Raises WorkerDied."""
        return self.tell(self.likeness.result())


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the search for circles: records come by the hundred thousand, stay, and point in no circles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            # All that is there now counts as old, without having been searched for circles.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


@deaths_told()
@uncollected()
def check_site(root: Path, cache: Cache | None = None, jobs: int = 1, *, soon: bool = False) -> Checked:
    """Read and check the site under `root`. Never raises for what its files hold; PublishError KH950 for a dead process.

    cache: keeps what is learnt of each file for the next time. jobs: processes that may read at once. soon: where there
    is no error, return before models alike are found; `whole()` tells all, and `close()` must follow.
    """
    cache = cache or Cache.none()
    return judged(Reading(root, cache, jobs), cache, soon=soon and jobs > 1)


def judged(reading: Reading, cache: Cache, *, soon: bool = False) -> Checked:
    """The site as it was read, checked as a whole; `cache` and `soon` as in `check_site`."""
    root = reading.source.root
    source, entries = reading.source, reading.entries()
    records = Records.of(entries)
    compared = Compared(reading.traces(), recall_stories(cache))

    def likeness() -> list[Problem]:
        found = run_likeness(source, records, compared)
        keep_stories(cache, compared)
        return found

    beside = Future(likeness) if soon and can_fork() else None
    try:
        quick = [*run_quick_site_checks(source, records), *reading.ruled()]
        more = [*inspect_photos(root, records), *unclaimed(source, records)]
    except BaseException:
        # Nobody goes on behind a failure, or behind Ctrl-C.
        if beside is not None:
            beside.stop()
        raise

    def bad(alike: list[Problem]) -> list[Problem]:
        return [*source.problems, *reading.shape(), *apply_answers(records, [*quick, *alike]), *more]

    def findings(alike: list[Problem]) -> tuple[Finding, ...]:
        return tuple(_said_once(locate(root, list(without_consequences(source, bad(alike))))))

    if beside is not None and not any(found.is_error for found in bad([])):
        dropped = _files(source) - {entry.document.file for entry in entries}
        return Checked(root, source, (), records, frozenset(dropped), Later(beside, findings))
    alike = beside.result() if beside is not None else likeness()
    kept = _without_errors(source, entries, bad(alike), reading.world.key, compared)
    dropped = _files(source) - {entry.document.file for entry in kept}
    return Checked(root, source, findings(alike), Records.of(kept), frozenset(dropped))


def own_findings(root: Path, known: Known, records: Records) -> tuple[Finding, ...]:
    """What is wrong with one file by itself; `records` hold the answers people gave to warnings."""
    bad = [*known.read, *known.shape, *chain.from_iterable(known.ruled)]
    left = [found for found in apply_answers(records, bad) if found.file in {one.file for one in bad}]
    return tuple(_said_once(locate(root, left)))


def _files(source: Source) -> set[str]:
    return {record.file for record in source.found.records}


def _said_once(findings: list[Finding]) -> list[Finding]:
    """Drop a finding about the shape of a value (KH2xx) where reading it (KH1xx) already said what is wrong."""
    read = {(finding.file, finding.line, finding.column) for finding in findings if finding.code < "KH200"}
    return [
        finding
        for finding in findings
        if not ("KH200" < finding.code < "KH300" and (finding.file, finding.line, finding.column) in read)
    ]


def _without_errors(
    source: Source, entries: list[Entry[Any]], problems: list[Problem], world: str, compared: Compared
) -> list[Entry[Any]]:
    """Leave out records with errors, then records that tell something and needed those, until the rest stands.

    An organisation or place of a register stays although a place it names fell out: it only knows less.
    """
    faulty = entries
    while True:
        errors: dict[str, list[Route]] = {}
        for found in problems:
            if found.is_error:
                errors.setdefault(found.file, []).append(found.route)
        bad = [entry for entry in faulty if _concerned(entry, errors.get(entry.document.file, []))]
        if not errors or (not bad and faulty is not entries):
            return entries
        gone = {id(entry) for entry in bad}
        entries = [entry for entry in entries if id(entry) not in gone]
        faulty = [entry for entry in entries if entry.document.kind in TELLING]
        # What fell out, or never was a valid record, is no longer there to be referred to.
        left = replace(source, documents=tuple(entry.document for entry in entries))
        records = Records.of(entries)
        # Beside the same registers the rules about one record say what they said.
        same = World.of(left.documents, records).key == world
        problems = run_site_checks(left, records, compared) if same else run_checks(read_again(left), records)


def _concerned(entry: Entry[Any], routes: list[Route]) -> bool:
    """True when an error lies in this record, or in its whole file."""
    prefix = entry.document.prefix
    return any(route == () or route[: len(prefix)] == prefix for route in routes)
