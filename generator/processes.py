"""Work shared by several processes, where the system can fork; the results do not hang on their number."""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import TypeVar

_Result = TypeVar("_Result")


class WorkerDied(Exception):  # noqa: N818 - not wrong in itself: somebody ended the process, most often for memory
    """A process ended without a word."""


def can_share() -> bool:
    """Whether work can be given to other processes here without sending them all it needs."""
    return "fork" in multiprocessing.get_all_start_methods()


@contextmanager
def shared(
    work: Callable[[int], _Result], numbers: Sequence[int], processes: int
) -> Iterator[Iterator[_Result]]:
    """work(number) for each of `numbers`, in their order, done by so many processes forked at once.

    With 0 `processes`, or where nothing can fork, this process does the work itself when asked for a result.
    An exception of the work is raised again here, and WorkerDied when a process died; whatever ends the body,
    no process of ours goes on behind it.
    """
    if processes < 1 or not can_share():
        yield map(work, numbers)
        return
    context = multiprocessing.get_context("fork")
    workers: list[ForkProcess] = []
    pipes: list[Connection] = []
    try:
        for first in range(min(processes, len(numbers))):
            receiving, sending = context.Pipe(duplex=False)
            worker = context.Process(target=_do, args=(work, numbers[first::processes], sending), daemon=True)
            _start(worker)
            sending.close()
            workers.append(worker)
            pipes.append(receiving)
        yield (_received(pipes[at % processes]) for at in range(len(numbers)))
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join()


def _start(worker: ForkProcess) -> None:
    """Start a process that does not hear Ctrl-C: it is ended by this one, which does, though not in mid-fork."""
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        worker.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


def _do(work: Callable[[int], object], numbers: Sequence[int], sending: Connection) -> None:
    # Looking for cycles among what was there before would copy all of the parent's memory.
    gc.freeze()
    try:
        for number in numbers:
            sending.send((None, work(number)))
    except Exception as error:  # noqa: BLE001 - handed to the parent, which raises it
        sending.send((error, None))
    finally:
        sending.close()


def _received(receiving: Connection) -> object:
    try:
        error, result = receiving.recv()
    except EOFError:
        raise WorkerDied from None
    if error is not None:
        raise error
    return result
