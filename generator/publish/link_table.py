"""The links of a release, collected while its pages are rendered, so that checking them needs no second pass."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from generator.publish.links import Scan, scan_bytes

SCANNED = (".html", ".htm", ".css")
"""Files that may hold links."""

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//")
"""How a link begins that leads to another site, or is none."""


class LinkFragment(NamedTuple):
    """The links of a part of a page. from_root: links inside the site, as seen from its root.

    local: fragments of the page itself. ids: what fragments may name. odd: every other link inside the site.
    """

    from_root: frozenset[str]
    local: frozenset[str]
    ids: frozenset[str]
    odd: tuple[str, ...]


class FileLinks(NamedTuple):
    """The links of one file. from_root and odd as in LinkFragment; fragments of the page itself that it lacks are odd."""

    path: str
    from_root: tuple[str, ...]
    odd: tuple[str, ...]


def link_fragment(scan: Scan, climb: str, site_url: str) -> LinkFragment:
    """Sort the links of a part. climb: what leads from its page to the root; site_url: the site's address or ""."""
    url = site_url.rstrip("/")
    from_root, local, odd = set(), set(), []
    for href in scan.links:
        if climb and href.startswith(climb):
            from_root.add(href[len(climb) :])
        elif href.startswith("#"):
            local.add(href[1:])
        elif url and href.startswith(url) and href[len(url) : len(url) + 1] in {"", "/", "?", "#"}:
            from_root.add(href[len(url) :].removeprefix("/"))
        elif href and not SCHEME.match(href):
            odd.append(href)
    return LinkFragment(frozenset(from_root), frozenset(local), scan.ids, tuple(odd))


def file_links(path: str, fragments: Iterable[LinkFragment]) -> FileLinks:
    """The links of a file, given as its parts."""
    from_root: set[str] = set()
    local: set[str] = set()
    ids: set[str] = set()
    odd: list[str] = []
    for fragment in fragments:
        from_root |= fragment.from_root
        local |= fragment.local
        ids |= fragment.ids
        odd += fragment.odd
    missing = (f"#{name}" for name in sorted(local - ids))
    return FileLinks(path, tuple(sorted(from_root)), (*odd, *missing))


class LinkTable:
    """The links of many files, each once. files: those that were looked at; odd: (file, link)."""

    def __init__(self, site_url: str = "") -> None:
        self.site_url = site_url
        self.files: set[str] = set()
        self.from_root: set[str] = set()
        self.odd: set[tuple[str, str]] = set()

    def add(self, links: FileLinks) -> None:
        """Take in the links of a file."""
        self.files.add(links.path)
        self.from_root.update(links.from_root)
        self.odd.update((links.path, href) for href in links.odd)

    def add_file(self, path: str, data: bytes) -> None:
        """Take in a whole file, if it is of a kind that holds links."""
        if path.endswith(SCANNED):
            scan = scan_bytes(path, data)
            self.add(file_links(path, [link_fragment(scan, "../" * path.count("/"), self.site_url)]))

    def merge(self, other: LinkTable) -> None:
        """Take in what another process collected."""
        self.files |= other.files
        self.from_root |= other.from_root
        self.odd |= other.odd
