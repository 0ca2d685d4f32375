"""One builder for every facet: the listings by field, place, organisation, year and level."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from generator.core.vietnamese import place_sort_key, sort_key
from generator.showcase import addresses
from generator.showcase.views import FieldView, Group, ModelView, OrganisationView, UnitView

LEVEL_NAMES = {"grassroots": "Cấp cơ sở", "district": "Cấp huyện", "province": "Cấp tỉnh", "central": "Cấp trung ương"}
_LEVEL_SLUGS = {"grassroots": "co-so", "district": "huyen", "province": "tinh", "central": "trung-uong"}
_LEVEL_OF = {slug: LEVEL_NAMES[level] for level, slug in _LEVEL_SLUGS.items()} | {addresses.UNKNOWN: "Không rõ cấp"}
_LEVEL_ORDER = list(LEVEL_NAMES.values())

# What a model is listed under in one facet: (slug, name, the thing itself)
_Label = tuple[str, str, FieldView | UnitView | OrganisationView | None]


def _field(model: ModelView) -> Iterator[_Label]:
    yield model.field.slug, model.field.name, model.field


def _organisation(model: ModelView) -> Iterator[_Label]:
    seen: set[str] = set()
    for view in (*model.leads, *model.partners):
        if view.slug not in seen:
            seen.add(view.slug)
            yield view.slug, view.name, view


def _year(model: ModelView) -> Iterator[_Label]:
    slug = addresses.UNKNOWN if model.year is None else str(model.year)
    yield slug, _year_name(slug), None


def _year_name(slug: str) -> str:
    return "Không rõ năm bắt đầu" if slug == addresses.UNKNOWN else f"Năm {slug}"


def _level(model: ModelView) -> Iterator[_Label]:
    slug = _LEVEL_SLUGS.get(model.record.level or "", addresses.UNKNOWN)
    yield slug, _LEVEL_OF[slug], None


def _place(model: ModelView) -> Iterator[_Label]:
    """Every unit a model was in then and is in today, with all their parents."""
    place = model.place
    units = {unit.slug: unit for unit in (*place.then, *place.today, *place.today_parents)}
    yield from ((unit.slug, unit.name, unit) for unit in units.values())


_LABELLERS: dict[str, Callable[[ModelView], Iterator[_Label]]] = {
    "field": _field,
    "place": _place,
    "organisation": _organisation,
    "year": _year,
    "level": _level,
}


def group_models(models: tuple[ModelView, ...]) -> dict[str, tuple[Group, ...]]:
    """Return facet -> its groups in the order they are listed; models inside keep their order."""
    return {facet: _groups(facet, models, labels) for facet, labels in _LABELLERS.items()}


def _groups(
    facet: str, models: tuple[ModelView, ...], labels: Callable[[ModelView], Iterator[_Label]]
) -> tuple[Group, ...]:
    members: dict[str, list[ModelView]] = {}
    about: dict[str, _Label] = {}
    for model in models:
        for label in labels(model):
            members.setdefault(label[0], []).append(model)
            about[label[0]] = label
    groups = [
        Group(facet, slug, name, thing.address if thing else addresses.listing(facet, slug), tuple(found), thing)
        for found, (slug, name, thing) in ((found, about[slug]) for slug, found in members.items())
    ]
    return tuple(sorted(groups, key=_ORDERS[facet]))


Things = Mapping[str, FieldView | UnitView | OrganisationView]


def emptied(
    groups: dict[str, tuple[Group, ...]], promised: Iterable[str], things: dict[str, Things]
) -> dict[str, tuple[Group, ...]]:
    """Facet -> listings that hold no model (any more), but whose address was promised: they stay, and say so.

    promised: addresses of listings. things: what the site knows of each facet, by slug; years and levels need none.
    """
    wanted = sorted(set(promised) - {group.address for found in groups.values() for group in found})
    kept: dict[str, list[Group]] = {facet: [] for facet in groups}
    for facet, folder in addresses.FACETS.items():
        for address in (each for each in wanted if each.startswith(folder)):
            slug = address.removeprefix(folder).removesuffix("/")
            thing = things.get(facet, {}).get(slug)
            name = thing.name if thing else _NAMES[facet](slug) if facet in _NAMES else None
            if name:
                kept[facet].append(Group(facet, slug, name, address, (), thing))
    return {facet: tuple(sorted(found, key=_ORDERS[facet])) for facet, found in kept.items()}


_NAMES: dict[str, Callable[[str], str | None]] = {
    "year": lambda slug: _year_name(slug) if slug == addresses.UNKNOWN or re.fullmatch(r"\d{4}", slug) else None,
    "level": _LEVEL_OF.get,
}


def _by_year(group: Group) -> tuple[bool, int]:
    """Newest first, unknown last."""
    known = group.slug != addresses.UNKNOWN
    return not known, -int(group.slug) if known else 0


_ORDERS: dict[str, Callable[[Group], Any]] = {
    "field": lambda group: (group.slug == "khac", sort_key(group.name), group.slug),
    "place": lambda group: (place_sort_key(group.name), group.slug),
    "organisation": lambda group: (sort_key(group.name), group.slug),
    "year": _by_year,
    "level": lambda group: _LEVEL_ORDER.index(group.name) if group.name in _LEVEL_ORDER else len(_LEVEL_ORDER),
}
