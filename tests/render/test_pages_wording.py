"""The sentences that say what is known of a record."""

from __future__ import annotations

import pytest

from generator.records.schema import Period, Programme, Replication, Source, Statistic
from generator.records.schema.model import Registration, Resource
from generator.render import wording


@pytest.mark.parametrize(
    ("period", "phrases"),
    [
        ({"start": "2017-06", "end": "2018"}, ["từ tháng 6/2017 đến năm 2018"]),
        ({"start": "2017-06-15", "ongoing": True}, ["từ ngày 15/6/2017, đang thực hiện"]),
        ({"start": "2017"}, ["từ năm 2017; không rõ kết thúc khi nào"]),
        ({"end": "2019"}, ["đến năm 2019; không rõ bắt đầu khi nào"]),
        ({"ongoing": True}, ["đang thực hiện; không rõ bắt đầu khi nào"]),
        ({"as_stated": "cách đây 10 năm"}, ["theo lời nguồn: “cách đây 10 năm”"]),
        ({}, ["Nguồn không nêu"]),
    ],
)
def test_a_period_is_as_precise_as_its_source(period, phrases):
    assert wording.period(Period(**period)) == phrases


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (
            {"kind": "press", "outlet": "Báo A", "author": "B", "published": "2024-11-13"},
            "Báo chí · Báo A · tác giả B · ngày 13/11/2024",
        ),
        (
            {"kind": "document", "number": "12-HD/BCĐ", "published": "2019"},
            "Văn bản · số 12-HD/BCĐ · năm 2019",
        ),
        ({"kind": "portal"}, "Cổng thông tin · không ghi ngày"),
        ({"kind": "press", "undated_reason": "trang mất"}, "Báo chí · không ghi ngày (trang mất)"),
    ],
)
def test_a_source_line_says_who_and_when_or_that_it_is_undated(source, line):
    assert wording.source_line(Source(title="T", **source)) == line


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"place": "xã A"}, "xã A"),
        (
            {"place": "xã A", "count": 9, "denominator": 9, "unit": "chi hội", "date": "2018"},
            "9 trên 9 chi hội, xã A, đến năm 2018",
        ),
        ({"place": "tỉnh", "count": 1200, "bound": "over", "unit": "nơi"}, "hơn 1.200 nơi, tỉnh"),
    ],
)
def test_a_replication_counts_only_what_is_counted(fields, line):
    assert wording.replication(Replication(**fields)) == line


def test_means_without_an_amount_say_so():
    assert wording.resource(Resource(kind="đất")) == "đất: nguồn không nêu bao nhiêu"
    assert (
        wording.resource(Resource(kind="tiền", amount=5, unit="triệu đồng", bound="about"))
        == "tiền: khoảng 5\u00a0triệu đồng"
    )


def test_a_registration_without_a_day_says_so():
    assert wording.registration(Registration(type="new")) == "đăng ký mới, không ghi ngày"
    assert wording.registration(Registration(date="2021-02")) == "có đăng ký, không rõ mới hay tiếp tục, tháng 2/2021"


def test_a_statistic_without_a_date_says_so():
    common = {
        "name": "N",
        "unit": "u",
        "scope": "s",
        "value": 1,
        "source": 1,
        "sources": [{"kind": "press", "title": "T"}],
    }
    common["reviewed"] = {"date": "2026", "by": "B"}
    assert wording.statistic_when(Statistic(**common)) == "nguồn không ghi ngày"
    assert wording.statistic_when(Statistic(**common, date="2024-10")) == "tính đến tháng 10/2024"


def test_a_programme_is_called_what_its_source_calls_it():
    known = {
        "name": "N",
        "lede": "L",
        "lead": {"certainty": "not_stated"},
        "period": {},
        "sources": [{"kind": "press", "title": "T"}],
        "reviewed": {"date": "2026", "by": "B"},
    }
    named = Programme(**known, kind="other", kind_name="Chương trình công tác")
    assert wording.programme_kind(named) == "Chương trình công tác"
    assert wording.programme_kind(Programme(**known, kind="other")) == "Chương trình"
    assert wording.programme_kind(Programme(**known, kind="directive")) == "Chỉ thị"


def test_a_news_line_without_an_outlet_says_what_its_source_is():
    assert wording.news_source(Source(kind="press", title="T", outlet="Báo Nghệ An")) == "Báo Nghệ An"
    assert wording.news_source(Source(kind="portal", title="T", author="H. Nhi")) == "Cổng thông tin · tác giả H. Nhi"
