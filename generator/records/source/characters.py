"""Characters that may not stand in content, and the marks a merge leaves in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Controls; marks nobody sees that part or join letters, turn the direction of reading, or carry hidden text; line ends
# that are none elsewhere; private-use letters, which no font shows and with which frames mark their slots; halves of
# letters, and what stands for letters that were lost. Joiners stay where they belong: in Khmer, Chăm and emoji.
FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\uf8ff\ufeff"
    r"\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
    r"|(?<![\u1780-\u17ff\u2600-\u27bf\uaa00-\uaadf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
)

_MERGE_MARK = re.compile(r"^(?:<{7}|\|{7}|>{7}|={7})(?=[ \n]|\Z)(?:(?<=[<|>]).*)?$", re.MULTILINE)
MOST_MARKS = 20
"""Conflicts of one file that are told one by one."""


def is_merge_mark(line: str) -> bool:
    """Whether a line is one of the four marks git leaves between two versions."""
    return _MERGE_MARK.fullmatch(line) is not None


def first_versions(text: str) -> str:
    """The text with the first version of every conflict, line for line: marks and other versions are empty lines."""
    lines: list[str] = []
    inside, keeps = False, True
    for line in text.split("\n"):
        mark = line[:1] if is_merge_mark(line) else ""
        if mark in ("<", ">"):
            inside, keeps = mark == "<", True
        elif mark and inside:
            keeps = False
        lines.append("" if mark or not keeps else line)
    # A conflict that never ends has no second version.
    return "\n".join(lines) if keeps else _without_marks(text)


def _without_marks(text: str) -> str:
    return "\n".join("" if is_merge_mark(line) else line for line in text.split("\n"))


def conflicts(text: str) -> Iterator[tuple[int, str]]:
    """(index, line) of each merge conflict left in a text: its first mark; of a mark that belongs to none, the mark."""
    if not any(mark * 7 in text for mark in "<|>="):
        return
    inside = False
    for found in _MERGE_MARK.finditer(text):
        mark = found.group()[0]
        if not inside or mark == "<":
            yield found.start(), found.group()
        inside = mark == "<" or (inside and mark != ">")
