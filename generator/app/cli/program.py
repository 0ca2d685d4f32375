"""The command as a program of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import NoReturn

from generator.app.cli.group import cannot_be_printed, main
from generator.app.cli.interrupts import raise_terminated
from generator.app.cli.outcome import said_of_the_site
from generator.core.system import speak_utf8


def run() -> NoReturn:
    """Run the command and end at once: Python would let go of a whole site object by object, which takes a second."""
    _open_streams()
    speak_utf8()
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, raise_terminated)
    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    except KeyboardInterrupt as interrupt:
        code = main.end_early(interrupt)
    except OSError as error:
        if not cannot_be_printed(error):
            raise
        code = _untold(error)
    if isinstance(code, str):
        sys.stderr.write(f"{code}\n")
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            pass  # the reader of our words has gone
        except OSError as error:
            code = code or _untold(error)
    os._exit(code if isinstance(code, int) else int(bool(code)))


def _open_streams() -> None:
    """Open what a caller closed: else the next file this process opens would be taken for its input or output."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(number)
        except OSError:
            os.dup2(os.open(os.devnull, os.O_RDWR), number)
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - stays open to the end


def _untold(error: OSError) -> int:
    """Say that the words of a command could not be written where they were to go: exit code 1."""
    with contextlib.suppress(OSError):
        sys.stderr.write(f"Không in được kết quả: {error.strerror}. {said_of_the_site()}".strip() + "\n")
    return 1
