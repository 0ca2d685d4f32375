"""Photos of the shown records, made into variants; their faults are reported as findings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.build.inspection import fault
from generator.cache import Cache
from generator.media.photos import Photo, PhotoError, variants
from generator.problems import Problem
from generator.publish import Staging
from generator.schema import Records
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
                faults[file] = fault(entry, index, listed.file, error)
                continue
            prepared[file] = sizes_of(photo)
            for variant in photo.variants:
                if variant.name not in written:
                    written.add(variant.name)
                    staging.write(variant.name, variant.data)
    return prepared, faults
