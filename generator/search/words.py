"""Text as numbered syllables: each spelling is looked at once, when it is first met."""

from __future__ import annotations

import re

from generator.vietnamese import fold, nfc, tone_key

_WORD = re.compile(r"[^\W_]+")
# Points that group thousands; the point comes first so that the search runs at the speed of finding one.
_GROUPING = re.compile(r"\.(?<=[0-9]\.)(?=[0-9]{3}(?![0-9]))")


def split(text: str) -> list[str]:
    """The syllables as they are written; "4.648 hộ" -> ["4648", "hộ"]."""
    return _WORD.findall(_GROUPING.sub("", nfc(text)))


class Syllables(dict[str, int]):
    """Spelling -> number of its syllable, from 1: case and tone placement do not count, accents do.

    `keys_of[number]` is the syllable in lower case and old tone placement, `folded[number]` the same without accents.
    """

    def __init__(self) -> None:
        super().__init__()
        self.keys_of = [""]
        self.folded = [""]
        self._numbers: dict[str, int] = {}

    def __missing__(self, spelling: str) -> int:
        key = tone_key(spelling)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.keys_of)
            self.keys_of.append(key)
            self.folded.append(fold(key))
        self[spelling] = number
        return number

    def numbers(self, words: list[str]) -> list[int]:
        """The numbers of these spellings, in order."""
        return [self[word] for word in words]
