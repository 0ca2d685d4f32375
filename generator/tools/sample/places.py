"""The fictional province's units: districts and communes that ended on 30 June 2025, and what followed them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from generator.core.vietnamese import slugify
from generator.tools.sample.stock import stock

PROVINCE = "tinh-minh-hoa"
COMMUNES = frozenset({"xa", "phuong", "thi-tran", "dac-khu"})
LAST_OLD_DAY, FIRST_NEW_DAY = "2025-06-30", "2025-07-01"
_OLD_START = "1998-01-01"
_MERGER = "Nghị quyết minh họa về sắp xếp đơn vị hành chính, không có thật"
_TYPE_WORDS = {
    "xa": "xã",
    "phuong": "phường",
    "thi-tran": "thị trấn",
    "dac-khu": "đặc khu",
    "huyen": "huyện",
    "thi-xa": "thị xã",
    "thanh-pho-thuoc-tinh": "thành phố",
    "tinh": "tỉnh",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A unit: `slug`, `name` without its type, `type`, slug of its `parent`, lifetime, slugs of `successors`."""

    slug: str
    name: str
    type: str
    parent: str | None
    start: str
    end: str | None = None
    successors: tuple[str, ...] = ()
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def full_name(self) -> str:
        """Name with its type: "xã Suối Mơ"."""
        return f"{_TYPE_WORDS[self.type]} {self.name}"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All units by slug, and those that models are set in."""

    by_slug: dict[str, Place]
    old: tuple[Place, ...]
    new: tuple[Place, ...]
    districts: tuple[Place, ...]

    def written(self, place: Place) -> str:
        """The unit with those above it, as a newspaper writes: "xã Suối Mơ, huyện Mây Hồng"."""
        parent = self.by_slug.get(place.parent or "")
        above = f", {parent.full_name}" if parent is not None and parent.slug != PROVINCE else ""
        return f"{place.full_name}{above}"


@cache
def gazetteer() -> Gazetteer:
    """Build every unit from the stock; the same for every number of records and every seed."""
    table = stock("places")
    urban = ("thanh-pho-thuoc-tinh", "thi-xa")
    districts = [(name, "huyen", groups) for name, groups in table["districts"].items()]
    districts += [(name, kind, groups) for kind, (name, groups) in zip(urban, table["towns"].items(), strict=True)]
    units = [Place(PROVINCE, "Minh Họa", "tinh", None, _OLD_START, details=_code(1, 2))]
    old: list[Place] = []
    new: list[Place] = []
    upper: list[Place] = []
    for name, kind, groups in districts:
        district, olds, news = _district(name, kind, groups, len(old), len(new), len(upper))
        upper.append(district)
        old += olds
        new += news
    units += [*upper, *new, *old, *_early(old)]
    return Gazetteer({unit.slug: unit for unit in units}, tuple(old), tuple(new), tuple(upper))


def _code(number: int, digits: int, *, start: str = _OLD_START, end: str | None = None) -> dict[str, Any]:
    # Codes beginning with 9 are given to no real unit.
    return {"codes": [{"code": f"9{number:0{digits - 1}}", "start": start, "end": end}]}


def _district(
    name: str, kind: str, groups: list[str], olds: int, news: int, number: int
) -> tuple[Place, list[Place], list[Place]]:
    """One district with its old communes and the new units they became."""
    district = f"{kind}-{slugify(name)}" if kind != "thanh-pho-thuoc-tinh" else f"thanh-pho-{slugify(name)}"
    old: list[Place] = []
    new: list[Place] = []
    for group in groups:
        named, _, members = group.partition(" = ")
        town = members.startswith("*") and kind != "huyen"
        unit = "dac-khu" if named.startswith("^") else "phuong" if town else "xa"
        new_name = named.lstrip("^")
        code = _code(700 + news + len(new), 5, start=FIRST_NEW_DAY)
        slug = f"{unit}-{slugify(new_name)}"
        new.append(Place(slug, new_name, unit, PROVINCE, FIRST_NEW_DAY, details=_dated(code)))
        for member in members.split(", "):
            old.append(_old_commune(member, kind, district, slug, olds + len(old)))
    details = _dated({**_code(number + 10, 3, end=LAST_OLD_DAY), "legal_basis": _MERGER})
    successors = tuple(unit.slug for unit in new)
    return Place(district, name, kind, PROVINCE, _OLD_START, LAST_OLD_DAY, successors, details), old, new


def _old_commune(member: str, district_kind: str, district: str, successor: str, number: int) -> Place:
    name = member.lstrip("*")
    kind = "xa" if name == member else "thi-tran" if district_kind == "huyen" else "phuong"
    # A folded name may belong to two communes (Mai Hòa, Mai Hoa), as in real provinces.
    slug = f"{kind}-{slugify(name)}-{district}" + ("-2" if name == "Mai Hoa" else "")
    details = _dated({**_code(number + 100, 5, end=LAST_OLD_DAY), "legal_basis": _MERGER})
    successors: tuple[str, ...] = (successor,)
    if name == "Khúc Khải":  # the commune that was divided between two new ones
        successors = (successor, "xa-nuoc-mat")
        details["note"] = "Phần lớn xã về Thủy Tiên, hai thôn về Nước Mát."
    if name == "Quế Sơn Ca":
        details["aliases"] = ["Quế Sơn", "Sơn Ca"]
    return Place(slug, name, kind, district, _OLD_START, LAST_OLD_DAY, successors, details)


def _dated(details: dict[str, Any]) -> dict[str, Any]:
    return {**details, "checked_on": "2026-09-15"}


def _early(old: list[Place]) -> list[Place]:
    """Two communes that were merged before 2025, so that a chain of successors has three units."""
    early = []
    for name, into in (("Bến Cũ", "Bến Chuối"), ("Mó Ngọc", "Mó Cá")):
        after = next(place for place in old if place.name == into)
        slug = f"xa-{slugify(name)}-{after.parent}"
        details = _dated({"legal_basis": _MERGER})
        early.append(Place(slug, name, "xa", after.parent, _OLD_START, "2020-02-29", (after.slug,), details))
    return early


# The unit, by its number, whose slug was once another.
_RENAMED = 7


def place_records() -> list[dict[str, Any]]:
    """The register `places.yml`: one mapping per unit."""
    return [
        {
            "slug": place.slug,
            "former_slugs": [f"{place.slug}-ten-cu"] if number == _RENAMED else None,
            "name": place.name,
            "type": place.type,
            "parent": place.parent,
            "codes": place.details.get("codes"),
            "aliases": place.details.get("aliases"),
            "start": place.start,
            "end": place.end,
            "successors": list(place.successors),
            "legal_basis": place.details.get("legal_basis"),
            "checked_on": place.details.get("checked_on"),
            "note": place.details.get("note"),
        }
        for number, place in enumerate(gazetteer().by_slug.values())
    ]
