"""Run by the kill test: for every line on stdin, fork, run `kheo` in the child, and kill it after a while if asked to.

A line is [arguments, seconds or null]. The parent has imported everything, so that a kill costs no start of Python.
When the child has ended it prints the exit code, or minus the number of the signal that ended it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time

from generator import mkdocs_plugin  # noqa: F401 - imported here, so that no child has to
from generator.build import render, steps  # noqa: F401 - the same
from generator.cli import main


def run(arguments: list[str]) -> None:
    """In the child: the command itself, with nothing to say; pages are shared out although there are few."""
    with open(os.devnull, "r+b", buffering=0) as nothing:  # noqa: PTH123 - a device, wanted as three handles
        for handle in (0, 1, 2):
            os.dup2(nothing.fileno(), handle)
    render._WORTH_FORKING = 2
    main(arguments)


def serve() -> None:
    """Answer until stdin ends."""
    for line in sys.stdin:
        arguments, seconds = json.loads(line)
        child = os.fork()
        if child == 0:
            try:
                run(arguments)
            except SystemExit as done:
                os._exit(int(done.code or 0))
            finally:
                os._exit(99)
        if seconds is not None:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
