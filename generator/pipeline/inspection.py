"""Photos as a check looks at them: is the header of each listed file that of a photo the site can show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.core.problems import Problem, problem
from generator.records.schema import Entry, Records

if TYPE_CHECKING:
    from generator.render.media.photos import PhotoError


def inspect_photos(root: Path, records: Records) -> Iterator[Problem]:
    """Look at the header of every listed photo that exists; a missing one is another check's matter."""
    listed = [entry for entry in (*records.models, *records.news) if entry.record.photos and entry.document.folder]
    if not listed:
        return
    # A site without photos need not wait for Pillow.
    from generator.render.media.photos import PhotoError, inspect_photo

    for entry in listed:
        for index, photo in enumerate(entry.record.photos):
            path = root / entry.document.folder / photo.file
            if path.exists():
                try:
                    inspect_photo(path)
                except PhotoError as error:
                    yield fault(entry, index, photo.file, error)


def fault(entry: Entry[Any], index: int, name: str, error: PhotoError) -> Problem:
    """What is wrong with a listed photo, told at its name in the record."""
    return problem(*entry.where("photos", index, "file"), error.code, name, **error.values)
