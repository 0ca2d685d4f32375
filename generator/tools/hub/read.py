"""Reads what a province has published: its index, its models, its feed, its search index; refuses what it does not know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.core.problems import Finding
from generator.outputs.feeds import Item
from generator.showcase.addresses import DATA, FEEDS
from generator.tools.hub.files import HubError, fault, read_json
from generator.tools.hub.index import ProvinceIndex
from generator.tools.hub.models import HubModel, read_models
from generator.tools.hub.values import PERMANENT_ID, PREFIX, SLUG, URL, Values

MOST_MODELS = 1_000_000
"""Models of one province."""
_MOST_ITEMS = 10_000
_INDEX = f"{DATA}index.json"
_FEED = FEEDS[2]


@dataclass(frozen=True, slots=True)
class HubProvince:
    """One province.

    url ends in "/"; models: how many can be shown; first: address of the data that tell of them; items: of its feed;
    left_out: why some models and entries are not there.
    """

    folder: Path
    slug: str
    name: str
    prefix: str
    url: str
    publisher: str
    notice: str
    licence: str
    updated: str
    models: int
    first: str
    items: tuple[Item, ...]
    index: ProvinceIndex
    left_out: tuple[Finding, ...]

    def listed(self) -> Iterator[HubModel]:
        """Every model in the order of its province, by name; a page of them is held at a time. Raises HubError."""
        return (one for one in read_models(self.folder, self.first, self.url) if isinstance(one, HubModel))


def read_province(folder: Path) -> HubProvince:
    """Read one published site; every value is looked at before any is used. Raises HubError."""
    values = Values(folder, _INDEX, read_json(folder, _INDEX))
    if values.at("version") != 1:
        raise fault(folder, _INDEX, "KH981", values.at("version"))
    if values.at("url") is None:
        raise fault(folder, _INDEX, "KH982")
    url, first = values.text("url", form=URL), values.text("collections", "mo-hinh", "first")
    if values.at("updated") is not None:
        values.date("updated")
    told = values.count("collections", "mo-hinh", "total", most=MOST_MODELS)
    models, left_out = 0, list[Finding]()
    for one in read_models(folder, first, url):
        if isinstance(one, Finding):
            left_out.append(one)
        models += isinstance(one, HubModel)
        if models + len(left_out) > told:
            break
    if models + len(left_out) != told:
        raise fault(folder, _INDEX, "KH983", told, count=models + len(left_out))
    return HubProvince(
        folder,
        values.text("province", "slug", form=SLUG),
        values.text("province", "name"),
        values.text("province", "id_prefix", form=PREFIX),
        url,
        values.text("publisher"),
        values.text("notice", may_lack=True),
        values.text("licence"),
        values.text("updated", may_lack=True),
        models,
        first,
        tuple(_items(folder, url, left_out)),
        ProvinceIndex(folder),
        tuple(left_out),
    )


def _items(folder: Path, url: str, left_out: list[Finding]) -> Iterator[Item]:
    """The entries of the feed of everything; none where the province has no feed. What is wrong with one goes to `left_out`."""
    try:
        feed = Values(folder, _FEED, read_json(folder, _FEED))
    except HubError as error:
        if error.finding.code == "KH970":
            return
        raise
    entries = feed.at("items")
    if not isinstance(entries, list) or len(entries) > _MOST_ITEMS:
        raise feed.misshapen("items")
    for entry in entries:
        try:
            yield _item(Values(folder, _FEED, entry), entry, url)
        except HubError as error:
            left_out.append(error.finding)


def _item(values: Values, entry: Any, url: str) -> Item:
    address = values.text("url")
    if not address.startswith(url) or not URL.match(address):
        raise values.unusable(address, "url")
    published = values.date("date_published") if "date_published" in entry else None
    return Item(
        values.text("id", form=PERMANENT_ID),
        "news" if published else "model",
        address,
        address,
        values.text("title"),
        values.text("content_text"),
        values.date("date_modified"),
        published,
        tuple(("", tag) for tag in values.texts("tags")),
    )
