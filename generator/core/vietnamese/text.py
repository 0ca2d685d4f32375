"""Keys for matching Vietnamese text: Unicode form, tone placement, accents.

Two spellings of the open rhymes oa, oe, uy are both accepted: the old one (hòa, khỏe, thủy), which laws and
most newspapers use, and the new one (hoà, khoẻ, thuỷ) of Quyết định 1989/QĐ-BGDĐT. Official unit names mix
them, so a name is never rewritten in the data: it is matched through `tone_key`.
"""

from __future__ import annotations

import re
import unicodedata

# Letters that stand for Đ in what people paste: the Icelandic and the African one look the same. No language of Viet Nam
# is written with them.
_LIKE_D = str.maketrans("ÐðƉɖ", "ĐđĐđ")
LIKE_D = re.compile("[ÐðƉɖ]")
# Letters without a decomposition, in lower case, and what they are without their stroke or hook: of Vietnamese, and of
# Ê Đê, Gia Rai, Ba Na, Cơ Ho and M'Nông (ƀ, ɓ), of neighbours' and travellers' names. theme/assets/search/engine/text.js
# has the same.
_STROKED = str.maketrans("đðɖɗƀɓƙłøħŧıɨʉ", "ddddbbklohtiiu")
# Marks that belong to a word: of Latin, Thai and Lao, Khmer, Chăm and Tai Viet letters.
MARKS = (
    "\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u17b4-\u17d3\u17dd"
    "\uaa29-\uaa36\uaa43\uaa4c\uaa4d\uaab0\uaab2-\uaab4\uaab7\uaab8\uaabe\uaabf\uaac1"
)
WORD = re.compile(rf"[^\W_]+(?:[{MARKS}]+[^\W_]*)*")
"""A run of letters and digits with the marks on them."""
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OPEN_RHYMES = ("oa", "oe", "uy")
_LETTER = r"[^\W\d_]"


def nfc(s: str) -> str:
    """The same text in Unicode NFC, the only form this site stores and compares."""
    return unicodedata.normalize("NFC", s)


def with_vietnamese_d(s: str) -> str:
    """The text with Đ for the letters that only look like it (U+00D0, U+0189)."""
    return s.translate(_LIKE_D)


def _rhyme_pairs() -> dict[str, str]:
    """New spelling -> old spelling of every open rhyme, in every tone and case: "oà" -> "òa"."""
    pairs = {}
    for low in _OPEN_RHYMES:
        for first in (low[0], low[0].upper()):
            for second in (low[1], low[1].upper()):
                for tone in _TONES:
                    pairs[first + nfc(second + tone)] = nfc(first + tone) + second
    return pairs


_NEW_TO_OLD = _rhyme_pairs()
_OLD_RHYMES = frozenset(_NEW_TO_OLD.values())
_SECONDS = {first: "".join(rhyme[1] for rhyme in _NEW_TO_OLD if rhyme[0] == first) for first in "ou"}
# After q the u belongs to the consonant (quý, quỳ), and a closed rhyme (hoàn, khuỷu) never moves its mark.
_NEW_RHYME = re.compile(rf"(?:[oO][{_SECONDS['o']}]|(?<![qQ])[uU][{_SECONDS['u']}])(?!{_LETTER}|[\u0300-\u036f])")
_WORD = re.compile(rf"(?:{_LETTER}|[\u0300-\u036f])+")


def old_tone(s: str) -> str:
    """The text in NFC with the old tone placement (Hoà -> Hòa); letter case and everything else is kept."""
    return _NEW_RHYME.sub(lambda match: _NEW_TO_OLD[match[0]], nfc(s))


def tone_key(s: str) -> str:
    """A key equal for two spellings of one name: casefolded, NFC, old tone placement. Accents still count."""
    return old_tone(nfc(s).casefold())


def tone_styles(s: str) -> tuple[list[str], list[str]]:
    """The syllables spelt (old style, new style), in order of appearance and with repeats.

    Only syllables whose spelling differs between the two styles are listed; a text mixes styles when both
    lists hold something.
    """
    words = [word for word in _WORD.findall(nfc(s)) if word[-3:-2] not in {"q", "Q"}]
    old = [word for word in words if word[-2:] in _OLD_RHYMES]
    new = [word for word in words if word[-2:] in _NEW_TO_OLD]
    return old, new


def _fold_character(ch: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", ch) if not "\u0300" <= c <= "\u036f")
    return plain.lower().translate(_STROKED).replace("\u0307", "")


# Filled with each character when it is first met. A plain dict beside a set of what it holds, because
# `str.translate` is three times slower with a dict subclass that has `__missing__`.
_FOLD: dict[int, str] = {}
_FOLDED: set[str] = set()


def fold(s: str) -> str:
    """Lowercase without accents, strokes and hooks, đ -> d; punctuation, spaces and other scripts stay. The search key."""
    if s.isascii():
        return s.lower()
    s = nfc(s)
    if not _FOLDED.issuperset(s):
        for ch in set(s) - _FOLDED:
            _FOLD[ord(ch)] = _fold_character(ch)
            _FOLDED.add(ch)
    return nfc(s.translate(_FOLD))


def syllables(s: str) -> list[str]:
    """The runs of letters and digits, in NFC, case and accents kept: "97,7% hộ" -> ["97", "7", "hộ"]."""
    return WORD.findall(nfc(s))
