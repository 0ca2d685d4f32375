"""The register of abbreviations: written out in words, each abbreviation once, those of several meanings marked as such."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.core.problems import Problem, problem
from generator.core.vietnamese import fold, syllables
from generator.records.checks.rule import of_site
from generator.records.checks.site import Site
from generator.records.schema import Entry


def _words(text: str) -> tuple[str, ...]:
    return tuple(syllables(fold(text)))


def written_out(site: Site) -> Iterator[Problem]:
    """What an abbreviation stands for is written in words: something with letters, and not the abbreviation again."""
    for entry in site.records.abbreviations:
        short, known = entry.record.short, _words(entry.record.short)
        for index, long in enumerate(entry.record.long):
            words = _words(long)
            if words == known or not any(word.isalpha() for word in words):
                yield problem(*entry.where("long", index), "KH331", long, short=short)


def abbreviations_once(site: Site) -> Iterator[Problem]:
    """An abbreviation has one entry, which names all its meanings."""
    first: dict[str, Entry[Any]] = {}
    for entry in site.records.abbreviations:
        short = entry.record.short
        before = first.setdefault(short, entry)
        if before is not entry:
            meanings = tuple(dict.fromkeys((*before.record.long, *entry.record.long)))
            yield problem(
                *entry.where("short"), "KH332", short, first=before.document.file, right=_entry(short, meanings)
            )


def several_meanings_marked(site: Site) -> Iterator[Problem]:
    """An abbreviation is marked ambiguous exactly when it has several meanings; then pages do not explain it by one of them."""
    for entry in site.records.abbreviations:
        short, meanings = entry.record.short, tuple(dict.fromkeys(entry.record.long))
        if len(meanings) > 1 and not entry.record.ambiguous:
            yield problem(
                *entry.where("long"), "KH333", short, meanings=", ".join(meanings), right=_entry(short, meanings)
            )
        elif len(meanings) == 1 and entry.record.ambiguous:
            yield problem(*entry.where("ambiguous"), "KH334", short, meaning=meanings[0])


def _entry(short: str, meanings: tuple[str, ...]) -> str:
    """The right entry for so many meanings, as the register writes it."""
    listed = ", ".join(f'"{meaning}"' for meaning in meanings)
    return f"{{short: {short}, long: [{listed}]{', ambiguous: true' if len(meanings) > 1 else ''}}}"


RULES = of_site(written_out, abbreviations_once, several_meanings_marked)
