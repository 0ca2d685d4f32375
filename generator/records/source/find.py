"""Find what lies in `content/`: records by folder, hand-written pages, photos, and whatever belongs to nothing."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.core.problems import Problem, problem
from generator.core.vietnamese.slugs import is_device_name
from generator.records.source.folders import FOLDERS, OF_SYSTEMS, REGISTERS, WITH_PHOTOS, is_ignored, printable
from generator.records.source.limits import MAX_FILES
from generator.records.source.misplaced import beside_content, misplaced, right_path

PROVINCE_FILE = "content/province.yml"
CUT_OFF = ".kheo-rename.json"
"""Beside `content/` while a rename changes its files."""
LEDGER_FILE = "content/addresses.txt"

_STEM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_PHOTO = re.compile(r"\.(?:jpe?g|png|webp)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file that holds records. `folder` is set ("content/models/x") when photos may lie beside it."""

    kind: str
    file: str
    name: str
    folder: str = ""
    register: bool = False


@dataclass(slots=True)
class Found:
    """Everything found under `content/`, sorted by path."""

    records: list[RecordFile] = field(default_factory=list)
    photos: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    has_ledger: bool = False


def find(root: Path) -> Found:
    """Walk `root/content`; symbolic links and special files are refused, never followed."""
    found = Found()
    content = root / "content"
    if not content.is_dir():
        found.problems.append(problem("content", (), "KH130", position=(1, 1)))
        return found
    files = []
    for count, file in enumerate(_walk(content, "content", found.problems)):
        if count >= MAX_FILES:
            found.problems.append(problem("content", (), "KH131", limit=MAX_FILES, position=(1, 1)))
            break
        files.append(file)
    for file in sorted(files):
        _sort(root, file, found)
    found.problems += beside_content(root)
    if (root / CUT_OFF).exists():
        found.problems.append(problem(CUT_OFF, (), "KH141", position=(1, 1)))
    if not any(record.file == PROVINCE_FILE for record in found.records):
        found.problems.append(problem(PROVINCE_FILE, (), "KH132", position=(1, 1)))
    found.problems += _collisions(found.records)
    return found


def _walk(folder: Path, path: str, problems: list[Problem]) -> Iterator[str]:
    """Every file below a folder; hidden ones, links and special files are reported instead."""
    waiting = [(folder, path)]
    while waiting:
        folder, path = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            problems.append(problem(printable(path), (), "KH106", error.strerror or "", position=(1, 1)))
            continue
        for entry in entries:
            here = f"{path}/{entry.name}"
            if is_ignored(entry.name):
                if entry.name not in OF_SYSTEMS:
                    problems.append(problem(printable(here), (), "KH139", position=(1, 1)))
            elif entry.is_dir(follow_symlinks=False):
                waiting.append((Path(entry.path), here))
            elif entry.is_file(follow_symlinks=False):
                yield here
            else:
                problems.append(problem(printable(here), (), "KH133", position=(1, 1)))


def _sort(root: Path, file: str, found: Found) -> None:
    """Put one file where it belongs, or report that it belongs nowhere."""
    if file == LEDGER_FILE:
        found.has_ledger = True
        return
    # Nearly every name is plain; the questions below are asked of the others.
    if not (file.isascii() and file.isprintable() and "\\" not in file):
        if file != printable(file) or "\\" in file or any(ord(letter) < 32 for letter in file):
            found.problems.append(problem(printable(file), (), "KH134", position=(1, 1)))
            return
        if not unicodedata.is_normalized("NFC", file):
            found.problems.append(problem(file, (), "KH135", unicodedata.normalize("NFC", file), position=(1, 1)))
            return
    device = next((part for part in file.split("/") if is_device_name(part)), "")
    if device:
        found.problems.append(problem(file, (), "KH140", device, position=(1, 1)))
        return
    record = record_file(file)
    if record is not None:
        found.records.append(record)
        if not record.register and record.kind != "province" and not _STEM.match(record.name):
            found.problems.append(problem(file, (), "KH136", record.name, position=(1, 1), path=right_path(file)))
    elif _PHOTO.search(file) and file.split("/")[1] in WITH_PHOTOS and file.count("/") == 3:
        found.photos.append(file)
    else:
        found.problems.append(misplaced(root, file) or problem(file, (), "KH137", position=(1, 1)))


def record_file(file: str) -> RecordFile | None:
    """The records a file of this name holds, by its folder; None for what is no record file."""
    if file == PROVINCE_FILE:
        return RecordFile("province", file, "province")
    parts = file.split("/")[1:]
    stem, dot, suffix = parts[-1].rpartition(".")
    if not dot or suffix not in ("md", "yml"):
        return None
    if parts[0] in FOLDERS:
        kind = FOLDERS[parts[0]]
        if len(parts) == 2 and (suffix == "md" or kind != "page"):
            return RecordFile(kind, file, stem)
        if len(parts) == 3 and stem == "index" and parts[0] in WITH_PHOTOS:
            return RecordFile(kind, file, parts[1], file.rpartition("/")[0])
    if suffix == "yml":
        register = stem if len(parts) == 1 else parts[0] if len(parts) == 2 else ""
        if register in REGISTERS:
            return RecordFile(REGISTERS[register], file, register, register=True)
    return None


def _collisions(records: list[RecordFile]) -> Iterator[Problem]:
    """Two files for one record: `a.md` beside `a/index.md`, `a.yml` beside `a.md`, `Foo` beside `foo`."""
    seen: dict[tuple[str, str], str] = {}
    for record in records:
        if record.register or record.kind == "province":
            continue
        key = (record.kind, record.name.casefold())
        first = seen.setdefault(key, record.file)
        if first != record.file:
            yield problem(record.file, (), "KH138", record.name, first=first, position=(1, 1))
