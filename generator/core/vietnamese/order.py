"""Vietnamese alphabetical order, equal to ICU's `vi-u-kn` (so equal to `Intl.Collator("vi", {numeric: true})`).

The whole string is compared by letters first, then by tones, then by case: Hạ Long comes before Hà Nội.
Digit runs compare as numbers. Symbols, foreign marks and scripts beyond those listed here keep a fixed order,
but not always ICU's.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from generator.core.vietnamese.text import nfc

# Space, punctuation and signs as CLDR's root collation orders them; typographic variants are in _VARIANTS.
_SYMBOLS = "\t\n\v\f\r\x85 _-\u2011–—,;:!?.…·'\"«»()[]{}§@*/\\&#%•`^°+±÷×<=>|~−$₫€"
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_MARKS = "\u0300\u0309\u0303\u0301\u0323\u0306\u0302\u030c\u030a\u0308\u030b\u0307\u0327\u0328\u0304\u031b"
# character -> (the character it is a variant of, second-level weight, third-level weight)
_VARIANTS = {
    "\u00a0": (" ", "\x01", "\x02"),
    "\u202f": (" ", "\x01", "\x03"),
    "\u2009": (" ", "\x01", "\x02"),
    "‘": ("'", "\x02", "\x01"),
    "’": ("'", "\x03", "\x01"),
    "“": ('"', "\x02", "\x01"),
    "”": ('"', "\x03", "\x01"),
}

_FIRST_SYMBOL, _OTHER_SYMBOL, _NUMBER, _FIRST_LETTER, _OTHER_LETTER = 0x01, "\xf0", 0x100, 0x400, "\u07ff"
_FIRST_MARK, _OTHER_MARK = 0x10, "\x7f"
_NUMBER_LEAD = 0xE000
_LONGEST_NUMBER = 254  # ICU splits longer digit runs at this length

_SYMBOL_WEIGHT = {ch: chr(_FIRST_SYMBOL + i) for i, ch in enumerate(_SYMBOLS)}
_SPACE_WEIGHT = _SYMBOL_WEIGHT[" "]
_LETTER_WEIGHT = {ch: chr(_FIRST_LETTER + i) for i, ch in enumerate(_LETTERS)}
_MARK_WEIGHT = {ch: chr(_FIRST_MARK + i) for i, ch in enumerate(_MARKS)}


def _letter_and_marks(ch: str) -> tuple[str, str]:
    """A letter of the alphabet (lowercase) and the marks left on it: "Ậ" -> ("â", dot below)."""
    letters = unicodedata.normalize("NFD", ch)
    letter, marks = letters[0].lower(), list(letters[1:])
    for mark in marks:
        if nfc(letter + mark) in _LETTER_WEIGHT:
            marks.remove(mark)
            return nfc(letter + mark), "".join(marks)
    return letter, "".join(marks)


def _weights(ch: str) -> tuple[str, str, str]:
    """The weights of one NFC character at the three levels: letter, tone, case."""
    if _NUMBER_LEAD < ord(ch) <= _NUMBER_LEAD + _LONGEST_NUMBER:
        return chr(ord(ch) - _NUMBER_LEAD + _NUMBER), "\x01", "\x01"
    if "0" <= ch <= "9":
        return ch, "\x01", "\x01"
    if ch in _VARIANTS:
        plain, second, third = _VARIANTS[ch]
        return _SYMBOL_WEIGHT[plain], second, third
    if ch in _SYMBOL_WEIGHT:
        return _SYMBOL_WEIGHT[ch], "\x01", "\x01"
    category = unicodedata.category(ch)
    if category in {"Cc", "Cf"}:
        return "", "", ""
    if category == "Mn":
        return "", _MARK_WEIGHT.get(ch, _OTHER_MARK + ch), ""
    if category[0] in "PSZ":
        return _OTHER_SYMBOL + ch, "\x01", "\x01"
    letter, marks = _letter_and_marks(ch)
    tones = "".join(_MARK_WEIGHT.get(mark, _OTHER_MARK + mark) for mark in marks)
    first = _LETTER_WEIGHT.get(letter, _OTHER_LETTER + letter)
    return first, "\x01" + tones, "\x02" if ch.isupper() else "\x01"


class _Level(dict[int, str]):
    """A `str.translate` table for one level that works out each character once, when it is first met."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self._level = level

    def __missing__(self, code: int) -> str:
        weight = self[code] = _weights(chr(code))[self._level]
        return weight


_FIRST, _SECOND, _THIRD = _Level(0), _Level(1), _Level(2)
_DIGITS = re.compile(rf"0*([0-9]{{1,{_LONGEST_NUMBER}}})")


@lru_cache(maxsize=1 << 16)
def _word_weights(word: str) -> tuple[str, str, str]:
    """The weights of a word at the three levels; cached, for Vietnamese writes with few distinct syllables."""
    word = _DIGITS.sub(lambda match: chr(_NUMBER_LEAD + len(match[1])) + match[1], word)
    return word.translate(_FIRST), word.translate(_SECOND), word.translate(_THIRD)


def sort_key(s: str) -> str:
    """A key whose plain string order is Vietnamese order; leading zeros of a number do not count."""
    letters, tones, cases = zip(*map(_word_weights, nfc(s).split(" ")), strict=True)
    return "\0".join((_SPACE_WEIGHT.join(letters), "\x01".join(tones), "\x01".join(cases)))


_UNIT_TYPE = re.compile(
    r"(?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường|thị\s+trấn|đặc\s+khu|xóm|thôn|ấp|khóm|tổ\s+dân\s+phố)\s+",
    re.IGNORECASE,
)
# Names of communes begin with Bản (Bản Lầu, Bản Bo): only the lowercase word says "hamlet".
_HAMLET = re.compile(r"bản\s+")


def place_sort_key(name: str) -> str:
    """The sort key of a place without its type word: "xã Mai Châu" sorts at M."""
    name = nfc(name).strip()
    type_word = _UNIT_TYPE.match(name) or _HAMLET.match(name)
    return sort_key(name[type_word.end() :] if type_word else name)
