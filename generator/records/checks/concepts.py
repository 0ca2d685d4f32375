"""The register of concepts: groups of words of one meaning, each word in one group only, all of them words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.core.problems import Problem, problem
from generator.core.vietnamese import nfc, syllables
from generator.records.checks.rule import of_site
from generator.records.checks.site import Site
from generator.records.schema import Entry

_MOST_SYLLABLES = 8


def _said(entry: Entry[Any]) -> Iterator[tuple[str, int, str]]:
    """(key, index, text) of every text of a group."""
    for key in ("words", "typed"):
        yield from ((key, index, text) for index, text in enumerate(getattr(entry.record, key)))


def _bare(text: str) -> str:
    return " ".join(syllables(nfc(text).lower()))


def words_only(site: Site) -> Iterator[Problem]:
    """Each text of a group is a few words that a reader may type."""
    for entry in site.records.concepts:
        for key, index, text in _said(entry):
            said = _bare(text)
            if not any(ch.isalpha() for ch in said) or said.count(" ") >= _MOST_SYLLABLES:
                yield problem(*entry.where(key, index), "KH335", text, most=_MOST_SYLLABLES)


def groups_of_several(site: Site) -> Iterator[Problem]:
    """A group has at least two texts: one alone leads nowhere."""
    for entry in site.records.concepts:
        if len(entry.record.words) + len(entry.record.typed) < 2:
            yield problem(*entry.where("words"), "KH336", entry.record.words[0])


def concepts_once(site: Site) -> Iterator[Problem]:
    """A text is in one group of a province's own; what the shipped groups say of it then falls away."""
    first: dict[tuple[bool, str], Entry[Any]] = {}
    for entry in site.records.concepts:
        for key, index, text in _said(entry):
            before = first.setdefault((entry.document.file.startswith("content/"), _bare(text)), entry)
            if before is not entry:
                yield problem(
                    *entry.where(key, index), "KH337", text, first=f"{before.document.file}: {before.record.words[0]}"
                )


RULES = of_site(words_only, groups_of_several, concepts_once)
