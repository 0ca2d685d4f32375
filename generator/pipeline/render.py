"""Tasks to files of a release: each rendered once for its inputs, then taken from the memo together with its links."""

from __future__ import annotations

import hashlib
import json
import pickle
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import NamedTuple

from generator.core.memo import Memo, memo_key
from generator.core.toolchain import folder_hash
from generator.pipeline.check import PAGE_KINDS, Checked
from generator.pipeline.engine import Rendered
from generator.publish import (
    SCANNED,
    FileLinks,
    LinkFragment,
    LinkTable,
    Staging,
    Written,
    file_links,
    file_path,
    link_fragment,
    scan_html,
    scan_ours,
)
from generator.render.frames import FOLDER, Frames, Spliced
from generator.render.pages import Card, File, Page, Task, prepare
from generator.showcase import Showcase
from generator.showcase.addresses import ANYWHERE, to_root

_SHARE = 128
"""Tasks a worker takes at a time."""


class Output(NamedTuple):
    """What a task made: (path, SHA-256 in hex, bytes) of each file, and the links of those that may hold some."""

    files: tuple[tuple[str, str, bytes], ...]
    links: tuple[FileLinks, ...]


class Renderer:
    """Turns what tasks return into outputs. Frames and cards repeat: their links are looked for once."""

    def __init__(self, frames: Frames, site_url: str) -> None:
        self.site_url = site_url
        self._frames = frames
        self._frame_links: dict[tuple[str, str], LinkFragment] = {}
        self._card_links: dict[str, LinkFragment] = {}

    def __call__(self, made: Page | File | tuple[File, ...]) -> Output:
        """The output of one page, file or few files. Raises PublishError KH903."""
        if isinstance(made, Page):
            path, spliced = file_path(made.address), self._frames.splice(made)
            return Output((_hashed(path, spliced.data),), (file_links(path, self._fragments(made, spliced)),))
        files = [(file_path(file.address), file) for file in ((made,) if isinstance(made, File) else made)]
        links = (
            file_links(path, [self._fragment(file.data.decode("utf-8"), to_root(file.address))])
            for path, file in files
            if path.endswith(SCANNED)
        )
        return Output(tuple(_hashed(path, file.data) for path, file in files), tuple(links))

    def _fragments(self, page: Page, spliced: Spliced) -> Iterator[LinkFragment]:
        climb = to_root(page.address)
        frame = self._frame_links.get((climb, spliced.fixed))
        if frame is None:
            exact = scan_html(spliced.fixed.encode("utf-8"))
            frame = self._frame_links[climb, spliced.fixed] = link_fragment(exact, climb, self.site_url)
        yield frame
        yield self._fragment(spliced.own, climb)
        yield from map(self._card, page.cards)

    def _card(self, card: Card) -> LinkFragment:
        fragment = self._card_links.get(card.id)
        if fragment is None:
            fragment = self._card_links[card.id] = self._fragment(card.html, ANYWHERE)
        return fragment

    def _fragment(self, html: str, climb: str) -> LinkFragment:
        return link_fragment(scan_ours(html), climb, self.site_url)


class ShareResult(NamedTuple):
    """What a worker made of some tasks: the files of each, all links, and the processor seconds of each kind."""

    files: list[list[Written]]
    links: LinkTable
    seconds: dict[str, float]


