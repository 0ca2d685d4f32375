"""Names of new records: the next free id of a province and year, a slug from a title, a title as it was meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from generator.core.vietnamese import nfc, slugify
from generator.core.vietnamese.slugs import is_device_name
from generator.core.vietnamese.text import with_vietnamese_d
from generator.records.schema import RESERVED_SLUGS
from generator.records.source import Source
from generator.records.source.characters import FORBIDDEN

MAX_NAME = 300
_MAX_SLUG = 60
_QUOTES = "\"'“”‘’«»"
# What no record may hold, and what breaks a line or is half a letter.
_REFUSED = re.compile(rf"(?:{FORBIDDEN.pattern}|\s)+")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_FOLDERS = {"model": "mo-hinh/", "news": "tin-tuc/"}


def used_ids(source: Source) -> set[str]:
    """Every id that a record of the site bears, valid or not, or that was ever published."""
    ids = {str(document.data.get("id", "")).upper() for document in source.documents if document.kind == "model"}
    return ids | {address[2:].strip("/").upper() for address in source.ledger if address.startswith("m/")}


def used_names(source: Source, kind: str, but: str = "") -> set[str]:
    """Every name by which records of a kind go or went, those of the file `but` apart, or that was ever published."""
    names: set[str] = set()
    for document in source.documents:
        if document.kind == kind and document.file != but:
            aliases = document.data.get("aliases")
            names |= {document.name, str(document.data.get("slug", ""))}
            names |= {str(alias) for alias in aliases} if isinstance(aliases, list) else set()
    return names | {*_published(source, _FOLDERS.get(kind, "\0"))}


def _published(source: Source, folder: str) -> Iterator[str]:
    for address in source.ledger:
        if address.startswith(folder) and address.count("/") == 2 and address.endswith("/"):
            yield address[len(folder) : -1]


def clean(name: str) -> str:
    """One line in NFC without refused letters and without quotes around it, cut to what the schema takes."""
    line = " ".join(_REFUSED.sub(" ", with_vietnamese_d(nfc(name))).split())
    if len(line) > 1 and line[0] in _QUOTES and line[-1] in _QUOTES:
        line = line[1:-1].strip()
    return line[:MAX_NAME].strip()


def next_id(prefix: str, existing: Collection[str], year: int | None) -> str:
    """The id after the highest of the province and year (KR when None); ids are never used again.

    Raises ValueError for a year outside 1900-2100 and when the numbers of a year are used up.
    """
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(f"năm phải từ {_FIRST_YEAR} đến {_LAST_YEAR}: {year}")
    stem = f"{prefix}-{'KR' if year is None else year}-"
    numbers = [int(one[len(stem) :]) for one in existing if re.fullmatch(rf"{stem}\d{{4}}", one)]
    number = max(numbers, default=0) + 1
    if number > 9999:
        raise ValueError(f"đã dùng hết số của {stem}")
    return f"{stem}{number:04}"


def free_slug(name: str, otherwise: str, existing: Collection[str]) -> str:
    """A slug made of `name`, or `otherwise` where nothing is left of it, that none of `existing` is."""
    taken = {*RESERVED_SLUGS, *(slug.casefold() for slug in existing)}
    slug = slugify(clean(name), _MAX_SLUG) or otherwise
    number = 1
    free = slug
    while free in taken or is_device_name(free):
        number += 1
        free = f"{slug}-{number}"
    return free
