"""The ten items as the form asks them (`core/resources/form.toml`): questions, where an answer goes, words they go by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.core.resources import PACKAGE, read_toml
from generator.core.texts import label_key

# "thực trạng" heads an item that says "Thực trạng, lý do của việc xây dựng" as well.
_LONGER = 40


@dataclass(frozen=True, slots=True)
class Question:
    """One question. to: key of the record; story: heading of the story; within: words its part of an item goes by."""

    id: str
    kind: str
    to: str
    story: str
    each: str
    within: tuple[str, ...]
    label: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One item: its number on the form (0 for what the form asks besides), its questions, the words it is headed with."""

    id: str
    item: int
    known_as: tuple[str, ...]
    questions: tuple[Question, ...]
    group: str


@dataclass(frozen=True, slots=True)
class Spec:
    """The whole form. order: of the keys of a record; contact: words of lines about whom to call."""

    steps: tuple[Step, ...]
    order: tuple[str, ...]
    lede_from: tuple[str, ...]
    lede_limit: int
    contact: tuple[str, ...]

    def question(self, name: str) -> Question:
        """The question of this id; raises KeyError."""
        for step in self.steps:
            for question in step.questions:
                if question.id == name and not step.group:
                    return question
        raise KeyError(name)


@cache
def spec() -> Spec:
    """The form as its file tells it."""
    table = read_toml(PACKAGE / "core/resources/form.toml")
    lede = table["lede"]
    contact = tuple(label_key(word) for word in table["contact"]["known_as"])
    return Spec(tuple(map(_step, table["steps"])), tuple(table["order"]), tuple(lede["from"]), lede["limit"], contact)


def _step(table: dict[str, Any]) -> Step:
    questions = tuple(map(_question, table["questions"]))
    known_as = tuple(label_key(word) for word in table.get("known_as", ()))
    return Step(table["id"], table.get("item", 0), known_as, questions, table.get("group", ""))


def _question(table: dict[str, Any]) -> Question:
    values = table.get("values", ())
    within = tuple(label_key(word) for word in table.get("within", ()))
    pairs = tuple((value, words) for value, words in values) if isinstance(values, list) else ()
    each = table.get("each") or table.get("as") or ""
    return Question(
        table["id"], table["kind"], table.get("to", ""), table.get("story", ""), each, within, table["label"], pairs
    )


def goes_by(words: Iterable[str], said: str) -> bool:
    """Whether a label is one of these words, or begins with one and is not much longer."""
    return any(said == word or (said.startswith(f"{word} ") and len(said) < len(word) + _LONGER) for word in words)
