"""Links to the outside: in stories with a full address, in the report of `kheo links` once each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.core.problems import Problem, problem
from generator.records.checks.rule import NARRATIVE, of_site, of_words
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.checks.site import Site

_LINK = re.compile(
    r"(?<=!\[)[^\]\n]{0,300}\]\(\s*<?(?P<photo>[^)\n>]*)|\]\(\s*<?([^)\s>]*)|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?([^\s>]+)",
    re.MULTILINE,
)
_HOST = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org|gov|edu|info)(?:/|\Z)", re.IGNORECASE)
_HTML_PHOTO = re.compile(r"<img\b[^>]{0,300}?src\s*=\s*[\"']?([^\"'>\s]{1,200})", re.IGNORECASE)
_OUTWARD = re.compile(r"https?://", re.IGNORECASE)


def stories_link_outward(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A link in a story has a full http(s) address: a relative one breaks as soon as either page moves."""
    document = one.document
    for found in _LINK.finditer(document.body) if "]" in document.body else ():
        photo = (found["photo"] or "").strip()
        address = photo or found.group(2) or found.group(3) or ""
        if not _OUTWARD.match(address):
            host = {"remedy": "host"} if _HOST.match(address) else {}
            remedy: dict[str, Any] = {"remedy": "photo"} if photo else host
            line = document.body_line + document.body.count("\n", 0, found.start())
            column = found.start() - document.body.rfind("\n", 0, found.start())
            yield problem(document.file, (), "KH324", address, position=(line, column), **remedy)


def photos_are_no_html(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A photo stands under `photos`; as HTML in a story it would be lost."""
    document = one.document
    for found in _HTML_PHOTO.finditer(document.body) if "<" in document.body else ():
        line = document.body_line + document.body.count("\n", 0, found.start())
        column = found.start() - document.body.rfind("\n", 0, found.start())
        yield problem(document.file, (), "KH324", found[1], position=(line, column), remedy="photo")


def links_told_once(site: Site) -> Iterator[Problem]:
    """The report of outside links names each address once."""
    seen: set[str] = set()
    for entry in site.records.links:
        if entry.record.url in seen:
            yield problem(*entry.where("url"), "KH326", entry.record.url)
        seen.add(entry.record.url)


RULES = (*of_words(NARRATIVE, stories_link_outward, photos_are_no_html), *of_site(links_told_once))
