"""Legacy URLs: what answers at an address that no record owns any more (a redirect, a copy, a note of withdrawal)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.render.pages import File, Task, redirect
from generator.showcase import Showcase, Tombstone
from generator.showcase.addresses import FOLLOW, NEWS_ARCHIVE, PHOTOS, SHARE_CARDS, page_of, share_card, under

# First parts of addresses that are not promised: files named after their content, the theme, the search index.
_UNPROMISED = frozenset({PHOTOS.rstrip("/"), "assets", "tim"})
# Pages about files that are only made where the site knows its own address.
_WITH_OWN_ADDRESS = frozenset({FOLLOW})
# Only machines ask for these, by names they look up each time: no link leads there.
_NO_ADDRESS = re.compile(
    r"404\.html\Z|sitemap[\w-]*\.xml\Z|robots\.txt\Z|.+\.(?:br|gz)\Z|_headers\Z|_redirects\Z|web\.config\Z|\.\w+\Z"
)

Read = Callable[[str], bytes]
"""The bytes of a published address."""


def address_of(path: str) -> str:
    """The address under which readers know a file of the site."""
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path


def promised(paths: Iterable[str]) -> set[str]:
    """The addresses among the files of a site that are kept for ever, the front page apart, which always is."""
    found = {address_of(path) for path in paths if path.partition("/")[0] not in _UNPROMISED}
    return {address for address in found if address and not _NO_ADDRESS.match(address)}


def redirects(showcase: Showcase) -> Iterator[Task]:
    """A page for every old address of a list: it leads on to what is there now."""
    for old, living in sorted(showcase.redirects.items()):
        if page_of(old) != old:
            yield Task(partial(_leading_on, old, living))


def _leading_on(old: str, living: str) -> File:
    return File(old, redirect(old, living))


def renamed(showcase: Showcase, published: list[str], read: Read) -> Iterator[tuple[str, bytes]]:
    """(address, bytes) of every form of every record under its old names.

    A page leads on; a file, which cannot, is there a second time. published: addresses written so far.
    """
    carried = {old: living for old, living in showcase.redirects.items() if page_of(old) == old}
    living_forms: dict[str, list[str]] = {living: [] for living in carried.values()}
    for address in published if carried else ():
        living_forms.get(page_of(address), []).append(address)
    there = set(published)
    for old, living in sorted(carried.items()):
        for form in living_forms[living]:
            address = under(form, living, old)
            if address not in there:
                yield address, redirect(address, form) if _is_page(form) else read(form)


def legacy_files(showcase: Showcase, published: set[str], read: Read) -> Iterator[tuple[str, bytes]]:
    """(address, bytes) of every promised address that is missing and has a successor.

    A page of a list that grew shorter leads to the list, a month without news to the archive; a form of a withdrawn
    record says that it was withdrawn, and its share card becomes the site's.
    """
    withdrawn = {page.address: page for page in showcase.tombstones}
    for address in sorted(showcase.promised - published):
        page = page_of(address)
        page_gone = withdrawn.get(showcase.redirects.get(page, page))
        if page_gone is not None and address.startswith(SHARE_CARDS) and share_card("") in published:
            data: bytes | None = read(share_card(""))
        elif page_gone is not None:
            data = _of_gone(address, page_gone)
        else:
            successor = _list_of(address)
            data = redirect(address, successor) if successor and successor in published else None
        if data is not None:
            yield address, data


def _of_gone(address: str, gone: Tombstone) -> bytes | None:
    """What a form of a record taken down says; None for a kind of file that can say nothing."""
    if _is_page(address):
        return redirect(address, gone.address)
    if address.endswith(".json"):
        said = {"withdrawn": {"date": gone.date, "reason": gone.reason}, "address": gone.address}
        return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    return None


def unanswered(showcase: Showcase, published: set[str], *, pages_only: bool) -> list[str]:
    """The promised addresses at which nothing is: with `pages_only` those of files are not asked for.

    Files of a record taken down may go: to keep them would keep what was to be taken down.
    """
    gone = {page.address for page in showcase.tombstones}
    missing = sorted(showcase.promised - published - (_WITH_OWN_ADDRESS if pages_only else frozenset()))
    return [
        address
        for address in missing
        if _is_page(address) or not (pages_only or showcase.redirects.get(page_of(address), page_of(address)) in gone)
    ]


def _list_of(address: str) -> str:
    """The list of which an address was a later page or a part; "" for none."""
    first, numbered, number = address.partition("/trang/")
    if numbered and number.rstrip("/").isdigit():
        return f"{first}/"
    return NEWS_ARCHIVE if address.startswith(NEWS_ARCHIVE) else ""


def _is_page(address: str) -> bool:
    return address.endswith(("/", ".html"))
