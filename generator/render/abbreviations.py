"""Explains each abbreviation where a reader first meets it on a page: `<abbr title="bảo hiểm y tế">BHYT</abbr>`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape
from typing import NamedTuple

from markupsafe import Markup, escape

# Elements whose words are no prose (code, drawings), are no place for an explanation (headings, whose words are also
# links and ids; navigation; buttons), or are seen by few (captions, which also name a table).
_SKIPPED = frozenset(
    {"abbr", "title", "code", "pre", "svg", "script", "style", "nav", "caption", "button"}
    | {f"h{level}" for level in range(1, 7)}
)
_UNSEEN = 'class="visually-hidden"'
_TAGS = re.compile(r"""<!--|-->|<(?P<tag>/?[a-zA-Z][a-zA-Z0-9]*+)[^"'>]*+(?:"[^"]*+"[^"'>]*+|'[^']*+'[^"'>]*+)*+>""")
# Part of a word or of a document's number (12-HD/BCĐDVK) on the right; what stands on the left is looked up.
_NOT_AFTER = r"(?![\w/&]|[-–]\w)"
_PART_BEFORE = re.compile(r"[\w/&.–-]\Z")
_CAPITALS_BEFORE = re.compile(r"(?<!\w)([^\W\d_]{2,})[ \u00a0]\Z")
_CAPITALS_AFTER = re.compile(r"[ \u00a0]([^\W\d_]{2,})(?!\w)")
_NEAR = 40


class Use(NamedTuple):
    """Where an abbreviation is first used in a piece of a page. long: "" where the text itself explains it there."""

    start: int
    end: int
    short: str
    long: str


def explain(html: str, meanings: Mapping[str, str]) -> Markup:
    """Return the page's HTML with the first use of each abbreviation explained.

    meanings: abbreviation -> what it stands for; ambiguous ones must not be in it. Tags, attributes, headings, code
    and drawings stay as they are, and so does an abbreviation that the text itself explains beside it. Linear time.
    """
    return Markup(explained(html, first_uses(html, known(meanings)), set()))  # noqa: S704 - escaped in `explained`


class Known(NamedTuple):
    """Abbreviations, ready to be looked for. meanings: as in `explain`.

    beginnings: two letters as any of them begins with; words: those two -> any of them with these, the longest that
    fits, as an expression. Two letters are found several times faster than hundreds of words, and capitals seldom stand
    side by side.
    """

    meanings: Mapping[str, str]
    beginnings: re.Pattern[str]
    words: dict[str, str]


def known(meanings: Mapping[str, str]) -> Known:
    """Make `meanings` ready."""
    return Known(meanings, *_patterns(tuple(meanings)))


def first_uses(html: str, known: Known) -> tuple[Use, ...]:
    """The first use in prose of each abbreviation, in order; `html` begins and ends outside of what is skipped."""
    meanings = known.meanings
    uses = [found for found in _uses(html, known) if not _is_part(found, meanings)]
    if not uses:
        return ()
    left = {found.group() for found in uses}
    firsts = []
    for found in _in_prose(html, uses):
        short = found.group()
        if short in left:
            left.remove(short)
            long = meanings[unescape(short)]
            firsts.append(Use(found.start(), found.end(), short, "" if _says_so(found, long) else long))
            if not left:
                break
    return tuple(firsts)


def explained(html: str, uses: tuple[Use, ...], met: set[str]) -> str:
    """Explain what the page has not `met` before; adds to that what it meets here."""
    if not uses:
        return html
    parts: list[str] = []
    last = 0
    for start, end, short, long in uses:
        if long and short not in met:
            parts += [html[last:start], f'<abbr title="{escape(long)}">{short}</abbr>']
            last = end
        met.add(short)
    return "".join([*parts, html[last:]])


def _uses(html: str, known: Known) -> Iterator[re.Match[str]]:
    """Every abbreviation in the page, wherever it stands."""
    for beginning in known.beginnings.finditer(html):
        words = known.words.get(beginning.group())
        if words and (found := _compiled(words).match(html, beginning.start())):
            yield found


_compiled = cache(re.compile)
"""Compiled when first met: a page or two never meet most of them."""


@cache
def _patterns(shorts: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """The patterns of `Known`; cached for the hand-written pages, which come one by one."""
    written = [str(escape(short)) for short in sorted(shorts, key=len, reverse=True)]
    first, second = ("".join(sorted({re.escape(word[at : at + 1]) for word in written})) for at in (0, 1))
    has_two = all(len(word) > 1 for word in written)
    beginnings = (rf"[{first}][{second}]" if has_two else rf"[{first}]") if written else r"(?!)"
    words: dict[str, list[str]] = {}
    for word in written:
        words.setdefault(word[: 1 + has_two], []).append(re.escape(word) + _NOT_AFTER)
    return re.compile(beginnings), {two: "|".join(those) for two, those in words.items()}


def _in_prose(html: str, uses: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The uses that stand in no tag and in nothing that is skipped."""
    waiting = iter(uses)
    use = next(waiting, None)
    skipping = ""
    for tag in _TAGS.finditer(html):
        if use is None:
            return
        while use is not None and use.start() < tag.end():
            if use.start() < tag.start() and not skipping:
                yield use
            use = next(waiting, None)
        skipping = _skipped(tag, skipping)
    while use is not None:
        if not skipping:
            yield use
        use = next(waiting, None)


def _skipped(found: re.Match[str], skipping: str) -> str:
    """What ends the part that is skipped after this tag or end of a comment; "" when nothing is."""
    tag = found["tag"]
    if skipping:
        return "" if skipping == (tag or found.group()) else skipping
    if tag is None:
        return "-->" if found.group() == "<!--" else ""
    return f"/{tag}" if tag in _SKIPPED or _UNSEEN in found.group() else ""


def _near(found: re.Match[str]) -> tuple[str, str]:
    """The text right before and after, as far as the neighbouring tags."""
    html, start, end = found.string, found.start(), found.end()
    before = html[max(0, start - _NEAR) : start].rpartition(">")[2]
    return before, html[end : end + _NEAR].partition("<")[0]


def _is_part(found: re.Match[str], meanings: Mapping[str, str]) -> bool:
    """Part of a longer word or number, or one word of a line in capitals."""
    before, after = _near(found)
    if _PART_BEFORE.search(before):
        return True
    words = [match[1] for match in (_CAPITALS_BEFORE.search(before), _CAPITALS_AFTER.match(after)) if match]
    return any(word.isupper() and word not in meanings for word in words)


def _says_so(found: re.Match[str], long: str) -> bool:
    """The text explains it itself: "bảo hiểm y tế (BHYT)" or "BHYT (bảo hiểm y tế)"."""
    html, start, end = found.string, found.start(), found.end()
    said = str(escape(long)).casefold()
    before = html[max(0, start - len(said) - 2) : start].casefold()
    after = html[end : end + len(said) + 3].casefold()
    return before == f"{said} (" or after.startswith(f" ({said})")
