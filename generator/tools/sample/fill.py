"""Fill the slots of the stock's sentences: `{cay}` is chosen once for a record, `{noi_hop}` at every use."""

from __future__ import annotations

import re

from generator.tools.sample.draw import Draw
from generator.tools.sample.stock import stock

_SLOT = re.compile(r"\{(\^?)(\w+)\}")


class Filler:
    """Slots of one record: what is known of it (`{xa}`, `{lead}`) and what is drawn from the words."""

    def __init__(self, draw: Draw, **known: str) -> None:
        """`known` gives slots their text; all others are drawn."""
        self._draw = draw
        self._known = dict(known)

    def know(self, **known: str) -> None:
        """Fix further slots."""
        self._known.update(known)

    def __call__(self, text: str) -> str:
        """`text` with its slots filled; `{^slot}` begins with a capital."""
        # A word may hold a slot of its own only through `known`, so one pass is enough.
        return _SLOT.sub(self._fill, text)

    def _fill(self, found: re.Match[str]) -> str:
        capital, name = found.groups()
        word = self._known.get(name)
        if word is None:
            words = stock("words")
            if name in words["once"]:
                word = self._known[name] = self._draw.pick(words["once"][name])
            else:
                word = self._draw.pick(words["each"][name])
        return word[0].upper() + word[1:] if capital else word
