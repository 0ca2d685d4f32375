"""The editor's language: one tone style, balanced quotes, known abbreviations, no pasted passages (V19, V20, V22, V25, V26)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.core.problems import Problem
from generator.core.vietnamese import tone_key, tone_styles
from generator.records.checks.rule import NARRATIVE, of_words
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.checks.texts import BREAK, CAPITALS, RecordText

# A longer quotation is a copied passage; the press law asks for short ones, with author and source.
QUOTE_WORDS = 40

_NEW_STYLE = re.compile(r"[oOuU][àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ](?<![qQ]..)(?![^\W\d_])")
_QUOTE = re.compile(r'["“”]')
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\0")
_CURLY = re.compile(r"“([^“”\0]*)”")
_BLOCKQUOTE = re.compile(r"(?:^[ ]{0,3}>[^\n]*(?:\n|\Z))+", re.MULTILINE)
# Each match begins with the end of the line before: line ends are found fastest.
_RELATED = re.compile(
    r"\n[ \t>*_#-]*((?:các |những )?tin (?:khác|liên quan|mới đăng|cùng chuyên mục|đã đưa)|bài viết liên quan|"
    r"xem các tin đã đưa(?: ngày)?|liên kết website|in bài viết|quay lại|gửi cho bạn bè|đang xem|"
    r"tin nổi bật|đọc nhiều nhất|xem thêm)[ \t*_]*(?::|\d|$)",
    re.IGNORECASE | re.MULTILINE,
)
_ABBREVIATION = re.compile(r"[A-ZĐĂÂÊÔƠƯ][A-ZĐĂÂÊÔƠƯ]+(?:[-–&][A-ZĐĂÂÊÔƠƯ]{2,})*[0-9]*(?!\w)")
_WORD_BEFORE = re.compile(r"[\w/]")
_NUMBERED = re.compile(r"[0-9][ ]?[-/–][A-ZĐ0-9a-zđ/–-]*\Z")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
# Neighbouring words in capitals: a heading or a cry, not an abbreviation.
_CAPITALS_BEFORE = re.compile(rf"(?:(?<!\w)[{CAPITALS}]{{2,}}[ \u00a0])+\Z")
_CAPITALS_AFTER = re.compile(rf"(?:[ \u00a0][{CAPITALS}]{{2,}}(?!\w)){{0,8}}")
# Known to every reader, or names of things rather than shortened words.
_EVERYDAY = frozenset({"QR", "PDF", "AIDS", "HIV", "COVID", "CC", "BY", "SMS", "TV", "USB", "ID", "URL"})


def one_tone_style(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A record spells hòa, khỏe, thủy in one style; words of proper names count only when spelt both ways (V19)."""
    text = one.words
    if not _NEW_STYLE.search(text.prose):
        return
    old, new = tone_styles(text.prose)
    if not old or not new:
        return
    twins = {tone_key(word) for word in old} & {tone_key(word) for word in new}
    old = [word for word in old if word[0].islower() or tone_key(word) in twins]
    new = [word for word in new if word[0].islower() or tone_key(word) in twins]
    if old and new:
        fewer = min((new, old), key=len)
        at = re.search(rf"(?<!\w){fewer[0]}(?!\w)|{fewer[0]}", text.prose)
        yield text.problem(
            at.start() if at else 0, "KH701", fewer[0],
            old=", ".join(dict.fromkeys(old)), new=", ".join(dict.fromkeys(new)),
        )  # fmt: skip


