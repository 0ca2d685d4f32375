"""Run one whole command: time on the clock, processor time, and the most memory of all its processes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# Looking costs a millisecond or two a process: seldom enough to be no part of the time, the same for all.
_EVERY = 0.2
# Python keeps what it compiled, as it does wherever nobody forbids it.
_ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "PAGEFIND_LANG": "vi", "PYTHONDONTWRITEBYTECODE": ""}


@dataclass(frozen=True, slots=True)
class Run:
    """One run. wall, cpu: seconds, on the clock and of all processes; memory: the most bytes held at once."""

    wall: float
    cpu: float
    memory: int


def run(command: list[str], folder: Path, more: Mapping[str, str]) -> Run:
    """Run a command in a folder. Exits with its output when it fails."""
    before = os.times()
    begin = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **_ENVIRONMENT, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        peak = [0]
        threading.Thread(target=_watch, args=(process, peak), daemon=True).start()
        output, _ = process.communicate()
    wall = time.perf_counter() - begin
    after = os.times()
    if process.returncode:
        sys.exit(f"{' '.join(command)}\n{output.decode(errors='replace')[-3000:]}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(wall, cpu, peak[0])


def _watch(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(_memory, _family(process.pid))))
        time.sleep(_EVERY)


def _family(pid: int) -> list[int]:
    """A process and all that came of it."""
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        for path in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                waiting += map(int, path.read_text(encoding="ascii").split())
            except OSError:
                continue
    return found


def _memory(pid: int) -> int:
    """Bytes of a process, shared pages divided among those that share them (PSS)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
