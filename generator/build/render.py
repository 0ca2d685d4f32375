"""Pages to bytes, in one process or several; the result is the same for any number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

from generator.frames import Frames, Spliced
from generator.pages import Card, File, Page
from generator.processes import shared
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
from generator.showcase.addresses import ANYWHERE, to_root

Builder = Callable[[], Page | File | tuple[File, ...]]
Writer = Callable[[Iterable[tuple[str, bytes]]], list[Written]]
"""`Staging.writer`, or the like."""

# Below this a second process costs more than it saves.
WORTH_FORKING = 200


def render_pages(
    builders: Sequence[Builder], frames: Frames, write: Writer, jobs: int, site_url: str = ""
) -> tuple[list[list[Written]], Asked]:
    """Render every page and write it; return what was written of each builder, in their order, and the links.

    With `jobs` over 1 the work is shared by that many forked processes. Raises what the first failing one raised.
    """
    shares = jobs if len(builders) >= WORTH_FORKING else 1

    def share(number: int) -> tuple[list[list[Written]], Asked]:
        links = _Links(Asked(site_url))
        return [write(_files(build(), frames, links)) for build in builders[number::shares]], links.asked

    written: list[list[Written]] = [[] for _ in builders]
    asked = Asked(site_url)
    with shared(share, range(shares), jobs if shares > 1 else 0) as results:
        for number, (files, links) in enumerate(results):
            written[number::shares] = files
            asked.merge(links)
    return written, asked


def write_all(
    files: Iterable[tuple[str, bytes]], write: Writer, jobs: int, site_url: str = ""
) -> tuple[list[Written], Asked]:
    """Write (address, bytes) pairs as `render_pages` writes what it renders."""
    no_frames = Frames(str, "", "")
    written, asked = render_pages([partial(File, *file) for file in files], no_frames, write, jobs, site_url)
    return list(chain.from_iterable(written)), asked


def _files(made: Page | File | tuple[File, ...], frames: Frames, links: _Links) -> Iterator[tuple[str, bytes]]:
    if isinstance(made, Page):
        spliced = frames.splice(made)
        links.add(made, spliced)
        yield made.address, spliced.data
        return
    for file in (made,) if isinstance(made, File) else made:
        links.add_file(file)
        yield file.address, file.data


class _Links:
    """Tells the links of pages part by part: frames and cards come again and again, and are looked at once."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self._frames: dict[tuple[str, str], Part] = {}
        self._cards: dict[str, Part] = {}

    def add(self, page: Page, spliced: Spliced) -> None:
        climb = to_root(page.address)
        frame = self._frames.get((climb, spliced.fixed))
        if frame is None:
            exact = scan_html(spliced.fixed.encode("utf-8"))
            frame = self._frames[climb, spliced.fixed] = part_of(exact, climb, self.asked.site_url)
        own = self._part(spliced.own, climb)
        self.asked.add(file_path(page.address), [frame, own, *map(self._card, page.cards)])

    def add_file(self, file: File) -> None:
        path = file_path(file.address)
        if path.endswith(SCANNED):
            self.asked.add(path, [self._part(file.data.decode("utf-8"), to_root(file.address))])

    def _card(self, card: Card) -> Part:
        part = self._cards.get(card.id)
        if part is None:
            part = self._cards[card.id] = self._part(card.html, ANYWHERE)
        return part

    def _part(self, html: str, climb: str) -> Part:
        return part_of(scan_ours(html), climb, self.asked.site_url)
