"""Names as people write them, looked up in the registers: fields, topics, criteria, organisations, places."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.core.problems import Problem, Route
from generator.core.texts import label_key
from generator.core.vietnamese import PartialDate
from generator.records.schema import TYPE_WORDS, Entry, Records, Unit

# Key -> the register its names come from. Under `place` the key `unit` names a place, elsewhere it is a word.
REGISTER_OF = {
    "field": "field",
    "topics": "topic",
    "criterion": "criterion",
    "organisations": "organisation",
    "partners": "organisation",
    "successor": "organisation",
    "unit": "place",
    "today": "place",
    "parent": "place",
    "place": "place",
    "successors": "place",
}
_SHORT_TYPES = {
    "x": "xã",
    "p": "phường",
    "tt": "thị trấn",
    "h": "huyện",
    "tx": "thị xã",
    "q": "quận",
    "tp": "thành phố",
}
_SHORT_TYPE = re.compile(r"(x|p|tt|h|tx|q|tp)\.\s*", re.IGNORECASE)
_PARTS = re.compile(r"[,;(]|\s[-–]\s")
# How entries of the registers are called in messages.
CALLED = {"field": "lĩnh vực", "topic": "chủ đề", "criterion": "tiêu chí", "organisation": "đơn vị", "place": "địa bàn"}
_TOLD = 6
"""Candidates told of one name at most."""


class Names:
    """What the entries of the registers are called; each register is looked through when it is first asked for."""

    def __init__(self, records: Records) -> None:
        """From the registers of a site."""
        self._records = records
        self.units: dict[str, Entry[Unit]] = records.unit_by_slug
        self._by_label: dict[str, dict[str, list[str]]] = {}
        self._called: dict[str, dict[str, str]] = {}

    def _entries(self, register: str) -> Iterator[tuple[str, str]]:
        """(slug, word for it) of every entry."""
        records = self._records
        if register == "field":
            yield from ((entry.slug, entry.record.name) for entry in records.fields)
        elif register == "topic":
            yield from ((topic.slug, topic.name) for entry in records.fields for topic in entry.record.topics)
        elif register == "criterion":
            yield from ((entry.slug, entry.record.name) for entry in records.criteria)
        elif register == "organisation":
            for entry in records.organisations:
                words = (entry.record.name, entry.record.abbreviation)
                yield from ((entry.slug, word) for word in words if word)
        elif register == "place":
            for slug, unit in self.units.items():
                record = unit.record
                for word in (record.name, f"{TYPE_WORDS[record.type]} {record.name}", *record.aliases):
                    yield slug, word

    def _labels(self, register: str) -> dict[str, list[str]]:
        if register not in self._by_label:
            found: dict[str, list[str]] = {}
            called: dict[str, str] = {}
            for slug, word in self._entries(register):
                called.setdefault(slug, word)
                for key in (label_key(word), label_key(slug)):
                    slugs = found.setdefault(key, [])
                    if slug not in slugs:
                        slugs.append(slug)
            self._by_label[register], self._called[register] = found, called
        return self._by_label[register]

    def knows(self, register: str, slug: str) -> bool:
        """Whether a register has this slug."""
        return bool(self._labels(register)) and slug in self._called[register]

    def find(self, register: str, text: str, about: Where | None = None) -> list[str]:
        """The slugs of a register that a text may mean; a place's are told apart by district and date of `about`."""
        if register == "place":
            return self._places(text, about or Where())
        labels = self._labels(register)
        if register == "field" and label_key(text) not in labels:
            # "An ninh - quốc phòng" has the same words in another order.
            words = sorted(label_key(text).split())
            return list(
                dict.fromkeys(slug for label in labels if sorted(label.split()) == words for slug in labels[label])
            )
        return list(labels.get(label_key(text), ()))

    def _places(self, text: str, about: Where) -> list[str]:
        first, *rest = (part.strip(" )") for part in _PARTS.split(text))
        short = _SHORT_TYPE.match(first)
        first = f"{_SHORT_TYPES[short[1].lower()]} {first[short.end() :]}" if short else first
        found = list(self._labels("place").get(label_key(first), ()))
        living = [slug for slug in found if about.date is None or _exists(self.units[slug].record, about.date)]
        found = living or found
        told = label_key(" ".join([*rest, about.told]))
        near = [slug for slug in found if any(_is_told(word, told) for word in self._wider(slug))] if told else []
        return near or found

    def _wider(self, slug: str) -> list[str]:
        """Keys of the names of the districts a unit lies in; provinces do not tell two communes apart here."""
        names: list[str] = []
        seen = {slug}
        parent = self.units[slug].record.parent
        while parent in self.units and parent not in seen:
            seen.add(parent)
            record = self.units[parent].record
            if record.parent is not None or not names:
                names.append(label_key(record.name))
            parent = record.parent
        return names

    def like(self, register: str, text: str) -> list[str]:
        """Slugs of a register that go by a similar name."""
        keys = self._labels(register)
        near = difflib.get_close_matches(label_key(text), list(keys), n=_TOLD, cutoff=0.75)
        return list(dict.fromkeys(slug for key in near for slug in keys[key]))[:_TOLD]

    def missing(self, register: str, slug: str, where: tuple[str, Route]) -> Problem:
        """The problem of a slug that no entry goes by, with those of that name, or like it."""
        words = slug.replace("-", " ")
        found = self.find(register, words) or self.like(register, words)
        values = {"what": CALLED[register]}
        if found:
            values |= {"remedy": "offer", "offer": self.told(register, found)}
        code = "KH601" if register == "place" else "KH301"
        return Problem(*where, code, slug, tuple(sorted(values.items())))

    def told(self, register: str, slugs: Iterable[str]) -> str:
        """Candidates as a message lists them: slug and what it is, places with district and time."""
        return "; ".join(f"{slug} ({self._described(register, slug)})" for slug in list(slugs)[:_TOLD])

    def _described(self, register: str, slug: str) -> str:
        if register != "place":
            return self._called[register][slug]
        return place_in_full(self.units, slug)


def place_in_full(units: dict[str, Entry[Any]], slug: str) -> str:
    """A place with what it lies in and when it existed: "xã Ngọc Sơn, huyện Lạc Sơn, tỉnh Hòa Bình, đến 30/6/2025"."""
    lines, seen, at = [], set(), slug
    while at in units and at not in seen:
        seen.add(at)
        record = units[at].record
        lines.append(f"{TYPE_WORDS[record.type]} {record.name}")
        at = record.parent or ""
    record = units[slug].record
    time = [f"từ {record.start.text()}"] if record.start else []
    time += [f"đến {record.end.text()}"] if record.end else []
    return ", ".join([*lines, *time])


def _is_told(word: str, told: str) -> bool:
    return f" {word} " in f" {told} "


def _exists(unit: Unit, date: PartialDate) -> bool:
    return not ((unit.start and date.before(unit.start)) or (unit.end and unit.end.before(date)))


@dataclass(frozen=True, slots=True)
class Where:
    """What a record says about its place besides the name: when it was called so, and the words around it."""

    date: PartialDate | None = None
    told: str = ""
