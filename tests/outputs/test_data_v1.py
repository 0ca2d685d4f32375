"""What v1 promises stays: no address, field or column goes, none changes its type; `--bless` keeps what was added."""

from __future__ import annotations

import json

import pytest
from source_tree import DATA as KEPT_DATA
from test_data import DATA, URL, files_of, whole

from generator.outputs.data.shape import fields

KEPT = KEPT_DATA / "v1_shape.json"

Shape = dict[str, dict[str, str]]


def addresses(files: dict[str, bytes]) -> dict[str, str]:
    """The files that are there whatever the records, by address."""
    return {name: "file" for name in files if name.startswith(DATA) and not name.removeprefix(DATA).startswith(SINGLE)}


SINGLE = ("mo-hinh/", "tin-tuc/", "chuong-trinh/")


def shape() -> Shape:
    """Everything a reader of v1 may rely on: part -> name -> type."""
    files = files_of(whole())
    index = json.loads(files[f"{DATA}index.json"])
    package = json.loads(files[f"{DATA}datapackage.json"])
    found: Shape = {"files": addresses(files), "index": dict.fromkeys(index, "key")}
    page = json.loads(files[f"{DATA}mo-hinh.json"])
    found["collection page"] = dict.fromkeys(page, "key")
    found["collection in the index"] = dict.fromkeys(index["collections"]["mo-hinh"], "key")
    for name, facts in index["collections"].items():
        found[f"{name}.json"] = {path: types for path, types, _ in fields(json.loads(files[facts["schema"]]))}
    for resource in package["resources"]:
        columns = resource["schema"]["fields"]
        found[f"{resource['name']}.csv"] = {one["name"]: f"{place} {one['type']}" for place, one in enumerate(columns)}
    return found


def breaks(kept: Shape, made: Shape) -> list[str]:
    """What of `kept` is gone or is of another type: a value may be of fewer types than before, never of more."""
    found = []
    for part, names in kept.items():
        for name, types in names.items():
            now = made.get(part, {}).get(name)
            if now is None:
                found.append(f"{part}: {name} is gone")
            elif not set(now.split("|")) <= set(types.split("|")):
                found.append(f"{part}: {name} was {types}, is {now}")
    return found


def test_v1_is_what_it_was_or_more(blessing: bool):
    made = shape()
    if blessing:
        assert breaks(json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}, made) == [], (
            "v1 is not for breaking"
        )
        KEPT.write_text(json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    assert breaks(json.loads(KEPT.read_text("utf-8")), made) == []


def test_the_shape_that_is_kept_is_whole():
    kept = json.loads(KEPT.read_text("utf-8"))
    assert kept["mo-hinh.json"]["results[].result.value"] == "integer|number"
    assert kept["ket-qua.csv"]["denominator"].endswith(" integer")
    assert sum(map(len, kept.values())) > 400


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: one["mo-hinh.json"].pop("name"), "mo-hinh.json: name is gone"),
        (
            lambda one: one["mo-hinh.json"].update(results="string"),
            "mo-hinh.json: results was array of object, is string",
        ),
        (lambda one: one["mo-hinh.json"].update(name="null|string"), "mo-hinh.json: name was string, is null|string"),
        (lambda one: one["ket-qua.csv"].update(unit="0 string"), "ket-qua.csv: unit was 4 string, is 0 string"),
        (lambda one: one.pop("nguon.csv"), "nguon.csv: collection is gone"),
        (lambda one: one["files"].pop(f"{DATA}csv/nguon.csv"), f"files: {DATA}csv/nguon.csv is gone"),
    ],
    ids=["field removed", "type changed", "null added", "column moved", "table removed", "file removed"],
)
def test_a_breaking_change_is_seen(change, said):
    made = json.loads(KEPT.read_text("utf-8"))
    change(made)
    assert said in breaks(json.loads(KEPT.read_text("utf-8")), made)


def test_an_addition_is_no_break():
    made = json.loads(KEPT.read_text("utf-8"))
    made["mo-hinh.json"] |= {"moi": "string", "level": "string"}
    made["moi.csv"] = {"x": "0 string"}
    assert breaks(json.loads(KEPT.read_text("utf-8")), made) == []


def test_addresses_inside_the_data_are_relative_to_the_root_or_whole():
    files = files_of(whole())
    (first, *_) = json.loads(files[f"{DATA}mo-hinh.json"])["records"]
    assert first["url"] == URL + first["address"]
