"""What became of places: the former units a unit was made of, and where the communes of a former district are today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.core.vietnamese import place_sort_key
from generator.records.schema import COMMUNES
from generator.showcase.views import UnitView


class Succession:
    """The units of a site by what came before them and what lies in them; built once, asked by every listing."""

    def __init__(self, units: Mapping[str, UnitView]) -> None:
        """Index `units` (slug -> unit)."""
        self._units = units
        self._before: dict[str, list[UnitView]] = {}
        self._inside: dict[str, list[UnitView]] = {}
        for unit in units.values():
            for slug in dict.fromkeys(unit.record.successors):
                self._before.setdefault(slug, []).append(unit)
            if unit.parents:
                self._inside.setdefault(unit.parents[0], []).append(unit)

    def today(self, unit: UnitView) -> tuple[UnitView, ...]:
        """Today's units of one: itself while it exists, else its successors' successors, in their order, each once."""
        waiting, seen, found = [unit.slug], set[str](), []
        while waiting:
            slug = waiting.pop(0)
            view = self._units.get(slug)
            if view is None or slug in seen:
                continue
            seen.add(slug)
            if view.ended:
                waiting = [*view.record.successors, *waiting]
            else:
                found.append(view)
        return tuple(found)

    def before(self, unit: UnitView) -> tuple[UnitView, ...]:
        """The units a commune was made of, whole ones first; () for wider units, whose list may not be complete."""
        if unit.record.type not in COMMUNES:
            return ()
        return tuple(sorted(_sorted(self._before.get(unit.slug, ())), key=is_split))

    def communes(self, unit: UnitView) -> tuple[UnitView, ...]:
        """The communes right below a unit, those that ended too, in alphabetical order."""
        return _sorted(view for view in self._inside.get(unit.slug, ()) if view.record.type in COMMUNES)

    def spread(self, unit: UnitView) -> tuple[UnitView, ...]:
        """Where a unit that ended without a successor is today: today's units of its communes, each once."""
        if not unit.ended or unit.record.successors:
            return ()
        return _sorted(after for commune in self.communes(unit) for after in self.today(commune))


def is_split(unit: UnitView) -> bool:
    """Whether a unit went to several others, so that each holds a part of it."""
    return len(unit.record.successors) > 1


def _sorted(units: Iterable[UnitView]) -> tuple[UnitView, ...]:
    unique = {unit.slug: unit for unit in units}
    return tuple(sorted(unique.values(), key=lambda unit: (place_sort_key(unit.name), unit.slug)))


def shared_parents(units: tuple[UnitView, ...]) -> tuple[str, ...]:
    """The units that all of these lie in, nearest first."""
    first = units[0].parents if units else ()
    return tuple(slug for slug in first if all(slug in unit.parents for unit in units))
