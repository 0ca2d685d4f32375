"""Text of strangers as one line that can only be read: the one way by which file names and values get into a report."""

from __future__ import annotations

import re

# Controls, marks that turn or hide text, other line ends, and halves of letters as they come from odd file names.
_UNSHOWN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\uf8ff\ufeff\ufff0-\uffff"
    r"\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_SIGNS = {"\n": "⏎", "\t": "⇥"}


def shown(text: str) -> str:
    r"""The text with every letter that is not seen written out (\x1b), a line break as ⏎; and no command to a runner.

    GitHub takes "##[" anywhere in a line for a command, "::" at the beginning of one.
    """
    if text.isascii() and text.isprintable() and "##[" not in text and not text.startswith("::"):
        return text
    text = _UNSHOWN.sub(_written_out, text).replace("##[", "# #[")
    return f"⏵{text}" if text.lstrip().startswith("::") else text


def _written_out(found: re.Match[str]) -> str:
    letter = found.group()
    code = ord(letter)
    return _SIGNS.get(letter) or (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )
