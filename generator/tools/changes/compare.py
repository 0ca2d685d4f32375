"""Two states of a site compared record by record: what is new, changed, accepted or gone, and each value before and after."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.pipeline.check import PAGE_KINDS, Checked
from generator.records.schema import Entry, is_proposal
from generator.showcase import addresses
from generator.tools.changes.wording import Wording, label

_ADDRESSES: dict[str, Callable[[str], str]] = {
    "model": addresses.model,
    "news": addresses.news,
    "programme": addresses.programme,
    "page": lambda name: "" if name == "index" else f"{name}/",
    "statistic": lambda name: f"thong-ke/#{name}",
}
# What the machine keeps, and what is told by the record's state.
_PASSED_OVER = frozenset({"id", "slug", "field_basis", "reviewed"})
_STORY = "Câu chuyện"

Line = tuple[str, str, str]
"""What it is, before, after."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that differs. state: "new", "changed", "accepted", "gone", "wrong"; address: of its page, "" for none.

    name: what it is called; lines: each value that differs. A new record's lines tell what a reader will see.
    """

    kind: str
    file: str
    name: str
    state: str
    address: str
    is_proposal: bool
    lines: tuple[Line, ...] = ()


def find_changes(before: Checked, after: Checked) -> list[Changed]:
    """Every record of `after` that is not as it was, and those that are gone, in order of their files."""
    olds = [entry for entry in before.records.entries() if entry.document.file.startswith("content/")]
    by_key: dict[tuple[str, ...], Entry[Any]] = {}
    for entry in olds:
        for key in _keys(entry):
            by_key.setdefault(key, entry)
    words_before, words_after = Wording(before.records), Wording(after.records)
    found: list[Changed] = []
    kept: set[int] = set()
    for entry in after.records.entries():
        if not entry.document.file.startswith("content/"):
            continue
        old = next((by_key[key] for key in _keys(entry) if key in by_key and id(by_key[key]) not in kept), None)
        if old is not None:
            kept.add(id(old))
            if (change := _changed(old, entry, words_before, words_after)) is not None:
                found.append(change)
        else:
            found.append(_told(entry, "new", tuple(_new_lines(entry, words_after))))
    wrong = {one.file for one in after.findings if one.is_error}
    lost = (entry for entry in olds if id(entry) not in kept)
    # Left out because of an error in it, or in what it needs.
    found += [_told(entry, "wrong" if entry.document.file in after.dropped else "gone") for entry in lost]
    named = {one.file for one in found}
    found += [
        Changed("", file, "", "wrong", "", False) for file in sorted(wrong - named) if _is_other(file, before, after)
    ]
    return sorted(found, key=lambda one: (one.kind not in PAGE_KINDS, one.file, one.name))


def _is_other(file: str, before: Checked, after: Checked) -> bool:
    """Whether a file's bytes are not what they were."""
    digests = [{one.digest for one in checked.source.documents if one.file == file} for checked in (before, after)]
    return digests[0] != digests[1] or not digests[1]


def _keys(entry: Entry[Any]) -> Iterator[tuple[str, ...]]:
    """What may tell that two records are one, the surest first: id, file with name, name, file."""
    kind, file, record = entry.document.kind, entry.document.file, entry.record
    if kind == "model" and not is_proposal(record):
        yield "id", record.id
    yield "slug", kind, entry.slug, str(entry.document.prefix) if not getattr(record, "slug", None) else ""
    if not entry.document.prefix:
        yield "file", file
        yield "name", kind, str(getattr(record, "name", None) or getattr(record, "title", None) or file)


def _told(entry: Entry[Any], state: str, lines: tuple[Line, ...] = ()) -> Changed:
    kind, record = entry.document.kind, entry.record
    name = str(getattr(record, "name", None) or getattr(record, "title", None) or entry.slug)
    address = _ADDRESSES[kind](entry.slug) if kind in _ADDRESSES else ""
    return Changed(kind, entry.document.file, name, state, address, is_proposal(record), lines)


def _changed(old: Entry[Any], new: Entry[Any], before: Wording, after: Wording) -> Changed | None:
    lines = [*_differences(dict(old.record), dict(new.record), (), before, after)]
    lines += _story(old.document.body, new.document.body)
    accepted = is_proposal(old.record) and not is_proposal(new.record)
    if not lines and not accepted and old.document.file == new.document.file:
        return None
    if old.document.file != new.document.file:
        lines.insert(0, ("Tệp", old.document.file, new.document.file))
    return _told(new, "accepted" if accepted else "changed", tuple(lines))


def _differences(
    old: dict[str, Any], new: dict[str, Any], above: tuple[str, ...], before: Wording, after: Wording
) -> Iterator[Line]:
    for key, value in new.items():
        if above or key not in _PASSED_OVER:
            yield from _difference(old.get(key), value, (*above, label(key)), key, before, after)


def _difference(
    old: Any, new: Any, above: tuple[str, ...], key: str, before: Wording, after: Wording
) -> Iterator[Line]:
    if old == new:
        return
    if _is_part(old) and _is_part(new):
        yield from _differences(dict(old), dict(new), above, before, after)
    elif isinstance(old, tuple) and isinstance(new, tuple) and any(map(_is_part, (*old, *new))):
        for number in range(max(len(old), len(new))):
            first, second = (values[number] if number < len(values) else None for values in (old, new))
            yield from _difference(first, second, (*above[:-1], f"{above[-1]} {number + 1}"), key, before, after)
    else:
        yield ", ".join(above), *_around(before.words(key, old), after.words(key, new))


def _is_part(value: Any) -> bool:
    return hasattr(value, "model_fields_set")


def _new_lines(entry: Entry[Any], wording: Wording) -> Iterator[Line]:
    """What a new record says, in the order of its keys; long texts are cut."""
    for key, value in dict(entry.record).items():
        default = type(entry.record).model_fields[key].default
        if key in _PASSED_OVER or value in (None, (), "", False) or value == default:
            continue
        said = wording.words(key, value)
        if said:
            yield label(key), "", _cut(said)
    body = " ".join(entry.document.body.split())
    if body:
        yield _STORY, "", _cut(body)


def _story(old: str, new: str) -> Iterator[Line]:
    first, second = _sentences(old), _sentences(new)
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _STORY, *_around(" ".join(first[i1:i2]), " ".join(second[j1:j2]))


def _sentences(text: str) -> list[str]:
    return [one for line in text.split("\n") for one in re.split(r"(?<=[.!?…])\s+", line.strip()) if one]


_NEAR = 4
_LONGEST = 300


def _around(old: str, new: str) -> tuple[str, str]:
    """Two texts without what both begin and end with, a few words apart; short ones stay whole."""
    if len(old) < _LONGEST // 2 and len(new) < _LONGEST // 2:
        return old, new
    first, second = old.split(), new.split()
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    end = 0
    while end < min(len(first), len(second)) - start and first[-1 - end] == second[-1 - end]:
        end += 1
    start, end = max(0, start - _NEAR), max(0, end - _NEAR)

    def part(words: list[str]) -> str:
        cut = " ".join(words[start : len(words) - end])
        return _cut(f"{'… ' if start else ''}{cut}{' …' if end else ''}" if cut else "")

    return part(first), part(second)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0] or text[:_LONGEST]} …"
