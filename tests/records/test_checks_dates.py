"""Reviews are dated: a mistyped year does not lead feeds and sitemaps for ever."""

from __future__ import annotations

from typing import Any

import small_records
from checking import found, model, site

from generator.records.source import Document


def reviewed(number: int, date: str, **changes: Any) -> Document:
    return model(f"m{number}", number=number, reviewed={"date": date, "by": "Biên tập viên"}, **changes)


def test_a_review_years_ahead_of_every_other_date_is_refused() -> None:
    usual = [reviewed(number, "2026-11-21") for number in (1, 2, 3)]
    assert found(site(*usual, reviewed(4, "2062-11-21"))) == [("KH618", "21/11/2062")]
    assert found(site(*usual, reviewed(4, "2029-01-01"))) == []
    assert found(site(reviewed(1, "2062-11-21"))) == []


def test_a_review_is_believed_where_the_record_tells_of_that_time_or_most_are_of_it() -> None:
    sources = [small_records.SOURCES[0] | {"accessed": "2062-11-20"}]
    old = [reviewed(number, "2026-11-21") for number in (1, 2, 3)]
    assert found(site(*old, reviewed(4, "2062-11-21", sources=sources))) == []
    assert found(site(old[0], *(reviewed(number, "2062-11-21") for number in (2, 3, 4)))) == []
