"""Which prepared photographs a record shows, and how a page offers their sizes to the browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from generator.records.schema import Photo
from generator.showcase import ModelView, NewsView, addresses


class PreparedPhoto(Protocol):
    """What the media room makes of one photo; `variants` are (width, height, WebP address, AVIF address or None)."""

    @property
    def width(self) -> int:
        """Width of the largest variant in pixels."""

    @property
    def height(self) -> int:
        """Height of the largest variant in pixels."""

    @property
    def variants(self) -> Sequence[tuple[int, int, str, str | None]]:
        """Sizes in rising order of width."""


Photos = Mapping[str, PreparedPhoto]


def shown_photos(view: ModelView | NewsView, photos: Photos) -> list[tuple[Photo, PreparedPhoto]]:
    """The record's photos that could be prepared, in the record's order; the others were reported."""
    found = ((photo, photos.get(f"{view.folder}/{photo.file}")) for photo in view.record.photos)
    return [(photo, prepared) for photo, prepared in found if prepared is not None]


def first_photo(view: ModelView, photos: Photos) -> tuple[Photo, PreparedPhoto] | None:
    """The photo that stands for the record, or None when its woven cover must."""
    return next(iter(shown_photos(view, photos)), None)


def srcset(prepared: PreparedPhoto, here: str, kind: str) -> str:
    """The `srcset` of one format, "webp" or "avif", seen from the page at `here`; "" when there is none."""
    found = ((webp if kind == "webp" else avif, width) for width, _, webp, avif in prepared.variants)
    return ", ".join(f"{addresses.href(here, address)} {width}w" for address, width in found if address)
