"""Every address outside the site that a reader may follow from it, with the content files that name it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from generator.records.schema import Entry, Records
from generator.render.markup import story

_KEYS = frozenset({"url", "attachment"})
_HREF = re.compile(r'href="(https?://[^"]+)"', re.IGNORECASE)


def outside_addresses(records: Records) -> dict[str, list[str]]:
    """Address -> the files it stands in, both sorted; what `kheo links` itself wrote does not count."""
    found: dict[str, set[str]] = {}
    for entry in records.entries():
        if entry.document.kind != "link":
            for address in (*_in_fields(entry.record.model_dump(mode="json")), *_in_story(entry)):
                found.setdefault(address, set()).add(entry.document.file)
    return {address: sorted(files) for address, files in sorted(found.items())}


def _in_fields(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in _KEYS and isinstance(inner, str):
                yield inner
            else:
                yield from _in_fields(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _in_fields(inner)


def _in_story(entry: Entry[Any]) -> Iterator[str]:
    """Links of the story as readers get it."""
    yield from (unescape(address) for address in _HREF.findall(str(story(entry.document.body))))
