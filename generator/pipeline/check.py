"""From files to valid records: read, shape, rules; and which records may be shown when some are bad."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.core.memo import Memo
from generator.core.problems import Finding, Problem, Route
from generator.core.workers import Future, can_fork
from generator.pipeline.content_index import ContentIndex, FileResult, no_collection
from generator.pipeline.photos import inspect_cards, inspect_photos
from generator.publish import worker_deaths_reported
from generator.records.checks import (
    Registers,
    apply_answers,
    run_checks,
    run_quick_site_checks,
    run_similarity,
    run_site_checks,
    without_consequences,
)
from generator.records.reading import Understood, locate
from generator.records.schema import Entry, Records
from generator.records.source import Source, read_again
from generator.showcase.ledger import unclaimed

PAGE_KINDS = frozenset({"model", "news", "programme", "statistic", "page"})
"""Kinds of records with pages or parts of pages of their own; the others are registers."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What `kheo check` knows: every finding, and the records that are free of errors.

    dropped: content files that hold a record left out because of an error in it, or in what it needs. pending: the
    search for similar models, from which only warnings come; None when `findings` are complete. understood: file -> what
    was read otherwise than it is written.
    """

    root: Path
    source: Source
    findings: tuple[Finding, ...]
    records: Records
    dropped: frozenset[str]
    pending: Pending | None = None
    understood: Mapping[str, tuple[Understood, ...]] = field(default_factory=dict)

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.is_error for finding in self.findings)

    def with_problems(self, problems: list[Problem]) -> Checked:
        """The same with more problems found later, located and in their place."""
        if not problems:
            return self
        return replace(self, findings=tuple(sorted({*self.findings, *locate(self.root, problems)})))

    def shown(self, *, proposals: bool) -> Records:
        """The records a build shows: with `proposals` also those that nobody has approved."""
        return self.records.previewed() if proposals else self.records.published()

    def whole(self) -> Checked:
        """The same with every finding; waits for the search for similar models. Raises WorkerDied."""
        if self.pending is None:
            return self
        found = self.pending.findings(self.pending.similar.result())
        return replace(self, findings=tuple(sorted({*self.findings, *found})), pending=None)

    def close(self) -> None:
        """Stop the search for similar models."""
        if self.pending is not None:
            self.pending.similar.stop()


@dataclass(frozen=True, slots=True)
class Pending:
    """Findings that depend on a search in another process. findings: similar models -> all findings."""

    similar: Future[list[Problem]]
    findings: Callable[[list[Problem]], tuple[Finding, ...]]


@worker_deaths_reported()
@no_collection()
def check_site(root: Path, memo: Memo | None = None, jobs: int = 1, *, early: bool = False) -> Checked:
    """Read and check the site under `root`. Never raises for what its files hold; PublishError KH950 for a dead process.

    memo: keeps the result of each file. jobs: processes that may read at once. early: where there is no error, return
    before similar models are found; `whole()` has all findings, and `close()` must follow.
    """
    return judge(ContentIndex(root, memo or Memo.none(), jobs), early=early and jobs > 1)


def judge(index: ContentIndex, *, early: bool = False) -> Checked:
    """The site as it was read, checked as a whole; `early` as in `check_site`."""
    source, entries = index.source, index.entries()
    root, records, features = source.root, Records.of(entries), index.features()

    def search() -> list[Problem]:
        return run_similarity(source, records, features)

    future = Future(search) if early and can_fork() else None
    try:
        quick = [*run_quick_site_checks(source, records), *index.ruled()]
        more = [
            *inspect_photos(root, records, index.memo),
            *inspect_cards(records),
            *unclaimed(source, records),
        ]
    except BaseException:
        # No process goes on after a failure, or after Ctrl-C.
        if future is not None:
            future.stop()
        raise

    def problems(similar: list[Problem]) -> list[Problem]:
        return [*source.problems, *index.shape(), *apply_answers(records, [*quick, *similar]), *more]

    def findings(similar: list[Problem]) -> tuple[Finding, ...]:
        return tuple(_said_once(locate(root, list(without_consequences(source, problems(similar))))))

    understood = {file: result.understood for file, result in index.results.items() if result.understood}
    if future is not None and not any(found.is_error for found in problems([])):
        dropped = _files(source) - {entry.document.file for entry in entries}
        return Checked(root, source, (), records, frozenset(dropped), Pending(future, findings), understood)
    similar = future.result() if future is not None else search()
    kept = _without_errors(source, entries, problems(similar), index)
    dropped = _files(source) - {entry.document.file for entry in kept}
    return Checked(root, source, findings(similar), Records.of(kept), frozenset(dropped), None, understood)


def own_findings(root: Path, result: FileResult, records: Records) -> tuple[Finding, ...]:
    """What is wrong with one file by itself; `records` hold the answers people gave to warnings."""
    bad = list(result.problems())
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
    source: Source, entries: list[Entry[Any]], problems: list[Problem], index: ContentIndex
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
        faulty = [entry for entry in entries if entry.document.kind in PAGE_KINDS]
        # What fell out, or never was a valid record, is no longer there to be referred to.
        left = replace(source, documents=tuple(entry.document for entry in entries))
        records = Records.of(entries)
        # Beside the same registers the rules about one record say what they said.
        same = Registers.of(left.documents, records).key == index.registers.key
        problems = (
            run_site_checks(left, records, index.features())
            if same
            else run_checks(read_again(left, index.read_values), records)
        )


def _concerned(entry: Entry[Any], routes: list[Route]) -> bool:
    """True when an error lies in this record, or in its whole file."""
    prefix = entry.document.prefix
    return any(route == () or route[: len(prefix)] == prefix for route in routes)
