"""Photos as records list them: described, present beside the record, and none left over (domain rule V21)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.core.problems import Problem, problem
from generator.records.checks.rule import of_records, of_site
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.checks.site import Site
from generator.records.source import Document

# Fewer letters describe nothing: one seed's alt text is "a".
SHORTEST_ALT = 8

_FILE_NAME = re.compile(
    r"(?:\.(?:jpe?g|png|webp|gif|heic)\Z|^(?:img|dsc|pxl|screenshot|zalo)[ _-]?\w*\d)", re.IGNORECASE
)


def alt_describes(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Alternative text describes the photo: no single letter, no file name, no copy of the caption (V21)."""
    for index, photo in enumerate(one.record.photos):
        where = one.where("photos", index, "alt")
        if _FILE_NAME.search(photo.alt):
            yield problem(*where, "KH823", photo.alt)
        elif len(photo.alt) < SHORTEST_ALT:
            yield problem(*where, "KH821", photo.alt)
        elif photo.caption is not None and _plain(photo.alt) == _plain(photo.caption):
            yield problem(*where, "KH822", photo.alt)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _listed(document: Document) -> Iterator[tuple[int, str]]:
    """(index, file name) of the photos a record lists, valid or not."""
    photos: Any = document.data.get("photos")
    for index, photo in enumerate(photos if isinstance(photos, list) else ()):
        if isinstance(photo, dict) and isinstance(photo.get("file"), str):
            yield index, photo["file"]


def _with_photos(site: Site) -> Iterator[Document]:
    return (document for document in site.source.documents if document.kind in ("model", "news"))


def photos_exist(site: Site) -> Iterator[Problem]:
    """A listed photo lies beside the record's index.md, and is listed once."""
    present = set(site.source.found.photos)
    by_lower = {file.lower(): file for file in site.source.found.photos}
    for document in _with_photos(site):
        seen: set[str] = set()
        for index, name in _listed(document):
            route = (*document.prefix, "photos", index, "file")
            file = f"{document.folder}/{name}"
            if not document.folder:
                yield problem(document.file, route, "KH826", name, folder=document.file.rpartition(".")[0])
            elif file not in present:
                near = by_lower.get(file.lower(), "").rpartition("/")[2]
                offer: dict[str, Any] = {"remedy": "offer", "offer": near} if near else {}
                yield problem(document.file, route, "KH824", name, folder=document.folder, **offer)
            elif name in seen:
                yield problem(document.file, route, "KH827", name)
            seen.add(name)


def photos_are_listed(site: Site) -> Iterator[Problem]:
    """A photo in a record's folder is listed by the record: an unlisted one is not published."""
    listed = {f"{document.folder}/{name}" for document in _with_photos(site) for _, name in _listed(document)}
    for file in site.source.found.photos:
        if file not in listed:
            yield problem(file, (), "KH825", file.rpartition("/")[2], position=(1, 1))


RULES = (*of_records(frozenset({"model", "news"}), alt_describes), *of_site(photos_exist, photos_are_listed))
