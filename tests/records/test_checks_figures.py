"""Figures are recomputed, and the words around a figure agree with it (domain rules V1-V6, V18, V24)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from checking import codes, found, model, site, statistic

from generator.core.problems import Problem


def result(**keys: Any) -> dict[str, Any]:
    """A result of 97.7% from 216 of 221, with changes."""
    return {
        "indicator": "Thành viên có thẻ",
        "unit": "%",
        "result": {"value": Decimal("97.7")},
        "numerator": 216,
        "denominator": 221,
    } | keys


def of(**keys: Any) -> list[str]:
    return codes(model(results=[result(**keys)]))


def value_of(problem: Problem, name: str) -> str:
    return dict(problem.values)[name]


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [
        (216, 221, "97.7"),
        (55, 191, "28.8"),
        (82, 191, "42.9"),
        (1, 8, "12.5"),
        (1, 16, "6.3"),
        (209, 209, "100"),
        (1, 3, "33.33"),
    ],
)
def test_percentages_of_the_sources_are_right_at_their_decimals_halves_up(
    numerator: int, denominator: int, shown: str
) -> None:
    assert of(numerator=numerator, denominator=denominator, result={"value": Decimal(shown)}) == []


def test_a_wrong_percentage_is_told_with_the_right_one() -> None:
    (problem,) = site(model(results=[result(result={"value": Decimal("97.8")})]))
    assert (problem.code, problem.text, problem.route) == ("KH402", "97,8%", ("results", 0, "result", "value"))
    assert (value_of(problem, "right"), value_of(problem, "plain")) == ("97,7%", "97.7")


def test_decimals_say_how_the_source_rounded() -> None:
    assert of(result={"value": 98}, decimals=0) == []
    assert of(result={"value": 98}, decimals=1) == ["KH402"]


@pytest.mark.parametrize(
    ("bound", "shown", "fits"),
    [("over", 97, True), ("over", 98, False), ("nearly", 98, True), ("nearly", 97, False), ("about", 95, True), ("about", 60, False),
     ("at_least", 97, True), ("at_most", 98, True), ("under", 97, False)],
)  # fmt: skip
def test_a_bounded_percentage_lies_on_its_side(bound: str, shown: int, *, fits: bool) -> None:
    assert of(result={"value": shown, "bound": bound}) == ([] if fits else ["KH402"])


def test_a_percentage_without_base_is_asked_for_one_unless_the_record_says_there_is_none() -> None:
    bare: dict[str, Any] = {"numerator": None, "denominator": None}
    assert of(**bare) == ["KH403"]
    assert of(**bare, denominator_note="nguồn không nêu") == []


def test_a_part_is_not_larger_than_its_whole() -> None:
    assert of(numerator=230, denominator=221, result={"value": Decimal("104.1")}, note="so với kế hoạch") == ["KH405"]
    taken = {"place": "các chi hội", "unit": "chi hội", "count": 9, "denominator": 9}
    assert codes(model(replications=[taken])) == []
    assert codes(model(replications=[taken | {"count": 10}])) == ["KH405"]


def test_nothing_is_divided_by_zero() -> None:
    assert of(numerator=0, denominator=0, result={"value": 0}) == ["KH404"]


def test_a_count_repeats_its_numerator_or_is_a_mean() -> None:
    count = {"unit": "xã", "numerator": 55, "denominator": 191}
    assert of(**count, result={"value": 55}) == []
    assert of(**count | {"unit": "người/tổ"}, result={"value": Decimal("0.3")}) == []
    assert of(**count, result={"value": 54}) == ["KH407"]


def parts(*values: int, **keys: Any) -> dict[str, Any]:
    return {"by": "level", "parts": [{"name": f"Phần {i}", "value": value} for i, value in enumerate(values)]} | keys


def test_parts_make_the_total_or_the_gap_is_explained() -> None:
    seed = (1392, 1503, 1102, 651)
    assert codes(statistic(value=4648, breakdowns=[parts(*seed)])) == []
    (problem,) = site(statistic(value=855, breakdowns=[parts(524, 324)]))
    assert (problem.code, problem.text, value_of(problem, "gap")) == ("KH401", "848", "7")
    assert codes(statistic(value=855, breakdowns=[parts(524, 324, gap_note="nguồn không nêu 7 mô hình còn lại")])) == []
    assert codes(statistic(value=12500, bound="over", breakdowns=[parts(6000, 6600)])) == []


def test_a_stated_change_is_the_difference_and_a_jump_is_explained() -> None:
    then = {"value": 1203, "date": "2019", "stated_change": 3445}
    assert codes(statistic(value=4648, comparisons=[then | {"note": "nguồn không giải thích"}])) == []
    assert codes(statistic(value=4648, comparisons=[then])) == ["KH413"]
    assert codes(statistic(value=1500, comparisons=[then])) == ["KH412"]
    assert codes(statistic(value=1500, comparisons=[then | {"stated_change": 297}])) == []


SHARE = result(indicator="Hội viên có bảo hiểm", result={"value": 70}, numerator=None, denominator=1065)
BOUNDED = SHARE | {"result": {"value": 70, "bound": "over"}}


@pytest.mark.parametrize("words", ["hơn 70%", "Trên 70 %", "gần 70%", "khoảng 70%", "ít nhất 70%", "tối thiểu 70%"])
def test_a_bound_told_in_words_is_kept_in_the_record(words: str) -> None:
    (problem,) = site(model(results=[SHARE], body=f"Tỷ lệ đạt {words}."))
    assert (problem.code, problem.text, problem.route) == ("KH408", words, ("results", 0, "result", "value"))


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        ("%", 70, "hơn 70 hộ"),
        ("xã", 82, "Phong trào triển khai trên 82 xã"),
        ("xã", 191, "55 trên 191 xã"),
        ("hộ", 70, "hơn 10 năm, 70 hộ"),
        ("ha", 4657, "hơn 4.658 ha"),
    ],
)
def test_words_that_bound_something_else_are_no_alarm(unit: str, value: int, words: str) -> None:
    one = {"indicator": "Đã làm", "unit": unit, "result": {"value": value}, "denominator_note": "nguồn không nêu"}
    assert codes(model(results=[one], body=words + ".")) == []


def test_a_bound_kept_in_the_record_is_kept_in_the_words() -> None:
    (problem,) = site(model(results=[BOUNDED], body="Từ 40% lên 70%."))
    assert (problem.code, problem.text, problem.position) == ("KH409", "70%", (30, 12))
    for words in ("Từ 40% lên hơn 70%.", "Đạt 70% trở lên.", "Có 70 hộ.", "Đạt trên 70%."):
        assert codes(model(results=[BOUNDED], body=words)) == []


RISE = result(
    baseline={"value": 71},
    result={"value": Decimal("86.1")},
    numerator=None,
    denominator=None,
    denominator_note="không rõ",
)


@pytest.mark.parametrize("words", ["tăng 15,1%", "Tăng thêm 15,1 %", "tăng lên 15,1%"])
def test_a_difference_of_percentages_is_told_in_points(words: str) -> None:
    (problem,) = site(model(results=[RISE], body=f"Tỷ lệ {words}."))
    assert (problem.code, value_of(problem, "right")) == ("KH410", "15,1 điểm phần trăm")


@pytest.mark.parametrize("words", ["tăng 15,1 điểm phần trăm", "tăng 21,3%", "từ 71% lên 86,1%", "thu nhập 15,1%"])
def test_points_and_true_growth_are_no_alarm(words: str) -> None:
    assert codes(model(results=[RISE], body=f"Tỷ lệ {words}.")) == []


def test_preliminary_is_said_in_both_places_or_in_neither() -> None:
    early = {"value": 855, "finality": "preliminary"}
    assert codes(statistic(**early, name="Kết quả sơ bộ: 855 mô hình")) == []
    assert codes(statistic(**early, name="Kết quả: 855 mô hình")) == ["KH414"]
    assert codes(statistic(value=855, note="Theo kết quả sơ bộ, có 855 mô hình.")) == ["KH411"]
    assert codes(statistic(value=855, note="Ban Chỉ đạo đã đánh giá sơ bộ việc làm.")) == []


@pytest.mark.parametrize(
    ("words", "code", "right"),
    [
        ("4,648 mô hình", "KH415", "4.648"),
        ("1,199,861 lượt", "KH415", "1.199.861"),
        ("đạt 97.7%", "KH416", "97,7"),
        ("rộng 12.5 ha", "KH416", "12,5"),
        ("có 1199861 lượt", "KH417", "1.199.861"),
        ("góp 150000000 đồng", "KH417", "150.000.000"),
    ],
)
def test_foreign_number_forms_in_prose_are_told_with_the_right_form(words: str, code: str, right: str) -> None:
    (problem,) = site(model(body=f"Phong trào {words} trong năm."))
    assert (problem.code, value_of(problem, "right")) == (code, right)


@pytest.mark.parametrize(
    "words",
    [
        "4.648 mô hình, 97,7%, 5,82%, 0,125 ha và 1.199.861 lượt",
        "ngày 12.9.2017, 4/7/2019, tháng 6/2017, lúc 7.30",
        "12-HD/BCĐDVK, 42/2022/NĐ-CP, CC BY 4.0, công nghệ 4.0, mục 2.1",
        "mã 17983, quốc lộ 12345, số 10234",
        "năm 2017 và 2018, 1065 hội viên",
        "https://baominhhoa.vn/2024/05/12345678.html và [bài](https://a.vn/97.7%25)",
    ],
)
def test_honest_numbers_are_no_alarm(words: str) -> None:
    assert [code for code in codes(model(body=f"Bài viết {words}.")) if code.startswith("KH4")] == []


def test_numbers_quoted_from_a_source_keep_its_form() -> None:
    sources = [{"kind": "press", "title": "4,648 mô hình, đạt 97.7%", "published": "2024-01-02"}]
    assert codes(model(sources=sources)) == []


@pytest.mark.parametrize(
    ("words", "bad"), [("12/31/2022", True), ("31/2/2022", True), ("22/12/2017", False), ("29/2/2024", False)]
)
def test_a_date_in_prose_exists(words: str, *, bad: bool) -> None:
    assert found(site(model(body=f"Họp ngày {words}."))) == ([("KH615", words)] if bad else [])
