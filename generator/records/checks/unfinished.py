"""What was begun and not filled in: an empty story, hints and dots of a skeleton."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.core.problems import Problem, problem
from generator.records.checks.rule import NARRATIVE, of_words
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.checks.texts import STORY
from generator.records.schema.proposals import MARKS

_HINT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[^\n]*$", re.MULTILINE)
_DOTS = re.compile(r"^[ \t>*-]*(?:…|\.{3,})[ \t.…]*$", re.MULTILINE)
_BARE_DOTS = re.compile(r"\s*(?:…|\.{3,}|\[…\]|xxx+)\s*\Z", re.IGNORECASE)
# A record that says this much tells something without a story.
_TELLING = ("problem", "aim", "scene", "how_to", "voices", "results", "lede")
_WITH_STORY = frozenset({"model", "news"})


def story_is_told(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A `.md` file of a model or news item tells a story below its data; headings and hints alone are none."""
    document = one.document
    if document.kind not in _WITH_STORY or not document.digest or not document.file.endswith(".md"):
        return
    body = document.body
    if not body.strip() and not document.data.get(MARKS[document.kind]):
        # A proposal from a form or a sheet tells its story in its parts; who accepts it sees to the rest.
        return
    if len(body) > 2000 or _HEADING.sub("", _HINT.sub("", body)).strip():
        return
    if "withdrawn" not in document.data and not any(document.data.get(key) for key in _TELLING[:-2]):
        yield problem(document.file, (), "KH529", position=(document.body_line, 1))


def skeleton_is_gone(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Hints in the story and dots where words belong are filled in or deleted."""
    document = one.document
    body = document.body
    if "<!--" in body:
        for found in _HINT.finditer(body):
            if "kheo:" not in found[0]:
                yield _at(one, found.start(), found[0])
    if "…" in body or "..." in body:
        for found in _DOTS.finditer(body):
            yield _at(one, found.start() + len(found[0]) - len(found[0].lstrip()), found[0].strip())
    if "…" in one.words.whole or "..." in one.words.whole or "xxx" in one.words.whole.lower():
        for passage in one.words.passages:
            if passage.key != STORY and _BARE_DOTS.match(passage.text):
                yield problem(document.file, (*document.prefix, *passage.route), "KH530", passage.text.strip())


def _at(one: RuleInput, index: int, text: str) -> Problem:
    body = one.document.body
    line = one.document.body_line + body.count("\n", 0, index)
    column = index - body.rfind("\n", 0, index)
    return problem(one.document.file, (), "KH530", " ".join(text.split())[:80], position=(line, column))


RULES = of_words(NARRATIVE, story_is_told, skeleton_is_gone)
