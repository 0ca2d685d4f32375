"""Run by the kill test: for every line on stdin, fork, run `kheo` in the child, and kill it if asked to.

A line is [arguments, seconds to live or null, folder or null]; with a folder the seconds count from the moment a
staging folder in it is complete, just before the swap. The parent has built argv[1] into argv[2] once, so that no child
pays for imports and templates. When the child has ended it prints the exit code, or minus the number of the signal that ended it.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import time
from pathlib import Path

from generator.app.cli import main
from generator.pipeline import render


def run(arguments: list[str]) -> None:
    """In the child: the command itself, with nothing to say; pages are shared out although there are few."""
    with open(os.devnull, "r+b", buffering=0) as nothing:  # noqa: PTH123 - a device, wanted as three handles
        for handle in (0, 1, 2):
            os.dup2(nothing.fileno(), handle)
    render._SHARE = 2
    main(arguments)


def is_about_to_swap(folder: Path) -> bool:
    """Whether a release beside the target has its list of files; the mark it has until then is shorter."""
    for manifest in folder.glob(".*.staging-*/.kheo.json"):
        with contextlib.suppress(FileNotFoundError):
            if manifest.stat().st_size > 100:
                return True
    return False


def lived(child: int, seconds: float | None, folder: str | None) -> int:
    """How the child ended; a kill comes after `seconds`, counted from the swap when a folder is given."""
    while folder is not None and not is_about_to_swap(Path(folder)):
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.0005)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def serve() -> None:
    """Answer until stdin ends."""
    for line in sys.stdin:
        arguments, seconds, folder = json.loads(line)
        child = os.fork()
        if child == 0:
            try:
                run(arguments)
            except SystemExit as done:
                os._exit(int(done.code or 0))
            finally:
                os._exit(99)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(lived(child, seconds, folder))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    with contextlib.redirect_stdout(sys.stderr), contextlib.suppress(SystemExit):
        main(["build", sys.argv[1], "--output", sys.argv[2]])
    serve()
