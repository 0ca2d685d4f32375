"""Which story leads the front page: the strongest claim, and never one without a base."""

from __future__ import annotations

from typing import Any

import pytest
from small_records import model, records

from generator.render.pages.lead import has_base, lead_story, second_stories
from generator.showcase import arrange

SHARE = {"indicator": "Hộ có nước", "unit": "%", "result": {"value": 90}, "numerator": 36, "denominator": 40}
CHANGE = {"indicator": "Hộ có điện", "unit": "%", "baseline": {"value": 40}, "result": {"value": 70}, "denominator": 40}
NO_BASE = {"indicator": "Hộ ký cam kết", "unit": "%", "result": {"value": 100}, "denominator_note": "không rõ số hộ"}
COUNT = {"indicator": "Xã đã làm", "unit": "xã", "result": {"value": 82}}
FEWER = {"indicator": "Số vụ", "unit": "vụ", "baseline": {"value": 12}, "result": {"value": 3}}
DECISION = {"number": "12/QĐ-BCĐ", "date": "2019-07-04", "issuer": "Ban Chỉ đạo tỉnh", "level": "province"}


def lead_of(*changes: dict[str, Any]) -> str | None:
    site = arrange(records(*(model(number, **one) for number, one in enumerate(changes, 1))))
    found = lead_story(site.models)
    return found.slug if found else None


@pytest.mark.parametrize(
    ("result", "based"), [(SHARE, True), (CHANGE, True), (FEWER, True), (NO_BASE, False), (COUNT, False)]
)
def test_a_figure_has_a_base_when_it_says_of_how_many(result: dict[str, Any], based: bool) -> None:
    (one,) = arrange(records(model(1, results=[result]))).models
    assert has_base(one.record.results[0]) is based


def test_a_claim_without_a_base_never_leads_whatever_speaks_for_it() -> None:
    strong = {"results": [NO_BASE], "featured": True, "recognition": DECISION, "finding": "Mọi hộ dân ký cam kết"}
    assert lead_of(strong) is None
    assert lead_of(strong, {"results": [SHARE]}) == "m2"


def test_a_recognised_story_leads_before_one_that_is_only_told() -> None:
    assert lead_of({"results": [CHANGE], "featured": True}, {"results": [SHARE], "recognition": DECISION}) == "m2"


def test_among_equals_editors_choice_then_a_finding_then_the_larger_change_leads() -> None:
    assert lead_of({"results": [CHANGE]}, {"results": [SHARE], "featured": True, "claim": "Cả xóm có nước"}) == "m2"
    assert lead_of({"results": [FEWER]}, {"results": [SHARE], "finding": "36 trong 40 hộ có nước"}) == "m2"
    assert lead_of({"results": [CHANGE]}, {"results": [FEWER]}) == "m2"


def test_the_figure_that_counts_is_the_one_the_finding_names() -> None:
    named = {"results": [SHARE, NO_BASE], "finding": {"text": "Mọi hộ dân ký cam kết", "result": 2}}
    assert lead_of(named) is None


def test_a_site_without_figures_has_no_lead() -> None:
    assert lead_of({}, {}) is None
    assert lead_story(()) is None


def test_the_seconds_are_of_other_fields_first_and_never_the_lead() -> None:
    site = arrange(
        records(
            model(1, results=[CHANGE], featured=True, claim="Một"),
            model(2, featured=True, claim="Hai"),
            model(3, field="van-hoa-xa-hoi"),
            model(4, field="khac"),
        )
    )
    lead = lead_story(site.models)
    assert lead
    assert [one.slug for one in second_stories(site.models, lead)] == ["m3", "m4"]
    assert [one.slug for one in second_stories(site.models[:2], lead)] == ["m2"]