def quotes_pair_up(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Every quote that opens closes, and one text uses one kind of quotes (V20)."""
    text = one.words
    if not any(mark in text.prose for mark in '"“”'):
        return
    for first, marks in _quotes_by_paragraph(text.prose):
        straight, opening, closing = marks.count('"'), marks.count("“"), marks.count("”")
        if straight and (opening or closing):
            yield text.problem(first, "KH703", _shown(text.prose, first))
        elif straight % 2 or opening != closing:
            yield text.problem(first, "KH702", _shown(text.prose, first), opening=opening + straight, closing=closing)


def _quotes_by_paragraph(prose: str) -> Iterator[tuple[int, str]]:
    """(place of the first quote, all the quotes) of each paragraph that holds any."""
    first, last, marks = 0, 0, ""
    for found in _QUOTE.finditer(prose):
        if marks and _PARAGRAPH.search(prose, last, found.start()):
            yield first, marks
            marks = ""
        first = first if marks else found.start()
        last = found.start()
        marks += found.group()
    if marks:
        yield first, marks


def _shown(text: str, start: int) -> str:
    return text[start : start + 40].partition("\n")[0].partition(BREAK)[0]


def abbreviations_known(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """An abbreviation stands in the dictionary, or is explained where it is first used; one of many senses is written out (V26)."""
    known, ambiguous = _dictionary(registers)
    text = one.words
    seen: set[str] = set()
    for match in _ABBREVIATION.finditer(text.prose):
        short = match.group()
        if short in seen or short in known or _is_no_abbreviation(text, match):
            continue
        seen.add(short)
        if short in ambiguous:
            yield text.problem(match.start(), "KH705", short, meanings=", ".join(ambiguous[short]))
        elif not _explained(text.prose, match):
            yield text.problem(match.start(), "KH704", short)


@lru_cache(maxsize=1)
def _dictionary(registers: Registers) -> tuple[set[str], dict[str, tuple[str, ...]]]:
    """The abbreviations that need no explanation; those of several senses, with these."""
    known = set(_EVERYDAY)
    ambiguous = {}
    for entry in registers.records.abbreviations:
        if entry.record.ambiguous:
            ambiguous[entry.record.short] = entry.record.long
        else:
            known |= {entry.record.short, *entry.record.short.split()}
    for short in registers.organisations:
        known |= {short, *short.split()}
    return known, ambiguous


def _is_no_abbreviation(text: RecordText, match: re.Match[str]) -> bool:
    """A part of a document's number, a Roman numeral, or a word of a line all in capitals."""
    prose, start, end = text.prose, match.start(), match.end()
    if _WORD_BEFORE.match(prose, max(0, start - 1), start):
        return True
    if _ROMAN.match(match.group()) or prose[end : end + 1] == "/" or _NUMBERED.search(prose, max(0, start - 24), start):
        return True
    run = _CAPITALS_BEFORE.search(prose, max(0, start - 30), start)
    after = _CAPITALS_AFTER.match(prose, end)
    words = f"{run.group() if run else ''}{match.group()}{after.group() if after else ''}".split()
    return len(words) > 2 or any(not _ABBREVIATION.fullmatch(word) for word in words)


def _explained(prose: str, match: re.Match[str]) -> bool:
    """Written out in brackets beside: "bảo hiểm y tế (BHYT)" or "BHYT (bảo hiểm y tế)"."""
    before = prose[max(0, match.start() - 1) : match.start()]
    after = prose[match.end() : match.end() + 2]
    return (before == "(" and after[:1] == ")") or after == " ("


def short_quotations(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A quotation is at most 40 words; what a source tells at length is told in the editor's own words (V25)."""
    text = one.words
    for match in _CURLY.finditer(text.whole) if "“" in text.whole else ():
        words = len(match[1].split())
        if words > QUOTE_WORDS:
            yield text.problem(
                match.start(), "KH706", _shown(text.whole, match.start()), words=words, limit=QUOTE_WORDS
            )
    for match in _BLOCKQUOTE.finditer(text.document.body) if ">" in text.document.body else ():
        words = len(match.group().replace(">", " ").split())
        if words > QUOTE_WORDS and not _CURLY.search(match.group()):
            at = text.story_start + match.start()
            yield text.problem(at, "KH706", _shown(text.whole, at), words=words, limit=QUOTE_WORDS)


def no_related_news(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A record holds nothing of the lists of other news around the source article (V22)."""
    for match in _RELATED.finditer(f"\n{one.document.body}"):
        yield one.words.problem(one.words.story_start + match.start(1) - 1, "KH707", match[1])


RULES = of_words(
    NARRATIVE,
    one_tone_style,
    quotes_pair_up,
    abbreviations_known,
    short_quotations,
    no_related_news,
)
