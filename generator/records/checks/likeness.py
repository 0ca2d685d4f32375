"""How alike two texts are: names by their rarer words, stories by the runs of three words they share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from generator.core.vietnamese import fold

Shingle = tuple[str, str, str]
NameWords = frozenset[str]

# How much less alike a slip of the pen makes two words than being one.
_SLIP = 0.25
# Words that begin with one of these letters are about an eighth of all.
_ANCHOR = re.compile(r" ([bvBV]\S*\s+\S+)")
# What nearly every name holds says nothing about likeness.
_WORD = re.compile(r"[^\W_]+")
_TOLD = re.compile(r"[^\W\d_]+")
_COMMON = re.compile(
    r"(?<!\w)(?:mo hinh|dan van kheo|phong trao|xay dung|van dong|tuyen truyen|thuc hien|trong|va|cua|tai|o|cho|cac|ve|vi|"
    r"tren dia ban|xa|phuong|thi tran|huyen|tinh|xom|thon|ban|ap|khom)(?!\w)"
)


def folded_name(name: str) -> str:
    """A name in small letters without accents and marks, one space between words."""
    return " ".join(_WORD.findall(fold(name)))


def name_words(name: str, own: Iterable[str]) -> NameWords:
    """The telling words of a folded name: without `own`, the folded names of its place and lead, and common words."""
    bare = f" {name} "
    for text in own:
        if text in bare:
            bare = bare.replace(f" {text} ", " ")
    return frozenset(_COMMON.sub(" ", bare).split()) or frozenset(name.split())


def weights(names: Iterable[NameWords]) -> dict[str, int]:
    """How much each word tells: the rarer it is among all names, the more. Whole numbers, so that any sum is exact."""
    names = list(names)
    frequency = Counter(word for words in names for word in words)
    return {word: round(1000 * math.log1p(len(names) / count)) for word, count in frequency.items()}


def name_likeness(one: NameWords, other: NameWords, weight: dict[str, int]) -> float:
    """0 to 1: the share, by weight, of words both names hold; two words a slip of the pen apart are one."""
    if one == other:
        return 1.0
    shared = name_weight(one & other, weight)
    if not shared:
        return 0.0
    only, others = one - other, other - one
    # "Tổ dân vận số 1" and "số 2" are two.
    if any(map(str.isdigit, only | others)):
        return 0.0
    apart = name_weight(only, weight) + name_weight(others, weight)
    if len(only) == len(others) == 1 and _slip(*only, *others):
        return 1 - _SLIP * apart / (2 * shared + apart)
    return shared / (shared + apart)


def _slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter: changed, lost, or swapped with its neighbour."""
    if sorted(one) == sorted(other):
        return True
    longer = max(len(one), len(other))
    start = next((at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), longer - 1)
    kept = {one[:start] + one[at:] for at in (start, start + 1)} & {
        other[:start] + other[at:] for at in (start, start + 1)
    }
    return longer > 2 and bool(kept)


def telling_words(words: NameWords, weight: dict[str, int], share: float) -> list[str]:
    """The rarest words of a name: a name alike by `share` or more holds at least one of them."""
    ordered = sorted(sorted(words), key=weight.__getitem__, reverse=True)
    rest = total = name_weight(words, weight)
    for count, word in enumerate(ordered, 1):
        rest -= weight[word]
        if rest < share * total:
            return ordered[:count]
    return ordered


def name_weight(words: NameWords, weight: dict[str, int]) -> int:
    """How much all words of a name tell together."""
    return sum(map(weight.__getitem__, words))


def anchors(story: str) -> tuple[str, ...]:
    """About an eighth of the story's pairs of words, as written: cheap, and enough to find what may be alike.

    Which ones does not depend on the rest of the story, so that two tellings choose alike.
    """
    return tuple(dict.fromkeys(_ANCHOR.findall(story)))


def shingles(story: str) -> frozenset[Shingle]:
    """Every run of three words, without accents, marks and numbers: a report of the next year changes its numbers."""
    words = _TOLD.findall(fold(story))
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def shared_part(one: frozenset[Any], other: frozenset[Any]) -> float:
    """0 to 1: the runs both stories hold, out of all runs of the two (Jaccard)."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0
