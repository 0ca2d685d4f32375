"""What a result hangs on beside the content: the generator itself, its theme, and the packages it stands on."""

from __future__ import annotations

import functools
import hashlib
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from generator.core.resources import PACKAGE, THEME

_RECORDS = THEME / "records"
# What a record comes to hangs on the first ones, what a page of it looks like on all.
RECORD_PACKAGES = ("pydantic", "pyyaml")
PAGE_PACKAGES = (*RECORD_PACKAGES, "cmarkgfm", "jinja2", "markupsafe", "nh3", "pillow", "segno")


@functools.cache
def generator_digest(packages: tuple[str, ...], templates: bool = False) -> str:
    """SHA-256 in hex of the interpreter, the named packages' versions and the generator's files, and of its templates."""
    digest = hashlib.sha256(sys.version.encode())
    for package in packages:
        digest.update(f"{package} {version(package)}\n".encode())
    files = sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.toml")])
    _take(digest, PACKAGE, files)
    if templates:
        _take(digest, _RECORDS, sorted(_RECORDS.rglob("*.html")))
    return digest.hexdigest()


def folder_digest(folder: Path, files: Iterable[Path]) -> str:
    """SHA-256 in hex of files below a folder, names and all."""
    digest = hashlib.sha256()
    _take(digest, folder, sorted(files))
    return digest.hexdigest()


def _take(digest: hashlib._Hash, folder: Path, files: Iterable[Path]) -> None:
    for path in files:
        data = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode() + data)
