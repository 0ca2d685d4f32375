"""The page where a reader looks up an old name: every former commune, under its former district, and what it is today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.core.texts import t
from generator.core.vietnamese import format_number, place_sort_key
from generator.records.schema import COMMUNES
from generator.render.pages.page import Page
from generator.render.pages.tasks import Task
from generator.render.pages.templates import render
from generator.showcase import Showcase, UnitView
from generator.showcase.addresses import FACETS, PLACE_LOOKUP


@dataclass(frozen=True, slots=True)
class Row:
    """A former commune and today's units of it; several when it was split, none when nobody has said."""

    unit: UnitView
    today: tuple[UnitView, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The former communes of one district, or those right below a province. above: what the district lay in."""

    unit: UnitView
    above: tuple[UnitView, ...]
    today: tuple[UnitView, ...]
    rows: tuple[Row, ...]


def lookup_builders(showcase: Showcase) -> Iterator[Task]:
    """The page, when the site knows any former commune."""
    if has_lookup(showcase):
        yield Task(partial(_lookup_page, showcase), ("lookup", *(group.slug for group in showcase.groups["place"])))


def has_lookup(showcase: Showcase) -> bool:
    """Whether there is such a page for others to link to."""
    return any(unit.ended and unit.parents and unit.record.type in COMMUNES for unit in showcase.units.values())


def _parts(showcase: Showcase) -> list[Part]:
    """Every unit that has former communes right below it, in order of what it lies in, then of its own name."""
    parts = []
    for unit in showcase.units.values():
        former = [view for view in showcase.succession.communes(unit) if view.ended]
        if former:
            above = tuple(showcase.units[slug] for slug in unit.parents)
            today = showcase.succession.today(above[-1] if above else unit)
            rows = tuple(Row(view, showcase.succession.today(view)) for view in former)
            parts.append(Part(unit, above, today, rows))
    return sorted(parts, key=_order)


def _order(part: Part) -> tuple[list[str], str]:
    return [place_sort_key(unit.name) for unit in (*reversed(part.above), part.unit)], part.unit.slug


def _lookup_page(showcase: Showcase) -> Page:
    parts = _parts(showcase)
    count = format_number(sum(len(part.rows) for part in parts))
    title, lede = t("lookup.title"), t("lookup.lede", count=count)
    article = render(
        "lookup",
        here=PLACE_LOOKUP,
        title=title,
        lede=lede,
        crumbs=[(t("nav.places"), FACETS["place"])],
        districts=parts,
        listed={group.slug for group in showcase.groups["place"]},
    )
    return Page(PLACE_LOOKUP, title, t("lookup.description", count=count), article)
