"""Questions to the register of places: what a unit lies in, when it existed, what it became."""

from __future__ import annotations

from collections.abc import Iterator

from generator.records.schema import TYPE_WORDS, PartialDate, Records, Unit


def called(unit: Unit) -> str:
    """The unit as people say it: "xã Tòng Đậu"."""
    return f"{TYPE_WORDS[unit.type]} {unit.name}"


def lineage(records: Records, slug: str) -> list[Unit]:
    """The unit and everything it lies in, smallest first; stops at a unit the register lacks, or a circle."""
    found: dict[str, Unit] = {}
    name: str | None = slug
    while name is not None and name not in found and name in records.unit_by_slug:
        found[name] = records.unit_by_slug[name].record
        name = found[name].parent
    return list(found.values())


def descendants(records: Records, slug: str) -> Iterator[tuple[str, Unit]]:
    """Every unit that succeeds this one, at any remove, each once."""
    seen = [slug]
    for ancestor in seen:
        entry = records.unit_by_slug.get(ancestor)
        for name in entry.record.successors if entry else ():
            if name not in seen:
                seen.append(name)
                if name in records.unit_by_slug:
                    yield name, records.unit_by_slug[name].record


def exists_at(unit: Unit, date: PartialDate) -> bool:
    """Whether the unit may have existed on a day the date can mean."""
    return not (
        (unit.start is not None and date.before(unit.start)) or (unit.end is not None and unit.end.before(date))
    )


def todays(records: Records, slug: str) -> list[str]:
    """The living units a unit became: itself when it lives, none when the register does not say."""
    entry = records.unit_by_slug.get(slug)
    if entry is None:
        return []
    if _lives(entry.record):
        return [slug]
    return [name for name, unit in descendants(records, slug) if _lives(unit)]


def _lives(unit: Unit) -> bool:
    """A unit with successors has ended, even when no source gives its last day."""
    return unit.end is None and not unit.successors
