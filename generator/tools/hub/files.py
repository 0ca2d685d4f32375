"""The gate for foreign files: real, below their province's folder, of bearable size, and strict JSON within limits."""

from __future__ import annotations

import errno
import json
import os
import re
import stat
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn

from generator.core.problems import Finding
from generator.core.system import READ_REAL_FILE
from generator.outputs.search import script_content

LARGEST = 64 * 2**20
"""Bytes of one file that is read."""
DEEPEST = 32
"""Levels of JSON; v1 has nine."""
MOST_VALUES = 500_000
"""Values of one JSON file; a page of 500 records of v1 has some 60,000."""
_LONGEST_NUMBER = 18

_NO_FILE = {errno.ENOENT, errno.ENOTDIR}
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_OPENING_OR_CLOSING = re.compile(rb"[\[\]{}]")
# Half of a letter beyond the first 65,536: kheo writes such letters out, and no text may be made of a half.
_HALF = re.compile(rb"(?<!\\)(?:\\\\)*\\u[dD][89a-fA-F]")


class HubError(Exception):
    """A province, or an item of it, cannot be joined.

    folder: the province's; "" where no province is to blame. finding: which file, and why.
    """

    def __init__(self, folder: str, finding: Finding) -> None:
        super().__init__(folder, finding)
        self.folder = folder
        self.finding = finding


def fault(folder: Path | str, file: str, code: str, text: object = "", **values: object) -> HubError:
    """What to raise for a file of a province; `file` is its address below the folder, "" for the folder itself."""
    path = f"{folder}/{file}" if file else str(folder)
    pairs = tuple(sorted((name, str(value)) for name, value in values.items()))
    return HubError(str(folder), Finding(path, 1, 1, code, str(text), pairs))


def read_json(folder: Path, file: str) -> Any:
    """What a JSON file of a province holds. Raises HubError."""
    return parse(folder, file, read_file(folder, file))


def parse(folder: Path, file: str, data: bytes) -> Any:
    """Strict JSON: within the limits, no key twice, no number beyond what can be counted. Raises HubError."""
    require_bearable(folder, file, data)
    try:
        return json.loads(
            data.decode("utf-8"),
            parse_constant=_refuse,
            parse_int=_whole,
            parse_float=_decimal,
            object_pairs_hook=_once,
        )
    except (ValueError, RecursionError) as error:
        raise fault(folder, file, "KH971") from error


def require_bearable(folder: Path, file: str, data: bytes) -> None:
    """Refuse JSON that is too deep or holds too many values, before any is made. Raises HubError."""
    signs = _STRING.sub(b"0", data)
    values = 1 + sum(map(signs.count, (b",", b"[", b"{")))
    if values > MOST_VALUES:
        raise fault(folder, file, "KH973", values, limit=MOST_VALUES)
    depth = 0
    for found in _OPENING_OR_CLOSING.finditer(signs):
        depth += 1 if found.group() in b"[{" else -1
        if depth > DEEPEST:
            raise fault(folder, file, "KH974", limit=DEEPEST)
    if _HALF.search(data):
        raise fault(folder, file, "KH971")


def _refuse(_: str) -> NoReturn:
    raise ValueError


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise ValueError
    return int(digits)


def _decimal(digits: str) -> float:
    number = float(digits)
    if abs(number) > 10**_LONGEST_NUMBER:
        raise ValueError
    return number


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def read_script(folder: Path, file: str, name: str) -> tuple[bytes, bytes, Any]:
    """A file of the search index: its bytes, the JSON it hands over under `name`, and the data; it may do nothing else.

    Raises HubError.
    """
    whole = read_file(folder, file)
    content = script_content(name, whole)
    if content is None:
        raise fault(folder, file, "KH977")
    try:
        return whole, content, parse(folder, file, content)
    except HubError as error:
        raise (fault(folder, file, "KH977") if error.finding.code == "KH971" else error) from error


def read_file(folder: Path, file: str) -> bytes:
    """The bytes of a real file of bearable size; no part of its address may be a link. Raises HubError."""
    try:
        size = size_of(folder, file)
        if size > LARGEST:
            raise fault(folder, file, "KH972", size, limit=LARGEST // 2**20)
        return _read(f"{folder}/{file}", size)
    except OSError as error:
        raise _unread(folder, file, error) from error


def size_of(folder: Path, file: str) -> int:
    """Bytes of a real file. Raises HubError, and OSError where there is none."""
    inner = PurePosixPath(file).parent
    unreal = _first_unreal(str(folder), str(inner))
    if unreal:
        raise fault(folder, unreal, "KH975")
    found = os.lstat(f"{folder}/{file}")
    if not stat.S_ISREG(found.st_mode):
        raise fault(folder, file, "KH975")
    return found.st_size


# A hub reads a hundred thousand small files of a few thousand folders.
@lru_cache(maxsize=10_000)
def _first_unreal(folder: str, inner: str) -> str:
    """The first part of the address `inner` below `folder` that is no folder, or a link; "" for none. Raises OSError."""
    here = ""
    for part in PurePosixPath(inner).parts:
        here = f"{here}/{part}" if here else part
        if not stat.S_ISDIR(os.lstat(f"{folder}/{here}").st_mode):
            return here
    return ""


def _unread(folder: Path, file: str, error: OSError) -> HubError:
    return fault(folder, file, "KH970" if error.errno in _NO_FILE else "KH976", error.strerror or "")


def _read(path: str, size: int) -> bytes:
    # Calls of the system alone: a hub reads a hundred thousand small files. What is exchanged meanwhile is not followed.
    handle = os.open(path, READ_REAL_FILE)
    try:
        data = os.read(handle, size)
        while len(data) < size and (more := os.read(handle, size - len(data))):
            data += more
        return data
    finally:
        os.close(handle)
