"""Places: the unit exists at its date, lies where the text says, and leads to today's unit (domain rules V13, V14)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.core.problems import Problem, problem
from generator.core.vietnamese import tone_key
from generator.records.checks.gazetteer import called, exists_at, lineage, todays
from generator.records.checks.rule import MODELS, of_records, of_site
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.checks.site import Site
from generator.records.checks.texts import CAPITALS
from generator.records.schema import COMMUNES, DISTRICTS, PROVINCES, TYPE_WORDS, Model, PartialDate, Unit

_WORDS = {"tỉnh": "province", "huyện": "district", "quận": "district", "thị xã": "district", "thành phố": "city",
          "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune"}  # fmt: skip
_CAPITAL = rf"[{CAPITALS}][^\W\d_]*"
_NAMED = re.compile(
    rf"(?<!\w)((?i:tỉnh|huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu))\s+"
    rf"({_CAPITAL}(?:[ '’-]{_CAPITAL})*|[0-9]{{1,2}})"
)
# "xã Yên Lạc (Yên Thủy)": the district in brackets, without its type word.
_IN_BRACKETS = re.compile(rf"\(({_CAPITAL}(?:[ '’-]{_CAPITAL}){{0,3}})\)")
_OTHER = "đơn vị khác"
_LEVELS = {"province": PROVINCES, "district": DISTRICTS, "city": DISTRICTS | PROVINCES, "commune": COMMUNES}


def _date_of(model: Model) -> PartialDate | None:
    return model.place.as_of or model.period.start or model.status_as_of


@lru_cache(maxsize=1 << 13)
def _key(name: str) -> str:
    """The key of a name; the same few are asked for again and again."""
    return tone_key(name)


@dataclass(frozen=True, slots=True)
class _Line:
    """A unit and all it lies in, smallest first. names: keys of what they are called; by_level: the same of each level."""

    units: list[Unit]
    names: frozenset[str]
    by_level: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def _lines(_: Registers) -> dict[str, _Line]:
    """The lines of one registers that were asked for, by the slug of their smallest unit."""
    return {}


def _line(registers: Registers, slug: str) -> _Line:
    known = _lines(registers)
    if slug not in known:
        units = lineage(registers.records, slug)
        names = [(unit, {_key(name) for name in (unit.name, called(unit), *unit.aliases)}) for unit in units]
        by_level = {
            level: frozenset().union(*(said for unit, said in names if unit.type in types))
            for level, types in _LEVELS.items()
        }
        known[slug] = _Line(units, frozenset().union(*(said for _, said in names)), by_level)
    return known[slug]


def _contradictions(one: RuleInput, registers: Registers) -> list[str]:
    return list(_contradicted(one.record.place.as_written, _line(registers, one.record.place.unit)))


def unit_is_where_written(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """The district, province and commune named in `as_written` are those the unit lies in (V13)."""
    for said in _contradictions(one, registers):
        within = _in_full(registers, one.record.place.unit)
        offer = "; ".join(_namesakes(one, registers)) or _OTHER
        yield problem(*one.where("place", "as_written"), "KH602", said, unit=within, offer=offer)


def _in_full(registers: Registers, slug: str) -> str:
    return ", ".join(called(unit) for unit in lineage(registers.records, slug))


def _namesakes(one: RuleInput, registers: Registers) -> Iterator[str]:
    """Other units of that name and time that lie where the text says: what the editor may have meant."""
    place, date = one.record.place, _date_of(one.record)
    meant = registers.records.unit_by_slug[place.unit].record
    for other in registers.records.units:
        unit = other.record
        if other.slug == place.unit or _key(unit.name) != _key(meant.name):
            continue
        alike = any({unit.type, meant.type} <= level for level in (COMMUNES, DISTRICTS, PROVINCES))
        then = date is None or exists_at(unit, date)
        if alike and then and not any(_contradicted(place.as_written, _line(registers, other.slug))):
            yield f"{other.slug} ({_in_full(registers, other.slug)})"


def _contradicted(written: str, line: _Line) -> Iterator[str]:
    """Units the text names, as it names them, while the chosen one lies in others of that level."""
    by_level: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for match in _NAMED.finditer(written):
        by_level[_WORDS[match[1].lower()]].append((match[1].lower(), match[2]))
    for level, named in by_level.items():
        # A text may name places wider or narrower than the unit; only the unit's own levels can contradict it.
        known = line.by_level[level]
        if known and not any(_key(name) in known or _key(f"{word} {name}") in known for word, name in named):
            yield " ".join(named[0])
    for match in _IN_BRACKETS.finditer(written):
        if len(line.units) > 1 and _key(match[1]) not in line.names:
            yield match[1]


def unit_is_told_apart(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """Where several units of that time bear the written name, the text or `note` says which is meant (V13)."""
    place = one.record.place
    line = _line(registers, place.unit).units
    if not line or place.note or line[0].type not in COMMUNES:
        return
    others = [
        slug
        for slug in _slugs_by_name(registers)[TYPE_WORDS[line[0].type], _key(line[0].name)]
        if slug != place.unit and _may_be_meant(one, registers, slug)
    ]
    wider = {_key(unit.name) for unit in line[1:]}
    told = any(name in _key(place.as_written) for name in wider)
    if others and not told and not _contradictions(one, registers):
        listed = "; ".join(_in_full(registers, slug) for slug in others)
        yield problem(*one.where("place", "as_written"), "KH603", place.as_written, others=listed)


@lru_cache(maxsize=1)
def _slugs_by_name(registers: Registers) -> dict[tuple[str, str], list[str]]:
    """(type word, name) -> the units called so."""
    slugs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for unit in registers.records.units:
        slugs[TYPE_WORDS[unit.record.type], _key(unit.record.name)].append(unit.slug)
    return slugs


def _may_be_meant(one: RuleInput, registers: Registers, slug: str) -> bool:
    date = _date_of(one.record)
    if date is not None:
        return exists_at(registers.records.unit_by_slug[slug].record, date)
    unit = one.record.place.unit
    return slug not in todays(registers.records, unit) and unit not in todays(registers.records, slug)


def unit_exists_then(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """The unit existed at `as_of`, else when the model began (V14)."""
    found = registers.records.unit_by_slug.get(one.record.place.unit)
    date = _date_of(one.record)
    if found is None or date is None or exists_at(found.record, date):
        return
    unit = found.record
    if unit.end is not None and unit.end.before(date):
        names = [registers.records.unit_by_slug[slug].record for slug in todays(registers.records, unit.slug)]
        offer = ", ".join(f"{after.slug} ({called(after)})" for after in names) or "—"
        when = f"đến hết {unit.end.text()}"
    else:
        before = [other.record for other in registers.records.units if unit.slug in other.record.successors]
        former = [f"{other.slug} ({called(other)})" for other in before] or [*_namesakes(one, registers)]
        offer = ", ".join(former) or "—"
        when = f"từ {unit.start.text() if unit.start else '—'}"
    yield problem(
        *one.where("place", "unit"), "KH604", unit.slug, unit=called(unit), when=when, date=date.text(), offer=offer
    )


def today_is_reachable(one: RuleInput, registers: Registers) -> Iterator[Problem]:
    """`today` is a living unit the written one became; a unit that was split needs it, a lost one needs a note (V14)."""
    place = one.record.place
    found = registers.records.unit_by_slug.get(place.unit)
    if found is None:
        return
    living = todays(registers.records, place.unit)
    offer = ", ".join(f"{slug} ({called(registers.records.unit_by_slug[slug].record)})" for slug in living) or "—"
    if place.today is not None:
        if place.today in registers.records.unit_by_slug and place.today not in living:
            yield problem(*one.where("place", "today"), "KH605", place.today, offer=offer)
    elif found.record.type in DISTRICTS:
        return
    elif len(living) > 1:
        yield problem(*one.where("place", "unit"), "KH606", place.unit, offer=offer)
    elif not living and not (found.record.note or place.note):
        yield problem(*one.where("place", "unit"), "KH607", place.unit)


def codes_are_unique(site: Site) -> Iterator[Problem]:
    """A statistics code means one unit at a time."""
    seen: dict[str, list[tuple[str, PartialDate | None, PartialDate | None]]] = defaultdict(list)
    for entry in site.records.units:
        for index, code in enumerate(entry.record.codes):
            start, end = code.start or entry.record.start, code.end or entry.record.end
            for other, begun, ended in seen[code.code]:
                apart = (end and begun and end.before(begun)) or (ended and start and ended.before(start))
                if not apart and other != entry.slug:
                    yield problem(*entry.where("codes", index, "code"), "KH614", code.code, other=other)
            seen[code.code].append((entry.slug, start, end))


RULES = (
    *of_records(MODELS, unit_is_where_written, unit_is_told_apart, unit_exists_then, today_is_reachable),
    *of_site(codes_are_unique),
)
