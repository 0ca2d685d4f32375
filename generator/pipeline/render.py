"""Pages to bytes, spliced into their frames and written, with the links they ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.publish import (
    SCANNED,
    Asked,
    Part,
    Written,
    file_path,
    part_of,
    scan_html,
    scan_ours,
)
from generator.render.frames import Frames, Spliced
from generator.render.pages import Card, File, Page
from generator.showcase.addresses import ANYWHERE, to_root

Made = Page | File | tuple[File, ...]
Builder = Callable[[], Made]
Writer = Callable[[Iterable[tuple[str, bytes]]], list[Written]]
"""`Staging.writer`, or the like."""


class Renderer:
    """Renders and writes what builders make. Frames and cards come again and again: their links are looked at once."""

    def __init__(self, frames: Frames, write: Writer, site_url: str) -> None:
        self.site_url = site_url
        self._frames = frames
        self._write = write
        self._known_frames: dict[tuple[str, str], Part] = {}
        self._known_cards: dict[str, Part] = {}

    def __call__(self, build: Builder, asked: Asked) -> list[Written]:
        """Make one page, file or few files; their links are added to `asked`. Raises what the builder raises."""
        return self._write(self._files(build(), asked))

    def _files(self, made: Made, asked: Asked) -> Iterator[tuple[str, bytes]]:
        if isinstance(made, Page):
            spliced = self._frames.splice(made)
            asked.add(file_path(made.address), self._parts(made, spliced))
            yield made.address, spliced.data
            return
        for file in (made,) if isinstance(made, File) else made:
            path = file_path(file.address)
            if path.endswith(SCANNED):
                asked.add(path, [self._part(file.data.decode("utf-8"), to_root(file.address))])
            yield file.address, file.data

    def _parts(self, page: Page, spliced: Spliced) -> Iterator[Part]:
        climb = to_root(page.address)
        frame = self._known_frames.get((climb, spliced.fixed))
        if frame is None:
            exact = scan_html(spliced.fixed.encode("utf-8"))
            frame = self._known_frames[climb, spliced.fixed] = part_of(exact, climb, self.site_url)
        yield frame
        yield self._part(spliced.own, climb)
        yield from map(self._card, page.cards)

    def _card(self, card: Card) -> Part:
        part = self._known_cards.get(card.id)
        if part is None:
            part = self._known_cards[card.id] = self._part(card.html, ANYWHERE)
        return part

    def _part(self, html: str, climb: str) -> Part:
        return part_of(scan_ours(html), climb, self.site_url)


def write_all(files: Iterable[tuple[str, bytes]], write: Writer, site_url: str = "") -> tuple[list[Written], Asked]:
    """Write (address, bytes) pairs; what was written, and the links in it."""
    render, asked = Renderer(Frames(str, "", ""), write, site_url), Asked(site_url)
    written = [one for file in files for one in render(partial(File, *file), asked)]
    return written, asked
