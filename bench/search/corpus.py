"""A deterministic corpus for measuring search: the fictional province with planted phrases, and queries with what answers them."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.core.vietnamese import fold, nfc, tone_key
from generator.outputs.search.document import Document
from generator.outputs.search.documents import documents
from generator.outputs.search.words import split
from generator.pipeline.check import check_site
from generator.showcase import Showcase, arrange
from generator.tools.sample import write_sample

PLANTED = 60
HELD_OUT = 60
_MOVING = ["hòa", "khỏe", "thủy", "tỏa", "lóe", "hủy", "họa", "xòe", "lũy", "nhòa"]
_NEW_STYLE = {"òa": "oà", "ỏe": "oẻ", "ủy": "uỷ", "ỏa": "oả", "óe": "oé", "ọa": "oạ", "òe": "oè", "ũy": "uỹ"}
_RARE = [
    "rặng",
    "phách",
    "nguội",
    "quạnh",
    "nghiêng",
    "thuở",
    "chùng",
    "vẳng",
    "lảnh",
    "vành",
    "khuyên",
    "trầm",
    "chênh",
    "vênh",
    "lửng",
    "sẫm",
    "ngát",
    "đượm",
    "lay",
    "phất",
]
_COMMON = [
    "bà",
    "con",
    "xóm",
    "làng",
    "hoa",
    "nước",
    "dân",
    "đường",
    "nhà",
    "việc",
    "ruộng",
    "vườn",
    "trường",
    "lớp",
    "sông",
    "núi",
]
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True, slots=True)
class Query:
    """A kind, the text typed, and the addresses of which one should come first."""

    kind: str
    text: str
    answers: frozenset[str]


def sample_showcase(folder: Path, records: int) -> Showcase:
    """The fictional province of so many records; `folder` must not exist."""
    write_sample(folder, records, 1, max_photos=1)
    return arrange(check_site(folder).records)


def corpus(showcase: Showcase, seed: int = 4) -> tuple[Showcase, list[Query]]:
    """The same province with planted phrases, and the queries, both drawn by `seed`."""
    draw = random.Random(seed)
    models = list(showcase.models)
    places = draw.sample(range(len(models)), 2 * PLANTED)
    queries: list[Query] = []
    shortened: list[tuple[str, str]] = []
    for n in range(PLANTED):
        phrase = _phrase(draw)
        twin = " ".join(_other_tone(draw, word) if i % 2 else word for i, word in enumerate(phrase))
        short, long = ("BHYT", "bảo hiểm y tế") if n % 2 else ("CLB", "câu lạc bộ")
        first, second = places[2 * n], places[2 * n + 1]
        said = f"Bà con gọi việc ấy là {' '.join(phrase)}, có {short} {phrase[2]} {phrase[0]}."
        models[first] = replace(models[first], body=f"{models[first].body}\n\n{said}")
        models[second] = replace(models[second], body=f"{models[second].body}\n\nNơi khác nói {twin}.")
        here, there = frozenset({models[first].address}), frozenset({models[second].address})
        queries += _of_phrase(draw, phrase, here | there, here)
        queries += [
            Query("exact first", " ".join(phrase), here),
            Query("exact first", twin, there),
        ]
        meaning = f"{long} {phrase[2]} {phrase[0]}"
        shortened += [(meaning, meaning), (f"{short.lower()} {fold(phrase[2])} {fold(phrase[0])}", fold(meaning))]
    planted = replace(showcase, models=tuple(models))
    found = documents(planted)
    return planted, [*queries, *_abbreviated(found, shortened), *_held_out(draw, found)]


def enlarged(showcase: Showcase, copies: int) -> Showcase:
    """Each model so many times; the stories of the others are made of sentences drawn from all stories."""
    draw = random.Random(1)
    sentences = [sentence for model in showcase.models for sentence in _SENTENCE_END.split(model.body)]
    models = list(showcase.models)
    for n in range(2, copies + 1):
        for model in showcase.models:
            body = " ".join(draw.choices(sentences, k=len(_SENTENCE_END.split(model.body))))
            models.append(replace(model, address=f"{model.address.removesuffix('/')}-{n}/", body=body))
    return replace(showcase, models=tuple(models))


def _phrase(draw: random.Random) -> list[str]:
    words = [draw.choice(_MOVING), *draw.sample(_RARE, 2), *draw.sample(_COMMON, 2)]
    draw.shuffle(words)
    return words


def _other_tone(draw: random.Random, word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    bare = "".join(ch for ch in letters if ch not in _TONES)
    tone = draw.choice([tone for tone in _TONES if tone not in letters])
    vowel = max((i for i, ch in enumerate(bare) if ch in "aeiouy"), default=0)
    end = vowel + 1
    while end < len(bare) and unicodedata.combining(bare[end]):
        end += 1
    return nfc(bare[:end] + tone + bare[end:])


def _new_style(word: str) -> str:
    return next((word.replace(old, new) for old, new in _NEW_STYLE.items() if word.endswith(old)), word)


def _typo(draw: random.Random, word: str) -> str:
    at = draw.randrange(len(word))
    return word[:at] + draw.choice([ch for ch in "abcdeghiklmnopqrstuvxy" if ch != word[at]]) + word[at + 1 :]


def _swap(draw: random.Random, word: str) -> str:
    at = draw.choice([i for i in range(len(word) - 1) if word[i] != word[i + 1]])
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _of_one(draw: random.Random, words: list[str], change: Callable[[random.Random, str], str]) -> str:
    at = draw.choice([i for i, word in enumerate(words) if len(word) > 2])
    return " ".join([*words[:at], change(draw, words[at]), *words[at + 1 :]])


def _of_phrase(draw: random.Random, phrase: list[str], both: frozenset[str], here: frozenset[str]) -> Iterator[Query]:
    text, bare = " ".join(phrase), [fold(word) for word in phrase]
    yield Query("accented", text, here)
    yield Query("bare", " ".join(bare), both)
    yield Query("other tone placement", " ".join(map(_new_style, phrase)), here)
    yield Query("NFD", unicodedata.normalize("NFD", text), here)
    yield Query("one letter wrong", _of_one(draw, bare, _typo), both)
    yield Query("two letters swapped", _of_one(draw, bare, _swap), both)
    yield Query("reordered", " ".join(bare[3:] + bare[:3]), both)
    yield Query("not contiguous", " ".join(bare[::2]), both)
    yield Query("phrase", f'"{text}"', here)
    yield Query("prefix", " ".join(bare)[: -max(1, len(bare[-1]) - 2)], both)


def _abbreviated(found: list[Document], queries: list[tuple[str, str]]) -> Iterator[Query]:
    """(text typed, what it means) -> queries; every record that says this in either form is an answer."""
    wanted = {meaning for _, meaning in queries}
    holding: dict[str, set[str]] = {meaning: set() for meaning in wanted}
    for document in found:
        words = " ".join(tone_key(word) for field in document.words for text in field for word in split(text))
        words = words.replace("bhyt", "bảo hiểm y tế").replace("clb", "câu lạc bộ")
        folded = fold(words)
        for meaning in wanted:
            if meaning in (words if meaning != fold(meaning) else folded):
                holding[meaning].add(document.address)
    return (Query("abbreviation", text, frozenset(holding[meaning])) for text, meaning in queries)


def _held_out(draw: random.Random, found: list[Document]) -> Iterator[Query]:
    """Queries cut from records nobody planted anything in; every record that holds the parts is an answer."""
    texts = {document.address: _words_of(document) for document in found}
    models = [
        document for document in found if document.address.startswith("mo-hinh/") and document.story.count(" ") > 100
    ]
    for document in draw.sample(models, HELD_OUT):
        story = [fold(word) for word in split(document.story)]
        unit = document.units[0]
        title = [fold(word) for word in split(document.name)][:5]
        first, second = (_window(draw, story, 4) for _ in range(2))
        commune = fold(unit.record.name)
        yield Query(
            "held out: title and commune", " ".join([*title, commune]), _holding(texts, " ".join(title), commune)
        )
        yield Query("held out: two windows reversed", f"{second} {first}", _holding(texts, first, second))
        district = fold(document.units[1].record.name) if len(document.units) > 1 else commune
        yield Query("held out: window and district", f"{first} {district}", _holding(texts, first, district))
        kept: list[str] = []
        wrong = _of_one(draw, _window(draw, story, 5, keep=kept).split(), _typo)
        yield Query("held out: typo in a window", wrong, _holding(texts, kept[0]))


def _window(draw: random.Random, story: list[str], size: int, keep: list[str] | None = None) -> str:
    start = draw.randrange(20, len(story) - size)
    window = " ".join(story[start : start + size])
    if keep is not None:
        keep.append(window)
    return window


def _words_of(document: Document) -> str:
    texts = (text for field in document.words for text in field)
    return " | ".join(" ".join(fold(word) for word in split(text)) for text in texts)


def _holding(texts: dict[str, str], *parts: str) -> frozenset[str]:
    return frozenset(address for address, text in texts.items() if all(part in text for part in parts))
