"""Check a release before it goes live: every file there, every internal link and anchor met, every input used."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import unquote

from generator.publish.errors import PublishError, first_ten
from generator.publish.link_table import SCANNED, SCHEME, LinkTable
from generator.publish.links import Scan, scan_file, scan_html
from generator.publish.manifest import RESERVED, list_files

MapLike = Callable[[Callable[[str], Scan], list[str]], Iterable[Scan]]
"""`map`, or the same from a process pool."""

Reason = Literal["file", "anchor", "outside", "slash"]

_Resolved = tuple[str, str, Reason | None]
_CODES: dict[str, str] = {"file": "KH911", "anchor": "KH912", "outside": "KH913", "slash": "KH914"}
_ANCHORED = (".html", ".htm", ".svg")


class BrokenLink(NamedTuple):
    """`href` as written in the file `page`; `reason`: no such file, no such anchor there, outside the site, or a
    folder named without its closing slash.
    """

    page: str
    href: str
    reason: Reason

    @property
    def code(self) -> str:
        """The catalogue's code for this reason; its text takes {page} and {href}."""
        return _CODES[self.reason]


def verify_links(
    root: Path,
    files: Iterable[str],
    base_path: str = "/",
    site_url: str = "",
    scan: MapLike = map,
    links: LinkTable | None = None,
) -> list[BrokenLink]:
    """Every link and resource in the HTML and CSS among `files` that leads to nothing, in page order.

    `base_path`: path part of the site's address, with which links that begin with "/" must begin ("/kheo/").
    `site_url`: its whole address; links that begin with it are internal too. `scan`: `map`, or a pool's.
    `links`: those of files that need not be read again; they are read only when one of the links leads to nothing.
    """
    site = _Site(frozenset(files), base_path, site_url)
    known = links.files if links is not None and not _unmet(root, links, site) else ()
    pages = sorted(path for path in site.files if path.endswith(SCANNED) and path not in known)
    ids: dict[str, frozenset[str]] = {}
    broken: list[BrokenLink] = []
    anchors: list[tuple[str, str, str, str]] = []
    for page, found in zip(pages, scan(partial(scan_file, str(root)), pages), strict=True):
        ids[page] = found.ids
        for href, (target, fragment, reason) in site.resolve_all(page, found.links):
            if reason is not None:
                broken.append(BrokenLink(page, href, reason))
            elif fragment and target.endswith(_ANCHORED):
                anchors.append((page, href, target, fragment))
    for target in sorted({anchor[2] for anchor in anchors} - ids.keys()):
        ids[target] = scan_file(str(root), target).ids
    broken += [BrokenLink(page, href, "anchor") for page, href, target, name in anchors if name not in ids[target]]
    return sorted(broken)


def _unmet(root: Path, links: LinkTable, site: _Site) -> bool:
    """Whether one of the links leads to no file, or names an anchor that is not there."""
    anchors: dict[str, set[str]] = {}
    plain = (("", href) for href in links.from_root if not site.has(href))
    for page, href in (*plain, *links.odd):
        # Seen from the front page; "./" keeps a link that is empty, or begins with "#", from meaning that page by itself.
        target, fragment, reason = site.resolve(page or "index.html", href if page else f"./{href}")
        if reason is not None:
            return True
        if fragment and target.endswith(_ANCHORED):
            anchors.setdefault(target, set()).add(fragment)
    return not all(_offers(root, target, frozenset(names)) for target, names in sorted(anchors.items()))


def _offers(root: Path, target: str, names: frozenset[str]) -> bool:
    """Whether a file has all these ids."""
    data = (root / target).read_bytes()
    plainly = b"<!--" not in data and all(_in_a_tag(data, f' id="{name}"'.encode()) for name in names)
    return plainly or names <= scan_html(data).ids


def _in_a_tag(data: bytes, attribute: bytes) -> bool:
    at = data.find(attribute)
    return at >= 0 and data.rfind(b"<", 0, at) > data.rfind(b">", 0, at)


class _Site:
    """Resolves a link of a page to a file of the release, without touching the disk."""

    def __init__(self, files: frozenset[str], base_path: str, site_url: str) -> None:
        self.files = files
        self._base = f"/{base_path.strip('/')}/".replace("//", "/")
        self._url = site_url.rstrip("/")
        self._from_root: dict[str, _Resolved] = {}

    def has(self, path: str) -> bool:
        """Whether a link from the front page, written as plainly as can be, leads to a file."""
        return path in self.files or (path.endswith("/") and f"{path}index.html" in self.files)

    def resolve_all(self, page: str, links: Iterable[str]) -> Iterator[tuple[str, _Resolved]]:
        """Each link with what `resolve` says of it."""
        to_root = "../" * page.count("/")
        for href in links:
            # Navigation repeats on every page: a link that climbs exactly to the root means the same everywhere.
            if to_root and href.startswith(to_root):
                rest = href[len(to_root) :]
                if (resolved := self._from_root.get(rest)) is None:
                    resolved = self._from_root[rest] = self.resolve(page, href)
                yield href, resolved
            else:
                yield href, self.resolve(page, href)

    def resolve(self, page: str, href: str) -> _Resolved:
        """(file, fragment, None); ("", "", None) for a link that is not ours; ("", "", why) for a broken one."""
        url = self._url
        if url and href.startswith(url) and href[len(url) : len(url) + 1] in ("", "/", "?", "#"):
            href = self._base + href[len(url) :].removeprefix("/")
        elif SCHEME.match(href):
            return "", "", None
        path, _, fragment = href.partition("#")
        path = path.partition("?")[0]
        if not path:
            return page, _anchor(fragment), None
        folder = page.rpartition("/")[0]
        if path.startswith("/"):
            if not path.startswith(self._base):
                return "", "", "outside"
            folder, path = "", path[len(self._base) :]
        target, reason = self._find(folder, unquote(path))
        return target, _anchor(fragment), reason

    def _find(self, folder: str, path: str) -> tuple[str, Reason | None]:
        whole = posixpath.normpath(posixpath.join(folder, path)) if folder or path else "."
        if whole == ".." or whole.startswith("../"):
            return "", "outside"
        if path.endswith("/") or posixpath.basename(path) in {"", ".", ".."}:
            whole = "index.html" if whole == "." else f"{whole}/index.html"
        if whole in self.files:
            return whole, None
        return "", "slash" if f"{whole}/index.html" in self.files else "file"


def _anchor(fragment: str) -> str:
    """The id a fragment asks for; "" for the top of the page and for text fragments, which need none."""
    if not fragment:
        return ""
    name = unquote(fragment.partition(":~:")[0])
    return "" if name.lower() == "top" else name


def require_complete(root: Path, sizes: dict[str, int]) -> None:
    """Raise PublishError KH909 unless exactly the files of `sizes`, with these bytes, lie under `root`."""
    found = {path: entry.stat(follow_symlinks=False).st_size for path, entry in list_files(root)}
    wrong = {path for path in found.keys() | sizes.keys() if found.get(path) != sizes.get(path)} - RESERVED
    if wrong:
        raise PublishError("KH909", {"count": str(len(wrong)), "files": first_ten(sorted(wrong))})


def account(inputs: set[str], published: set[str], reported: set[str]) -> list[str]:
    """The inputs that are neither on the site nor named in the report, sorted; a build must find none."""
    return sorted(inputs - published - reported)
