"""Nothing is recognised without its decision; steps, levels and leads agree; likely duplicates are asked about."""

from __future__ import annotations

from typing import Any

import pytest
from checking import codes, found, model, site

DECISION = {"number": "15-QĐ/BCĐ", "date": "2023-11-20", "issuer": "Ban Chỉ đạo tỉnh", "level": "province"}
APPRAISAL = {"body": "Ban Chỉ đạo tỉnh"}


def test_recognised_means_a_decision_and_an_appraisal() -> None:
    assert codes(model(status="recognised")) == ["KH501"]
    assert codes(model(status="recognised", recognition=DECISION)) == ["KH503"]
    assert codes(model(status="recognised", recognition=DECISION, appraisal=APPRAISAL)) == []
    step = {"step": "appraisal", "evidence": "told"}
    assert codes(model(status="recognised", recognition=DECISION, steps=[step])) == []


@pytest.mark.parametrize(
    "words",
    [
        "Mô hình đã được công nhận cấp tỉnh.",
        "Năm 2022 mô hình này được công nhận.",
        "Điển hình ấy đã công nhận từ lâu.",
    ],
)
def test_words_do_not_recognise_a_model_without_a_decision(words: str) -> None:
    assert codes(model(body=words)) == ["KH502"]
    assert codes(model(body=words, status="recognised", recognition=DECISION, appraisal=APPRAISAL)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Mô hình chưa được công nhận.",
        "Không rõ mô hình đã được công nhận hay chưa.",
        "Mô hình góp phần để xã được công nhận đạt chuẩn nông thôn mới.",
        "Xóm đã được công nhận là khu dân cư văn hóa.",
        "Nhờ mô hình, xã đã được công nhận đạt chuẩn.",
        "Hướng dẫn quy định tiêu chí để mô hình được công nhận.",
        "Mô hình này không có quyết định nào nói là đã được công nhận.",
        "Mô hình phải qua thẩm định mới được công nhận.",
    ],
)
def test_honest_words_about_recognition_are_no_alarm(words: str) -> None:
    assert codes(model(body=words)) == []


def step(name: str, date: str | None = None, **keys: Any) -> dict[str, Any]:
    return {"step": name, "evidence": "told"} | ({"date": date} if date else {}) | keys


def test_steps_follow_one_another_in_time() -> None:
    assert (
        codes(model(steps=[step("launch", "2017-01"), step("registration", "2017-03"), step("review", "2018")])) == []
    )
    assert codes(model(steps=[step("launch", "2017"), step("registration", "2017-03")])) == []
    assert codes(model(steps=[step("launch", "2017-05"), step("registration", "2017-03")])) == ["KH504"]
    yearly = [step("inspection", "2017-06"), step("review", "2017-12"), step("inspection", "2018-06")]
    assert codes(model(steps=yearly)) == []


def test_a_step_stands_once_and_names_its_evidence() -> None:
    assert codes(model(steps=[step("launch"), step("launch")])) == ["KH505"]
    assert codes(model(steps=[step("launch", evidence="document")])) == ["KH506"]
    assert codes(model(steps=[step("launch", evidence="document", document={"number": "5-KH/BCĐ"})])) == []


def test_a_district_level_ends_with_the_districts() -> None:
    level = {"level": "district", "level_basis": "stated"}
    assert codes(model(**level)) == []
    late = model(
        **level,
        period={"start": "2025-07"},
        id="HB-2025-0001",
        place={"unit": "xa-mai-chau", "as_written": "xã Mai Châu"},
    )
    assert codes(late) == ["KH509"]


@pytest.mark.parametrize(
    ("lead", "code"),
    [
        ({"certainty": "stated", "organisations": ["hoi-phu-nu"]}, None),
        ({"certainty": "stated", "name": "Chi hội Phụ nữ xóm Tòng"}, None),
        ({"certainty": "not_stated"}, None),
        ({"certainty": "ambiguous", "organisations": ["hoi-phu-nu", "cong-an-xa"]}, None),
        ({"certainty": "stated"}, "KH514"),
        ({"certainty": "ambiguous", "organisations": ["hoi-phu-nu"]}, "KH515"),
        ({"certainty": "not_stated", "organisations": ["hoi-phu-nu"]}, "KH516"),
        ({"certainty": "not_stated", "name": "Chi hội Phụ nữ xóm Tòng"}, "KH516"),
    ],
)
def test_the_lead_fits_how_surely_it_is_known(lead: dict[str, Any], code: str | None) -> None:
    assert codes(model(lead=lead)) == ([code] if code else [])


def two(first: dict[str, Any], second: dict[str, Any]) -> list[tuple[str, str]]:
    return found(site(model("m1", number=1, **first), model("m2", number=2, **second)))


INSURANCE = "Vận động phụ nữ tiết kiệm mua bảo hiểm y tế vì sức khỏe gia đình"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đường hoa phụ nữ", "Mô hình “Đường hoa phụ nữ” xã Tòng Đậu"),
        (INSURANCE, "Phụ nữ tiết kiệm mua bảo hiểm y tế vì sức khỏe gia đình"),
        ("Thùng rác khỏe mạnh", "Thùng rác khoẻ mạnh"),
    ],
)
def test_one_model_under_two_names_is_asked_about(one: str, other: str) -> None:
    assert two({"name": one}, {"name": other}) == [("KH511", other)]


def test_a_name_that_is_anothers_other_name_is_asked_about() -> None:
    assert two({"name": "Hũ gạo", "other_names": ["Nồi cơm chung"]}, {"name": "Nồi cơm chung"}) == [
        ("KH511", "Nồi cơm chung")
    ]


def test_years_apart_without_continuing_is_asked_about() -> None:
    first = {"name": "Hũ gạo tình thương", "period": {"start": "2015", "end": "2016"}, "id": "HB-2015-0001"}
    second = {"name": "Hũ gạo tình thương", "period": {"start": "2018"}, "id": "HB-2018-0002"}
    assert two(first, second) == [("KH512", "Hũ gạo tình thương")]
    assert two(first, second | {"continues": "HB-2015-0001"}) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"name": "Tổ dân vận số 1"}, {"name": "Tổ dân vận số 2"}),
        ({"name": "Tuyến đường hoa"}, {"name": "Tuyến đường cờ"}),
        ({"name": "Xóm không rác"}, {"name": "Xóm không ma túy"}),
    ],
)
def test_neighbours_that_differ_are_no_alarm(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert two(first, second) == []


def test_the_same_name_in_another_hamlet_is_another_model() -> None:
    place = {"unit": "xa-tong-dau", "as_written": "xã Tòng Đậu"}
    here, there = ({"name": "Đường hoa", "place": place | {"hamlets": [hamlet]}} for hamlet in ("xóm Tòng", "xóm Nà"))
    assert two(here, there) == []
