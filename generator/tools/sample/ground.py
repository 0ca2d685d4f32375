"""Which work was already set where, so that no two fictional models are one and the same."""

from __future__ import annotations

from generator.tools.sample.calendar import LAST_OLD_DAY, Calendar
from generator.tools.sample.draw import Draw
from generator.tools.sample.places import COMMUNES, PROVINCE, Place, gazetteer
from generator.tools.sample.stock import stock

# How often another place is drawn before a commune is taken that has the work in other hamlets.
_TRIES = 8
_WHOLE = ""


class Ground:
    """Hamlets by place and work; bounded by the places, the works and the names of hamlets."""

    def __init__(self) -> None:
        """Nothing is taken yet."""
        self._taken: dict[tuple[str, str], set[str]] = {}

    def draw(self, draw: Draw, work: str, days: Calendar, index: int) -> tuple[Place, list[str]]:
        """A place of the time and its hamlets; no hamlets means the whole unit, which then has no other such work."""
        units = gazetteer()
        if index % 100 == 42 and days.old:
            split = next(place for place in units.old if len(place.successors) > 1)
            return split, self._hamlets(draw, work, split)
        if index % 25 == 9 and self._free(work, units.by_slug[PROVINCE]):
            return self._take(work, units.by_slug[PROVINCE])
        if index % 25 == 16 and days.told <= LAST_OLD_DAY:
            district = draw.pick(units.districts)
            if self._free(work, district):
                return self._take(work, district)
        for _ in range(_TRIES):
            place = draw.pick(units.old if days.old else units.new)
            if self._free(work, place):
                return self._take(work, place) if draw.chance(12) else (place, self._hamlets(draw, work, place))
        while _WHOLE in self._taken.get((work, place.slug), ()):
            place = draw.pick(units.old if days.old else units.new)
        return place, self._hamlets(draw, work, place)

    def again(self, draw: Draw, work: str, place: Place) -> list[str]:
        """Hamlets for a model that continues another at `place`."""
        return self._hamlets(draw, work, place) if place.type in COMMUNES else []

    def _free(self, work: str, place: Place) -> bool:
        return not self._taken.get((work, place.slug))

    def _take(self, work: str, place: Place) -> tuple[Place, list[str]]:
        self._taken[work, place.slug] = {_WHOLE}
        return place, []

    def _hamlets(self, draw: Draw, work: str, place: Place) -> list[str]:
        taken = self._taken.setdefault((work, place.slug), set())
        words = stock("places")["hamlets"]
        kinds = words["urban"] if place.type in ("phuong", "thi-tran") else words["rural"]
        # Once all names are taken, hamlets are told apart by numbers.
        rounds = len(taken) // (len(kinds) * len(words["names"]))
        number = f" {rounds + 1}" if rounds else ""
        chosen: list[str] = []
        while not chosen:
            kind = draw.pick(kinds)
            free = [one for name in words["names"] if (one := f"{kind} {name}{number}") not in taken]
            chosen = draw.several(free, draw.pick((1, 1, 1, 1, 2, 2, 3)))
        taken.update(chosen)
        return chosen
