"""Reading a published file as a stranger's: real, of bearable size, and nothing but what it should be."""

from __future__ import annotations

import errno
import json
import os
import re
import stat
from pathlib import Path
from typing import Any

from generator.core.system import READ_REAL_FILE
from generator.outputs.search import script_content

LARGEST = 64 * 2**20
"""Bytes of one file that is read."""

_NO_FILE = {errno.ENOENT, errno.ENOTDIR}


class HubError(Exception):
    """A province's files cannot be joined; the text says which and why, in Vietnamese."""


def read_json(path: Path) -> Any:
    """What a JSON file holds. Raises HubError."""
    try:
        return json.loads(read_file(str(path)).decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise no_json(path) from error


def no_json(path: Path) -> HubError:
    """What to raise where JSON should be."""
    return HubError(f"{path} không phải là JSON đúng.")


def no_v1(folder: Path, what: str) -> HubError:
    """What to raise where something of v1 is missing or of another kind."""
    return HubError(f"{folder}: dữ liệu không có hình dạng của v1 ({what}).")


def matching(form: re.Pattern[str], text: Any, folder: Path, what: str) -> str:
    """A text of that form. Raises HubError."""
    if not isinstance(text, str) or not form.match(text):
        raise HubError(f"{folder}: “{text}” không dùng làm {what} được.")
    return text


def read_script(path: str, name: str) -> tuple[bytes, bytes, Any]:
    """A file of the search index: its bytes, the JSON it hands over under `name`, and the data; it may do nothing else.

    Raises HubError.
    """
    whole = read_file(path)
    content = script_content(name, whole)
    if content is not None:
        try:
            return whole, content, json.loads(content.decode("utf-8"))
        except (ValueError, RecursionError):
            pass
    raise HubError(f"{path} không phải là tệp chỉ mục tìm kiếm do kheo viết.")


def read_file(path: str) -> bytes:
    """The bytes of a real file of bearable size. Raises HubError."""
    try:
        found = os.lstat(path)
        if not stat.S_ISREG(found.st_mode):
            raise _no_file(path)
        if found.st_size > LARGEST:
            raise HubError(f"{path} lớn quá {LARGEST // 2**20} MB.")
        return _read(path, found.st_size)
    except OSError as error:
        raise (_no_file(path) if error.errno in _NO_FILE else HubError(f"Không đọc được {path}.")) from error


def _no_file(path: str) -> HubError:
    return HubError(f"Không có tệp {path}; thư mục phải là một trang đã dựng bằng kheo.")


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
