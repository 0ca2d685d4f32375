"""A model's story in the order it is read: scene, trouble, what was done; voices, photos and figures where they belong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from generator.core.texts import t
from generator.core.vietnamese import fold, format_number
from generator.records.schema import Model, Photo, Result, Voice
from generator.render.figures.words import divided
from generator.render.markup import story as markdown
from generator.render.pages.pictures import PreparedPhoto
from generator.render.pages.templates import fine, paragraphs
from generator.showcase import ModelView

ROOM = 1_400
"""Pixels of a phone's screen a story may take between its figure and what to take along: four screens in all."""
IN_STORY = 3
"""The most figures that stand in the story beside the best one; the others are in the dossier."""

_TAG = re.compile(r"<(/?)(\w+)[^>]*>")
_ALL = 100
_VOID = frozenset({"br", "hr", "img"})
_HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>\Z", re.DOTALL)
_WORDS = re.compile(r"<[^>]+>")

Shown = tuple[Photo, PreparedPhoto]


@dataclass(slots=True)
class Part:
    """A piece of the story. html: a heading, a paragraph, a list; figures: numbers of results beside it.

    voice, photo: what stands in place of text.
    """

    html: Markup = field(default_factory=Markup)
    figures: list[int] = field(default_factory=list)
    voice: Voice | None = None
    portrait: Shown | None = None
    photo: Shown | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A story: its parts, those folded away for who wants to know more, the photo at its head, and the numbers of
    results that are only in the dossier.
    """

    parts: tuple[Part, ...]
    more: tuple[Part, ...]
    photo: Shown | None
    rest: tuple[int, ...]


def tell(model: ModelView, shown: Sequence[Shown], best: int | None) -> Told:
    """Lay out the story of a model; `shown` are its photos, `best` the number of the figure drawn at its head."""
    record = model.record
    parts = [Part(block) for block in _text(record, model.body)]
    chosen = _chosen(record.results, best)
    _place_figures(parts, record.results, chosen)
    faces = {voice.portrait for voice in record.voices if voice.portrait}
    pictures = [one for one in shown if one[0].file not in faces]
    by_file = {photo.file: (photo, prepared) for photo, prepared in shown}
    voices = [Part(voice=voice, portrait=by_file.get(voice.portrait or "")) for voice in record.voices]
    laid = list(_spread(parts, voices, [Part(photo=one) for one in pictures[1:]]))
    cut = _cut(laid)
    rest = tuple(n for n in range(1, len(record.results) + 1) if n != best and n not in chosen)
    return Told(tuple(laid[:cut]), tuple(laid[cut:]), pictures[0] if pictures else None, rest)


def _text(record: Model, body: str) -> Iterator[Markup]:
    """The blocks of text; trouble (or hope, where no trouble is told) under its heading unless the body has one."""
    html = blocks(markdown(body, top=2))
    key = "problem" if record.problem else "aim"
    words = record.problem or record.aim
    if record.scene:
        yield Markup('<p class="scene">{}</p>').format(fine(record.scene))
    if words:
        heading = t(f"story.{key}")
        at = next((n for n, block in enumerate(html) if _names(block, heading)), None)
        if at is None:
            yield Markup("<h2>{}</h2>").format(heading)
            yield paragraphs(words)
        else:
            html[at + 1 : at + 1] = [paragraphs(words)]
    yield from html


def _names(block: Markup, heading: str) -> bool:
    found = _HEADING.match(block)
    return bool(found) and fold(_WORDS.sub("", found[1])).strip() == fold(heading)  # type: ignore[index]


def blocks(html: str) -> list[Markup]:
    """The blocks at the top of safe HTML: headings, paragraphs, lists, each whole."""
    found, depth, start = [], 0, 0
    for tag in _TAG.finditer(html):
        if tag[2] in _VOID:
            continue
        depth += -1 if tag[1] else 1
        if depth == 0:
            found.append(Markup(html[start : tag.end()].strip()))  # noqa: S704 - a piece of cleaned HTML
            start = tag.end()
    rest = html[start:].strip()
    return [*found, Markup(rest)] if rest else found  # noqa: S704 - as above


def _chosen(results: Sequence[Result], best: int | None) -> list[int]:
    """The figures worth a row in the story: changes and shares first; none that only repeats another's base."""
    told = {divisor for one in results for divisor in (one.numerator, one.denominator) if divided(one) is not None}
    rows = [n for n, one in enumerate(results, 1) if n != best and not (one.result and one.result.value in told)]
    rows.sort(key=lambda n: (results[n - 1].baseline is None and divided(results[n - 1]) is None, n))
    return sorted(rows[:IN_STORY])


def _place_figures(parts: list[Part], results: Sequence[Result], chosen: Sequence[int]) -> None:
    """Put each figure beside the first paragraph that speaks of it, else beside the last paragraph."""
    texts = [_WORDS.sub("", part.html).replace("\u00a0", " ") for part in parts]
    readable = [n for n, part in enumerate(parts) if not part.html.startswith("<h")]
    if not readable:
        parts.append(Part())
        readable = [len(parts) - 1]
        texts.append("")
    for number in chosen:
        wanted = _mention(results[number - 1])
        at = next((n for n in readable if wanted.search(texts[n])), readable[-1])
        parts[at].figures.append(number)


def _mention(result: Result) -> re.Pattern[str]:
    """What a text that speaks of a result has in it: its value with the unit, or both numbers of its division."""
    forms = []
    if result.result is not None:
        value = re.escape(format_number(result.result.value))
        unit = "%" if result.unit == "%" else rf"{re.escape(result.unit.split()[0])}(?!\w)"
        forms.append(rf"(?<![\d.,]){value} ?{unit}")
        if result.unit == "%" and result.result.value == _ALL:
            forms.append("[Tt]ất cả|[Tt]oàn bộ|[Mm]ọi")
    if divided(result) is not None:
        part, whole = (re.escape(format_number(n or 0)) for n in (result.numerator, result.denominator))
        forms.append(rf"(?<![\d.,]){part}(?!\d)[^.]*?(?<![\d.,]){whole}(?!\d)")
    return re.compile("|".join(forms) or r"(?!)")


def _spread(parts: list[Part], voices: list[Part], photos: list[Part]) -> Iterator[Part]:
    """The parts with a voice after the first section, photos and further voices after the next ones."""
    waiting = [*voices[:1], *(one for pair in _zipped(photos, voices[1:]) for one in pair)]
    within = False
    for part in parts:
        if part.html.startswith("<h2"):
            if within and waiting:
                yield waiting.pop(0)
            within = True
        yield part
    yield from waiting


def _cut(parts: Sequence[Part]) -> int:
    """How many parts the story's four screens hold; a heading never stands last."""
    left = ROOM
    for n, part in enumerate(parts):
        left -= _height(part)
        if left < 0 and len(parts) - n > 1:
            return n - 1 if n and parts[n - 1].html.startswith("<h") else n
    return len(parts)


def _height(part: Part) -> int:
    """About how many pixels a part takes on a phone 390 px wide."""
    if part.photo:
        return 320
    if part.voice:
        return 110 + len(part.voice.words) * 33 // 22
    lines = -(-len(_WORDS.sub("", part.html)) // 39)
    return (75 if part.html.startswith("<h") else 18 + 29 * lines) + 105 * len(part.figures)


def _zipped(first: list[Part], second: list[Part]) -> Iterator[list[Part]]:
    for n in range(max(len(first), len(second))):
        yield [*first[n : n + 1], *second[n : n + 1]]
