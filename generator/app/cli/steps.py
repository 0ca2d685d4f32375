"""Steps of a command, named while a person watches."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from generator.pipeline.outputs import Progress
    from generator.pipeline.steps import Step


def steps(console: Console, require_no_interrupt: Callable[[], None]) -> Step:
    """Name each step, how far it is and its time, while a person watches; silent otherwise."""

    def say(name: str, share: float = 0) -> None:
        console.print(f"… {name}{f' {share:.0%}' if share else ''}", end="\r")

    @contextmanager
    def step(name: str) -> Iterator[Progress | None]:
        require_no_interrupt()
        start = time.perf_counter()
        if console.is_terminal:
            say(name)
        yield partial(say, name) if console.is_terminal else None
        if console.is_terminal:
            seconds = f"{time.perf_counter() - start:.1f}".replace(".", ",")
            console.print(f"✓ {name} ({seconds} s)")

    return step
