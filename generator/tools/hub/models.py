"""The models a province tells of, page by page of its data: of each page only what the hub shows is taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from sys import intern

from pydantic import TypeAdapter, ValidationError

from generator.showcase.addresses import DATA
from generator.tools.hub.files import HubError, matching, no_json, no_v1, read_file

_ADDRESS = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)+\Z")


@dataclass(frozen=True, slots=True)
class HubModel:
    """One model as the hub lists it; url leads to the province's own page."""

    name: str
    url: str
    field: str
    place: str
    evidence: str


@dataclass(frozen=True, slots=True)
class _Words:
    place_then: str
    field: str
    evidence: str


@dataclass(frozen=True, slots=True)
class _Record:
    name: str
    address: str
    in_words: _Words


@dataclass(frozen=True, slots=True)
class _Page:
    """What is looked at in a page of data; what else stands there, ten times as much, never becomes an object."""

    records: list[_Record]
    next: str | None


_PAGE = TypeAdapter(_Page)


def read_models(folder: Path, first: str, url: str) -> Iterator[HubModel]:
    """Every model, page after page; each page is read once. first: address of the first; url: of the site. Raises HubError."""
    address: str | None = first
    seen = set[str]()
    while address is not None and address not in seen:
        seen.add(address)
        page = _read(folder, address)
        address = page.next
        for record in page.records:
            own, words = matching(_ADDRESS, record.address, folder, "address"), record.in_words
            yield HubModel(record.name, url + own, intern(words.field), words.place_then, intern(words.evidence))


def _read(folder: Path, address: str) -> _Page:
    path = folder / _inside(folder, address)
    try:
        return _PAGE.validate_json(read_file(str(path)), strict=True)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_context=False, include_input=False)[0]
        if wrong["type"] == "json_invalid":
            raise no_json(path) from None
        raise no_v1(folder, ".".join(map(str, wrong["loc"]))) from None


def _inside(folder: Path, address: str) -> PurePosixPath:
    """An address of the data as a path that cannot lead out of them."""
    path = PurePosixPath(address)
    if not address.startswith(DATA) or ".." in path.parts:
        raise HubError(f"{folder}: địa chỉ “{address}” nằm ngoài {DATA}.")
    return path
