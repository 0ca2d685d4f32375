"""Feeds as text: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1. An entry is written once, however many feeds hold it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from html import escape

from generator.outputs.feeds.channels import Channel
from generator.outputs.feeds.items import Item
from generator.records.schema import PartialDate
from generator.showcase.addresses import FEEDS

_ATOM, _RSS, _JSON = FEEDS
_ICON = "assets/icon-180.png"
# RSS wants dates in English, whatever the machine speaks.
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

Format = Callable[[Channel], bytes]


# Reviews of a season share their days.
@lru_cache(maxsize=50_000)
def timestamp(date: PartialDate) -> str:
    """RFC 3339: the beginning, in Vietnam, of the first day the date can mean; no clock time is known."""
    return f"{date.earliest().isoformat()}T00:00:00+07:00"


@lru_cache(maxsize=50_000)
def rss_date(date: PartialDate) -> str:
    """The same as RFC 822 with four digits of year: "Thu, 15 Jun 2017 00:00:00 +0700"."""
    day = date.earliest()
    return f"{_DAYS[day.weekday()]}, {day.day:02} {_MONTHS[day.month - 1]} {day.year} 00:00:00 +0700"


def _once(write: Callable[[Item], str]) -> Callable[[Item], str]:
    """`write`, remembering what it wrote for each record."""
    written: dict[str, str] = {}

    def remembered(item: Item) -> str:
        text = written.get(item.id)
        if text is None:
            text = written[item.id] = write(item)
        return text

    return remembered


def atom(site_url: str) -> Format:
    """Return what writes a channel as Atom."""

    @_once
    def entry(item: Item) -> str:
        published = f"<published>{timestamp(item.published)}</published>" if item.published else ""
        tags = "".join(f'<category term="{escape(slug or name)}" label="{escape(name)}"/>' for slug, name in item.tags)
        return (
            f"<entry><id>{item.id}</id><title>{escape(item.title)}</title>"
            f'<link rel="alternate" type="text/html" href="{escape(_whole(site_url, item.address))}"/>'
            f"<updated>{timestamp(item.updated)}</updated>{published}"
            f"<summary>{escape(item.summary)}</summary>{tags}</entry>\n"
        )

    def feed(channel: Channel) -> bytes:
        page = escape(site_url + channel.address)
        head = (
            '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">\n'
            f"<id>{channel.key}</id>\n<title>{escape(channel.title)}</title>\n"
            f"<subtitle>{escape(channel.description)}</subtitle>\n<updated>{timestamp(channel.updated)}</updated>\n"
            f'<link rel="self" type="application/atom+xml" href="{page}{_ATOM}"/>\n'
            f'<link rel="alternate" type="text/html" href="{page}"/>\n'
            f"<author><name>{escape(channel.author)}</name></author>\n<rights>{escape(channel.rights)}</rights>\n"
            f"<icon>{escape(site_url)}{_ICON}</icon>\n<generator>kheo</generator>\n"
        )
        return "".join([head, *map(entry, channel.items), "</feed>\n"]).encode()

    return feed


def rss(site_url: str) -> Format:
    """Return what writes a channel as RSS; the description of an item is HTML there, so its plain text is escaped twice; titles are text."""

    @_once
    def item_text(item: Item) -> str:
        # A news item whose day is not known has no day of publication; a record is published as it was reviewed.
        dated = item.published or (None if item.kind == "news" else item.updated)
        published = f"<pubDate>{rss_date(dated)}</pubDate>" if dated else ""
        tags = "".join(f"<category>{escape(name)}</category>" for _, name in item.tags)
        return (
            f"<item><title>{escape(item.title, quote=False)}</title><link>{escape(_whole(site_url, item.address))}</link>"
            f'<guid isPermaLink="false">{item.id}</guid>{published}'
            f"<atom:updated>{timestamp(item.updated)}</atom:updated>"
            f"<description>{_twice(item.summary)}</description>{tags}</item>\n"
        )

    def feed(channel: Channel) -> bytes:
        page = escape(site_url + channel.address)
        head = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>\n'
            f"<title>{escape(channel.title, quote=False)}</title>\n<link>{page}</link>\n"
            f"<description>{escape(channel.description, quote=False)}</description>\n<language>vi</language>\n"
            f"<copyright>{escape(channel.rights)}</copyright>\n<generator>kheo</generator>\n"
            f"<lastBuildDate>{rss_date(channel.updated)}</lastBuildDate>\n"
            f'<atom:link rel="self" type="application/rss+xml" href="{page}{_RSS}"/>\n'
        )
        return "".join([head, *map(item_text, channel.items), "</channel></rss>\n"]).encode()

    return feed


def _whole(site_url: str, address: str) -> str:
    """The whole address of a page; a hub's entries are on other sites and have theirs already."""
    return address if address.startswith(("https://", "http://")) else site_url + address


def _twice(text: str) -> str:
    """Text as HTML inside XML; most text has nothing to escape, and quotes need none there."""
    return escape(escape(text, quote=False), quote=False)


def json_feed(site_url: str) -> Format:
    """Return what writes a channel as JSON Feed."""

    @_once
    def item_text(item: Item) -> str:
        fields = {
            "id": item.id,
            "url": _whole(site_url, item.address),
            "title": item.title,
            "content_text": item.summary,
            "date_modified": timestamp(item.updated),
        }
        if item.published:
            fields["date_published"] = timestamp(item.published)
        return _COMPACT.encode(fields | ({"tags": [name for _, name in item.tags]} if item.tags else {}))

    def feed(channel: Channel) -> bytes:
        page = site_url + channel.address
        head = _COMPACT.encode(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": channel.title,
                "home_page_url": page,
                "feed_url": page + _JSON,
                "description": channel.description,
                "icon": site_url + _ICON,
                "authors": [{"name": channel.author}],
                "language": "vi",
            }
        )
        items = ",\n".join(map(item_text, channel.items))
        return f'{head[:-1]},"items":[\n{items}\n]}}\n'.encode()

    return feed


FORMATS = (atom, rss, json_feed)
"""What writes each file of `addresses.FEEDS`."""
