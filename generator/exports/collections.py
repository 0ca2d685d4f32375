"""The JSON files: one for each record with a page of its own, and every collection in pages of 500."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator.exports.records import Collection
from generator.showcase.addresses import DATA

PER_PAGE = 500
_NUMBER = re.compile(r"/trang/([0-9]+)\.json\Z")


def page_address(name: str, number: int) -> str:
    """Address of page `number` (1-based) of a collection: "du-lieu/v1/mo-hinh.json", then ".../mo-hinh/trang/2.json"."""
    return f"{DATA}{name}.json" if number == 1 else f"{DATA}{name}/trang/{number}.json"


def collection_files(collection: Collection, promised: Iterable[str] = ()) -> Iterator[tuple[str, bytes]]:
    """Yield (address, bytes): the collection page by page, then its records one by one, where each has a file.

    promised: addresses that must stay; a page of a collection that grew shorter stays, empty.
    """
    records = collection.records
    folder = f"{DATA}{collection.name}/trang/"
    kept = (found for address in promised if address.startswith(folder) and (found := _NUMBER.search(address)))
    last = max([page_count(collection), *(int(found[1]) for found in kept)])
    for number in range(1, last + 1):
        shown = records[(number - 1) * PER_PAGE : number * PER_PAGE]
        next_page = page_address(collection.name, number + 1) if number < last else None
        head = {
            "version": 1,
            "collection": collection.name,
            "total": len(records),
            "page": number,
            "pages": last,
            "next": next_page,
            "updated": collection.updated,
        }
        yield page_address(collection.name, number), _with_records(head, [record.text for record in shown])
    if collection.single:
        for record in records:
            yield f"{DATA}{collection.name}/{record.slug}.json", f"{record.text}\n".encode()


def page_count(collection: Collection) -> int:
    """How many pages a collection fills; an empty one fills one."""
    return max(1, -(-len(collection.records) // PER_PAGE))


def _with_records(head: dict[str, Any], records: list[str]) -> bytes:
    """A page: `head`, then the records one a line, so that a difference between two versions can be read."""
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    body = ",\n".join(records)
    return f'{opening}, "records": [\n{body}\n]}}\n'.encode()
