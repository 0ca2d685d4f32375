"""Where the data of a `.md` file end and its story begins: the two lines of dashes, also as word processors draw them."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.core.texts import keys_called

_BLANK = r"[ \t\u00a0]"
# Three hyphens and more, or dashes a word processor made of them.
_DASHES = r"(?:-{3,}|[-–—―−]*[–—―][-–—―−]*)"
_FENCE = re.compile(rf"^{_BLANK}*{_DASHES}{_BLANK}*$", re.MULTILINE)
_OPENING = re.compile(rf"(?:{_BLANK}*\n)*{_BLANK}*{_DASHES}{_BLANK}*(?:\n|\Z)")
_KEY = re.compile(r"([^\s:：#'\"\[\]{},&*!|>%@`-][^:：#\n]{0,60}?)[ \t\u00a0]*[:：]")


class Fences(NamedTuple):
    """Where the data of a text begin and end, and where its story begins. code: what is wrong, at the line `at` (from 1)."""

    start: int
    end: int
    story: int
    code: str = ""
    at: int = 1


def fences(text: str) -> Fences | None:
    """Find them. A missing line is told (KH107 the first, KH128 the second) and guessed from the keys; None without any."""
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    first = next((line for line in text[start:].split("\n") if line.strip()), "")
    if opening is None and not _is_key(first):
        return None
    closing = _FENCE.search(text, start)
    if closing is not None:
        code = "" if opening else "KH107"
        return Fences(start, closing.start(), min(closing.end() + 1, len(text)), code)
    end, story = _end_of_data(text, start)
    return Fences(start, end, story, "KH128" if opening else "KH107", text.count("\n", 0, end) if end else 1)


def _is_key(line: str) -> bool:
    found = _KEY.match(line)
    return found is not None and bool(keys_called(found[1]))


def _end_of_data(text: str, start: int) -> tuple[int, int]:
    """(end of the data, beginning of the story) where no line parts them: behind the last key and what belongs to it."""
    at, last, lines = start, start, []
    for line in text[start:].split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    keys = [number for number, (_, line) in enumerate(lines) if _is_key(line)]
    end = len(text)
    for number in range(keys[-1] + 1 if keys else 0, len(lines)):
        where, line = lines[number]
        if line.strip() and line[0] not in " \t\u00a0-":
            end = where
            break
    before = text[start:end].rstrip("\n \t")
    last = start + len(before)
    return min(last + 1, len(text)), end
