"""Everything that hangs on nothing made before it, made side by side: pages and files in shares, the index, the data, blocks."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from generator.core.workers import Future, can_fork, pool_map
from generator.pipeline.data import DataWritten
from generator.pipeline.hand_pages import Drawn
from generator.pipeline.making import Maker

Told = Callable[[float], None]
"""Told how much of a step is done, from 0 to 1."""


class Beside:
    """Index, data and blocks, which cannot be parted. at_once: make them while others still look what there is to do.

    That is for a site that changed a little: then the look takes longest. From nothing they are the first shares of the
    whole work, for each more process that works at once holds memory of its own.
    """

    def __init__(self, *, at_once: bool) -> None:
        self._at_once = at_once and can_fork()
        self._begun: list[Future[Any]] = []
        self.left: list[Callable[[], Any]] = []

    def take(self, work: Callable[[], Any]) -> None:
        """Take on a piece of work; its result comes with those taken on before."""
        timed = partial(_timed, work)
        if self._at_once:
            self._begun.append(Future(timed))
        else:
            self.left.append(timed)

    def begun(self) -> list[Any]:
        """What was made at once; waits for it. Raises WorkerDied, and what they raise."""
        return [aside.result() for aside in self._begun]

    def stop(self) -> None:
        """Leave nobody working."""
        for aside in self._begun:
            aside.stop()


def make_all(maker: Maker, beside: Beside, jobs: int, told: Told | None) -> tuple[DataWritten, Drawn]:
    """Make them in `jobs` processes and take everything into the generation.

    beside: has taken on an Indexer, a DataWriter and a BlockDrawer; returns what came of the last two.
    """
    # What cannot be parted comes first, that nobody waits for it in the end.
    parts = [*beside.left, *maker.shares()]

    def heard(count: int) -> None:
        if told:
            told(count / len(parts))

    processes = jobs if jobs > 1 and len(parts) > 1 else 0
    with pool_map(
        lambda number: parts[number](), range(len(parts)), processes, heard, recycle_after=len(beside.left)
    ) as done:
        whole = [next(done) for _ in beside.left]
        maker.take(done)
    (files, of_index), ((data, stands), of_data), (drawn, of_blocks) = whole or beside.begun()
    maker.seconds |= {"Lập chỉ mục tìm kiếm": of_index, "Ghi dữ liệu": of_data, "Dựng khối của trang": of_blocks}
    maker.staging.register(files)
    if stands:
        maker.staging.carry(data.files, maker.made.asked)
    else:
        maker.staging.register(data.files)
    return data, drawn


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.process_time()
    return work(), time.process_time() - began
