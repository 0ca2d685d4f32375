"""Bring the ledger of published addresses up to date with a generation that was published."""

from __future__ import annotations

from pathlib import Path

from generator.core.problems import Problem, fix, message
from generator.pipeline.legacy_urls import promised
from generator.pipeline.steps import PROPOSALS
from generator.publish import read_manifest
from generator.records.source import LEDGER_FILE, ledger_text, mended, read_ledger


class LedgerError(Exception):
    """The ledger cannot be brought up to date; `code` is one of the catalogue, `values` fill its text."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = {name: str(value) for name, value in values.items()}

    def __str__(self) -> str:
        return f"{self.code}: {message(self.code, self.values, 'vi')} {fix(self.code, self.values, 'vi')}"


def compare(site: Path, target: Path) -> tuple[set[str], int]:
    """The addresses of the generation in `target` that the ledger lacks, and how many the ledger has.

    Raises LedgerError as `write_ledger` does.
    """
    known = _known(site)
    return _published(target) - known, len(known)


def write_ledger(site: Path, target: Path) -> None:
    """Write the ledger anew: what it holds, and what the generation in `target` adds; nothing ever leaves it.

    Raises LedgerError where no complete generation lies in `target`, or the ledger holds lines that are no addresses
    (lines twice or out of order are mended).
    """
    _write(site, ledger_text(_known(site) | _published(target)))


def mend_ledger(site: Path) -> tuple[bool, list[str]]:
    """Write the ledger in order, each address once, without the marks of a merge; return whether it changed, and the
    lines dropped because they were no addresses.

    Needs no build. Raises LedgerError where there is no ledger, or none that can be read.
    """
    try:
        before = (site / LEDGER_FILE).read_bytes()
        text, dropped = mended(site)
    except (OSError, ValueError) as error:
        raise LedgerError("KH353") from error
    if before == text.encode():
        return False, []
    _write(site, text)
    return True, dropped


def _write(site: Path, text: str) -> None:
    path = site / LEDGER_FILE
    unfinished = path.with_name(f".{path.name}.new")
    try:
        unfinished.write_text(text, encoding="utf-8", newline="\n")
        unfinished.replace(path)
    except OSError as error:
        raise LedgerError("KH354", reason=error.strerror) from error


def _known(site: Path) -> set[str]:
    if not (site / LEDGER_FILE).is_file():
        return set()
    problems: list[Problem] = []
    known = set(read_ledger(site, problems))
    bad = [found for found in problems if found.code not in ("KH342", "KH347", "KH105")]
    if bad:
        raise LedgerError("KH353")
    return known


def _published(target: Path) -> set[str]:
    files = read_manifest(target)
    if files is None:
        raise LedgerError("KH349", target=target)
    if PROPOSALS in files:
        raise LedgerError("KH359", target=target)
    return promised(files)
