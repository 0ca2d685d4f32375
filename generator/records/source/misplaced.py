"""Files that look like records and are none: in the wrong place, with the wrong ending, or of a word processor."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.core.problems import Problem, problem
from generator.core.texts import keys_called
from generator.core.vietnamese.slugs import slugify
from generator.records.source.folders import FOLDERS, REGISTERS, WITH_PHOTOS, is_ignored, printable

# What people call the folders of content.
_FOLDER_NAMES = {
    "mo-hinh": "models", "model": "models", "tin-tuc": "news", "tin": "news", "trang": "pages", "page": "pages",
    "chuong-trinh": "programmes", "programme": "programmes", "programs": "programmes", "so-lieu": "statistics",
    "thong-ke": "statistics", "statistic": "statistics", "don-vi": "organisations", "dia-ban": "places",
}  # fmt: skip
_RECORD_LIKE = re.compile(r"\.(?:md|markdown|ya?ml)(?:\.txt|\.md)?\Z", re.IGNORECASE)
_WORD_FILE = re.compile(r"\.(?:docx?|odt|rtf)\Z", re.IGNORECASE)
# At the top of a repository, and no records.
_NO_RECORDS = re.compile(
    r"(?:readme|changelog|contributing|security|license|architecture|mkdocs|docs|codeowners)\b", re.IGNORECASE
)


def misplaced(root: Path, file: str) -> Problem | None:
    """KH150 for a file below `content/` that looks like a record, with the path it should have; else None.

    A wrong ending is enough; a file that ends rightly and lies elsewhere is looked into.
    """
    values: dict[str, Any] = {"path": right_path(file)}
    if _WORD_FILE.search(file):
        values["remedy"] = "import"
    elif not _RECORD_LIKE.search(file) or (file.endswith((".md", ".yml")) and not _has_keys(root / file)):
        return None
    return problem(file, (), "KH150", file, position=(1, 1), **values)


def beside_content(root: Path) -> Iterator[Problem]:
    """Records that lie at the top of the repository, or in a folder there that is called like one of content."""
    folders = [root, *(root / name for name in (*_FOLDER_NAMES, *FOLDERS) if name not in ("docs", "page", "pages"))]
    for folder in folders:
        try:
            entries = sorted(entry.name for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False))
        except OSError:
            continue
        above = "" if folder == root else f"{folder.name}/"
        for name in entries:
            file = f"{above}{name}"
            if is_ignored(name) or (not above and _NO_RECORDS.match(name)):
                continue
            if _WORD_FILE.search(name):
                values: dict[str, Any] = {"path": right_path(f"content/{file}"), "remedy": "import"}
            elif _RECORD_LIKE.search(name) and _has_keys(folder / name):
                values = {"path": right_path(f"content/{file}")}
            else:
                continue
            yield problem(printable(file), (), "KH150", printable(file), position=(1, 1), **values)


def _has_keys(path: Path) -> bool:
    """Whether a file begins as a record does: front matter, or several keys that records know."""
    try:
        with path.open("rb") as stream:
            head = stream.read(4096).decode("utf-8", "replace")
    except OSError:
        return False
    keys = (line.partition(":")[0] for line in head.split("\n") if ":" in line and line[:1].strip())
    return sum(bool(_KEYS_OF_RECORDS & keys_called(key)) for key in keys) >= _FEWEST_KEYS


_KEYS_OF_RECORDS = frozenset(
    {"id", "name", "lede", "field", "place", "period", "status", "sources", "reviewed", "published"}
)
_FEWEST_KEYS = 3


def right_path(file: str) -> str:
    """Where a record file of this name should lie, and how it should be called."""
    parts = file.split("/")
    stem = re.sub(r"(?:\.(?:md|markdown|ya?ml|txt|docx?|odt|rtf))+\Z", "", parts[-1], flags=re.IGNORECASE)
    names = [slugify(part) for part in parts[1:-1]]
    kind = next((_FOLDER_NAMES.get(name, name) for name in names if _FOLDER_NAMES.get(name, name) in _PLACES), "models")
    register = slugify(stem)
    if not names and (_FOLDER_NAMES.get(register, register) in REGISTERS or register == "province"):
        return f"content/{_FOLDER_NAMES.get(register, register)}.yml"
    is_yaml = re.search(r"\.ya?ml", parts[-1], re.IGNORECASE) is not None or kind in REGISTERS
    ending = "yml" if is_yaml else "md"
    if register == "index" and len(names) > 1 and kind in WITH_PHOTOS:
        return f"content/{kind}/{names[-1]}/index.md"
    return f"content/{kind}/{register or 'ho-so'}.{ending}"


_PLACES = frozenset(FOLDERS) | frozenset(REGISTERS)
