"""Photos of the shown records, made into variants; their faults are reported as findings."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from generator.core.cache import Cache
from generator.core.problems import Problem
from generator.pipeline.inspection import fault
from generator.pipeline.made import Made
from generator.pipeline.signature import is_settled, signature
from generator.publish import Staging, Written, written_as
from generator.records.schema import Records
from generator.render.media.photos import Photo, PhotoError, variants
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
    root: Path, records: Records, showcase: Showcase, staging: Staging, cache: Cache, made: Made
) -> tuple[dict[str, Sizes], dict[str, Problem]]:
    """Write the variants of every shown photo; return content file -> sizes, and -> why it could not be decoded."""
    shown = {view.file for view in (*showcase.models, *showcase.news)}
    prepared: dict[str, Sizes] = {}
    faults: dict[str, Problem] = {}
    carried: dict[str, Written] = {}
    fresh: dict[str, bytes] = {}
    for entry in (*records.models, *records.news):
        if entry.document.file not in shown:
            continue
        for index, listed in enumerate(entry.record.photos):
            file = f"{entry.document.folder}/{listed.file}"
            digest = _digest(root / file, file, made)
            standing = made.stands(digest) if digest in made.notes else None
            if standing is not None:
                prepared[file] = made.noted[digest] = made.notes[digest]
                carried.update((item.path, item) for item in standing)
                continue
            try:
                photo = variants(root / file, cache)
            except PhotoError as error:
                faults[file] = fault(entry, index, listed.file, error)
                continue
            prepared[file] = sizes_of(photo)
            fresh.update((variant.name, variant.data) for variant in photo.variants)
            if digest:
                made.noted[digest] = prepared[file]
                made.note([digest], [[written_as(variant.name, variant.data) for variant in photo.variants]])
    # The same photo may stand under two names, and one of them be new.
    staging.carry([item for path, item in carried.items() if path not in fresh], made.asked)
    for name, data in fresh.items():
        staging.write(name, data)
    return prepared, faults


def _digest(path: Path, file: str, made: Made) -> bytes:
    """What tells that a photo is the one it was, without reading it; b"" for one that was changed just now."""
    try:
        signed = signature(path.lstat())
    except OSError:
        return b""
    return made.digest(("photo", file, str(signed))) if is_settled(signed, time.time()) else b""
