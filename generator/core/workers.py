"""The one seam for processes: a pool map and a future, by fork where the system has it, else in this process.

The results never depend on the number of processes.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from generator.core.system import die_with_parent

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

_Result = TypeVar("_Result")

# A pipe takes this many bytes before anybody reads, on every system we know.
_PIPE = 16_384
_TOKEN = 4
_MOST = 8


class WorkerDied(Exception):  # noqa: N818 - the work is not at fault: the system ended the process, mostly for memory
    """A process ended without a result."""


def usual_jobs() -> int:
    """One process a processor, up to eight: beyond that one of them reads what the others wrote."""
    return min(os.cpu_count() or 1, _MOST)


def can_fork() -> bool:
    """Whether this system can fork: then a process inherits what it needs, and nothing is sent to it."""
    return "fork" in multiprocessing.get_all_start_methods()


@contextmanager
def pool_map(
    work: Callable[[int], _Result],
    numbers: Sequence[int],
    processes: int,
    on_progress: Callable[[int], object] = lambda _done: None,
    recycle_after: int = 0,
) -> Iterator[Iterator[_Result]]:
    """Map `work` over `numbers` in worker processes; yields the results in the order of `numbers`.

    Each worker takes the next number when it is free, so long jobs should come first. With 0 `processes`, or where
    nothing can fork, this process does each job when its result is asked for. Raises what a job raises, and WorkerDied.
    However the body ends, no worker goes on after it.
    on_progress: called with the number of results so far. recycle_after: the first N jobs are memory-heavy; their worker
    is replaced afterwards.
    """
    if processes < 1 or not can_fork():
        yield _serial(work, numbers, on_progress)
        return
    context = multiprocessing.get_context("fork")
    workers: list[ForkProcess] = []
    runs = _runs(numbers)
    todo = _tokens(len(runs))

    def start() -> Connection:
        receiving, sending = context.Pipe(duplex=False)
        worker = context.Process(target=_do, args=(work, runs, recycle_after, todo, receiving, sending), daemon=True)
        _start(worker)
        sending.close()
        workers.append(worker)
        return receiving

    try:
        pipes = [start() for _ in range(min(processes, len(runs)))]
        yield _in_order(_arriving(pipes, start), len(runs), on_progress)
    finally:
        os.close(todo)
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join()


def _serial(
    work: Callable[[int], _Result], numbers: Sequence[int], on_progress: Callable[[int], object]
) -> Iterator[_Result]:
    for done, number in enumerate(numbers, 1):
        result = work(number)
        on_progress(done)
        yield result


def _runs(numbers: Sequence[int]) -> list[Sequence[int]]:
    """The numbers in as many runs as there is room for tokens in a pipe: nearly always one number each."""
    length = -(-len(numbers) * _TOKEN // _PIPE) or 1
    return [numbers[first : first + length] for first in range(0, len(numbers), length)]


def _tokens(count: int) -> int:
    """A pipe to read from, with a token for each run: to read one is to take that run, and nobody else gets it."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(run.to_bytes(_TOKEN, "big") for run in range(count)))
    os.close(writing)
    return reading


class Future(Generic[_Result]):
    """The result of work that a process forked for it does while this one goes on; that process may fork others.

    Where nothing can fork, this process does the work before anything else.

    ready: readable (`multiprocessing.connection.wait`) once the work has ended.
    """

    def __init__(self, work: Callable[[], _Result]) -> None:
        self._done: tuple[Exception | None, Any] | None = None
        if not can_fork():
            self.ready, sending = multiprocessing.Pipe(duplex=False)
            self._done = _outcome(work)
            sending.close()
            return
        context = multiprocessing.get_context("fork")
        self.ready, sending = context.Pipe(duplex=False)
        self._worker = context.Process(target=_do_future, args=(work, self.ready, sending))
        _start(self._worker)
        sending.close()
        self._group: int = self._worker.pid  # type: ignore[assignment]

    def result(self) -> _Result:
        """What the work returned; raises what it raised, or WorkerDied. Waits for it."""
        try:
            error, result = self._done or self.ready.recv()
        except EOFError:
            raise WorkerDied from None
        finally:
            self.stop()
        if error is not None:
            raise error
        return result  # type: ignore[no-any-return]

    def stop(self) -> None:
        """End it at once, with every process it started: they clear up nothing."""
        if self._done is not None:
            self.ready.close()
            return
        if self._worker.exitcode is None:
            # It may not have come to make a group of its own yet.
            for end in (os.killpg, os.kill):
                with contextlib.suppress(ProcessLookupError):
                    end(self._group, signal.SIGKILL)
        self._worker.join()
        self.ready.close()