class TaskQueue:
    """Takes tasks kind by kind, hands them out in shares, and registers the files made of them.

    environment: the key of what all tasks share. seconds: kind -> seconds of processor time.
    """

    def __init__(self, frames: Frames, staging: Staging, memo: Memo, environment: bytes, site_url: str) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.frames = frames
        self.staging = staging
        self.memo = memo
        self.environment = environment
        self._render = Renderer(frames, site_url)
        self._tasks: list[tuple[str, Task]] = []
        self._files: dict[str, list[Written]] = {}

    def add(self, kind: str, tasks: Iterable[Task]) -> None:
        """Take on the tasks of a kind."""
        self._files[kind] = []
        self._tasks += [(kind, task) for task in tasks]

    def shares(self) -> list[Callable[[], ShareResult]]:
        """All tasks, to be called share by share in any process; the results go to `register`, in this order."""
        keys = [key for _, task in self._tasks if (key := self._key(task))]
        if len(self._tasks) - len(keys) + self.memo.missing(keys) > 4 * _SHARE:
            # Compiled once here, templates need not be compiled by each worker.
            prepare()
        return [partial(self._do, first) for first in range(0, len(self._tasks), _SHARE)]

    def register(self, shares: Iterable[ShareResult]) -> None:
        """Register what workers made. Raises PublishError KH904."""
        for first, share in zip(range(0, len(self._tasks), _SHARE), shares, strict=True):
            for (kind, _), files in zip(self._tasks[first : first + _SHARE], share.files, strict=True):
                self._files[kind] += files
            self.staging.register(chain.from_iterable(share.files), share.links)
            for kind, spent in share.seconds.items():
                self.seconds[kind] += spent

    def files(self, kind: str) -> list[Written]:
        """All files of a kind, in order of path."""
        return sorted(self._files[kind])

    def _do(self, first: int) -> ShareResult:
        tasks = self._tasks[first : first + _SHARE]
        keys = [self._key(task) for _, task in tasks]
        known = self.memo.get_many(key for key in keys if key)
        links, files = LinkTable(self._render.site_url), []
        seconds: dict[str, float] = defaultdict(float)
        fresh: list[tuple[bytes, bytes]] = []
        began = time.process_time()
        for (kind, task), key in zip(tasks, keys, strict=True):
            if key in known:
                output = Output(*pickle.loads(known[key]))  # noqa: S301 - sealed by the memo
            else:
                output = self._render(task())
                if key:
                    fresh.append((key, pickle.dumps(tuple(output), pickle.HIGHEST_PROTOCOL)))
            files.append([self.staging.write_hashed(*file) for file in output.files])
            for of_file in output.links:
                links.add(of_file)
            began, before = time.process_time(), began
            seconds[kind] += began - before
        self.memo.put_many(fresh)
        return ShareResult(files, links, seconds)

    def _key(self, task: Task) -> bytes:
        """The memo key of a task; b"" for one that is cheaper to do than to look up."""
        if task.inputs is None or not self.memo.keeps:
            return b""
        return memo_key("output", self.environment, *task.inputs)


def environment_key(checked: Checked, showcase: Showcase, rendered: Rendered, *, cards: bool) -> bytes:
    """The key of what every page depends on: frames, configuration, registers, which files were left out.

    cards: whether share cards are drawn.

    What depends on a record with pages of its own names that record among its inputs (`generator/render/pages/tasks.py`).
    """
    frames = sorted(path for path in rendered.folder.iterdir() if path.name.startswith(FOLDER))
    registers = [
        (document.file, document.digest, document.prefix)
        for document in checked.source.documents
        if document.kind not in PAGE_KINDS
    ]
    dropped = sorted(checked.dropped)
    titles = {name: page.record.title for name, page in showcase.hand_pages.items()}
    facts = [rendered.site_url, rendered.edit_base, cards, registers, dropped, titles]
    return memo_key("environment", json.dumps(facts, ensure_ascii=False), *map(folder_hash, frames))


def write_outputs(
    files: Iterable[tuple[str, bytes]], staging: Staging, site_url: str = ""
) -> tuple[list[Written], LinkTable]:
    """Write (address, bytes) pairs; what was written, and the links in it."""
    render, links = Renderer(Frames(str, "", ""), site_url), LinkTable(site_url)
    written = []
    for address, data in files:
        output = render(File(address, data))
        written += [staging.write_hashed(*file) for file in output.files]
        for of_file in output.links:
            links.add(of_file)
    return written, links


def _hashed(path: str, data: bytes) -> tuple[str, str, bytes]:
    return path, hashlib.sha256(data).hexdigest(), data
