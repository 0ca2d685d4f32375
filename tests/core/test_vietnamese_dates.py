"""Dates as precisely as a source states them."""

import json
import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from generator.core.vietnamese import PartialDate
from generator.core.vietnamese.dates import PATTERN, suggest_date

# Near one another, so that they often share a year or a month; as precise as a year, a month or a day.
PARTIAL_DATES = st.builds(
    lambda day, length: day.isoformat()[:length],
    st.dates(date(2016, 11, 1), date(2018, 2, 28)),
    st.sampled_from([4, 7, 10]),
)


class Recognition(BaseModel):
    on: PartialDate


def test_a_date_keeps_the_precision_of_its_source() -> None:
    year, month, day = (
        PartialDate.parse(2017),
        PartialDate.parse("2017-06"),
        PartialDate.parse(" 2017-06-15 "),
    )
    assert [year, month, day] == ["2017", "2017-06", "2017-06-15"]
    assert [d.precision for d in (year, month, day)] == ["year", "month", "day"]
    assert [(d.year, d.month, d.day) for d in (year, month, day)] == [
        (2017, None, None),
        (2017, 6, None),
        (2017, 6, 15),
    ]


def test_a_date_is_read_aloud_in_vietnamese() -> None:
    assert [PartialDate(t).text() for t in ("2017", "2017-06", "2017-06-15")] == [
        "năm 2017",
        "tháng 6/2017",
        "15/6/2017",
    ]
    long = {
        "2017": "năm 2017",
        "2018-02": "tháng 02 năm 2018",
        "2017-06-15": "ngày 15 tháng 6 năm 2017",
        "2019-07-04": "ngày 04 tháng 7 năm 2019",
    }
    assert {iso: PartialDate(iso).long_text() for iso in long} == long


@pytest.mark.parametrize(
    "value",
    [
        "2017-02-29",
        "2017-13",
        "2017-00",
        "2017-6",
        "1899",
        "2101",
        "12/9/2017",
        "",
        "2017-06-31",
        "2017-06-15T00:00",
        "２０１７",
    ],
)
def test_an_impossible_or_foreign_form_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"date|day"):
        PartialDate.parse(value)


@pytest.mark.parametrize("value", [True, 17, 20170615, 2017.0, None, date(2017, 6, 15)])
def test_only_text_or_a_year_is_taken(value: object) -> None:
    with pytest.raises(ValueError, match="date"):
        PartialDate.parse(value)  # type: ignore[arg-type]


def test_the_span_of_a_date_is_all_it_can_mean() -> None:
    assert (PartialDate("2017").earliest(), PartialDate("2017").latest()) == (
        date(2017, 1, 1),
        date(2017, 12, 31),
    )
    assert PartialDate("2016-02").latest() == date(2016, 2, 29)
    assert PartialDate("2017-06-15").earliest() == PartialDate("2017-06-15").latest() == date(2017, 6, 15)


def test_before_means_certainly_before() -> None:
    assert PartialDate("2016").before(PartialDate("2017-01"))
    assert not PartialDate("2017").before(PartialDate("2017-06"))
    assert not PartialDate("2017-06").before(PartialDate("2017"))
    assert not PartialDate("2017-06-15").before(PartialDate("2017-06-15"))


@given(PARTIAL_DATES, PARTIAL_DATES)
def test_before_compares_all_days_both_can_mean(one: str, other: str) -> None:
    first, second = PartialDate(one), PartialDate(other)
    assert first.before(second) == (first.latest() < second.earliest())


def test_records_of_one_day_share_one_date() -> None:
    day = PartialDate.parse("2017-06-15")
    assert PartialDate.parse("2017-06-15") is day
    assert pickle.loads(pickle.dumps(day)) is day  # noqa: S301 - our own bytes


def test_it_is_a_plain_string_that_pickles() -> None:
    day = PartialDate("2017-06-15")
    copy = pickle.loads(pickle.dumps(day))  # noqa: S301 - our own bytes
    assert (type(copy), copy) == (PartialDate, day)
    assert json.dumps({day: day}) == '{"2017-06-15": "2017-06-15"}'


def test_a_record_takes_it_and_gives_it_back_as_text() -> None:
    record = Recognition.model_validate({"on": 2017})
    assert type(record.on) is PartialDate
    assert record.model_dump() == {"on": "2017"}
    assert type(record.model_dump()["on"]) is str
    assert record.model_dump_json() == '{"on":"2017"}'
    assert Recognition.model_json_schema()["properties"]["on"] == {
        "type": "string",
        "pattern": PATTERN,
        "title": "On",
    }


def test_a_record_refuses_a_wrong_date_with_the_code_date() -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(PartialDate).validate_python("2017-02-30")
    (error,) = caught.value.errors()
    assert str(error["ctx"]["error"]) == "date"


def test_the_right_form_is_offered_for_what_vietnamese_plainly_writes() -> None:
    written = {
        "12/9/2017": "2017-09-12",
        "12.09.2017": "2017-09-12",
        "tháng 6/2017": "2017-06",
        "6/2017": "2017-06",
        "Ngày 04 tháng 7 năm 2019": "2019-07-04",
        "tháng 6 năm 2017": "2017-06",
        "31/2/2019": None,
        "9/30/2017": None,
        "năm ngoái": None,
    }
    assert {text: suggest_date(text) for text in written} == written


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_can_be_read_back_from_its_spoken_forms(day: date) -> None:
    iso = PartialDate(day.isoformat())
    assert iso.earliest() == iso.latest() == day
    assert suggest_date(iso.text()) == suggest_date(iso.long_text()) == iso
