"""Units and organisations as the form's pickers want them: lines of cells, as small as they go."""

from __future__ import annotations

from generator.core.vietnamese import place_sort_key, slugify
from generator.records.schema.units import UnitType
from generator.showcase import Showcase, UnitView

# theme/source/scripts/form/data.js has the same.
TYPES = {
    UnitType.PROVINCE: "t",
    UnitType.CITY: "p",
    UnitType.DISTRICT: "h",
    UnitType.URBAN_DISTRICT: "q",
    UnitType.TOWN: "s",
    UnitType.PROVINCIAL_CITY: "c",
    UnitType.COMMUNE: "x",
    UnitType.WARD: "w",
    UnitType.TOWNSHIP: "k",
    UnitType.SPECIAL_ZONE: "d",
}


def units(showcase: Showcase) -> str:
    """Lines of slug, type, name, number of the unit it lies in, first and last day, numbers of today's units.

    Widest units first. Of a slug that begins with the unit's type and name only the rest is given; any other has "=" before it.
    """
    views = sorted(
        showcase.units.values(), key=lambda view: (len(view.parents), view.parents, place_sort_key(view.name))
    )
    number = {view.slug: at for at, view in enumerate(views)}
    return "\n".join("\t".join(_cells(view, showcase, number)).rstrip("\t") for view in views)


def _cells(view: UnitView, showcase: Showcase, number: dict[str, int]) -> tuple[str, ...]:
    unit = view.record
    parent = str(number[view.parents[0]]) if view.parents and view.parents[0] in number else ""
    today = [one for one in showcase.succession.today(view) if one.slug != view.slug] if view.ended else []
    ended = unit.end or ""
    now = ",".join(str(number[one.slug]) for one in today)
    own = slugify(view.name)
    slug = view.slug.removeprefix(own) if view.slug.startswith(own) else f"={view.slug}"
    return (slug, TYPES[unit.type], unit.name, parent, unit.start or "", ended, now)


def organisations(showcase: Showcase) -> str:
    """Lines of slug and name, in order of name."""
    return "\n".join(f"{view.slug}\t{view.name}" for view in showcase.organisations)
