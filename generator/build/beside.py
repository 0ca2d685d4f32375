"""Everything that hangs on nothing made before it, made side by side: pages and files in shares, the index, the data."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from generator.build.data import DataWriter, DataWritten
from generator.build.indexing import Indexer
from generator.build.making import Maker
from generator.processes import Aside, can_share, shared

Told = Callable[[float], None]
"""Told how much of a step is done, from 0 to 1."""


class Beside:
    """Index and data, which cannot be parted. at_once: make them while others still look what there is to do.

    That is for a site that changed a little: then the look takes longest. From nothing they are the first shares of the
    whole work, for each more process that works at once holds memory of its own.
    """

    def __init__(self, indexer: Indexer, writer: DataWriter, *, at_once: bool) -> None:
        works = [partial(_timed, indexer), partial(_timed, writer)]
        self._begun = [Aside(work) for work in works] if at_once and can_share() else []
        self.left: Sequence[Callable[[], Any]] = () if self._begun else works

    def begun(self) -> list[Any]:
        """What was made at once; waits for it. Raises WorkerDied, and what they raise."""
        return [aside.result() for aside in self._begun]

    def stop(self) -> None:
        """Leave nobody working."""
        for aside in self._begun:
            aside.stop()


def make_all(maker: Maker, beside: Beside, jobs: int, told: Told | None) -> DataWritten:
    """Make them in `jobs` processes and take everything into the generation."""
    # What cannot be parted comes first, that nobody waits for it in the end.
    parts = [*beside.left, *maker.shares()]

    def heard(count: int) -> None:
        if told:
            told(count / len(parts))

    processes = jobs if jobs > 1 and len(parts) > 1 else 0
    with shared(lambda number: parts[number](), range(len(parts)), processes, heard, alone=len(beside.left)) as done:
        whole = [next(done) for _ in beside.left]
        maker.take(done)
    ((files, standing), of_index), ((data, stands), of_data) = whole or beside.begun()
    maker.seconds |= {"Lập chỉ mục tìm kiếm": of_index, "Ghi dữ liệu": of_data}
    maker.staging.register(files)
    maker.staging.carry(standing, maker.made.asked)
    if stands:
        maker.staging.carry(data.files, maker.made.asked)
    else:
        maker.staging.register(data.files)
    return data


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.process_time()
    return work(), time.process_time() - began
