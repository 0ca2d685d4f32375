"""Photos of a site: their headers looked at by a check, their variants made by a build; faults become problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.core.memo import Memo
from generator.core.problems import Problem, problem
from generator.records.schema import Entry, Records
from generator.render.media.lettering import drawable, undrawable
from generator.showcase import Showcase

if TYPE_CHECKING:
    from generator.publish import Staging
    from generator.render.media.photos import Photo, PhotoError


@dataclass(frozen=True, slots=True)
class Sizes:
    """A prepared photo as pages show it: the largest size, and (width, height, WebP, AVIF) in rising order."""

    width: int
    height: int
    variants: tuple[tuple[int, int, str, str | None], ...]


def inspect_photos(root: Path, records: Records, memo: Memo) -> Iterator[Problem]:
    """Decode every listed photo that exists, as the build does; a missing one is another check's matter."""
    listed = [entry for entry in _with_photos(records) if entry.document.folder]
    if not listed:
        return
    # A site without photos need not wait for Pillow.
    from generator.render.media.photos import PhotoError, inspect_photo

    for entry in listed:
        for index, photo in enumerate(entry.record.photos):
            path = root / entry.document.folder / photo.file
            if path.exists():
                try:
                    inspect_photo(path, memo)
                except PhotoError as error:
                    yield _fault(entry, index, photo.file, error)


def inspect_cards(records: Records) -> Iterator[Problem]:
    """Names of models and news of which the share card lacks letters."""
    told: list[Entry[Any]] = [*records.models, *records.news]
    for entry in told:
        key = "name" if entry.document.kind == "model" else "title"
        name = getattr(entry.record, key)
        lacking = "" if name.isascii() else undrawable(name)
        if lacking:
            file, route = entry.where(key)
            yield problem(file, route, "KH708", lacking, drawn=drawable(name))


def sizes_of(photo: Photo) -> Sizes:
    """What pages need to know of a photo's variants."""
    avif = {variant.width: variant.name for variant in photo.variants if variant.format == "avif"}
    webp = sorted((v for v in photo.variants if v.format == "webp"), key=lambda variant: variant.width)
    found = tuple((v.width, v.height, v.name, avif.get(v.width)) for v in webp)
    return Sizes(found[-1][0], found[-1][1], found)


def write_photos(
    root: Path, records: Records, showcase: Showcase, staging: Staging, memo: Memo
) -> tuple[dict[str, Sizes], dict[str, Problem]]:
    """Write the variants of every shown photo; return content file -> sizes, and -> why it could not be decoded."""
    from generator.render.media.photos import PhotoError, variants

    shown = {model.file for model in showcase.models} | {item.file for item in showcase.news}
    prepared: dict[str, Sizes] = {}
    faults: dict[str, Problem] = {}
    written: set[str] = set()
    for entry in _with_photos(records):
        if entry.document.file not in shown:
            continue
        for index, listed in enumerate(entry.record.photos):
            file = f"{entry.document.folder}/{listed.file}"
            try:
                photo = variants(root / file, memo)
            except PhotoError as error:
                faults[file] = _fault(entry, index, listed.file, error)
                continue
            prepared[file] = sizes_of(photo)
            for variant in photo.variants:
                # The same photo may be listed under two names.
                if variant.name not in written:
                    staging.write(variant.name, variant.data)
                    written.add(variant.name)
    return prepared, faults


def _with_photos(records: Records) -> list[Entry[Any]]:
    """The models and news items that list photos."""
    told: list[Entry[Any]] = [*records.models, *records.news]
    return [entry for entry in told if entry.record.photos]


def _fault(entry: Entry[Any], index: int, name: str, error: PhotoError) -> Problem:
    """What is wrong with a listed photo, reported at its name in the record."""
    file, route = entry.where("photos", index, "file")
    values: dict[str, Any] = error.values
    return problem(file, route, error.code, name, **values)
