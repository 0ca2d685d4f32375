"""The specification of the form: `core/resources/form.toml`, with the fields of work of the province."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.core.resources import DEFAULTS, read_toml


@dataclass(frozen=True, slots=True)
class Question:
    """One question, as the head of form.toml describes it. values: of a choice, with the words for each."""

    id: str
    kind: str
    label: str
    to: str = ""
    story: str = ""
    each: str = ""
    limit: int = 0
    required: bool = False
    rows: int = 0
    help: str = ""
    example: str = ""
    options: tuple[tuple[str, str], ...] = ()
    within: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    most: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One screen of a phone: a title and the questions below it. group: the list of the record it fills, or ""."""

    id: str
    title: str
    hint: str
    questions: tuple[Question, ...]
    item: int = 0
    group: str = ""
    most: int = 0
    known_as: tuple[str, ...] = ()
    add: str = ""
    one: str = ""


@cache
def specification() -> dict[str, Any]:
    """form.toml as it stands."""
    return read_toml(DEFAULTS.parent / "form.toml")


def steps(fields: Sequence[tuple[str, str]]) -> list[Step]:
    """The steps. fields: the province's own fields of work, as (value, words)."""
    return [
        Step(**{**step, "questions": tuple(_question(one, fields) for one in step["questions"])})
        for step in specification()["steps"]
    ]


def _question(given: dict[str, Any], fields: Sequence[tuple[str, str]]) -> Question:
    options = fields if given.get("options") == "fields" else given.get("options", ())
    return Question(**{**given, "options": tuple((value, words) for value, words in options)})
