"""The rules every host is told: which type a file has, how long it may be kept, who may frame it, where old addresses lead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import urljoin

TYPES = {
    "html": "text/html", "css": "text/css", "js": "text/javascript", "txt": "text/plain", "csv": "text/csv",
    "ics": "text/calendar", "xml": "application/xml", "json": "application/json", "jsonld": "application/ld+json",
    "webmanifest": "application/manifest+json", "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg",
    "webp": "image/webp", "avif": "image/avif", "ico": "image/x-icon", "woff2": "font/woff2", "mp3": "audio/mpeg",
    "m4a": "audio/mp4", "ogg": "audio/ogg", "zip": "application/zip", "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
"""Ending of a name -> type; several of them are missing in the tables that servers bring."""

IN_UTF8 = ("html", "css", "js", "txt", "csv", "ics", "xml", "json", "jsonld", "webmanifest", "svg")
"""Endings of texts, which are all UTF-8."""

FOR_EVER = ("anh", "tim")
"""Folders whose files are named after their content."""

FRAMED = ("nhung", "m")
"""Folders whose pages other sites may frame."""

KEEP_FOR_EVER = "public, max-age=31536000, immutable"
KEEP_SHORT = "public, max-age=300, must-revalidate"

_POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors {}"
HEADERS = {
    "Content-Security-Policy": _POLICY.format("'none'"),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""Header -> value on every page; on those of FRAMED the policy is FRAMED_POLICY."""

FRAMED_POLICY = _POLICY.format("*")

# No page that only leads on is larger, and hardly any other page is smaller.
_LARGEST = 2_000
_LEADS_ON = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]+)">')


class Redirect(NamedTuple):
    """An old address and where it leads, both below the site's own base: "mo-hinh/cu/", "mo-hinh/moi/"."""

    old: str
    new: str


def find_redirects(root: Path, paths: Iterable[str]) -> Iterator[Redirect]:
    """Every page below `root` that only leads on, among the files `paths`."""
    for path in sorted(paths):
        if not path.endswith("index.html"):
            continue
        file = root / path
        if file.stat().st_size > _LARGEST:
            continue
        found = _LEADS_ON.search(file.read_text(encoding="utf-8"))
        target = unescape(found[1]) if found else ""
        if target and "//" not in target:
            old = path.removesuffix("index.html")
            new = normpath(urljoin(f"/{old}", target)).removeprefix("/")
            yield Redirect(old, f"{new}/" if target.endswith("/") else new)
