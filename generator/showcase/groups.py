"""One builder for every facet: the listings by field, place, organisation, year and level."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.showcase import addresses
from generator.showcase.views import FieldView, Group, ModelView, OrganisationView, UnitView
from generator.vietnamese import place_sort_key, sort_key

LEVEL_NAMES = {"grassroots": "Cấp cơ sở", "district": "Cấp huyện", "province": "Cấp tỉnh", "central": "Cấp trung ương"}
_LEVEL_SLUGS = {"grassroots": "co-so", "district": "huyen", "province": "tinh", "central": "trung-uong"}
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
    if model.year is None:
        yield addresses.UNKNOWN, "Không rõ năm bắt đầu", None
    else:
        yield str(model.year), f"Năm {model.year}", None


def _level(model: ModelView) -> Iterator[_Label]:
    level = model.record.level
    if level is None:
        yield addresses.UNKNOWN, "Không rõ cấp", None
    else:
        yield _LEVEL_SLUGS[level], LEVEL_NAMES[level], None


def _place(model: ModelView) -> Iterator[_Label]:
    """Every unit a model was in then and is in today, with all their parents."""
    place = model.place
    for unit in dict.fromkeys((*place.then, *place.today, *place.today_parents)):
        yield unit.slug, unit.name, unit


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
        Group(facet, slug, about[slug][1], addresses.listing(facet, slug), tuple(found), about[slug][2])
        for slug, found in members.items()
    ]
    return tuple(sorted(groups, key=_ORDERS[facet]))


def _by_year(group: Group) -> tuple[bool, int]:
    """Newest first, unknown last."""
    known = group.slug != addresses.UNKNOWN
    return not known, -int(group.slug) if known else 0


_ORDERS: dict[str, Callable[[Group], object]] = {
    "field": lambda group: (group.slug == "khac", sort_key(group.name), group.slug),
    "place": lambda group: (place_sort_key(group.name), group.slug),
    "organisation": lambda group: (sort_key(group.name), group.slug),
    "year": _by_year,
    "level": lambda group: _LEVEL_ORDER.index(group.name) if group.name in _LEVEL_ORDER else len(_LEVEL_ORDER),
}
