"""What is taken from the press word for word stays short, and what `kheo links` found is told once an address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.rule import of_site, of_words
from generator.checks.site import Site
from generator.checks.subject import Subject, World
from generator.problems import Problem, problem

LONGEST_QUOTE = 300
"""Letters of one quotation in a story; the same bound as `quotes` has."""

_QUOTED = re.compile(r"(?:^[ ]{0,3}>.*(?:\n|\Z))+", re.MULTILINE)
_MARK = re.compile(r"^[ ]{0,3}>[ ]?", re.MULTILINE)


def quotations_are_short(one: Subject, _: World) -> Iterator[Problem]:
    """A passage quoted in the story of a news item is no longer than a quotation may be."""
    document = one.document
    for found in _QUOTED.finditer(document.body):
        length = len(" ".join(_MARK.sub("", found.group()).split()))
        if length > LONGEST_QUOTE:
            line = document.body_line + document.body.count("\n", 0, found.start())
            yield problem(document.file, (), "KH326", str(length), position=(line, 1), limit=LONGEST_QUOTE)


def links_told_once(site: Site) -> Iterator[Problem]:
    """The report of outside links names each address once."""
    seen: set[str] = set()
    for entry in site.records.links:
        if entry.record.url in seen:
            yield problem(*entry.where("url"), "KH327", entry.record.url)
        seen.add(entry.record.url)


RULES = (*of_words(frozenset({"news"}), quotations_are_short), *of_site(links_told_once))
