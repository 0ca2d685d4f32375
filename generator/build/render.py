"""Pages to bytes, in one process or several; the result is the same for any number."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from generator.frames import Frames
from generator.pages import File, Page
from generator.publish import PublishError, Written, write_files

Builder = Callable[[], Page | File]
# Below this a second process costs more than it saves.
_WORTH_FORKING = 200


def render_pages(builders: Sequence[Builder], frames: Frames, root: Path, jobs: int) -> list[Written]:
    """Render every page and write it below `root`; return what was written, in order of path.

    With `jobs` over 1 the work is shared by that many forked processes. Raises what the first failing one raised.
    """
    if jobs < 2 or len(builders) < _WORTH_FORKING or "fork" not in multiprocessing.get_all_start_methods():
        return sorted(write_files(root, _rendered(builders, frames)))
    context = multiprocessing.get_context("fork")
    workers = []
    for number in range(jobs):
        receiving, sending = context.Pipe(duplex=False)
        share = builders[number::jobs]
        worker = context.Process(target=_work, args=(share, frames, root, sending), daemon=True)
        worker.start()
        sending.close()
        workers.append((worker, receiving))
    written: list[Written] = []
    failures = []
    for worker, receiving in workers:
        try:
            result = receiving.recv()
        except EOFError:
            result = PublishError("KH950", {})
        worker.join()
        if isinstance(result, BaseException):
            failures.append(result)
        else:
            written += result
    if failures:
        raise failures[0]
    return sorted(written)


def _rendered(builders: Sequence[Builder], frames: Frames) -> Iterator[tuple[str, bytes]]:
    for build in builders:
        made = build()
        yield made.address, made.data if isinstance(made, File) else frames.splice(made)


def _work(builders: Sequence[Builder], frames: Frames, root: Path, sending: Connection) -> None:
    """What one worker does; its result, or what it raised, goes back through the pipe."""
    try:
        sending.send(write_files(root, _rendered(builders, frames)))
    except Exception as error:  # noqa: BLE001 - handed to the parent, which raises it
        sending.send(error)
    except KeyboardInterrupt:
        pass
    finally:
        sending.close()
