"""Work in shares, each in a forked process of its own where the system can fork."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

_Result = TypeVar("_Result")


def in_shares(work: Callable[[int], _Result], shares: int) -> list[_Result]:
    """[work(0), ... work(shares - 1)]; the first is done by this process itself.

    Results of the others come through a pipe. Raises what the first failing share raised, and ChildProcessError when
    a process died.
    """
    if shares < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return [work(number) for number in range(shares)]
    context = multiprocessing.get_context("fork")
    workers = []
    for number in range(1, shares):
        receiving, sending = context.Pipe(duplex=False)
        worker = context.Process(target=_do, args=(work, number, sending), daemon=True)
        worker.start()
        sending.close()
        workers.append((worker, receiving))
    results = [work(0)]
    for worker, receiving in workers:
        results.append(_received(receiving))
        worker.join()
    return results


def _do(work: Callable[[int], _Result], number: int, sending: Connection) -> None:
    # Looking for cycles among what was there before would copy all of the parent's memory.
    gc.freeze()
    try:
        sending.send((None, work(number)))
    except Exception as error:  # noqa: BLE001 - handed to the parent, which raises it
        sending.send((error, None))
    except KeyboardInterrupt:
        pass
    finally:
        sending.close()


def _received(receiving: Connection) -> _Result:
    try:
        error, result = receiving.recv()
    except EOFError:
        raise ChildProcessError("a worker process stopped half-way") from None
    if error is not None:
        raise error
    return result
