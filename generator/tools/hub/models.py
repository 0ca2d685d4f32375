"""The models a province tells of, page by page of its data: of each page only what the hub shows is taken out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from sys import intern

from pydantic import TypeAdapter, ValidationError

from generator.core.problems import Finding
from generator.showcase.addresses import DATA
from generator.tools.hub.files import fault, read_file, require_bearable
from generator.tools.hub.values import ADDRESS, is_line


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


def read_models(folder: Path, first: str, url: str) -> Iterator[HubModel | Finding]:
    """Every model, page after page, and of each that cannot be shown why. Each page is read once.

    first: address of the first page; url: of the site. Raises HubError.
    """
    address: str | None = first
    seen = set[str]()
    while address is not None and address not in seen:
        seen.add(address)
        page = _read(folder, address)
        for index, record in enumerate(page.records):
            words = record.in_words
            if not ADDRESS.match(record.address):
                yield fault(folder, address, "KH979", record.address[:80], what=f"records.{index}.address").finding
            elif not all(map(is_line, (record.name, words.field, words.place_then, words.evidence))):
                yield fault(folder, address, "KH979", record.name[:80], what=f"records.{index}").finding
            else:
                own = url + record.address
                yield HubModel(record.name, own, intern(words.field), words.place_then, intern(words.evidence))
        address = page.next


def _read(folder: Path, address: str) -> _Page:
    if not address.startswith(DATA) or ".." in address.split("/") or not is_line(address):
        raise fault(folder, "", "KH980", address[:80], below=DATA)
    data = read_file(folder, address)
    require_bearable(folder, address, data)
    try:
        return _PAGE.validate_json(data, strict=True)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_context=False, include_input=False)[0]
        if wrong["type"] == "json_invalid":
            raise fault(folder, address, "KH971") from None
        raise fault(folder, address, "KH978", ".".join(map(str, wrong["loc"]))) from None
