"""News: the list, each item, and the archive: a page a year, with its months below each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from markupsafe import Markup

from generator.core.texts import t
from generator.render.markup import story
from generator.render.pages.cards import Cards
from generator.render.pages.linked import breadcrumbs, news_thing, script
from generator.render.pages.listings import PER_PAGE, page_count
from generator.render.pages.page import Page
from generator.render.pages.pictures import Photos, shown_photos
from generator.render.pages.tasks import Seen, Task, named
from generator.render.pages.templates import render
from generator.showcase import NewsView, Showcase, addresses
from generator.showcase.addresses import NEWS, NEWS_ARCHIVE, UNKNOWN

# (name, address, ((month, address, count), ...)) of one year of the archive
Year = tuple[str, str, tuple[tuple[str, str, int], ...]]


def news_builders(showcase: Showcase, photos: Photos, cards: Cards, seen: Seen, site_url: str = "") -> Iterator[Task]:
    """The list page by page, every item, then the archive: all years, each year, the undated."""
    years = archive(showcase.news)
    for number in range(1, page_count(showcase.news) + 1):
        shown = showcase.news[(number - 1) * PER_PAGE : number * PER_PAGE]
        yield Task(
            partial(_list_page, showcase.news, number, years), _of_list(NEWS, shown, years, number, len(showcase.news))
        )
    for item in showcase.news:
        on = ("news", seen(item), *seen.all(item.models), *(named(figure.model) for figure in item.figures))
        yield Task(partial(_item_page, item, showcase, photos, cards, site_url), on, item.address)
    yield Task(partial(_archive_page, NEWS_ARCHIVE, t("news.archive"), (), years), _of_list(NEWS_ARCHIVE, (), years))
    for name, address, _ in years:
        items = tuple(item for item in showcase.news if _year_address(item) == address)
        yield Task(partial(_archive_page, address, name, items, years), _of_list(address, items, years))


def _of_list(here: str, shown: tuple[NewsView, ...], years: list[Year], *numbers: int) -> tuple[str, ...]:
    """What a list of news hangs on: the items, those they speak of, and the archive's years."""
    items = (text for item in shown for text in (named(item), *map(named, item.models)))
    return ("news list", here, str(numbers), str(years), *items)


def archive(news: tuple[NewsView, ...]) -> list[Year]:
    """Years newest first with their months newest first; items without any date stand last, as a year of their own."""
    years = []
    for address, in_year in groupby(news, key=_year_address):
        items = list(in_year)
        published = items[0].record.published
        months = tuple(
            (t("news.month", month=month), _month_address(address, month), len(found))
            for month, found in _by_month(items)
            if month
        )
        name = t("news.year", year=published.year) if published else t("news.undated")
        years.append((name, address, months))
    return years


def _year_address(item: NewsView) -> str:
    published = item.record.published
    return f"{NEWS_ARCHIVE}{published.year if published else UNKNOWN}/"


def _month_address(year: str, month: int) -> str:
    """Address of a month on the page of its year."""
    return f"{year}#thang-{month}"


def _by_month(items: Sequence[NewsView]) -> list[tuple[int, list[NewsView]]]:
    """(month, items) in the order of the items; month 0 holds those whose month is not known."""

    def month_of(item: NewsView) -> int:
        return (item.record.published and item.record.published.month) or 0

    return [(month, list(found)) for month, found in groupby(items, key=month_of)]


def _list_page(news: tuple[NewsView, ...], number: int, years: list[Year]) -> Page:
    here = addresses.page(NEWS, number)
    title = t("nav.news")
    first = (number - 1) * PER_PAGE
    article = render(
        "news-list",
        here=here,
        title=title,
        lede=t("news.lede"),
        crumbs=[],
        items=news[first : first + PER_PAGE],
        months=(),
        address_of=partial(addresses.page, NEWS),
        number=number,
        pages=page_count(news),
        years=years,
        archive_root=NEWS_ARCHIVE,
    )
    numbered = t("listing.title_page", title=title, number=number) if number > 1 else title
    return Page(here, numbered, t("news.lede"), article, feed=NEWS if news else None)


def _item_page(item: NewsView, showcase: Showcase, photos: Photos, cards: Cards, site_url: str) -> Page:
    crumbs, shown = [(t("nav.news"), NEWS)], shown_photos(item, photos)
    article = render(
        "news",
        here=item.address,
        item=item,
        crumbs=crumbs,
        shown=shown,
        cards=cards,
        body=story(item.body),
        lost=showcase.lost,
    )
    record, head = item.record, Markup("")
    if site_url:
        way = breadcrumbs(crumbs, record.title, item.address, site_url)
        head = script(news_thing(item, shown, showcase, site_url), way)
    return Page(item.address, record.title, record.lede, article, item.file, head=head)


def _archive_page(here: str, title: str, items: tuple[NewsView, ...], years: list[Year]) -> Page:
    lede = t("news.archive_lede")
    article = render(
        "news-list",
        here=here,
        title=title,
        lede=lede,
        crumbs=[(t("nav.news"), NEWS)],
        items=(),
        months=[
            (t("news.month", month=month) if month else "", f"thang-{month}", held) for month, held in _by_month(items)
        ],
        address_of=None,
        number=1,
        pages=1,
        years=years,
        archive_root=NEWS_ARCHIVE,
    )
    titled = title if here == NEWS_ARCHIVE else t("news.archive_title", title=title)
    return Page(here, titled, lede, article)
