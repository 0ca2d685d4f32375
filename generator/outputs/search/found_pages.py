"""What can be found beside records: statistics, hand-written pages, and the listings of fields, places and organisations."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from generator.core.texts import t
from generator.core.vietnamese import format_number
from generator.outputs.search.document import Document
from generator.render.markup import plain
from generator.render.wording import bounded, statistic_when
from generator.showcase import Group, HandPageView, OrganisationView, Showcase, StatisticView, UnitView
from generator.showcase.addresses import STATISTICS

LISTED = ("field", "place", "organisation")
"""The facets whose listings can be found; a listing's kind is its facet."""


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page that can be found. inputs: a text that differs whenever its document would."""

    name: str
    address: str
    inputs: str
    make: Callable[[], Document]


def found_pages(showcase: Showcase) -> Iterator[FoundPage]:
    """Every such page."""
    for page in showcase.hand_pages.values():
        if page.address:
            yield FoundPage(page.record.title, page.address, page.digest, partial(_hand_page, page))
    if STATISTICS in {page.address for page in showcase.hand_pages.values()}:
        for view in showcase.statistics:
            address = f"{STATISTICS}#{view.slug}"
            yield FoundPage(
                view.record.name, address, view.record.model_dump_json(), partial(_statistic, view, address)
            )
    for facet in LISTED:
        for group in showcase.groups[facet]:
            lies_in = _lies_in(group, showcase)
            inputs = json.dumps([group.name, len(group.models), lies_in, _abbreviation(group)])
            yield FoundPage(group.name, group.address, inputs, partial(_listing, group, lies_in))


def _hand_page(page: HandPageView) -> Document:
    lede, story = page.record.description, plain(page.body, after_heading=":")
    words = ((page.record.title,), (), (), (lede,), (story,))
    return Document(page.address, "page", page.record.title, words, lede=lede, story=story)


def _statistic(view: StatisticView, address: str) -> Document:
    record = view.record
    figure = f"{bounded(record.value, record.bound)} {record.unit}"
    lede = f"{figure}; {record.scope}; {statistic_when(record)}"
    parts = [f"{part.name}: {format_number(part.value)}" for one in record.breakdowns for part in one.parts]
    story = "; ".join([*parts, *filter(None, [record.note])])
    words = ((record.name,), (record.scope,), (), (lede,), (story,))
    return Document(address, "figure", record.name, words, lede=lede, story=story, figure=figure)


def _listing(group: Group, lies_in: str) -> Document:
    names = (group.name, *filter(None, [_abbreviation(group)]))
    lede = t("search.lists", count=format_number(len(group.models)))
    return Document(group.address, group.facet, group.name, (names, (lies_in,), (), (), ()), place=lies_in, lede=lede)


def _abbreviation(group: Group) -> str:
    return (group.of.record.abbreviation or "") if isinstance(group.of, OrganisationView) else ""


def _lies_in(group: Group, showcase: Showcase) -> str:
    parents = group.of.parents if isinstance(group.of, UnitView) else ()
    return ", ".join(showcase.units[slug].name for slug in parents)
