"""Keys for matching Vietnamese text: Unicode form, tone placement, accents.

Two spellings of the open rhymes oa, oe, uy are both accepted: the old one (hòa, khỏe, thủy), which laws and
most newspapers use, and the new one (hoà, khoẻ, thuỷ) of Quyết định 1989/QĐ-BGDĐT. Official unit names mix
them, so a name is never rewritten in the data: it is matched through `tone_key`.
"""

from __future__ import annotations

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OPEN_RHYMES = ("oa", "oe", "uy")
_LETTER = r"[^\W\d_]"


def nfc(s: str) -> str:
    """The same text in Unicode NFC, the only form this site stores and compares."""
    return unicodedata.normalize("NFC", s)


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
    return plain.lower().replace("đ", "d").replace("\u0307", "")


# Filled with each character when it is first met. A plain dict beside a set of what it holds, because
# `str.translate` is three times slower with a dict subclass that has `__missing__`.
_FOLD: dict[int, str] = {}
_FOLDED: set[str] = set()


def fold(s: str) -> str:
    """Lowercase without accents, đ -> d; punctuation, spaces and other scripts stay. The search key."""
    if s.isascii():
        return s.lower()
    s = nfc(s)
    if not _FOLDED.issuperset(s):
        for ch in set(s) - _FOLDED:
            _FOLD[ord(ch)] = _fold_character(ch)
            _FOLDED.add(ch)
    return nfc(s.translate(_FOLD))


_SYLLABLE = re.compile(r"[^\W_]+")


def syllables(s: str) -> list[str]:
    """The runs of letters and digits, in NFC, case and accents kept: "97,7% hộ" -> ["97", "7", "hộ"]."""
    return _SYLLABLE.findall(nfc(s))
