"""The JSON files: one for each record with a page of its own, and every collection in pages of 500."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator.outputs.data.records import Collection
from generator.showcase.addresses import DATA

PER_PAGE = 500
_NUMBER = re.compile(r"/trang/([0-9]+)\.json\Z")


def page_address(name: str, number: int) -> str:
    """Address of page `number` (1-based) of a collection: "du-lieu/v1/mo-hinh.json", then ".../mo-hinh/trang/2.json"."""
    return f"{DATA}{name}.json" if number == 1 else f"{DATA}{name}/trang/{number}.json"


def collection_files(collection: Collection, promised: Iterable[str] = ()) -> Iterator[tuple[str, bytes]]:
    """Yield (address, bytes): the collection page by page, each followed by its records, where these have files.

    promised: addresses that must stay; a page of a collection that grew shorter stays, empty.
    """
    views = collection.views
    folder = f"{DATA}{collection.name}/trang/"
    kept = (found for address in promised if address.startswith(folder) and (found := _NUMBER.search(address)))
    last = max([page_count(collection), *(int(found[1]) for found in kept)])
    for number in range(1, last + 1):
        shown = views[(number - 1) * PER_PAGE : number * PER_PAGE]
        lines = list(map(collection.line, shown))
        next_page = page_address(collection.name, number + 1) if number < last else None
        head = {
            "version": 1,
            "collection": collection.name,
            "total": len(views),
            "page": number,
            "pages": last,
            "next": next_page,
            "updated": collection.updated,
        }
        yield page_address(collection.name, number), _with_records(head, lines)
        if collection.single:
            yield from (single_file(collection, view, line) for view, line in zip(shown, lines, strict=True))


def single_file(collection: Collection, view: Any, line: bytes) -> tuple[str, bytes]:
    """(address, bytes) of the file a record has of its own; line: its JSON."""
    return f"{DATA}{collection.name}/{view.slug}.json", line + b"\n"


def page_count(collection: Collection) -> int:
    """How many pages a collection fills; an empty one fills one."""
    return max(1, -(-len(collection.views) // PER_PAGE))


def _with_records(head: dict[str, Any], records: list[bytes]) -> bytes:
    """A page: `head`, then the records one a line, so that a difference between two versions can be read."""
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    body = b",\n".join(records)
    return b"".join([opening.encode(), b', "records": [\n', body, b"\n]}\n"])
