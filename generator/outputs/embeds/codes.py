"""The QR code of every model's short address, as a file of its own: pages show it only to those who ask."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.render.media.qr import Codes
from generator.render.pages import File, Task
from generator.showcase import Showcase, addresses


def code_builders(showcase: Showcase, site_url: str) -> Iterator[Task]:
    """One code a model, withdrawn ones too, for what was printed stays; none without the site's address."""
    if not site_url:
        return
    codes = Codes(site_url + addresses.SHORT)
    ids = [*(model.id for model in showcase.models), *(stone.name for stone in showcase.tombstones if stone.name)]
    for record_id in ids:
        yield Task(partial(_code, codes, site_url, record_id), ("qr", record_id))


def _code(codes: Codes, site_url: str, record_id: str) -> File:
    return File(addresses.qr(record_id), codes.svg(site_url + addresses.short(record_id)))
