"""Places that move: the chain of units a place had then, and the units it is in today."""

from __future__ import annotations

from generator.records.schema import DISTRICTS, TYPE_WORDS, Place, Records, Unit
from generator.showcase import addresses
from generator.showcase.views import PlaceView, UnitView


class Gazetteer:
    """The units of a site and how one became another. Cycles and missing units in bad records end a chain."""

    def __init__(self, records: Records) -> None:
        """Index the units of `records`."""
        self._units = {entry.slug: entry.record for entry in records.units}
        self.views = {slug: self._view(slug, unit) for slug, unit in self._units.items()}
        self._today: dict[str, tuple[UnitView, ...]] = {}

    def _view(self, slug: str, unit: Unit) -> UnitView:
        parents: list[str] = []
        parent = unit.parent
        while parent in self._units and parent not in parents and parent != slug:
            parents.append(parent)
            parent = self._units[parent].parent
        name = f"{TYPE_WORDS[unit.type]} {unit.name}"
        return UnitView(slug, name, unit, addresses.listing("place", slug), tuple(parents))

    def parents(self, unit: UnitView) -> tuple[UnitView, ...]:
        """The units above, nearest first."""
        return tuple(self.views[slug] for slug in unit.parents)

    def today(self, slug: str) -> tuple[UnitView, ...]:
        """Today's units of a unit: itself while it exists, else its successors' successors, in their order."""
        known = self._today.get(slug)
        if known is None:
            found: dict[str, UnitView] = {}
            self._follow(slug, found, set())
            known = self._today[slug] = tuple(found.values())
        return known

    def _today_of(self, unit: UnitView) -> tuple[UnitView, ...]:
        """As `today`; a whole district became no unit of today, so it is told by the province it lies in."""
        if not (unit.ended and unit.record.type in DISTRICTS):
            return self.today(unit.slug)
        return next((found for found in map(self.today, unit.parents) if found), ())

    def _follow(self, slug: str, found: dict[str, UnitView], seen: set[str]) -> None:
        view = self.views.get(slug)
        if view is None or slug in seen:
            return
        seen.add(slug)
        if not view.ended:
            found[slug] = view
        for successor in view.record.successors if view.ended else ():
            self._follow(successor, found, seen)

    def place(self, place: Place) -> PlaceView | None:
        """Resolve a record's place; None when its unit is not in the gazetteer (a check has said so)."""
        unit = self.views.get(place.unit)
        if unit is None:
            return None
        then = (unit, *self.parents(unit))
        chosen = self.views.get(place.today or "")
        today = (chosen,) if chosen else self._today_of(unit)
        above = self.parents(today[0]) if len(today) == 1 else self._shared_parents(today)
        then_text = ", ".join([*place.hamlets, *(view.name for view in then)])
        names = " hoặc ".join(view.name for view in today)
        today_text = ", ".join([names, *(view.name for view in above)]) if today else ""
        return PlaceView(then, today, above, then_text, today_text)

    def _shared_parents(self, units: tuple[UnitView, ...]) -> tuple[UnitView, ...]:
        shared = self.parents(units[0]) if units else ()
        for unit in units[1:]:
            shared = tuple(view for view in shared if view.slug in unit.parents)
        return shared
