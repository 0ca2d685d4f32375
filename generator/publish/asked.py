"""What the pages of a generation ask for, told while they are written: a sound site is not read a second time."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from generator.publish.links import Scan, scan_bytes

SCANNED = (".html", ".htm", ".css")
"""Files in which links are looked for."""

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//")
"""How a link begins that leads to another site, or is none."""


class Part(NamedTuple):
    """The links of a part of a page. from_root: those inside the site that climb to its root, less the climb.

    local: fragments of the page itself. ids: what fragments may name. odd: every other link inside the site.
    """

    from_root: frozenset[str]
    local: frozenset[str]
    ids: frozenset[str]
    odd: tuple[str, ...]


def part_of(scan: Scan, climb: str, site_url: str) -> Part:
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
    return Part(frozenset(from_root), frozenset(local), scan.ids, tuple(odd))


class Asked:
    """The links of many files, each once. from_root and odd as in Part, odd with its file; files: those looked at.

    met: file -> names of places in it that were asked for and found.
    """

    def __init__(self, site_url: str = "") -> None:
        self.site_url = site_url
        self.files: set[str] = set()
        self.from_root: set[str] = set()
        self.odd: set[tuple[str, str]] = set()
        self.met: dict[str, frozenset[str]] = {}

    def add(self, path: str, parts: Iterable[Part]) -> None:
        """Take in a file, given as its parts."""
        self.files.add(path)
        local: set[str] = set()
        ids: set[str] = set()
        for part in parts:
            self.from_root |= part.from_root
            if part.local:
                local |= part.local
            ids |= part.ids
            if part.odd:
                self.odd.update((path, href) for href in part.odd)
        self.odd.update((path, f"#{name}") for name in local - ids)

    def add_whole(self, path: str, data: bytes) -> None:
        """Take in a whole file, if it is of a kind that holds links."""
        if path.endswith(SCANNED):
            self.add(path, [part_of(scan_bytes(path, data), "../" * path.count("/"), self.site_url)])

    def of(self, paths: Collection[str]) -> Asked:
        """What is known of these files; of links that climb to the root, more than these files ask for."""
        part = Asked(self.site_url)
        part.files = self.files.intersection(paths)
        part.from_root = set(self.from_root)
        part.odd = {(path, href) for path, href in self.odd if path in part.files}
        part.met = {path: self.met[path] for path in self.met.keys() & part.files}
        return part

    def forget(self, links: Iterable[tuple[str, str]]) -> None:
        """Leave out links no file has any more, given as (file, link), or ("", link) for those that climb to the root."""
        for path, href in links:
            if path:
                self.odd.discard((path, href))
            else:
                self.from_root.discard(href)

    def merge(self, other: Asked) -> None:
        """Take in what another process looked at."""
        self.files |= other.files
        self.from_root |= other.from_root
        self.odd |= other.odd
        self.met |= other.met
