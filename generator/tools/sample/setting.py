"""Where, what and by whom: the choices a fictional model begins with, and its name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.tools.sample.calendar import Calendar, draw_calendar
from generator.tools.sample.draw import Draw
from generator.tools.sample.fill import Filler
from generator.tools.sample.ground import Ground
from generator.tools.sample.organisations import Organisations
from generator.tools.sample.places import Place, gazetteer
from generator.tools.sample.stock import FIELDS, activities, stock

# Out of every 20 records; the fields are as unequal as a real province's.
_FIELD_TURNS = (0, 1, 2, 1, 0, 3, 1, 2, 0, 1, 2, 0, 1, 3, 2, 1, 0, 4, 1, 2)
MAX_NAME = 250
CONTINUED = ", giai đoạn tiếp theo"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What later records need to know of one already written."""

    id: str
    field: str
    unit: str
    lead_kind: str
    name: str
    over: date
    activity: int
    ended: bool
    measured: bool


@dataclass(slots=True)
class Setting:
    """The frame of one model. `parent` is the record it continues."""

    draw: Draw
    fill: Filler
    days: Calendar
    activity: dict[str, Any]
    activity_number: int
    place: Place
    hamlets: list[str]
    lead_kind: str
    name: str = ""
    parent: Earlier | None = None


def draw_setting(
    seed: int,
    index: int,
    organisations: Organisations,
    ground: Ground,
    parent: Earlier | None,
    year: int | None = None,
) -> Setting:
    """Choose field, work, days (in `year`, if one is given), place and lead of record `index`."""
    draw = Draw(seed, "model", index)
    field = parent.field if parent else FIELDS[_FIELD_TURNS[index % 20]]
    works = activities(field)
    number = parent.activity if parent else (index // 20 * 7 + index) % len(works)
    days = draw_calendar(draw, after=parent.over if parent else None, year=year)
    work = works[number]["names"][0]
    if parent:
        place = _continued_place(parent, days)
        hamlets = ground.again(draw, work, place)
    else:
        place, hamlets = ground.draw(draw, work, days, index)
    lead_kind = parent.lead_kind if parent else draw.pick(works[number]["leads"])
    lead = organisations.name(organisations.at(lead_kind, place))
    fill = Filler(
        draw,
        lead=lead,
        xa=place.full_name,
        xom=hamlets[0] if hamlets else place.full_name,
        nam=str(days.start.year),
        nam_sau=str(days.start.year + 4),
    )
    setting = Setting(draw, fill, days, works[number], number, place, hamlets, lead_kind, parent=parent)
    setting.name = _draw_name(setting)
    return setting


def _continued_place(parent: Earlier, days: Calendar) -> Place:
    place = gazetteer().by_slug[parent.unit]
    if place.end is not None and not days.old:
        return gazetteer().by_slug[place.successors[0]]
    return place


def _draw_name(setting: Setting) -> str:
    """A name of three syllables, of sixty, or of anything between; no longer than `MAX_NAME` letters."""
    draw, fill = setting.draw, setting.fill
    if setting.parent is not None:
        return setting.parent.name.removesuffix(CONTINUED) + CONTINUED
    name = fill(draw.pick(setting.activity["names"]))
    wanted = draw.pick((0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 9))
    for tail in draw.several(stock("story")["tails"], wanted):
        longer = f"{name} {fill(tail)}"
        if len(longer) > MAX_NAME:
            continue
        name = longer
    return name
