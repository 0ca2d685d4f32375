"""Tasks made into files of a generation, each only where what it would make does not stand there already."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain

from generator.pipeline.made import Made
from generator.pipeline.render import Renderer
from generator.publish import Asked, Staging, Written
from generator.render.frames import Frames
from generator.render.pages import Task, prepare

# Tasks a process takes at a time; and fewer than this are made sooner than a process is started.
SHARE = 128

Share = tuple[list[list[Written]], Asked, Counter[str]]
"""What came of some tasks: the files of each, their links, and the processor seconds of each kind."""


class Maker:
    """Takes tasks kind by kind, hands them out in shares, and takes back what was made of them.

    frames: what pages are put into; staging: where they go; made: what stands there already; seconds: kind -> seconds of processor time.
    """

    def __init__(self, frames: Frames, staging: Staging, made: Made, site_url: str) -> None:
        self.seconds: Counter[str] = Counter()
        self.frames = frames
        self.staging = staging
        self.made = made
        self._render = Renderer(frames, staging.writer, site_url)
        self._files: dict[str, list[Written]] = {}
        self._fresh: list[tuple[str, bytes, Task]] = []

    def add(self, kind: str, tasks: Iterable[Task]) -> None:
        """Take on the tasks of a kind; the files of those that need not be made are carried over at once."""
        carried, fresh = self.made.split(tasks)
        self.staging.carry(carried, self.made.asked)
        self._files[kind] = carried
        self._fresh += [(kind, digest, task) for digest, task in fresh]

    def shares(self) -> list[Callable[[], Share]]:
        """What is left to do, to be called in any process; the results go to `take`, in this order."""
        if len(self._fresh) > 4 * SHARE:
            prepare()
        return [partial(self._do, first) for first in range(0, len(self._fresh), SHARE)]

    def take(self, shares: Iterable[Share]) -> None:
        """Register what was made. Raises PublishError KH904."""
        done = zip(range(0, len(self._fresh), SHARE), shares, strict=True)
        for first, (files, asked, seconds) in done:
            tasks = self._fresh[first : first + SHARE]
            self.made.note((digest for _, digest, _ in tasks), files)
            for (kind, _, _), of_task in zip(tasks, files, strict=True):
                self._files[kind] += of_task
            self.staging.register(chain.from_iterable(files), asked)
            self.seconds += seconds

    def files(self, kind: str) -> list[Written]:
        """All files of a kind, in order of path."""
        return sorted(self._files[kind])

    def _do(self, first: int) -> Share:
        asked, seconds = Asked(self._render.site_url), Counter[str]()
        files = []
        began = time.process_time()
        for kind, _, task in self._fresh[first : first + SHARE]:
            files.append(self._render(task, asked))
            began, before = time.process_time(), began
            seconds[kind] += began - before
        return files, asked, seconds
