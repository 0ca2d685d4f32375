"""Ctrl-C and SIGTERM, heard even where a library does not let them through."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


class Terminated(KeyboardInterrupt):
    """SIGTERM, as hosts and CI send it: whatever clears up after Ctrl-C clears up after it too."""


def raise_terminated(_number: int, _frame: FrameType | None) -> None:
    """Handle SIGTERM as Python handles Ctrl-C."""
    raise Terminated


_INTERRUPTS = {signal.SIGINT: KeyboardInterrupt, signal.SIGTERM: Terminated}
_USUAL = {signal.SIGINT: (signal.default_int_handler,), signal.SIGTERM: (signal.SIG_DFL, raise_terminated)}


@contextmanager
def heard_interrupts() -> Iterator[Callable[[], None]]:
    """Yield a function that raises the interrupt if one came; an error after an interrupt becomes one too.

    Compiled code that calls back into Python (a record's serialiser) turns a KeyboardInterrupt into an error of its own,
    or into nothing at all. A signal that somebody told this process to ignore stays ignored.
    """
    heard: list[type[KeyboardInterrupt]] = []

    def hear(number: int, _frame: FrameType | None) -> None:
        heard.append(_INTERRUPTS[signal.Signals(number)])
        raise heard[0]

    def require_none() -> None:
        if heard:
            raise heard[0]

    before = {number: signal.getsignal(number) for number in _INTERRUPTS}
    ours = [number for number, handler in before.items() if handler in _USUAL[number]]
    for number in ours:
        signal.signal(number, hear)
    try:
        yield require_none
    except Exception as error:
        if heard:
            raise heard[0] from error
        raise
    finally:
        for number in ours:
            signal.signal(number, before[number])
