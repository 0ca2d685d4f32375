"""Names that must be one of a kind: ids, slugs, addresses old and new; and chains that must come to an end."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from generator.core.problems import Problem, Route, problem
from generator.records.checks.rule import MODELS, of_records, of_site
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.checks.site import Site
from generator.records.schema import Entry, is_proposal, old_names


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())


def _lists(site: Site) -> Iterator[list[Entry[Any]]]:
    records = site.records
    yield from (records.models, records.news, records.programmes, records.statistics)
    yield from (records.fields, records.criteria, records.organisations, records.units)


def unique_ids(site: Site) -> Iterator[Problem]:
    """No two models share an id."""
    for entry in site.records.models:
        first = site.records.model_by_id[entry.record.id]
        if first is not entry and not is_proposal(entry.record):
            yield problem(*entry.where("id"), "KH302", entry.record.id, first=first.document.file)


def unique_addresses(site: Site) -> Iterator[Problem]:
    """No two records of a kind share an address, letter case apart."""
    for entries in _lists(site):
        seen: dict[str, Entry[Any]] = {}
        for entry in entries:
            first = seen.setdefault(_key(entry.slug), entry)
            if first is not entry:
                yield problem(*entry.where("slug"), "KH303", entry.slug, first=_told(first, entry))


def _told(first: Entry[Any], entry: Entry[Any]) -> str:
    if first.document.file != entry.document.file:
        return first.document.file
    return f"mục thứ {int(first.document.prefix[0]) + 1} của tệp này"


def aliases_are_free(site: Site) -> Iterator[Problem]:
    """An old address is nobody's living address, its own record's included, and only one record claims it."""
    for entries in (*_lists(site), site.records.pages):
        living = {_key(entry.slug): entry for entry in reversed(entries)}
        claimed: dict[str, Entry[Any]] = {}
        for entry in entries:
            for index, alias in enumerate(old_names(entry.record)):
                where = entry.where("former_slugs" if hasattr(entry.record, "former_slugs") else "aliases", index)
                key = _key(alias)
                if key == _key(entry.slug):
                    yield problem(*where, "KH306", alias)
                elif key in living:
                    yield problem(*where, "KH304", alias, first=living[key].document.file)
                first = claimed.setdefault(key, entry)
                if first is not entry:
                    yield problem(*where, "KH305", alias, first=first.document.file)


def id_of_this_province(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """An id begins with the province's letters, or with those of a former province that is part of it."""
    if registers.records.province is None or is_proposal(one.record):
        return
    province = registers.records.province.record
    prefix = province.id_prefix
    if one.record.id.partition("-")[0] not in (prefix, *province.id_prefixes):
        right = prefix + one.record.id[one.record.id.index("-") :]
        yield problem(*one.where("id"), "KH313", one.record.id, prefix=prefix, right=right, corrected=right)


def id_year(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """The year in an id is the year the model was registered, else began; KR when no source gives one."""
    if is_proposal(one.record):
        return
    registration = one.record.registration
    date = (registration.date if registration else None) or one.record.period.start
    stated = str(date.year) if date else "KR"
    prefix, written, number = one.record.id.split("-")
    if written != stated:
        right = f"{prefix}-{stated}-{number}"
        yield problem(*one.where("id"), "KH314", one.record.id, year=stated, right=right, corrected=right)


def _circles(entries: dict[str, Entry[Any]], following: Callable[[Any], tuple[str, ...]]) -> Iterator[list[str]]:
    """Yield each circle of references once, as the names on the way; a record that names itself is no circle here."""
    done: set[str] = set()
    for start in entries:
        path: dict[str, None] = {}
        ahead = [iter((start,))]
        while ahead:
            name = next(ahead[-1], None)
            if name is None:
                ahead.pop()
                if path:
                    done.add(path.popitem()[0])
            elif name in path:
                names = list(path)
                yield names[names.index(name) :]
            elif name in entries and name not in done:
                path[name] = None
                ahead.append(iter([after for after in following(entries[name].record) if after != name]))


def _one(name: str | None) -> tuple[str, ...]:
    return (name,) if name else ()


_CHAINS: tuple[tuple[str, str, Callable[[Any], tuple[str, ...]]], ...] = (
    ("model_by_id", "continues", lambda record: _one(record.continues)),
    ("organisation_by_slug", "successor", lambda record: _one(record.successor)),
    ("unit_by_slug", "parent", lambda record: _one(record.parent)),
    ("unit_by_slug", "successors", lambda record: record.successors),
)


def no_circles(site: Site) -> Iterator[Problem]:
    """Following `continues`, `successor(s)` or `parent` never comes back to the same record."""
    for index, key, following in _CHAINS:
        entries = getattr(site.records, index)
        for circle in _circles(entries, following):
            route: Route = (key,)
            way = " → ".join([*circle, circle[0]])
            entry: Entry[Any] = entries[circle[0]]
            yield problem(*entry.where(*route), "KH315", way, key=key)


RULES = (
    *of_site(unique_ids, unique_addresses, aliases_are_free, no_circles),
    *of_records(MODELS, id_of_this_province, id_year),
)
