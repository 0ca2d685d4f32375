"""Links inside stories: outward only, with a full address; the site itself links records to one another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.site import NARRATIVE, Site
from generator.problems import Problem, problem

_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?([^\s>]+)", re.MULTILINE)
_OUTWARD = re.compile(r"https?://", re.IGNORECASE)


def stories_link_outward(site: Site) -> Iterator[Problem]:
    """A link in a story has a full http(s) address: a relative one breaks as soon as either page moves."""
    for document in site.source.documents:
        if document.kind not in NARRATIVE or "]" not in document.body:
            continue
        for found in _LINK.finditer(document.body):
            address = found.group(1) or found.group(2) or ""
            if not _OUTWARD.match(address):
                line = document.body_line + document.body.count("\n", 0, found.start())
                column = found.start() - document.body.rfind("\n", 0, found.start())
                yield problem(document.file, (), "KH324", address, position=(line, column))


RULES = (stories_link_outward,)
