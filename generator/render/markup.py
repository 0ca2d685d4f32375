"""Markdown of a record to safe HTML: linear time, no script from content in any form."""

from __future__ import annotations

import re
from html import unescape

import nh3
from cmarkgfm.cmark import Options
from markupsafe import Markup

from generator.core.vietnamese import slugify, typeset
from generator.render.cmark import to_html

# Raw HTML is dropped by cmark (no UNSAFE option), and nh3 runs over what is left all the same.
_OPTIONS = Options.CMARK_OPT_VALIDATE_UTF8 | Options.CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE
_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "br"),
    *("strong", "em", "del", "a", "table", "thead", "tbody", "tr", "th", "td"),
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href", "title"}, "ol": {"start"}, "th": {"align"}, "td": {"align"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
    strip_comments=True,
)
# Tags without attributes, and text of no odd letters: of such HTML nh3 would leave everything as it is.
_HARMLESS = re.compile(
    r"(?:[^<>&\u00a0\x00-\x08\x0b-\x1f]++|</?(?:p|h[2-6]|ul|ol|li|blockquote|strong|em|del)>|&(?:quot|amp|lt|gt);)*+"
)
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_ALIGN = re.compile(r'<(t[hd]) align="(left|center|right)">')
# What stands between tags; between blocks that is the end of a line.
_TEXT = re.compile(r"(?<=>)(?!\n<)[^<]+")


def story(markdown: str, *, top: int = 2) -> Markup:
    """Return safe HTML whose highest heading is `top`; headings carry ids, unique within the text.

    Markdown images are dropped: photographs belong to the record's `photos`, with consent and credit.
    """
    if not markdown.strip():
        return Markup("")
    html = to_html(markdown, _OPTIONS)
    html = _headings(html, top)
    html = _TEXT.sub(lambda found: typeset(found.group()), _clean(html))
    if "<table>" in html:
        html = _ALIGN.sub(r'<\1 class="align-\2">', html)
        html = html.replace("<table>", '<div class="table" tabindex="0"><table>')
        html = html.replace("</table>", "</table></div>")
    return Markup(_ids(html))  # noqa: S704 - nh3 has cleaned it


def _clean(html: str) -> str:
    """What nh3 makes of cmark's HTML; most stories are such that it need not be asked."""
    return html.replace("&quot;", '"') if _HARMLESS.fullmatch(html) else _CLEANER.clean(html)


def _headings(html: str, top: int) -> str:
    levels = [int(level) for level, _ in _HEADING.findall(html)]
    if not levels:
        return html
    shift = top - min(levels)

    def moved(found: re.Match[str]) -> str:
        level = min(max(int(found.group(1)) + shift, top), 6)
        return f"<h{level}>{found.group(2)}</h{level}>"

    return _HEADING.sub(moved, html)


def _ids(html: str) -> str:
    seen: dict[str, int] = {}

    def named(found: re.Match[str]) -> str:
        slug = "muc-" + (slugify(_TAG.sub("", found.group(2))) or "muc")
        seen[slug] = seen.get(slug, 0) + 1
        anchor = slug if seen[slug] == 1 else f"{slug}-{seen[slug]}"
        return f'<h{found.group(1)} id="{anchor}">{found.group(2)}</h{found.group(1)}>'

    return _HEADING.sub(named, html)


def plain(markdown: str, *, after_heading: str = "") -> str:
    """The words of a Markdown text, for descriptions, data files and search. after_heading: what parts it from its text."""
    html = to_html(markdown, _OPTIONS)
    if after_heading:
        html = _HEADING.sub(rf"\2{after_heading}", html)
    return " ".join(unescape(_TAG.sub(" ", html)).split())
