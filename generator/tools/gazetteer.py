"""Look up units in the shipped gazetteers, and take them into a site: `kheo gazetteer`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.core.vietnamese import slugify
from generator.records.source import read_site
from generator.records.source.edit import EditedFile
from generator.records.source.find import PROVINCE_FILE
from generator.records.source.gazetteers import FORMER, GAZETTEERS, TODAY, read_table
from generator.records.source.yaml_writer import dump

_TYPES = {
    "xa": "xã", "phuong": "phường", "thi-tran": "thị trấn", "dac-khu": "đặc khu", "huyen": "huyện", "quan": "quận",
    "thi-xa": "thị xã", "thanh-pho-thuoc-tinh": "thành phố", "tinh": "tỉnh", "thanh-pho": "thành phố",
}  # fmt: skip
_MAX_SHOWN = 40
Unit = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A unit, the table it stands in, and how people write it in full."""

    table: str
    unit: Unit
    full: str


class Country:
    """Every shipped unit, read once."""

    def __init__(self, tables: Iterable[str] | None = None) -> None:
        """tables: names of those to read; every one when None."""
        self._units: dict[str, tuple[str, Unit]] = {}
        for table in tables or (*FORMER, *(f"{slug}-2025" for slug in TODAY)):
            self._units |= {unit["slug"]: (table, unit) for unit in read_table(table)}

    def find(self, written: str) -> list[Found]:
        """Units by slug, by code, or by name with or without type and accents, those of today first."""
        wanted = slugify(written)
        if written in self._units:
            return [self.shown(written)]
        if written.isdecimal():
            slugs = [slug for slug, (_, unit) in self._units.items() if _has_code(unit, written)]
        else:
            slugs = [slug for slug, (_, unit) in self._units.items() if wanted in _names(unit)]
        return [self.shown(slug) for slug in sorted(slugs, key=lambda slug: bool(self._units[slug][1].get("end")))]

    def shown(self, slug: str) -> Found:
        """One unit with its full name."""
        table, unit = self._units[slug]
        return Found(table, unit, ", ".join(self._lineage(slug)))

    def became(self, found: Found) -> list[str]:
        """Full names of the units it became."""
        return [self.shown(slug).full for slug in found.unit.get("successors", ()) if slug in self._units]

    def _lineage(self, slug: str) -> Iterator[str]:
        name: str | None = slug
        while name in self._units:
            unit = self._units[name][1]
            yield f"{_TYPES[unit['type']]} {unit['name']}"
            name = unit.get("parent")


def _has_code(unit: Unit, code: str) -> bool:
    return any(one["code"] == code for one in unit.get("codes", ()))


def _names(unit: Unit) -> set[str]:
    names = [unit["name"], *unit.get("aliases", ())]
    return {slugify(name) for name in (*names, *(f"{_TYPES[unit['type']]} {name}" for name in names))}


def list_tables() -> Iterator[str]:
    """A line for each table a province may ask for."""
    for province in FORMER.values():
        yield f"{province.slug:<17} {province.name}, nay {TODAY[province.today].name}"


def show_table(name: str) -> Iterator[str]:
    """Every unit of a former province with what it became, one a line."""
    country = Country((name, f"{FORMER[name].today}-2025"))
    for unit in read_table(name):
        found = country.shown(unit["slug"])
        code = next((one["code"] for one in unit.get("codes", ())), "")
        after = "; ".join(country.became(found))
        yield f"{code:<6}{unit['slug']}  {found.full}{f'  → {after}' if after else ''}"


def describe(written: str) -> Iterator[str]:
    """What the tables say of a name, a code or a slug: each unit in full, and as places.yml writes it."""
    country = Country()
    found = country.find(written)
    for one in found[:_MAX_SHOWN]:
        yield f"{one.full}  (bảng {one.table})"
        for after in country.became(one):
            yield f"  nay: {after}"
        yield from (f"    {line}" for line in dump([one.unit]).splitlines())
    if len(found) > _MAX_SHOWN:
        yield f"… và {len(found) - _MAX_SHOWN} nơi nữa cùng tên; hãy ghi rõ mã hoặc slug."


class NothingToAddError(ValueError):
    """What is asked for cannot be taken in; the message says why."""


def add_to_site(site: Path, written: str) -> str:
    """Take a table into province.yml, or one unit into places.yml to be corrected there; return the file changed.

    Raises NothingToAddError, and OSError.
    """
    return _add_table(site, written) if written in FORMER else _add_unit(site, written)


def _asked_for(site: Path) -> list[str]:
    """The tables that province.yml asks for."""
    asked = next((one.data.get("gazetteers") for one in read_site(site).documents if one.kind == "province"), None)
    return [name for name in asked if isinstance(name, str)] if isinstance(asked, list) else []


def _require_table(site: Path, found: Found) -> None:
    """A unit alone would name a parent and successors that the site does not know."""
    files = {file for name in _asked_for(site) for file in GAZETTEERS.get(name, ())}
    if found.table not in files:
        table = next(name for name, both in GAZETTEERS.items() if found.table in both)
        raise NothingToAddError(f"{found.full} thuộc bảng {table}; gõ trước: kheo gazetteer {table} --add")


def _add_table(site: Path, name: str) -> str:
    if name in _asked_for(site):
        raise NothingToAddError(f"{PROVINCE_FILE} đã có bảng {name}.")
    edited = EditedFile(site / PROVINCE_FILE, PROVINCE_FILE)
    edited.add_name((), "gazetteers", name, ("unit", "id_prefix", "name", "slug"))
    (site / PROVINCE_FILE).write_bytes(edited.bytes())
    return PROVINCE_FILE


def _add_unit(site: Path, written: str) -> str:
    found = Country().find(written)
    if len(found) != 1:
        many = ", ".join(one.unit["slug"] for one in found[:8])
        raise NothingToAddError(
            f"“{written}” có {len(found)} nơi ({many}…): ghi rõ slug." if found else f"Không có “{written}”."
        )
    (one,) = found
    _require_table(site, one)
    path = site / "content/places.yml"
    own = {document.data.get("slug") for document in read_site(site).documents if document.file == "content/places.yml"}
    if one.unit["slug"] in own:
        raise NothingToAddError(f"content/places.yml đã có {one.unit['slug']}.")
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    gap = "\n" if before and not before.endswith("\n\n") else ""
    path.write_text(f"{before}{gap}{dump([one.unit])}", encoding="utf-8", newline="\n")
    return "content/places.yml"
