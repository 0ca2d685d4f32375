"""Numbers as Vietnamese writes them."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.core.vietnamese import (
    format_number,
    format_percent,
    format_points,
    is_ambiguous,
    join_range,
    parse_number,
    with_unit,
)

FORMS = {
    4648: "4.648",
    1199861: "1.199.861",
    999: "999",
    0: "0",
    -3445: "−3.445",
    Decimal("97.7"): "97,7",
    Decimal("5.80"): "5,80",
    Decimal("-4657.5"): "−4.657,5",
    Decimal("1E+3"): "1.000",
}
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4)


@pytest.mark.parametrize(("value", "text"), FORMS.items())
def test_point_for_thousands_and_comma_for_decimals(value: int | Decimal, text: str) -> None:
    assert format_number(value) == text
    assert parse_number(text) == value


def test_rounding_is_half_up_at_the_shown_decimals() -> None:
    assert format_number(Decimal(216 * 100) / 221, 1) == "97,7"
    assert format_number(Decimal("28.75"), 1) == "28,8"
    assert format_number(Decimal("-0.25"), 1) == "−0,3"
    assert format_number(Decimal("-0.04"), 1) == "0,0"
    assert format_number(646, 2) == "646,00"


def test_percentages_and_points_are_written_apart() -> None:
    assert format_percent(Decimal("97.7376"), 1) == "97,7%"
    assert format_points(Decimal("15.1")) == "15,1\u00a0điểm phần trăm"


@pytest.mark.parametrize("value", [97.7, True, "97", None])
def test_only_exact_numbers_are_formatted(value: object) -> None:
    with pytest.raises(TypeError):
        format_number(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_not_finite_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        format_number(Decimal(value))


@pytest.mark.parametrize(
    ("text", "value"),
    {"97,7%": "97.7", " 97,7 % ": "97.7", "1199861": "1199861", "-5": "-5", "0,648": "0.648"}.items(),
)
def test_other_written_forms_are_read_too(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "97.7",
        "97.70",
        "1.23",
        "0.648",
        "4,648,000",
        "1.2345",
        "",
        "%",
        "hơn 70",
        "1 000",
        "٣",
        "1,",
        ",5",
        "5\n6",
    ],
)
def test_what_is_not_a_vietnamese_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Vietnamese form"):
        parse_number(text)


def test_three_decimals_may_be_english_thousands() -> None:
    assert [t for t in ("4,648", "-12,000", "648,000%") if not is_ambiguous(t)] == []
    assert [t for t in ("4.648", "97,7", "0,648", "1.234,567", "4648,123", "4,6480") if is_ambiguous(t)] == []


def test_a_unit_stays_with_its_number() -> None:
    assert with_unit("4.657", "ha") == "4.657\u00a0ha"
    assert with_unit("97,7", "%") == "97,7%"


def test_ranges_take_an_en_dash() -> None:
    assert join_range("2018", "2020") == "2018–2020"
    assert join_range("tháng 6", "tháng 9") == "tháng 6 – tháng 9"


@example(10**28 + 1)
@given(st.one_of(st.integers(-(10**30), 10**30), numbers))
def test_a_number_survives_being_written_and_read(value: int | Decimal) -> None:
    assert parse_number(format_number(value)) == value


@given(numbers, st.integers(0, 6))
def test_rounding_moves_a_number_by_half_a_unit_at_most(value: Decimal, decimals: int) -> None:
    text = format_number(value, decimals)
    assert len(text.partition(",")[2]) == decimals
    assert abs(parse_number(text) - value) <= Decimal(5).scaleb(-decimals - 1)
