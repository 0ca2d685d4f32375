"""The outputs that cannot be parted into pages (search index, open data with feeds, blocks), made in parallel with the pages."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from generator.core.memo import Memo, memo_key
from generator.core.workers import pool_map
from generator.outputs.data import OpenData
from generator.outputs.feeds import feeds
from generator.outputs.search import Group, Segmenter, groups, merge
from generator.pipeline.engine import Rendered
from generator.pipeline.hand_pages import Drawn, draw_blocks, pages_with_data
from generator.pipeline.render import TaskQueue
from generator.publish import Staging, Written
from generator.render.pages.pictures import Photos
from generator.showcase import Showcase

Progress = Callable[[float], None]
"""Called with how much of a step is done, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class DataFiles:
    """Open data and feeds. blocks: address of a hand-written page that shows the data -> what it shows.

    dataset: (address of the page on the data, what that says of them to machines).
    """

    files: list[Written]
    blocks: dict[str, Markup]
    dataset: tuple[str, dict[str, Any]]


def write_index(showcase: Showcase, staging: Staging, memo: Memo, environment: bytes) -> list[Written]:
    """Write the search index, merged from segments; those whose documents have not changed come from the memo."""
    segmenter = Segmenter(showcase.abbreviations)

    def segment(group: Group) -> bytes:
        # Numbers in a segment are in the machine's own byte order.
        key = memo_key("segment", environment, sys.byteorder, group.inputs)
        return memo.get_or_make(key, partial(segmenter, group))

    return staging.writer(merge(map(segment, groups(showcase)), showcase.concepts))


def write_data(showcase: Showcase, rendered: Rendered, staging: Staging) -> DataFiles:
    """Write open data and feeds."""
    data = OpenData(showcase, rendered.site_url)
    written = staging.writer(data.files())
    block = data.block({file.path: file.size for file in written})
    written += staging.writer(feeds(showcase, rendered.site_url))
    return DataFiles(written, {here: block(here) for here in pages_with_data(rendered)}, data.dataset())


def run_all(
    queue: TaskQueue, showcase: Showcase, rendered: Rendered, photos: Photos, jobs: int, on_progress: Progress | None
) -> tuple[DataFiles, Drawn]:
    """Write index, data and every task of the queue in `jobs` processes; return the data and the drawn blocks."""
    staging = queue.staging
    # Each of these is one long job, so they come first.
    whole: list[Callable[[], Any]] = [
        partial(_timed, partial(write_index, showcase, staging, queue.memo, queue.environment)),
        partial(_timed, partial(write_data, showcase, rendered, staging)),
        partial(_timed, partial(draw_blocks, showcase, rendered, photos)),
    ]
    parts = [*whole, *queue.shares()]

    def progress(count: int) -> None:
        if on_progress:
            on_progress(count / len(parts))

    processes = jobs if jobs > 1 and len(parts) > 1 else 0
    numbers = range(len(parts))
    with pool_map(lambda number: parts[number](), numbers, processes, progress, recycle_after=len(whole)) as done:
        (index, of_index), (data, of_data), (drawn, of_blocks) = [next(done) for _ in whole]
        queue.register(done)
    queue.seconds |= {"Lập chỉ mục tìm kiếm": of_index, "Ghi dữ liệu": of_data, "Dựng khối của trang": of_blocks}
    staging.register([*index, *data.files])
    return data, drawn


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.process_time()
    return work(), time.process_time() - began
