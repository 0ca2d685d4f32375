"""What each step of a build costs: time on the clock, time of the processors, memory; recorded while it runs."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from generator.core.system import peak_memory
from generator.pipeline.outputs import Progress
from generator.pipeline.steps import Step


@dataclass(frozen=True, slots=True)
class Cost:
    """One step. wall, cpu, children: seconds on the clock, of our own processor time, of finished child processes.

    memory, child_memory: most bytes our process, and the largest finished child, ever held up to the step's end;
    a child counts what it shares with us.
    """

    name: str
    wall: float
    cpu: float
    children: float
    memory: int
    child_memory: int


class Profile:
    """Records the costs of steps one after another; wraps what a build otherwise does at a step."""

    def __init__(self, began: float, step: Step) -> None:
        """`began`: when the process began, by `time.perf_counter()`. `step`: called for each step as well."""
        self.costs: list[Cost] = []
        self._step = step
        self._began = began
        self._cpu = self._children = 0.0
        self._note("Khởi động")

    def __call__(self, name: str) -> AbstractContextManager[Progress | None]:
        """Record a step; what happened since the last one counts as its beginning."""
        return self._recorded(name)

    @contextmanager
    def _recorded(self, name: str) -> Iterator[Progress | None]:
        with self._step(name) as progress:
            yield progress
        self._note(name)

    def close(self) -> None:
        """Record what came after the last step."""
        self._note("Kết thúc")

    def _note(self, name: str) -> None:
        now, times = time.perf_counter(), os.times()
        cpu, children = times.user + times.system, times.children_user + times.children_system
        own, child = peak_memory()
        cost = Cost(name, now - self._began, cpu - self._cpu, children - self._children, own, child)
        self.costs.append(cost)
        self._began, self._cpu, self._children = now, cpu, children

    def total(self) -> Cost:
        """All steps together."""
        return Cost(
            "Tổng",
            sum(cost.wall for cost in self.costs),
            sum(cost.cpu for cost in self.costs),
            sum(cost.children for cost in self.costs),
            max(cost.memory for cost in self.costs),
            max(cost.child_memory for cost in self.costs),
        )
