"""Photos of the shown records: looked at in a check, made into variants in a build, their faults reported as findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.cache import Cache
from generator.media.photos import Photo, PhotoError, inspect_photo, variants
from generator.problems import Problem, problem
from generator.publish import Staging
from generator.schema import Entry, Records
from generator.showcase import Showcase


@dataclass(frozen=True, slots=True)
class Sizes:
    """A prepared photo as pages show it: the largest size, and (width, height, WebP, AVIF) in rising order."""

    width: int
    height: int
    variants: tuple[tuple[int, int, str, str | None], ...]


def sizes_of(photo: Photo) -> Sizes:
    """What pages need to know of a photo's variants."""
    avif = {variant.width: variant.name for variant in photo.variants if variant.format == "avif"}
    webp = sorted((v for v in photo.variants if v.format == "webp"), key=lambda variant: variant.width)
    found = tuple((v.width, v.height, v.name, avif.get(v.width)) for v in webp)
    return Sizes(found[-1][0], found[-1][1], found)


def inspect_photos(root: Path, records: Records) -> Iterator[Problem]:
    """Look at the header of every listed photo that exists; a missing one is another check's matter."""
    for entry in (*records.models, *records.news):
        for index, photo in enumerate(entry.record.photos):
            path = root / entry.document.folder / photo.file
            if entry.document.folder and path.exists():
                try:
                    inspect_photo(path)
                except PhotoError as error:
                    yield _fault(entry, index, photo.file, error)


def _fault(entry: Entry[Any], index: int, name: str, error: PhotoError) -> Problem:
    return problem(*entry.where("photos", index, "file"), error.code, name, **error.values)


def write_photos(
    root: Path, records: Records, showcase: Showcase, staging: Staging, cache: Cache
) -> tuple[dict[str, Sizes], dict[str, Problem]]:
    """Write the variants of every shown photo; return content file -> sizes, and -> why it could not be decoded."""
    shown = {view.file for view in (*showcase.models, *showcase.news)}
    prepared: dict[str, Sizes] = {}
    faults: dict[str, Problem] = {}
    written: set[str] = set()
    for entry in (*records.models, *records.news):
        if entry.document.file not in shown:
            continue
        for index, listed in enumerate(entry.record.photos):
            file = f"{entry.document.folder}/{listed.file}"
            try:
                photo = variants(root / file, cache)
            except PhotoError as error:
                faults[file] = _fault(entry, index, listed.file, error)
                continue
            prepared[file] = sizes_of(photo)
            for variant in photo.variants:
                if variant.name not in written:
                    written.add(variant.name)
                    staging.write(variant.name, variant.data)
    return prepared, faults
