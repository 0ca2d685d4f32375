"""Which file an address becomes, and the refusal of addresses that two file systems would understand differently."""

from __future__ import annotations

import re
import unicodedata

from generator.publish.errors import PublishError
from generator.publish.manifest import RESERVED

LONGEST_NAME = 255
"""Bytes in one part of an address: the limit of ext4, APFS and NTFS alike."""

_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")


def file_path(address: str) -> str:
    """The file an address is served from: "" -> "index.html", "a/" -> "a/index.html", "a/b.css" -> itself.

    Raises PublishError KH903 for an absolute address, an empty, "." or ".." part, a backslash, a control
    character, text that is not NFC, a part over 255 bytes, or a name kept for the manifest.
    """
    path = address + "index.html" if address == "" or address.endswith("/") else address
    if _UNSAFE.search(path) or not unicodedata.is_normalized("NFC", path) or path in RESERVED:
        raise PublishError("KH903", {"address": _printable(address)})
    for part in path.split("/"):
        if part in ("", ".", "..") or len(part.encode()) > LONGEST_NAME:
            raise PublishError("KH903", {"address": _printable(address)})
    return path


class AddressBook:
    """The files of one release; refuses two that are equal, or nested in each other, once letter case is ignored."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}

    def claim(self, path: str) -> None:
        """Take `path` (as `file_path` gives it); raises PublishError KH904 naming both addresses."""
        key = path.lower() if path.isascii() else unicodedata.normalize("NFC", path.casefold())
        taken = self._files.get(key) or self._folders.get(key)
        if taken is not None:
            raise PublishError("KH904", {"first": taken, "second": path})
        folder = key.rpartition("/")[0]
        while folder and folder not in self._folders:
            if folder in self._files:
                raise PublishError("KH904", {"first": self._files[folder], "second": path})
            self._folders[folder] = path
            folder = folder.rpartition("/")[0]
        self._files[key] = path


def _printable(address: str) -> str:
    return _UNSAFE.sub(lambda found: f"\\x{ord(found.group()):02x}" if found.group() != "\\" else "\\", address)
