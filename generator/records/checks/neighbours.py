"""How near two models lie: one hamlet, one unit of today, one district, or apart."""

from __future__ import annotations

from enum import IntEnum

from generator.records.checks.likeness import folded_name
from generator.records.schema import DISTRICTS, Place, Records


class Nearness(IntEnum):
    """From far to near.

    SAME: one unit, and no hamlets that differ. UNIT: one unit, now or then; of two communes that became one each may
    have had a "thôn Đông", so a hamlet counts only within one unit.
    """

    FAR = 0
    DISTRICT = 1
    UNIT = 2
    SAME = 3


class Neighbours:
    """What the gazetteer tells about nearness, looked up once for every unit."""

    def __init__(self, records: Records) -> None:
        """Turn succession round: a unit of today is remembered by those it came from."""
        self._units = records.unit_by_slug
        self._before: dict[str, list[str]] = {}
        for slug, entry in self._units.items():
            for successor in entry.record.successors:
                self._before.setdefault(successor, []).append(slug)
        self._today: dict[str, frozenset[str]] = {}
        self._districts: dict[str, frozenset[str]] = {}

    def today(self, unit: str, chosen: str | None) -> frozenset[str]:
        """The units that hold a place of this unit today: itself, its last successors, or the one the record chose."""
        if chosen is not None:
            return frozenset({chosen})
        if unit not in self._today:
            self._today[unit] = self._last(unit)
        return self._today[unit]

    def _last(self, unit: str) -> frozenset[str]:
        seen: set[str] = set()
        last: set[str] = set()
        waiting = [unit]
        while waiting:
            slug = waiting.pop()
            if slug in seen:
                continue
            seen.add(slug)
            entry = self._units.get(slug)
            after = entry.record.successors if entry else ()
            waiting += after
            if not after:
                last.add(slug)
        return frozenset(last or {unit})

    def districts(self, unit: str) -> frozenset[str]:
        """The district a unit is, lies in, or came from."""
        if unit not in self._districts:
            came_from = [unit, *self._before.get(unit, ())]
            found = {district for slug in came_from if (district := self._district(slug)) is not None}
            self._districts[unit] = frozenset(found)
        return self._districts[unit]

    def _district(self, unit: str) -> str | None:
        entry = self._units.get(unit)
        for _ in range(2):
            if entry is None:
                return None
            if entry.record.type in DISTRICTS:
                return entry.record.slug
            entry = self._units.get(entry.record.parent or "")
        return None

    def nearness(self, one: Place, other: Place) -> Nearness:
        """How near two models lie."""
        if one.unit == other.unit:
            whole = not one.hamlets or not other.hamlets
            return Nearness.SAME if whole or share_hamlet(one, other) else Nearness.UNIT
        if self.today(one.unit, one.today) & self.today(other.unit, other.today):
            return Nearness.UNIT
        near = self.districts(one.unit) & self.districts(other.unit)
        return Nearness.DISTRICT if near else Nearness.FAR


def share_hamlet(one: Place, other: Place) -> bool:
    """Whether both name one hamlet."""
    hamlets, others = ({folded_name(name) for name in place.hamlets} for place in (one, other))
    return not hamlets.isdisjoint(others)
