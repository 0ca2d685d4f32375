"""Work shared by several processes, where the system can fork; the results do not hang on their number."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, Generic, TypeVar

_Result = TypeVar("_Result")

# A pipe takes this many bytes before anybody reads, on every system we know.
_PIPE = 16_384
_TOKEN = 4


class WorkerDied(Exception):  # noqa: N818 - not wrong in itself: somebody ended the process, most often for memory
    """A process ended without a word."""


def can_share() -> bool:
    """Whether work can be given to other processes here without sending them all it needs."""
    return "fork" in multiprocessing.get_all_start_methods()


@contextmanager
def shared(
    work: Callable[[int], _Result],
    numbers: Sequence[int],
    processes: int,
    heard: Callable[[int], object] = lambda _done: None,
    alone: int = 0,
) -> Iterator[Iterator[_Result]]:
    """work(number) for each of `numbers`, in their order, done by so many processes forked at once.

    Each takes the next number when it is done with one: what takes long should come first. With 0 `processes`, or where
    nothing can fork, this process does the work itself when asked for a result. An exception of the work is raised
    again here, and WorkerDied when a process died; whatever ends the body, no process of ours goes on behind it.
    heard: called with the number of results there are, whenever there are more. alone: so many of the first numbers
    take much memory; what did one of them ends with it, and another process takes its place.
    """
    if processes < 1 or not can_share():
        yield _by_myself(work, numbers, heard)
        return
    context = multiprocessing.get_context("fork")
    workers: list[ForkProcess] = []
    runs = _runs(numbers)
    todo = _tokens(len(runs))

    def start() -> Connection:
        receiving, sending = context.Pipe(duplex=False)
        worker = context.Process(target=_do, args=(work, runs, alone, todo, receiving, sending), daemon=True)
        _start(worker)
        sending.close()
        workers.append(worker)
        return receiving

    try:
        pipes = [start() for _ in range(min(processes, len(runs)))]
        yield _in_order(_arriving(pipes, start), len(runs), heard)
    finally:
        os.close(todo)
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join()


def _by_myself(
    work: Callable[[int], _Result], numbers: Sequence[int], heard: Callable[[int], object]
) -> Iterator[_Result]:
    for done, number in enumerate(numbers, 1):
        result = work(number)
        heard(done)
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


class Aside(Generic[_Result]):
    """One piece of work that a process forked for it does while this one goes on; it may fork others in its turn.

    ready: can be read from (`multiprocessing.connection.wait`) once the work has ended.
    """

    def __init__(self, work: Callable[[], _Result]) -> None:
        context = multiprocessing.get_context("fork")
        self.ready, sending = context.Pipe(duplex=False)
        self._worker = context.Process(target=_do_aside, args=(work, self.ready, sending))
        _start(self._worker)
        sending.close()
        self._group: int = self._worker.pid  # type: ignore[assignment]

    def result(self) -> _Result:
        """What the work returned; raises what it raised, or WorkerDied. Waits for it."""
        try:
            error, result = self.ready.recv()
        except EOFError:
            raise WorkerDied from None
        finally:
            self.stop()
        if error is not None:
            raise error
        return result

    def stop(self) -> None:
        """End it at once, with every process it started: they clear up nothing."""
        if self._worker.exitcode is None:
            # It may not have come to make a group of its own yet.
            for end in (os.killpg, os.kill):
                with contextlib.suppress(ProcessLookupError):
                    end(self._group, signal.SIGKILL)
        self._worker.join()
        self.ready.close()


@contextmanager
def beside(work: Callable[[], object], *, forked: bool) -> Iterator[None]:
    """Have a piece of work done in another process while the body runs; before it where nothing is to be `forked`.

    Raises what the work raises, or WorkerDied; but first what the body raises.
    """
    if not (forked and can_share()):
        work()
        yield
        return
    aside = Aside(work)
    try:
        yield
        aside.result()
    finally:
        aside.stop()


def _do_aside(work: Callable[[], object], receiving: Connection, sending: Connection) -> None:
    # With it open here, a result larger than a pipe holds would wait for ever where the parent was killed.
    receiving.close()
    os.setpgid(0, 0)
    gc.freeze()
    try:
        sending.send((None, work()))
    except Exception as error:  # noqa: BLE001 - handed to the parent, which raises it
        _send_last(sending, (error, None))
    finally:
        sending.close()


def _start(worker: ForkProcess) -> None:
    """Start a process that does not hear Ctrl-C: it is ended by this one, which does, though not in mid-fork."""
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        worker.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


def _do(
    work: Callable[[int], object],
    runs: list[Sequence[int]],
    alone: int,
    todo: int,
    receiving: Connection,
    sending: Connection,
) -> None:
    receiving.close()  # as in `_do_aside`
    # Looking for cycles among what was there before would copy all of the parent's memory.
    gc.freeze()
    gc.enable()
    try:
        run = alone
        while run >= alone and (token := os.read(todo, _TOKEN)):
            run = int.from_bytes(token, "big")
            sending.send((None, run, [work(number) for number in runs[run]]))
        # In place of a result: whether there may be more to do.
        sending.send((None, None, run < alone))
    except Exception as error:  # noqa: BLE001 - handed to the parent, which raises it
        _send_last(sending, (error, None, None))
    finally:
        sending.close()


def _send_last(sending: Connection, told: tuple[Any, ...]) -> None:
    """Tell the parent; where it is gone, nobody is to hear of it, on the terminal either."""
    with contextlib.suppress(BrokenPipeError):
        sending.send(told)


def _in_order(
    arriving: Iterator[tuple[int, list[_Result]]], runs: int, heard: Callable[[int], object]
) -> Iterator[_Result]:
    """The results as they come, those that came too early held back."""
    early: dict[int, list[_Result]] = {}
    done = 0
    for run in range(runs):
        while run not in early:
            number, results = next(arriving)
            early[number] = results
            done += len(results)
            heard(done)
        yield from early.pop(run)


def _arriving(working: list[Connection], start: Callable[[], Connection]) -> Iterator[tuple[int, list[_Result]]]:
    """(run, its results) of whichever process has some. start: begins another process in place of one that ended."""
    while working:
        for pipe in wait(working):
            try:
                error, run, results = pipe.recv()  # type: ignore[union-attr]
            except EOFError:
                raise WorkerDied from None
            if error is not None:
                raise error
            if run is None:
                working.remove(pipe)  # type: ignore[arg-type]
                if results:
                    working.append(start())
            else:
                yield run, results
    raise WorkerDied
