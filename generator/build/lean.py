"""Our own scripts as readers get them: without the comments and the indentation, a fifth of what a phone would load."""

from __future__ import annotations

import re

_LEFT_OUT = re.compile(r"^[ \t]*//.*\n|^[ \t]+", re.MULTILINE)


def lean(script: str) -> str:
    """The script without lines of comment and without what stands before each line.

    Line breaks stay, so it means the same as long as no text in it reaches over several lines.
    """
    return _LEFT_OUT.sub("", script)
