"""Reading a published file as a stranger's: real, of bearable size, and nothing but what it should be."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

LARGEST = 64 * 2**20
"""Bytes of one file that is read."""

_SCRIPT = re.compile(r'kheoSearchShard\("([a-z0-9/]+)",(.*)\)\n\Z', re.DOTALL)


class HubError(Exception):
    """A province's files cannot be joined; the text says which and why, in Vietnamese."""


def read_json(path: Path) -> Any:
    """What a JSON file holds. Raises HubError."""
    try:
        return json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise HubError(f"{path} không phải là JSON đúng.") from error


def read_script(path: Path, name: str) -> tuple[str, Any]:
    """The JSON a file of the search index hands over under `name`, as text and as data; it may do nothing else.

    Raises HubError.
    """
    found = _SCRIPT.match(read_text(path))
    try:
        if found is not None and found[1] == name:
            return found[2], json.loads(found[2])
    except (ValueError, RecursionError):
        pass
    raise HubError(f"{path} không phải là tệp chỉ mục tìm kiếm do kheo viết.")


def read_text(path: Path) -> str:
    """The text of a real file of bearable size. Raises HubError."""
    try:
        if path.is_symlink() or not path.is_file():
            raise HubError(f"Không có tệp {path}; thư mục phải là một trang đã dựng bằng kheo.")
        if path.stat().st_size > LARGEST:
            raise HubError(f"{path} lớn quá {LARGEST // 2**20} MB.")
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise HubError(f"Không đọc được {path}.") from error
