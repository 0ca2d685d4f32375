"""Where the models are, as labelled cells: a diagram, not a map, for no boundary may be drawn inexactly."""

from __future__ import annotations

from markupsafe import Markup

from generator.core.texts import t
from generator.core.vietnamese import place_sort_key
from generator.records.schema import DISTRICTS
from generator.render.pages.templates import render
from generator.showcase import Showcase, UnitView


def place_diagram(showcase: Showcase, here: str) -> Markup:
    """Cells of the province's districts (as they were until 30 June 2025), else of its communes; "" for neither.

    A site without models has no diagram either: every cell would say 0.
    """
    below = [unit for unit in showcase.units.values() if unit.parents[:1] == (showcase.unit.slug,)]
    districts = [unit for unit in below if unit.record.type in DISTRICTS]
    units = districts or below
    if not units or not showcase.models:
        return Markup("")
    cells = sorted(((unit, _count(showcase, unit)) for unit in units), key=lambda cell: _order(*cell))
    caption = t("diagram.districts" if districts else "diagram.communes")
    return render("diagram", here=here, cells=cells, caption=caption)


def _count(showcase: Showcase, unit: UnitView) -> int:
    group = showcase.group("place", unit.slug)
    return len(group.models) if group else 0


def _order(unit: UnitView, count: int) -> tuple[bool, str, str]:
    return not count, place_sort_key(unit.name), unit.slug
