"""A change of several files as one: written down before it begins, undone by the next command if it was cut off."""

from __future__ import annotations

import base64
import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.records.source.find import CUT_OFF

JOURNAL = CUT_OFF


class JournalError(Exception):
    """A change that was cut off cannot be undone: `file` is neither as it was before nor as it was to become."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


@dataclass(frozen=True, slots=True)
class Change:
    """What changes: files with their bytes before and after, then moves (from, to), none inside another."""

    files: Mapping[str, tuple[bytes, bytes]]
    moves: tuple[tuple[str, str], ...] = ()


def carry_out(site: Path, change: Change) -> None:
    """Write all of it. The journal stays until `finish` or `undo`. Raises OSError."""
    _write(site / JOURNAL, _as_text(change))
    for file, (_, after) in change.files.items():
        _write(site / file, after)
    for source, target in change.moves:
        (site / source).rename(site / target)


def finish(site: Path) -> None:
    """The change stays."""
    (site / JOURNAL).unlink(missing_ok=True)


def undo(site: Path) -> bool:
    """Put back what the journal says was before; False where there is none.

    Raises JournalError before anything is touched where somebody has edited a file since, and OSError.
    """
    change = _read(site)
    _unfinished(site / JOURNAL).unlink(missing_ok=True)
    if change is None:
        return False
    moved = tuple(move for move in change.moves if not (site / move[0]).exists())
    todo = [*_to_restore(site, change, moved)]
    for source, target in moved:
        (site / target).rename(site / source)
    for path, before in todo:
        _write(path, before)
    for file in change.files:
        _unfinished(site / file).unlink(missing_ok=True)
    finish(site)
    return True


def _to_restore(site: Path, change: Change, moved: tuple[tuple[str, str], ...]) -> Iterator[tuple[Path, bytes]]:
    """(path before the move, bytes before) of each file that has changed. Raises JournalError."""
    for file, (before, after) in change.files.items():
        now = _after_moves(file, moved)
        found = b""
        with contextlib.suppress(OSError):
            found = (site / now).read_bytes()
        if found == after != before:
            yield site / file, before
        elif found != before:
            raise JournalError(now)


def _after_moves(file: str, moves: tuple[tuple[str, str], ...]) -> str:
    for source, target in moves:
        if file == source or file.startswith(f"{source}/"):
            return target + file[len(source) :]
    return file


def _as_text(change: Change) -> bytes:
    files = {file: [base64.b64encode(data).decode("ascii") for data in both] for file, both in change.files.items()}
    return json.dumps({"files": files, "moves": change.moves}, indent=1).encode()


def _read(site: Path) -> Change | None:
    """The change of the journal; None where there is none. One that cannot be read was never begun: it is written whole."""
    try:
        data = json.loads((site / JOURNAL).read_bytes())
        files = {
            file: (base64.b64decode(before), base64.b64decode(after)) for file, (before, after) in data["files"].items()
        }
        return Change(files, tuple((source, target) for source, target in data["moves"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        finish(site)
        return None


def _write(path: Path, data: bytes) -> None:
    unfinished = _unfinished(path)
    with unfinished.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def _unfinished(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")
