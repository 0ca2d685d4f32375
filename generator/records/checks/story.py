"""What makes a record a story: consent of those who speak, portraits, sources of advice, and a start that is one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.core.problems import Problem, problem
from generator.records.checks.persons import is_recorded
from generator.records.checks.rule import MODELS, of_records
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.schema import ConsentBasis

_TELLING = ("finding", "claim", "scene", "voices", "how_to")
_QUOTED = re.compile(r"""\A\s*["“”«]|["“”»]\s*\Z""")
# "ngày 22/12/2017" right after the name of a document is the document's day.
_DOCUMENT_DAY = re.compile(
    r"(?:[Cc]hỉ thị|[Nn]ghị quyết|[Kk]ế hoạch|[Hh]ướng dẫn|[Qq]uyết định|[Đđ]ề án|[Cc]ông văn|[Tt]hông tri|[Kk]ết luận)"
    r"[^.;\n\0]{0,60}?ngày[ \u00a0](\d{1,2})/(\d{1,2})/(\d{4})"
)
_START_UNKNOWN = re.compile(
    r"(?:[Bb]ắt (?:đầu|tay)|[Kk]hởi (?:đầu|điểm)|[Tt]ừ (?:ngày|năm|tháng|khi|bao giờ|lúc)|[Tt]hời điểm đầu)[^.;\n]{0,60}?"
    r"(?:không|chưa)[ \u00a0](?:rõ|biết|nêu|ghi|nói|có)",
)


def voices_consent(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Whoever speaks agreed to it on record (when, and where the paper is kept), or speaks in an official role."""
    for index, voice in enumerate(one.record.voices):
        basis = voice.consent.basis
        spoken_in_public = basis is ConsentBasis.PUBLIC_EVENT and voice.consent.date is not None
        if basis is not ConsentBasis.OFFICIAL_ROLE and not spoken_in_public and not is_recorded(voice.consent):
            yield problem(*one.where("voices", index, "consent"), "KH811", voice.who)


def voices_portraits(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A portrait is one of the record's photos, whose own consent allows showing it."""
    photos = {photo.file: photo for photo in one.record.photos}
    for index, voice in enumerate(one.record.voices):
        photo = photos.get(voice.portrait or "")
        if voice.portrait and (photo is None or photo.people.basis is ConsentBasis.NOBODY):
            yield problem(*one.where("voices", index, "portrait"), "KH812", voice.portrait)


def voices_are_bare(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Words spoken stand without quotation marks: the page puts them."""
    for index, voice in enumerate(one.record.voices):
        if _QUOTED.search(voice.words):
            yield problem(*one.where("voices", index, "words"), "KH813", voice.words)


def advice_has_sources(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Advice on how to do likewise says which sources tell it."""
    advice = one.record.how_to
    if advice is not None and not advice.sources:
        yield problem(*one.where("how_to"), "KH526")


def featured_tells_a_story(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A record shown on the front page has at least one part of a story."""
    if one.record.featured and not any(getattr(one.record, key) for key in _TELLING):
        yield problem(*one.where("featured"), "KH527", one.record.name)


def start_is_not_a_documents(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """The start is the model's own: no directive's date, and not given where the limits call it unknown."""
    start = one.record.period.start
    if start is None:
        return
    unknown = next((found for limit in one.record.limits if (found := _START_UNKNOWN.search(limit))), None)
    if unknown:
        yield problem(*one.where("period", "start"), "KH528", start.text(), why=unknown[0])
        return
    if start.day is None or any(step.date == start for step in one.record.steps):
        return
    for found in _DOCUMENT_DAY.finditer(one.words.whole):
        if (int(found[1]), int(found[2]), int(found[3])) == (start.day, start.month, start.year):
            yield problem(*one.where("period", "start"), "KH528", start.text(), why=found[0])
            return


RULES = of_records(
    MODELS,
    voices_consent,
    voices_portraits,
    voices_are_bare,
    advice_has_sources,
    featured_tells_a_story,
    start_is_not_a_documents,
)
