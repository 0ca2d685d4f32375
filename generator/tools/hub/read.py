"""Reads what a province has published: its index, its models, its feed, its search index; refuses what it does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.outputs.feeds import Item
from generator.records.schema import PartialDate
from generator.showcase.addresses import DATA, FEEDS
from generator.tools.hub.files import HubError, matching, no_v1, read_json
from generator.tools.hub.index import ProvinceIndex
from generator.tools.hub.models import HubModel, read_models

_URL = re.compile(r"https?://[^\s<>\"'?#]+/\Z")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_ID = re.compile(r"urn:uuid:[0-9a-f-]{36}\Z")


@dataclass(frozen=True, slots=True)
class HubProvince:
    """One province. url ends in "/"; models: how many; first: address of the data that tell of them; items: of its feed."""

    folder: Path
    slug: str
    name: str
    url: str
    publisher: str
    notice: str
    licence: str
    updated: str
    models: int
    first: str
    items: tuple[Item, ...]
    index: ProvinceIndex

    def listed(self) -> Iterator[HubModel]:
        """Every model in the order of its province, by name; a page of them is held at a time. Raises HubError."""
        count = 0
        for count, model in enumerate(read_models(self.folder, self.first, self.url), 1):  # noqa: B007 - the last one counts
            yield model
        if count != self.models:
            raise HubError(f"{self.folder}: có {count} mô hình, index.json lại ghi {self.models}.")


def read_province(folder: Path) -> HubProvince:
    """Read one published site. Raises HubError."""
    index = read_json(folder / DATA / "index.json")
    with _shape(folder):
        if index["version"] != 1:
            raise HubError(f"{folder}: dữ liệu ở phiên bản {index['version']}, lệnh này chỉ đọc phiên bản 1.")
        if index["url"] is None:
            raise HubError(
                f"{folder}: trang chưa khai tên miền (site_url trong mkdocs.yml) nên không dẫn về được; khai rồi dựng lại."
            )
        url = matching(_URL, index["url"], folder, "url")
        return HubProvince(
            folder,
            matching(_SLUG, index["province"]["slug"], folder, "province.slug"),
            _string(index["province"]["name"]),
            url,
            _string(index["publisher"]),
            _string(index["notice"] or ""),
            _string(index["licence"]),
            _string(index["updated"] or ""),
            int(index["collections"]["mo-hinh"]["total"]),
            _string(index["collections"]["mo-hinh"]["first"]),
            tuple(_items(folder, url)),
            ProvinceIndex(folder),
        )


@contextmanager
def _shape(folder: Path) -> Iterator[None]:
    """What is not there, or of another kind, is no v1. Raises HubError."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise no_v1(folder, f"{type(error).__name__}: {error}") from error


def _items(folder: Path, url: str) -> Iterator[Item]:
    """The entries of the feed of everything; none where the province has no feed."""
    path = folder / FEEDS[2]
    for entry in read_json(path)["items"] if path.exists() else ():
        if not entry["url"].startswith(url):
            raise HubError(f"{path}: mục tin dẫn ra ngoài trang của tỉnh: {entry['url']}")
        published = entry.get("date_published")
        yield Item(
            matching(_ID, entry["id"], folder, "id"),
            "news" if published else "model",
            entry["url"],
            entry["url"],
            _string(entry["title"]),
            _string(entry["content_text"]),
            PartialDate(entry["date_modified"][:10]),
            PartialDate(published[:10]) if published else None,
            tuple(("", _string(tag)) for tag in entry.get("tags", ())),
        )


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"not text: {value!r}")
    return value
