"""A saved web page as a news item: title, outlet, date and address, never a word of its text."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.core.vietnamese import PartialDate
from generator.core.vietnamese.written_dates import read_date
from generator.records.source.limits import LIMITS
from generator.tools.imports.compose import Composed
from generator.tools.imports.errors import UnreadableFileError
from generator.tools.imports.packages import require_small
from generator.tools.naming import clean

_MOST_BYTES = LIMITS["import page"].value
_SAVED = re.compile(r"saved from url=\(\d+\)(https?://\S+)")
_CHARSET = re.compile(rb"charset=[\"']?([\w-]{3,20})", re.IGNORECASE)
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")
_DATES = (
    "article:published_time",
    "datepublished",
    "pubdate",
    "dc.date.issued",
    "date",
    "publish-date",
    "article:published",
)
_OUTLETS = ("og:site_name", "application-name", "publisher", "dc.publisher")


class _Facts(HTMLParser):
    """What the head of a page says of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.title = self.canonical = self.saved = self.time = ""
        self.linked: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take `meta`, the canonical address, the first `time`, and open `title` and linked data."""
        found = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = (found.get("property") or found.get("name") or found.get("itemprop") or "").lower()
            self.meta.setdefault(name, found.get("content", "").strip())
        elif tag == "link" and "canonical" in found.get("rel", "").lower().split():
            self.canonical = self.canonical or found.get("href", "")
        elif tag == "time" and not self.time:
            self.time = found.get("datetime", "")
        is_data = tag == "script" and found.get("type", "").lower() == "application/ld+json"
        self._inside = "title" if tag == "title" and not self.title else "linked" if is_data else ""

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's own signature
        """Whatever was open is over."""
        self._inside = ""

    def handle_data(self, data: str) -> None:
        """Text of the title or of linked data."""
        if self._inside == "title":
            self.title += data
        elif self._inside == "linked" and len(self.linked) < 20:
            self.linked.append(data)

    def handle_comment(self, data: str) -> None:
        """Browsers note where a page was saved from."""
        found = _SAVED.search(data)
        if found and not self.saved:
            self.saved = found[1]


def read_page(path: Path) -> Composed:
    """A news item about a saved page. Raises UnreadableFileError and OSError."""
    require_small(path, _MOST_BYTES)
    data = path.read_bytes()
    charset = _CHARSET.search(data[:4096])
    try:
        text = data.decode(charset[1].decode("ascii") if charset else "utf-8", "replace")
    except LookupError:
        text = data.decode("utf-8", "replace")
    facts = _Facts()
    facts.feed(text)
    facts.close()
    linked = _linked(facts.linked)
    title = clean(facts.meta.get("og:title") or str(linked.get("headline") or "") or facts.title)
    if not title:
        raise UnreadableFileError("không thấy tiêu đề của trang")
    return _item(facts, linked, title)


def _item(facts: _Facts, linked: dict[str, Any], title: str) -> Composed:
    doubts = ["Tóm tắt máy viết sẵn; hãy viết lại một hai câu bằng lời của mình, không chép của báo."]
    address = next(
        (one for one in (facts.canonical, facts.meta.get("og:url", ""), facts.saved) if one.startswith("http")), ""
    )
    outlet = next((facts.meta[name] for name in _OUTLETS if facts.meta.get(name)), "") or _publisher(linked)
    if not outlet and address:
        outlet = urlsplit(address).hostname or ""
        doubts.append("Tên báo chưa rõ; tạm ghi tên miền.")
    date = _published(facts, linked)
    if not date:
        doubts.append("Chưa rõ ngày đăng.")
    if not address:
        doubts.append("Chưa rõ địa chỉ bài gốc.")
    source = {
        "kind": "press", "title": title, "outlet": clean(outlet)[:300] or None, "published": date or None,
        "undated_reason": None if date else "trang đã lưu không ghi ngày", "url": address[:500] or None,
    }  # fmt: skip
    when = f" ngày {PartialDate(date).text()}" if date else ""
    lede = f"{clean(outlet) or 'Báo'} đăng bài này{when}."
    return Composed({"title": title, "lede": lede, "published": date or None, "source": source}, [], doubts)


def _linked(texts: list[str]) -> dict[str, Any]:
    """The first article that linked data tell of."""
    for text in texts:
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        graph = data.get("@graph") if isinstance(data, dict) and "@graph" in data else data
        for one in graph if isinstance(graph, list) else [graph]:
            if isinstance(one, dict) and ("headline" in one or "datePublished" in one):
                return one
    return {}


def _publisher(linked: dict[str, Any]) -> str:
    publisher = linked.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    return name if isinstance(name, str) else ""


def _published(facts: _Facts, linked: dict[str, Any]) -> str:
    told = [facts.meta.get(name, "") for name in _DATES] + [str(linked.get("datePublished") or ""), facts.time]
    for one in told:
        day = _DAY.search(one)
        date = read_date(one.strip()) if one and not day else None
        for text in filter(None, (day[1] if day else "", str(date.date) if date and not date.words else "")):
            try:
                return str(PartialDate.parse(text))
            except ValueError:
                continue
    return ""
