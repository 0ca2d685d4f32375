"""The sitemap: the addresses of the pages, for search engines."""

from __future__ import annotations

from xml.sax.saxutils import escape


def sitemap(addresses: list[str], site_url: str) -> bytes:
    """The sitemap of the given page addresses; `site_url` ends in "/"."""
    urls = "".join(f"<url><loc>{escape(site_url + address)}</loc></url>\n" for address in sorted(addresses))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{urls}</urlset>\n".encode()
