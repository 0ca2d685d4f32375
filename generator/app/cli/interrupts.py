"""Ctrl-C, heard even where a library does not let it through."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def heard_interrupts() -> Iterator[Callable[[], None]]:
    """Yield a function that raises KeyboardInterrupt if Ctrl-C was pressed; an error after a Ctrl-C becomes one too.

    Compiled code that calls back into Python (a record's serialiser) turns a KeyboardInterrupt into an error of its own,
    or into nothing at all. Only where Python listens to Ctrl-C by itself.
    """
    heard: list[int] = []

    def hear(number: int, _frame: FrameType | None) -> None:
        heard.append(number)
        raise KeyboardInterrupt

    def require_none() -> None:
        if heard:
            raise KeyboardInterrupt

    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield require_none
        return
    signal.signal(signal.SIGINT, hear)
    try:
        yield require_none
    except Exception as error:
        if heard:
            raise KeyboardInterrupt from error
        raise
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