def _outcome(work: Callable[[], object]) -> tuple[Exception | None, object]:
    try:
        return None, work()
    except Exception as error:  # noqa: BLE001 - raised where the result is asked for
        return error, None


@contextmanager
def in_background(work: Callable[[], object], *, forked: bool) -> Iterator[None]:
    """Do a piece of work in another process while the body runs; without `forked`, or a fork, before it.

    Raises what the body raises, else what the work raises, or WorkerDied.
    """
    if not (forked and can_fork()):
        work()
        yield
        return
    future = Future(work)
    try:
        yield
        future.result()
    finally:
        future.stop()


def _do_future(work: Callable[[], object], receiving: Connection, sending: Connection) -> None:
    # With it open here, a result larger than a pipe holds would wait for ever where the parent was killed.
    receiving.close()
    _end_with_the_parent()
    os.setpgid(0, 0)
    gc.freeze()
    try:
        sending.send((None, work()))
    except Exception as error:  # noqa: BLE001 - handed to the parent, which raises it
        _send_last(sending, (error, None))
    finally:
        sending.close()


def _end_with_the_parent() -> None:
    """Of a build that was killed no worker writes on."""
    _die_of_sigterm()
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        die_with_parent(parent.pid)


def _die_of_sigterm() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})


def _start(worker: ForkProcess) -> None:
    """Start a process that does not hear Ctrl-C: it is ended by this one, which does, though not in mid-fork.

    Nor may it handle SIGTERM as this one does, which clears up: the process itself calls `_die_of_sigterm`.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        worker.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _do(
    work: Callable[[int], object],
    runs: list[Sequence[int]],
    recycle_after: int,
    todo: int,
    receiving: Connection,
    sending: Connection,
) -> None:
    _end_with_the_parent()
    receiving.close()  # as in `_do_future`
    # Looking for cycles among what was there before would copy all of the parent's memory.
    gc.freeze()
    gc.enable()
    try:
        run = recycle_after
        while run >= recycle_after and (token := os.read(todo, _TOKEN)):
            run = int.from_bytes(token, "big")
            sending.send((None, run, [work(number) for number in runs[run]]))
        # In place of a result: whether there may be more to do.
        sending.send((None, None, run < recycle_after))
    except Exception as error:  # noqa: BLE001 - handed to the parent, which raises it
        _send_last(sending, (error, None, None))
    finally:
        sending.close()


def _send_last(sending: Connection, told: tuple[Any, ...]) -> None:
    """Tell the parent; where it is gone, nobody is to hear of it, on the terminal either."""
    with contextlib.suppress(BrokenPipeError):
        sending.send(told)


def _in_order(
    arriving: Iterator[tuple[int, list[_Result]]], runs: int, on_progress: Callable[[int], object]
) -> Iterator[_Result]:
    """The results as they come, those that came too early held back."""
    early: dict[int, list[_Result]] = {}
    done = 0
    for run in range(runs):
        while run not in early:
            number, results = next(arriving)
            early[number] = results
            done += len(results)
            on_progress(done)
        yield from early.pop(run)


def _arriving(working: list[Connection], start: Callable[[], Connection]) -> Iterator[tuple[int, list[_Result]]]:
    """(run, its results) of whichever process has some. start: begins another process in place of one that ended."""
    while working:
        for pipe in cast("list[Connection]", wait(working)):
            try:
                error, run, results = pipe.recv()
            except EOFError:
                raise WorkerDied from None
            if error is not None:
                raise error
            if run is None:
                working.remove(pipe)
                if results:
                    working.append(start())
            else:
                yield run, results
    raise WorkerDied
