"""The command as a program of its own."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import NoReturn

from generator.app.cli.group import main
from generator.core.system import speak_utf8


def run() -> NoReturn:
    """Run the command and end at once: Python would let go of a whole site object by object, which takes a second."""
    speak_utf8()
    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    if isinstance(code, str):
        sys.stderr.write(f"{code}\n")
    # Whoever read our words may have gone.
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BrokenPipeError):
            stream.flush()
    os._exit(code if isinstance(code, int) else int(bool(code)))
