"""Letters and marks as a keyboard or a copy spoils them, and names that shout or stand in quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.core.problems import Problem, problem
from generator.core.vietnamese import nfc
from generator.records.checks.rule import NARRATIVE, of_words
from generator.records.checks.rule_input import Registers, RuleInput

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# The tone on the first vowel of ươ, iê, yê, uô, where Vietnamese never has it.
_MISPLACED = re.compile(r"[^\W\d_]*(?:[ừứửữựỪỨỬỮỰ][ơƠ]|[ìíỉĩịỳýỷỹỵÌÍỈĨỊỲÝỶỸỴ][êÊ]|[ùúủũụÙÚỦŨỤ][ôÔ])[^\W\d_]*")
_PAIR = re.compile(r"([ừứửữựỪỨỬỮỰìíỉĩịỳýỷỹỵÌÍỈĨỊỲÝỶỸỴùúủũụÙÚỦŨỤ])([ơƠêÊôÔ])")
_LIKE = dict(zip("аеорсухАВЕКМНОРСТУХіІјЈѕԁοΟαΑ", "aeopcyxABEKMHOPCTYXiIjJsdoOaA", strict=True))
_MIXED = re.compile(
    r"[^\W\d_]*(?:[A-Za-zÀ-ɏḀ-ỹ][\u0370-\u03ff\u0400-\u052f]|[\u0370-\u03ff\u0400-\u052f][A-Za-zÀ-ɏḀ-ỹ])[^\W\d_]*"
)
_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_QUOTES = re.compile(r"[\"“”„«'‘]\s*([^\"“”„«»'‘’]+?)\s*[\"“”»'’]")
_NAMES = {"model": "name", "news": "title", "programme": "name"}
_FEWEST_CAPITALS = 3


def tones_in_their_place(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """In ươ, iê and uô the tone stands on the second vowel: người, không phải ngừơi."""
    if not _PAIR.search(one.words.prose):
        return
    seen: set[str] = set()
    for found in _MISPLACED.finditer(one.words.prose):
        if found[0] not in seen:
            seen.add(found[0])
            yield one.words.problem(found.start(), "KH709", found[0], right=_PAIR.sub(_moved, found[0]))


def _moved(found: re.Match[str]) -> str:
    parts = unicodedata.normalize("NFD", found[1])
    tone = next(mark for mark in parts if mark in _TONES)
    return nfc(parts.replace(tone, "")) + nfc(unicodedata.normalize("NFD", found[2]) + tone)


def letters_of_one_script(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """No Vietnamese word holds a Cyrillic or Greek letter that looks like one of its own."""
    if not _FOREIGN.search(one.words.prose):
        return
    for found in _MIXED.finditer(one.words.prose):
        letter = _FOREIGN.search(found[0])
        right = "".join(_LIKE.get(sign, sign) for sign in found[0])
        name = f"{letter[0]} U+{ord(letter[0]):04X}" if letter else ""
        yield one.words.problem(found.start(), "KH710", found[0], right=right, letter=name)


def names_do_not_shout(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A name is neither all capitals nor in quotation marks."""
    key = _NAMES.get(one.document.kind, "")
    name = one.document.data.get(key)
    if not isinstance(name, str):
        return
    where = (one.document.file, (*one.document.prefix, key))
    words = _WORDS.findall(name)
    if len(words) >= _FEWEST_CAPITALS and name == name.upper():
        yield problem(*where, "KH711", name)
    quoted = _QUOTES.match(name.strip())
    if quoted:
        right = f"{quoted[1]} {name.strip()[quoted.end() :].strip()}".strip()
        yield problem(*where, "KH712", name, corrected=right)


RULES = of_words(NARRATIVE, tones_in_their_place, letters_of_one_script, names_do_not_shout)
