"""What readers and other sites subscribe to: feeds in three formats, and the calendar of milestones.

They name pages and themselves by their whole address, so a site that does not know its own has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.outputs.feeds.calendar import calendar
from generator.outputs.feeds.channels import LATEST, Channel, channels
from generator.outputs.feeds.formats import FORMATS
from generator.outputs.feeds.items import Item, permanent_id
from generator.showcase import Showcase, addresses

IN_EVERY_FORMAT = frozenset({"", addresses.NEWS})
"""Addresses of the pages whose feeds come as Atom, RSS and JSON Feed; the others come as Atom."""

__all__ = ["FORMATS", "IN_EVERY_FORMAT", "LATEST", "Channel", "Item", "channels", "feeds", "permanent_id"]


def feeds(showcase: Showcase, site_url: str) -> Iterator[tuple[str, bytes]]:
    """Yield (address, bytes) of every feed and of the calendar; nothing without `site_url`, which ends in "/"."""
    if not site_url:
        return
    formats = [(file, make(site_url)) for file, make in zip(addresses.FEEDS, FORMATS, strict=True)]
    for channel in channels(showcase):
        for file, write in formats if channel.address in IN_EVERY_FORMAT else formats[:1]:
            yield channel.address + file, write(channel)
    yield addresses.CALENDAR, calendar(showcase, site_url)
