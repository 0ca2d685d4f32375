"""The sitemap: the addresses of the pages, for search engines."""

from __future__ import annotations

from html import escape

from generator.showcase import Showcase
from generator.showcase.addresses import FACETS, MODELS, NEWS, NEWS_ARCHIVE, PROGRAMMES


def empty_lists(showcase: Showcase) -> set[str]:
    """Lists with nothing in them: they answer who asks for them, but nobody is sent there."""
    held = {MODELS: showcase.models, PROGRAMMES: showcase.programmes, NEWS: showcase.news, NEWS_ARCHIVE: showcase.news}
    held |= {address: showcase.groups[facet] for facet, address in FACETS.items()}
    emptied = {group.address for groups in showcase.emptied.values() for group in groups}
    return {address for address, items in held.items() if not items} | emptied


def sitemap(addresses: list[str], site_url: str) -> bytes:
    """The sitemap of the given page addresses; `site_url` ends in "/"."""
    urls = "".join(f"<url><loc>{escape(site_url + address)}</loc></url>\n" for address in sorted(addresses))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{urls}</urlset>\n".encode()
