"""What is to be made, and by what to know without making it that it would be the same as before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.render.pages.page import File, Page
from generator.render.pages.pictures import Photos, shown_photos
from generator.showcase import ModelView, NewsView, ProgrammeView


@dataclass(frozen=True, slots=True)
class Task:
    """A page, a file or a few files, made when called.

    inputs: texts that differ whenever the result would, besides what all pages of a build share (toolchain, theme,
    configuration, registers, addresses of the site); None for a task that is cheaper to do than to look up.
    address: of the page of one record, which may be asked for alone; "" for anything else.
    """

    make: Callable[[], Page | File | tuple[File, ...]]
    inputs: tuple[str, ...] | None = None
    address: str = ""

    def __call__(self) -> Page | File | tuple[File, ...]:
        """Make it."""
        return self.make()


class Seen:
    """What others see of a record, as a text that differs when they would see something else."""

    def __init__(self, photos: Photos) -> None:
        self._photos = photos
        self._known: dict[str, str] = {}

    def __call__(self, view: ModelView | NewsView) -> str:
        """The record itself, where it stands, and its photos as they were prepared."""
        known = self._known.get(view.address)
        if known is None:
            photos = [prepared for _, prepared in shown_photos(view, self._photos)] if view.record.photos else ""
            known = self._known[view.address] = f"{named(view)} {photos}"
        return known

    def all(self, views: Iterable[ModelView | NewsView]) -> tuple[str, ...]:
        """Each of them."""
        return tuple(map(self, views))


def named(view: ModelView | NewsView | ProgrammeView) -> str:
    """A record without its photos. Where its organisations lie depends on how many other models they have."""
    organisations = () if isinstance(view, NewsView) else (*view.leads, *view.partners)
    return " ".join((view.address, view.digest, *(one.address for one in organisations)))
