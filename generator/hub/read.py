"""Reads what a province has published: its index, its models, its feed, its search index; refuses what it does not know."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from generator.feeds import Item
from generator.schema import PartialDate
from generator.search import FOLDER, START, script
from generator.showcase.addresses import DATA, FEEDS

LARGEST = 64 * 2**20
"""Bytes of one file that is read."""

_URL = re.compile(r"https?://[^\s<>\"'?#]+/\Z")
_ADDRESS = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)+\Z")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_ID = re.compile(r"urn:uuid:[0-9a-f-]{36}\Z")
_SCRIPT = re.compile(r'kheoSearchShard\("([a-z0-9/]+)",(.*)\)\n\Z', re.DOTALL)


class HubError(Exception):
    """A province's files cannot be joined; the text says which and why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class HubModel:
    """One model as the hub lists it; url leads to the province's own page."""

    name: str
    url: str
    field: str
    place: str
    evidence: str


@dataclass(frozen=True, slots=True)
class HubProvince:
    """One province. url ends in "/"; totals: name of a collection -> how many records; items: of its feed."""

    folder: Path
    slug: str
    name: str
    url: str
    publisher: str
    notice: str
    licence: str
    updated: str
    totals: dict[str, int]
    models: tuple[HubModel, ...]
    items: tuple[Item, ...]

    def search_files(self) -> Iterator[tuple[str, bytes]]:
        """Yield (path below the province's `tim/`, bytes); each file hands over plain JSON and does nothing else.

        Raises HubError for any other file there.
        """
        root = self.folder / FOLDER
        for path in sorted(root.rglob("*")):
            if path.is_dir() and not path.is_symlink():
                continue
            name = path.relative_to(root).as_posix()
            found = _SCRIPT.match(_text(path))
            if found is None or f"{found[1]}.js" != name or not _is_json(found[2]):
                raise HubError(f"{path} không phải là tệp chỉ mục tìm kiếm do kheo viết.")
            yield name, script(found[1], found[2])


def read_province(folder: Path) -> HubProvince:
    """Read one published site. Raises HubError."""
    index = _json(folder / DATA / "index.json")
    try:
        if index["version"] != 1:
            raise HubError(f"{folder}: dữ liệu ở phiên bản {index['version']}, lệnh này chỉ đọc phiên bản 1.")
        if index["url"] is None:
            raise HubError(
                f"{folder}: trang chưa khai tên miền (site_url trong mkdocs.yml) nên không dẫn về được; khai rồi dựng lại."
            )
        url = _matching(_URL, index["url"], folder, "url")
        if not (folder / FOLDER / f"{START}.js").is_file():
            raise HubError(f"{folder}: thiếu {FOLDER}{START}.js, chỉ mục tìm kiếm của trang.")
        return HubProvince(
            folder,
            _matching(_SLUG, index["province"]["slug"], folder, "province.slug"),
            _string(index["province"]["name"]),
            url,
            _string(index["publisher"]),
            _string(index["notice"] or ""),
            _string(index["licence"]),
            _string(index["updated"] or ""),
            {name: int(facts["total"]) for name, facts in index["collections"].items()},
            tuple(_models(folder, index["collections"]["mo-hinh"]["first"], url)),
            tuple(_items(folder, url)),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise HubError(f"{folder}: dữ liệu không có hình dạng của v1 ({type(error).__name__}: {error}).") from error


def _models(folder: Path, first: str, url: str) -> Iterator[HubModel]:
    """Every model, page after page; each page is read once."""
    address: str | None = first
    seen = set[str]()
    while address is not None and address not in seen:
        seen.add(address)
        page = _json(folder / _inside(folder, address))
        for record in page["records"]:
            words = record["in_words"]
            own = _matching(_ADDRESS, record["address"], folder, "address")
            place = _string(words["place_then"])
            yield HubModel(_string(record["name"]), url + own, _string(words["field"]), place, _string(words["evidence"]))
        address = page["next"]


def _items(folder: Path, url: str) -> Iterator[Item]:
    """The entries of the feed of everything; none where the province has no feed."""
    path = folder / FEEDS[2]
    for entry in _json(path)["items"] if path.exists() else ():
        if not entry["url"].startswith(url):
            raise HubError(f"{path}: mục tin dẫn ra ngoài trang của tỉnh: {entry['url']}")
        published = entry.get("date_published")
        yield Item(
            _matching(_ID, entry["id"], folder, "id"),
            "news" if published else "model",
            entry["url"],
            entry["url"],
            _string(entry["title"]),
            _string(entry["content_text"]),
            PartialDate(entry["date_modified"][:10]),
            PartialDate(published[:10]) if published else None,
            tuple(("", _string(tag)) for tag in entry.get("tags", ())),
        )


def _inside(folder: Path, address: str) -> PurePosixPath:
    """An address of the data as a path that cannot lead out of them."""
    path = PurePosixPath(address)
    if not address.startswith(DATA) or ".." in path.parts:
        raise HubError(f"{folder}: địa chỉ “{address}” nằm ngoài {DATA}.")
    return path


def _matching(form: re.Pattern[str], text: Any, folder: Path, what: str) -> str:
    if not isinstance(text, str) or not form.match(text):
        raise HubError(f"{folder}: “{text}” không dùng làm {what} được.")
    return text


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"not text: {value!r}")
    return value


def _json(path: Path) -> Any:
    try:
        return json.loads(_text(path))
    except (ValueError, RecursionError) as error:
        raise HubError(f"{path} không phải là JSON đúng.") from error


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _text(path: Path) -> str:
    """The text of a real file of bearable size. Raises HubError."""
    try:
        if path.is_symlink() or not path.is_file():
            raise HubError(f"Không có tệp {path}; thư mục phải là một trang đã dựng bằng kheo.")
        if path.stat().st_size > LARGEST:
            raise HubError(f"{path} lớn quá {LARGEST // 2**20} MB.")
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise HubError(f"Không đọc được {path}.") from error
