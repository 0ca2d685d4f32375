"""What people answered to warnings in `content/answers.yml`: an answer silences a warning, of errors only those about a person."""

from __future__ import annotations

from collections.abc import Iterable

from generator.core.problems import Problem, catalogue, problem, severity
from generator.records.schema import Answer, Entry, Records

ANSWERABLE = frozenset({"KH815", "KH816", "KH817", "KH818", "KH819", "KH820"})
"""Errors about a named person; an answer in `content/answers.yml` that gives a basis to publish lifts them."""


def apply_answers(records: Records, problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems no answer silences, and one problem for every answer that cannot stand."""
    kept = list(problems)
    about: list[Problem] = []
    for entry in records.answers:
        fault = _fault(entry)
        if fault is not None:
            about.append(fault)
            continue
        silenced = {found for found in kept if _matches(entry.record, found)}
        if silenced:
            kept = [found for found in kept if found not in silenced]
        else:
            about.append(problem(*entry.where("code"), "KH391", entry.record.code, about=entry.record.file))
    return kept + about


def _fault(entry: Entry[Answer]) -> Problem | None:
    code = entry.record.code
    if code not in catalogue():
        return problem(*entry.where("code"), "KH393", code)
    if severity(code) == "error" and code not in ANSWERABLE:
        return problem(*entry.where("code"), "KH392", code)
    return None


def _matches(answer: Answer, found: Problem) -> bool:
    if (answer.code, answer.file) != (found.code, found.file):
        return False
    return answer.text is None or _plain(answer.text) in _plain(found.text)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
