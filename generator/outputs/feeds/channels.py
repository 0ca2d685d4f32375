"""Which feeds a site has: everything, the news, and one for each long list of a field, place, organisation or programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nlargest

from generator.core.texts import t
from generator.outputs.feeds.items import Item, model_item, news_item, permanent_id, programme_item
from generator.records.schema import PartialDate
from generator.showcase import Showcase
from generator.showcase.addresses import FEEDS, FOLLOWED, NEWS

LATEST = 50
"""Entries of one feed; whoever wants everything takes the open data."""

_NEVER = PartialDate("1970-01-01")
"""For a site whose every record was taken down: its feeds stay, and a feed must say some date."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One feed in every format.

    address: the page it follows, in whose folder it lies. items: latest first. updated: the date of the latest entry;
    of a feed that has none left, of the whole site's.
    """

    key: str
    address: str
    title: str
    description: str
    author: str
    rights: str
    items: tuple[Item, ...]
    updated: PartialDate


def channels(showcase: Showcase) -> Iterator[Channel]:
    """Every feed that has an entry, or was published when it had one, in a fixed order."""
    province = showcase.province.slug
    site = t("site.full_name", province=showcase.province.name)

    def channel(address: str, title: str, description: str, items: Iterable[Item]) -> Channel:
        latest = tuple(nlargest(LATEST, items, key=lambda item: item.order))
        key, updated = permanent_id(f"{province}/feed/{address}"), latest[0].updated if latest else newest
        author, rights = showcase.province.publisher, showcase.province.licence
        return Channel(key, address, title, description, author, rights, latest, updated)

    models = {model.id: model_item(model, province) for model in showcase.models}
    news = [news_item(item, province) for item in showcase.news]
    programmes = {view.slug: programme_item(view, province) for view in showcase.programmes}
    everything = [*models.values(), *news, *programmes.values()]
    newest = max((item.updated for item in everything), default=_NEVER)
    if everything or FEEDS[0] in showcase.promised:
        yield channel("", site, t("feeds.all", site=site), everything)
    if news or NEWS + FEEDS[0] in showcase.promised:
        yield channel(NEWS, t("feeds.titled", what=t("nav.news"), site=site), t("feeds.of_news", site=site), news)
    for facet in FOLLOWED:
        for group in showcase.listings(facet):
            if not showcase.has_feed(group.address, len(group.models)):
                continue
            name = group.name[:1].upper() + group.name[1:]
            title, about = t("feeds.titled", what=name, site=site), t("feeds.of_group", what=name, site=site)
            yield channel(group.address, title, about, (models[model.id] for model in group.models))
    for view in showcase.programmes:
        if not showcase.has_feed(view.address, len(view.models)):
            continue
        name = view.record.name
        title, about = t("feeds.titled", what=name, site=site), t("feeds.of_programme", what=name, site=site)
        members = [models[model.id] for model in view.models]
        yield channel(view.address, title, about, [programmes[view.slug], *members])
