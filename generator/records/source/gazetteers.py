"""The tables of places the product brings: what a province may ask for, and the compact form they are kept in.

A table is lines of cells divided by tabs; `defaults/gazetteer/README.md` describes them.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.core.resources import DEFAULTS
from generator.core.vietnamese import slugify

FOLDER = DEFAULTS / "gazetteer"
Unit = dict[str, Any]


class Province(NamedTuple):
    """A province by the name of its table. unit: its slug among places; today: the province of today it lies in."""

    slug: str
    name: str
    unit: str
    prefix: str
    today: str


def _provinces(name: str) -> dict[str, Province]:
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = (Province(*line.split("\t")) for line in lines if not line.startswith("#"))
    return {row.slug: row for row in rows}


FORMER = _provinces("former")
"""The 63 provinces of 30 June 2025, by slug."""

TODAY = _provinces("today")
"""The 34 provinces of today, by slug."""

# What province.yml may name -> its files: the units of 30 June 2025, and today's units they became.
GAZETTEERS = {slug: (slug, f"{province.today}-2025") for slug, province in FORMER.items()}


class GazetteerError(ValueError):
    """A table is not whole: `line` is the first that cannot be read."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def wanted_files(names: Any) -> list[str]:
    """Files under `defaults/` of the gazetteers named, each once; anything but a list of known names is passed over."""
    listed = names if isinstance(names, list) else ()
    files = [file for name in listed if isinstance(name, str) for file in GAZETTEERS.get(name, ())]
    return [f"gazetteer/{file}.tsv" for file in dict.fromkeys(files)]


def nearest_tables(name: str) -> list[str]:
    """Names of tables that somebody may have meant: those alike, else all."""
    name = slugify(name)
    return difflib.get_close_matches(name, sorted(GAZETTEERS), n=3, cutoff=0.5) or sorted(GAZETTEERS)


def expand(text: str) -> list[Unit]:
    """The units of a table, as `places.yml` would list them. Raises GazetteerError for one that is cut or damaged."""
    table = _Table()
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        try:
            table.take(line.split("\t"))
        except (ValueError, KeyError, IndexError, TypeError):
            raise GazetteerError(number) from None
    if not table.closed:
        raise GazetteerError(len(lines))
    return table.units


class _Table:
    """What the lines read so far say."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.closed = False
        self._shared: dict[str, str] = {}
        self._district = ""
        self._suffix = ""

    def take(self, cells: list[str]) -> None:
        """Read one line."""
        if self.closed:
            raise ValueError("after the end")
        mark = cells[0]
        if mark == "@":
            self._shared = json.loads(cells[1])
            self._suffix = self._shared.get("suffix", "")
        elif mark == "=":
            self.units.append(self._checked(json.loads(cells[1])))
        elif mark == "+":
            self.units.append(self._unit_of_district(*cells[1:]))
        elif mark == ".":
            self.closed = int(cells[1]) == len(self.units)
        elif not mark.startswith("#"):
            self.units.append(self._commune(*cells))

    def _checked(self, unit: Unit) -> Unit:
        return unit | {"checked_on": self._shared["checked_on"]}

    def _unit_of_district(self, code: str, kind: str, name: str, extra: str = "") -> Unit:
        shared = self._shared
        self._district = district_slug(kind, name, shared["province"])
        self._suffix = commune_suffix(kind, name)
        unit = {
            "slug": self._district,
            "name": name,
            "type": kind,
            "parent": shared["parent"],
            "codes": [{"code": code, "end": shared["end"]}],
            "aliases": [f"{name} ({_WORDS[kind]} cũ)"],
            "end": shared["end"],
            "legal_basis": shared["district_basis"],
        }
        return self._checked(unit | (json.loads(extra) if extra else {}))

    def _commune(self, code: str, kind: str, name: str, after: str = "", slug: str = "", extra: str = "") -> Unit:
        shared = self._shared
        time: Unit = {key: shared[key] for key in ("start", "end") if key in shared}
        unit: Unit = {
            "slug": slug or place_slug(kind, name, self._suffix),
            "name": name,
            "type": kind,
            "parent": self._district or shared["parent"],
            "codes": [{"code": code, **time}],
            **time,
            "legal_basis": shared["legal_basis"],
        }
        if after:
            unit["successors"] = [f"{head}-{shared['into']}" for head in after.split(" ")]
        return self._checked(unit | (json.loads(extra) if extra else {}))


_WORDS = {"huyen": "huyện", "quan": "quận", "thi-xa": "thị xã", "thanh-pho-thuoc-tinh": "thành phố"}


def place_slug(kind: str, name: str, within: str) -> str:
    """The slug of a unit inside another: xa-tong-dau-mai-chau."""
    return f"{kind.removesuffix('-thuoc-tinh')}-{slugify(name)}-{within}"


def district_slug(kind: str, name: str, province: str) -> str:
    """The slug of a district: huyen-mai-chau-hoa-binh."""
    return place_slug(kind, name, province)


def commune_suffix(kind: str, district: str) -> str:
    """How the communes of a district tell it in their slugs: mai-chau, tp-hoa-binh, quan-1."""
    name = slugify(district)
    if kind == "thanh-pho-thuoc-tinh":
        return f"tp-{name}"
    return f"quan-{name}" if name.isdecimal() else name


def read_table(name: str) -> Iterator[Unit]:
    """The units of one packaged table, by its name: hoa-binh, phu-tho-2025."""
    yield from expand((FOLDER / f"{name}.tsv").read_text(encoding="utf-8"))
