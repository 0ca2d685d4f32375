"""Dates and amounts as officials type them: one reading is taken, two are told, nothing is guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.core.vietnamese.amounts import amount_readings, in_unit, read_amount
from generator.core.vietnamese.written_dates import date_readings, read_date, read_period


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("12/05/2024", "2024-05-12"),
        ("12.05.2024", "2024-05-12"),
        ("4-7-2019", "2019-07-04"),
        ("2024/5/12", "2024-05-12"),
        ("ngày 4 tháng 7 năm 2019", "2019-07-04"),
        ("Ngày 04 tháng 7, năm 2019", "2019-07-04"),
        ("tháng 6/2024", "2024-06"),
        ("T6/2024", "2024-06"),
        ("tháng tư năm 2024", "2024-04"),
        ("6/2024", "2024-06"),
        ("năm 2024", "2024"),
    ],
)
def test_a_date_with_one_reading_is_read(written: str, date: str) -> None:
    read = read_date(written)
    assert read is not None
    assert (str(read.date), read.words) == (date, "")


@pytest.mark.parametrize("written", ["Quý I/2024", "đầu năm 2024", "6 tháng đầu năm 2024", "khoảng năm 2024"])
def test_what_a_date_cannot_hold_stays_beside_it_in_words(written: str) -> None:
    read = read_date(written)
    assert read is not None
    assert (str(read.date), read.words) == ("2024", written)


@pytest.mark.parametrize("written", ["31/2/2024", "13/13/2024", "trước năm 2024", "rằm tháng giêng năm 2024", "hôm nọ"])
def test_what_is_no_day_is_not_read(written: str) -> None:
    assert (read_date(written), date_readings(written)) == (None, [])


def test_a_year_of_two_digits_is_told_with_its_readings() -> None:
    assert read_date("3/4/24") is None
    assert date_readings("3/4/24") == ["2024-04-03", "2024-03-04"]


def test_a_period_is_read_from_words() -> None:
    told = {}
    for written in ("2021-2025", "từ tháng 3/2024 đến nay", "giai đoạn 2021 - 2025", "từ năm 2019"):
        read = read_period(written)
        assert read is not None
        told[written] = (read.start and str(read.start.date), read.end and str(read.end.date), read.ongoing)
    assert told == {
        "2021-2025": ("2021", "2025", False),
        "từ tháng 3/2024 đến nay": ("2024-03", None, True),
        "giai đoạn 2021 - 2025": ("2021", "2025", False),
        "từ năm 2019": ("2019", None, False),
    }


@pytest.mark.parametrize(
    ("written", "value", "unit", "bound"),
    [
        ("1.250 hộ", "1250", "hộ", ""),
        ("hơn 1.250", "1250", "", "over"),
        ("1,2 tỷ đồng", "1.2", "tỷ đồng", ""),
        ("gần 70%", "70", "%", "nearly"),
        ("97,7 phần trăm", "97.7", "%", ""),
        ("97.7%", "97.7", "%", ""),
        ("5.000 m2", "5000", "m2", ""),
        ("50 hộ trở lên", "50", "hộ", "at_least"),
        ("1 250 hộ", "1250", "hộ", ""),
        ("7 vụ/năm", "7", "vụ/năm", ""),
    ],
)
def test_an_amount_is_a_number_a_unit_and_a_bound(written: str, value: str, unit: str, bound: str) -> None:
    read = read_amount(written)
    assert read is not None
    assert (read.value, read.unit, read.bound) == (Decimal(value), unit, bound)


@pytest.mark.parametrize("written", ["1.250", "1,250", "1,250 hộ"])
def test_thousands_that_may_be_decimals_are_told_with_both(written: str) -> None:
    assert read_amount(written) is None
    assert amount_readings(written) == ("1250", "1.25")


@pytest.mark.parametrize("written", ["12/15 hộ", "10 - 15 hộ", "hai mươi hộ", "hơn 5 hộ trở lên", "3,4,5"])
def test_what_is_more_than_one_number_is_no_amount(written: str) -> None:
    assert (read_amount(written), amount_readings(written)) == (None, None)


def test_an_amount_is_turned_into_the_unit_that_is_stated() -> None:
    read = read_amount("1,2 tỷ đồng")
    assert read is not None
    assert [in_unit(read, unit) for unit in ("đồng", "triệu đồng", "VNĐ", "hộ")] == [
        1_200_000_000,
        1200,
        1_200_000_000,
        None,
    ]
