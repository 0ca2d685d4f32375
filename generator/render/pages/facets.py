"""What a facet's listings say of themselves: the words at their head, their groups in sections, the ways between them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.core.texts import t
from generator.core.vietnamese import typeset
from generator.records.schema import COMMUNES, DISTRICTS, UnitType
from generator.render.pages.templates import render
from generator.showcase import FieldView, Group, OrganisationView, Showcase, UnitView
from generator.showcase.addresses import FACETS, PLACE_LOOKUP
from generator.showcase.succession import shared_parents

_RANKS = {UnitType.PROVINCE: 0, UnitType.CITY: 0} | dict.fromkeys(DISTRICTS, 1)


def ways(showcase: Showcase) -> tuple[tuple[str, str, int | None], ...]:
    """Ways into the models: each field with its count, then the other facets; none where there is no model."""
    if not showcase.models:
        return ()
    fields = [(group.name, group.address, len(group.models)) for group in showcase.groups["field"]]
    others = [(t(f"facet.by_{facet}"), FACETS[facet], None) for facet in FACETS if facet != "field"]
    return (*fields, *others)


def about(showcase: Showcase, group: Group, here: str) -> Markup:
    """What stands under a listing's name: what the field covers, what became of the unit, what the body is."""
    thing = group.of
    if isinstance(thing, UnitView):
        return _about_unit(showcase, thing, here)
    if isinstance(thing, FieldView | OrganisationView):
        words = [thing.record.about]
        if isinstance(thing, OrganisationView):
            words.append(thing.record.note)
        else:
            words.append(t("facet.field_source", source=thing.record.source) if thing.record.source else None)
        return Markup("").join(Markup("<p>{}</p>").format(typeset(text)) for text in words if text)
    return Markup("")


def _about_unit(showcase: Showcase, unit: UnitView, here: str) -> Markup:
    succession = showcase.succession
    today = succession.today(unit) if unit.ended else ()
    spread = succession.spread(unit)
    former_communes = unit.ended and unit.record.type not in COMMUNES and succession.communes(unit)
    return render(
        "unit",
        here=here,
        unit=unit,
        parents=[showcase.units[slug] for slug in unit.parents],
        today=today,
        split=len(today) > 1,
        spread=spread,
        above=[showcase.units[slug] for slug in shared_parents(today or spread)],
        before=succession.before(unit),
        listed={group.slug for group in showcase.groups["place"]},
        lookup=f"{PLACE_LOOKUP}#{unit.slug}" if former_communes else "",
    )


@dataclass(frozen=True, slots=True)
class Shelf:
    """Groups under one heading. of: the group the heading leads to, None for a heading of words or none at all."""

    heading: str
    groups: tuple[Group, ...]
    of: Group | None = None


def shelves(showcase: Showcase, facet: str) -> list[tuple[str, list[Shelf]]]:
    """The groups of a facet under headings; places stand apart by what is today and what was, below their parents."""
    groups = showcase.groups[facet]
    if facet != "place":
        return [("", [Shelf("", groups)])] if groups else []
    today = [group for group in groups if isinstance(group.of, UnitView) and not group.of.ended]
    ended = [group for group in groups if isinstance(group.of, UnitView) and group.of.ended]
    parts = [(t("index.place_today"), _by_parent(today)), (t("index.place_then"), _by_parent(ended))]
    return [(heading, part) for heading, part in parts if part]


def _by_parent(groups: list[Group]) -> list[Shelf]:
    """Each province, then its districts, with the units right below each; units whose parent is not listed stand last."""
    listed = {group.slug for group in groups}
    below: dict[str, list[Group]] = {}
    heads: list[tuple[int, Group]] = []
    for group in groups:
        unit = group.of
        if not isinstance(unit, UnitView):
            continue
        rank = _RANKS.get(unit.record.type)
        if rank is not None:
            heads.append((rank, group))
        else:
            parent = unit.parents[0] if unit.parents and unit.parents[0] in listed else ""
            below.setdefault(parent, []).append(group)
    provinces = [group.slug for rank, group in heads if rank == 0]
    heads.sort(key=lambda head: (_nearest(head[1], provinces), head[0]))
    shelved = [Shelf(group.name, tuple(below.pop(group.slug, ())), group) for _, group in heads]
    rest = tuple(group for orphans in below.values() for group in orphans)
    return [*shelved, Shelf("", rest)] if rest else shelved


def _nearest(group: Group, provinces: list[str]) -> int:
    """The place in the list of the province a unit is or lies in; behind all where it lies in none of them."""
    own = (group.slug, *(group.of.parents if isinstance(group.of, UnitView) else ()))
    return next((number for number, slug in enumerate(provinces) if slug in own), len(provinces))
