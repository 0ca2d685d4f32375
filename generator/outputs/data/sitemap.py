"""What search engines are told: the sitemap with dates and photos, that of the latest news, and robots.txt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from html import escape
from urllib.parse import urlsplit

from generator.core.texts import t
from generator.records.schema import PartialDate
from generator.render.pages.pictures import Photos, shown_photos
from generator.showcase import ModelView, NewsView, ProgrammeView, Showcase
from generator.showcase.addresses import FACETS, MODELS, NEWS, NEWS_ARCHIVE, PROGRAMMES

SITEMAP, NEWS_SITEMAP, ROBOTS = "sitemap.xml", "sitemap-tin-tuc.xml", "robots.txt"

MOST = 50_000
"""Addresses in one sitemap (sitemaps.org); more are cut into several behind an index."""

_MOST_NEWS = 1_000
_NEWS_DAYS = 2
_LATER_PAGE = re.compile(r"trang/\d+/\Z")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def empty_lists(showcase: Showcase) -> set[str]:
    """Lists with nothing in them: they answer who asks for them, but nobody is sent there."""
    held = {MODELS: showcase.models, PROGRAMMES: showcase.programmes, NEWS: showcase.news, NEWS_ARCHIVE: showcase.news}
    held |= {address: showcase.groups[facet] for facet, address in FACETS.items()}
    emptied = {group.address for groups in showcase.emptied.values() for group in groups}
    return {address for address, items in held.items() if not items} | emptied


def sitemaps(
    pages: Iterable[str], showcase: Showcase, photos: Photos, site_url: str, most: int = MOST
) -> Iterator[tuple[str, bytes]]:
    """(address, bytes) of the sitemap of these pages, cut at `most`, of the latest news, and of robots.txt.

    `site_url` ends in "/". A date is that of a record's last review, a list's that of its latest record; pages that
    come of no record have none.
    """
    shown: list[ModelView | NewsView] = [*showcase.models, *showcase.news]
    dates, views = _dates(showcase), {view.address: view for view in shown}
    urls = [_url(page, dates, views.get(page), photos, site_url) for page in sorted(pages)]
    if len(urls) <= most:
        yield SITEMAP, _urlset(urls)
    else:
        parts = [urls[first : first + most] for first in range(0, len(urls), most)]
        names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        yield from ((name, _urlset(part)) for name, part in zip(names, parts, strict=True))
        listed = "".join(f"<sitemap><loc>{escape(site_url + name)}</loc></sitemap>\n" for name in names)
        yield SITEMAP, f'{_HEAD}<sitemapindex xmlns="{_SITEMAPS}">\n{listed}</sitemapindex>\n'.encode()
    latest = latest_news(showcase)
    if latest:
        yield NEWS_SITEMAP, _news_sitemap(latest, showcase, site_url)
    yield ROBOTS, _robots(site_url, has_news=bool(latest))


def latest_news(showcase: Showcase) -> list[NewsView]:
    """The items a news sitemap may name: dated to the day, within two days of the latest of them.

    Search engines take news of their last two days and pass over older ones. A build knows no today, so it counts
    from the latest item; what is listed too long is passed over, and nothing is made younger than it is.
    """
    dated = [(_day(item.record.published), item) for item in showcase.news]
    days = [(day, item) for day, item in dated if day is not None]
    newest = max((day for day, _ in days), default=date.min)
    return [item for day, item in days if newest - day <= timedelta(days=_NEWS_DAYS)][:_MOST_NEWS]


def _day(value: PartialDate | None) -> date | None:
    return date.fromisoformat(value) if value is not None and value.day else None


def _dates(showcase: Showcase) -> dict[str, str]:
    """Address of a page -> the date of its record's last review, or the latest among the records it lists."""
    records: list[ModelView | NewsView | ProgrammeView] = [*showcase.models, *showcase.news, *showcase.programmes]
    dates = {view.address: str(view.record.reviewed.date) for view in records}
    dates[""] = max(dates.values(), default="")
    for address, views in ((MODELS, showcase.models), (NEWS, showcase.news), (PROGRAMMES, showcase.programmes)):
        dates[address] = max((dates[view.address] for view in views), default="")
    for facet, address in FACETS.items():
        for group in showcase.groups[facet]:
            dates[group.address] = max(dates[model.address] for model in group.models)
        dates[address] = dates[MODELS]
    return dates


def _url(page: str, dates: dict[str, str], view: ModelView | NewsView | None, photos: Photos, site_url: str) -> str:
    changed = dates.get(_LATER_PAGE.sub("", page))
    lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
    found = shown_photos(view, photos) if view is not None else []
    places = (escape(site_url + prepared.variants[-1][2]) for _, prepared in found)
    images = "".join(f"<image:image><image:loc>{place}</image:loc></image:image>" for place in places)
    return f"<url><loc>{escape(site_url + page)}</loc>{lastmod}{images}</url>\n"


def _urlset(urls: list[str]) -> bytes:
    spaces = f'xmlns="{_SITEMAPS}" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
    return f"{_HEAD}<urlset {spaces}>\n{''.join(urls)}</urlset>\n".encode()


def _news_sitemap(items: list[NewsView], showcase: Showcase, site_url: str) -> bytes:
    name = escape(t("site.full_name", province=showcase.province.name))
    told = "".join(
        f"<url><loc>{escape(site_url + item.address)}</loc><news:news>"
        f"<news:publication><news:name>{name}</news:name><news:language>vi</news:language></news:publication>"
        f"<news:publication_date>{item.record.published}</news:publication_date>"
        f"<news:title>{escape(item.record.title)}</news:title></news:news></url>\n"
        for item in items
    )
    spaces = f'xmlns="{_SITEMAPS}" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f"{_HEAD}<urlset {spaces}>\n{told}</urlset>\n".encode()


def _robots(site_url: str, *, has_news: bool) -> bytes:
    """Everything may be read. Below a path of its own a host reads only its own robots.txt: the file says so."""
    note = "" if urlsplit(site_url).path == "/" else "# " + t("sitemap.robots_note") + "\n"
    names = [SITEMAP, *([NEWS_SITEMAP] if has_news else [])]
    told = "".join(f"Sitemap: {site_url}{name}\n" for name in names)
    return f"{note}User-agent: *\nDisallow:\n\n{told}".encode()
