"""Text as numbered syllables: each spelling is looked at once, when it is first met."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import chain

from generator.core.vietnamese import fold, nfc, tone_key
from generator.core.vietnamese.text import WORD

PAIR = 1 << 20
"""A key as a number: a syllable's own number, or that of the first times PAIR plus that of the second."""

# Points that group thousands; the point comes first so that the search runs at the speed of finding one.
_GROUPING = re.compile(r"\.(?<=[0-9]\.)(?=[0-9]{3}(?![0-9]))")


def split(text: str) -> list[str]:
    """The syllables as they are written; "4.648 hộ" -> ["4648", "hộ"]."""
    return WORD.findall(_GROUPING.sub("", nfc(text)))


class Syllables(dict[str, int]):
    """Spelling -> number of its syllable, from 1: case and tone placement do not count, accents do.

    `keys_of[number]` is the syllable in lower case and old tone placement, `leading[number]` is number times PAIR,
    `bare[number]` is the number of the syllable without accents, `leading_bare[number]` that one times PAIR.
    """

    def __init__(self) -> None:
        super().__init__()
        self.keys_of = [""]
        self.leading = [0]
        self.bare = [0]
        self.leading_bare = [0]
        self._numbers: dict[str, int] = {}

    def __missing__(self, spelling: str) -> int:
        key = tone_key(spelling)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.keys_of)
            self.keys_of.append(key)
            self.leading.append(number * PAIR)
            self.bare.append(number)
            self.leading_bare.append(number * PAIR)
            folded = fold(key)
            if folded != key:
                self.bare[number] = self[folded]
                self.leading_bare[number] = self[folded] * PAIR
        self[spelling] = number
        return number

    def numbers(self, words: list[str]) -> list[int]:
        """The numbers of these spellings, in order."""
        return [self[word] for word in words]


class Tokens(dict[str, tuple[int, ...]]):
    """What stands between two spaces -> the numbers of its syllables, most often one: "(BHYT)," -> (7,).

    No syllable reaches across a space, so a text is read by looking up its tokens. `noticed` holds those met so far
    that have one of `watched` among their words, with the numbers of these.
    """

    def __init__(self, syllables: Syllables, watched: Collection[str] = ()) -> None:
        super().__init__()
        self.noticed: dict[str, list[int]] = {}
        self._syllables = syllables
        self._watched = frozenset(watched)

    def __missing__(self, token: str) -> tuple[int, ...]:
        words = split(token)
        if not self._watched.isdisjoint(words):
            self.noticed[token] = self._syllables.numbers([word for word in words if word in self._watched])
        numbers = self[token] = tuple(self._syllables.numbers(words))
        return numbers

    def row(self, tokens: list[str]) -> list[int]:
        """The numbers of a whole text, given as what stands between its spaces."""
        return list(chain.from_iterable(map(self.__getitem__, tokens)))

    def watched_in(self, tokens: list[str]) -> Iterable[int]:
        """The numbers of the watched words of a text whose row was read, in the order of the text."""
        if self.noticed.keys().isdisjoint(tokens):
            return ()
        return dict.fromkeys(number for token in tokens if token in self.noticed for number in self.noticed[token])
