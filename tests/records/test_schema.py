"""Records are typed and frozen; whatever is wrong with one is said all at once, in the editor's words."""

from __future__ import annotations

import json
import pickle
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from generator.records.schema import RECORDS, Model, json_schemas, validate
from generator.records.schema.remedies import describe
from generator.records.source import Document

MODEL: dict[str, Any] = {
    "id": "HB-2017-0001",
    "name": "Giữ rừng",
    "lede": "Bà con cùng giữ rừng.",
    "field": "kinh-te",
    "field_basis": "stated",
    "lead": {"certainty": "not_stated"},
    "place": {"unit": "xa-ngoc-son", "as_written": "xã Ngọc Sơn"},
    "period": {"as_stated": "nguồn không nêu"},
    "status": "unknown",
    "sources": [{"kind": "press", "title": "Bài báo"}],
    "reviewed": {"date": "2026-11-21", "by": "Biên tập viên"},
}


def problems(data: dict[str, Any], kind: str = "model") -> list[tuple[str, tuple[str | int, ...], dict[str, str]]]:
    _, found = validate([Document(kind, "content/models/a.md", data)])
    return [(one.code, one.route, dict(one.values)) for one in found]


def test_a_record_with_only_what_is_required_is_valid() -> None:
    entries, found = validate([Document("model", "content/models/a.md", MODEL, name="a")])
    assert found == []
    assert entries[0].slug == "a"


def test_records_are_frozen() -> None:
    record = Model.model_validate(MODEL)
    with pytest.raises(ValidationError):
        record.name = "khác"  # type: ignore[misc]


def test_everything_wrong_is_said_at_once() -> None:
    bad = MODEL | {"statuss": "x", "field": "Kinh tế", "status": "xong", "period": {"start": "15/6/2017"}}
    del bad["name"]
    assert sorted((code, route) for code, route, _ in problems(bad)) == [
        ("KH201", ("name",)),
        ("KH202", ("statuss",)),
        ("KH203", ("field",)),
        ("KH205", ("status",)),
        ("KH206", ("period", "start")),
    ]


def test_an_unknown_key_is_met_with_the_nearest_known_one() -> None:
    ((code, _, values),) = problems(MODEL | {"other_name": ["x"]})
    assert (code, values["offer"]) == ("KH202", "other_names")
    ((_, route, values),) = problems(MODEL | {"place": MODEL["place"] | {"hamlet": ["x"]}})
    assert (route, values["offer"]) == (("place", "hamlet"), "hamlets")


@pytest.mark.parametrize(
    ("written", "read"), [(4648, 4648), (Decimal("97.7"), Decimal("97.7")), ("4.648", 4648), ("97,7", Decimal("97.7"))]
)
def test_numbers_are_read_as_yaml_or_as_vietnamese_writes_them(written: object, read: object) -> None:
    record = Model.model_validate(MODEL | {"results": [{"indicator": "x", "unit": "xã", "result": {"value": written}}]})
    assert record.results[0].result is not None
    assert record.results[0].result.value == read


@pytest.mark.parametrize(("written", "code"), [("hơn 70", "KH207"), (True, "KH207"), ("4,648", "KH208")])
def test_a_number_that_could_be_two_things_is_never_guessed(written: object, code: str) -> None:
    data = MODEL | {"results": [{"indicator": "x", "unit": "xã", "result": {"value": written}}]}
    assert [found[0] for found in problems(data)] == [code]


def test_the_only_source_being_wrong_is_not_also_called_missing() -> None:
    data = MODEL | {"sources": [{"kind": "press", "title": "x", "url": "javascript:alert(1)"}]}
    assert [(code, route) for code, route, _ in problems(data)] == [("KH210", ("sources", 0, "url"))]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//x.vn", "baohoabinh.vn", "https://x"])
def test_only_full_web_addresses_are_taken(address: str) -> None:
    data = MODEL | {"sources": [{"kind": "press", "title": "x", "url": address}]}
    assert [found[0] for found in problems(data)] == ["KH210"]


def test_json_schema_comes_from_the_same_classes_with_vietnamese_descriptions() -> None:
    schemas = json_schemas()
    assert set(schemas) == set(RECORDS)
    model = schemas["model"]
    assert model["additionalProperties"] is False
    assert model["properties"]["name"]["description"].startswith("Tên mô hình")
    later = {"id", "field_basis", "lead", "period", "status", "reviewed"}  # given when a proposal is accepted
    assert set(MODEL) - later == set(model["required"])
    assert {*model["dependentRequired"]["id"]} == later - {"id"}
    json.dumps(schemas)


def test_a_fault_no_message_foresaw_still_names_its_key() -> None:
    fault: Any = {"type": "something_new", "loc": ("name",), "input": 1, "msg": "", "ctx": {}}
    code, values = describe(fault, Model, ("name",), {})
    assert (code, values["key"]) == ("KH204", "name")


def test_a_record_that_was_pickled_is_the_same_and_still_frozen() -> None:
    record = Model.model_validate(MODEL | {"results": [{"indicator": "Hộ", "unit": "hộ", "result": {"value": 1.5}}]})
    copy = pickle.loads(pickle.dumps(record))  # noqa: S301 - our own bytes
    assert copy == record
    assert (copy.model_dump(), repr(copy), hash(copy)) == (record.model_dump(), repr(record), hash(record))
    with pytest.raises(ValidationError):
        copy.name = "Khác"
    with pytest.raises(ValidationError):
        copy.results[0].unit = "khác"
