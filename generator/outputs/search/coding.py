"""How the index is written: numbers as single-byte characters, files as scripts, names by content."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any

VERSION = 5
FOLDER = "tim/"
START = "goc"
_NAME_LENGTH = 7
# A script, not JSON: the only thing every browser loads from a folder and under `script-src 'self'`.
_CALL = "kheoSearchShard({},{})\n"

_ENDS, _GOES_ON = 57, 34
_FIRST_END, _FIRST_GOING_ON = 35, 93


def number(n: int) -> str:
    """One number, 0 or more, as FORMAT.md writes it."""
    if n < _ENDS:
        return chr(_FIRST_END + n)
    quotient, rest = divmod(n - _ENDS, _GOES_ON)
    return chr(_FIRST_GOING_ON + rest) + number(quotient)


class _Differences(dict[int, str]):
    """Difference to the number before, at least 1 -> how it is written, worked out once."""

    def __missing__(self, difference: int) -> str:
        written = self[difference] = number(difference - 1)
        return written


DIFFERENCES = _Differences()


def numbers(rising: Sequence[int]) -> str:
    """A strictly rising list: the first number, then each difference less one."""
    return "".join([DIFFERENCES[b - a] for a, b in pairwise([-1, *rising])])


_GOING_ON = bytes(range(_FIRST_GOING_ON, _FIRST_GOING_ON + _GOES_ON))
_STEPS = bytes(max(0, code - _FIRST_END + 1) for code in range(256))
"""Character that ends a number -> the difference it writes."""
_LAST_STEPS = bytes(step if code < _FIRST_GOING_ON else 0 for code, step in enumerate(_STEPS))
"""The same, and 0 for one that does not end it."""
_LONG = re.compile(rb"[\]-~][\]-~]*[#-\[]")


def read_numbers(coded: str) -> list[int]:
    """The list that `numbers` wrote."""
    codes = coded.encode()
    if len(codes.translate(None, _GOING_ON)) == len(codes):
        return list(accumulate(codes.translate(_STEPS), initial=-1))[1:]
    found: list[int] = []
    value, scale, last = 0, 1, -1
    for code in codes:
        if code >= _FIRST_GOING_ON:
            value += (code - _FIRST_GOING_ON + _ENDS) * scale
            scale *= _GOES_ON
        else:
            last += value + (code - _FIRST_END) * scale + 1
            found.append(last)
            value, scale = 0, 1
    return found


class _Beyond(dict[bytes, int]):
    """A number of several characters -> how much more it is than its last character alone, worked out once."""

    def __missing__(self, written: bytes) -> int:
        beyond = self[written] = read_numbers(written.decode())[0] + 1 - _LAST_STEPS[written[-1]]
        return beyond


_BEYOND = _Beyond()


def last_of(coded: str) -> int:
    """The last number of a list, without those before it."""
    codes = coded.encode()
    return sum(map(_BEYOND.__getitem__, _LONG.findall(codes)), sum(codes.translate(_LAST_STEPS))) - 1


def how_many(coded: str) -> int:
    """The length of a list."""
    return len(coded.encode().translate(None, _GOING_ON))


def name_of(content: str | bytes) -> str:
    """The name of a file by what it holds, in lower case for file systems that know no other."""
    digest = hashlib.sha256(content if isinstance(content, bytes) else content.encode()).digest()
    return base64.b32encode(digest).decode()[:_NAME_LENGTH].lower()


def json_of(data: Any) -> str:
    """Data as compact JSON."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def script(name: str, content: str) -> bytes:
    """The script that hands `content`, which is JSON, to the engine under `name`."""
    return _CALL.format(json_of(name), content).encode()


def script_content(name: str, data: bytes) -> bytes | None:
    """What `script` wrote as content under a name of plain letters, digits and "/"; None if these bytes are anything else.

    Whether it is JSON is for the caller to see.
    """
    before, after = _CALL.format(f'"{name}"', "\n\n").encode().split(b"\n\n")
    whole = data.startswith(before) and data.endswith(after)
    return data[len(before) : -len(after)] if whole else None


def sharing(ordered: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Of each text how many letters it shares with the one before, as A to J for 0 to 9, and the rest of it."""
    before = ""
    for text in ordered:
        shared = next((at for at, (one, other) in enumerate(zip(before[:9], text, strict=False)) if one != other), None)
        shared = min(9, len(before), len(text)) if shared is None else shared
        yield chr(ord("A") + shared), text[shared:]
        before = text
