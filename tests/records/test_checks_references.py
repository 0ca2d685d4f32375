"""Names records call each other by resolve and are one of a kind; answers silence warnings and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from checking import codes, found, model, site

from generator.core.problems import Problem
from generator.records.checks import CHECKS
from generator.records.source import Document, Found


def values(problem: Problem) -> dict[str, str]:
    return dict(problem.values)


@pytest.mark.parametrize(
    ("changes", "code", "offer"),
    [
        ({"field": "kinh-tee"}, "KH301", "kinh-te"),
        ({"lead": {"organisations": ["hoi-phu-nuu"]}}, "KH301", "hoi-phu-nu"),
        ({"partners": ["cong-an"]}, "KH301", "cong-an-xa"),
        ({"programmes": ["chi-thi-35"]}, "KH301", ""),
        ({"related": ["HB-2017-0009"]}, "KH301", ""),
        ({"continues": "HB-2017-0009"}, "KH301", ""),
        ({"place": {"unit": "xa-tong-dauu", "as_written": "xã Tòng Đậu"}}, "KH601", "xa-tong-dau"),
    ],
)
def test_a_name_that_nobody_bears_is_told_with_those_really_like_it(
    changes: dict[str, Any], code: str, offer: str
) -> None:
    (problem,) = site(model(**changes))
    assert problem.code == code
    assert [one.split(" (")[0] for one in values(problem).get("offer", "").split("; ")] == [offer]


def test_a_record_whose_shape_is_wrong_is_still_known_by_its_name() -> None:
    from pathlib import Path

    import small_records

    from generator.records.checks import run_checks
    from generator.records.schema import Records, validate
    from generator.records.source import Source

    broken = model("m2", number=2, status="so-so")
    documents = (*small_records.documents([]), model(related=["HB-2017-0002"]), broken)
    entries, problems = validate(documents)
    assert [problem.code for problem in problems] == ["KH205"]
    assert run_checks(Source(Path("nowhere"), documents, Found(), ()), Records.of(entries)) == []


def test_two_records_do_not_share_an_id_an_address_or_an_old_address() -> None:
    one = model("m1", name="Đường hoa", aliases=["cu"])
    assert found(site(one, model("m2", number=1, name="Giữ rừng"))) == [("KH302", "HB-2017-0001")]
    assert found(site(one, model("m2", number=2, name="Giữ rừng", slug="m1"))) == [("KH303", "m1")]
    assert found(site(one, model("m2", number=2, name="Giữ rừng", aliases=["m1"]))) == [("KH304", "m1")]
    assert found(site(one, model("m2", number=2, name="Giữ rừng", aliases=["cu"]))) == [("KH305", "cu")]
    assert found(site(model(aliases=["m1"]))) == [("KH306", "m1")]


def test_two_entries_of_one_register_do_not_share_a_slug() -> None:
    twice = Document("organisation", "content/organisations.yml", {"slug": "hoi-phu-nu", "name": "Hội khác"}, (2,))
    (problem,) = site(twice)
    assert (problem.code, values(problem)["first"]) == ("KH303", "mục thứ 1 của tệp này")


def test_a_chain_of_continued_models_ends() -> None:
    chain = [
        model(f"m{n}", number=n, name=name, **({"continues": f"HB-2017-{n + 1:04}"} if n < 3 else {}))
        for n, name in ((1, "Đường hoa"), (2, "Giữ rừng"), (3, "Nhà sạch"))
    ]
    assert found(site(*chain)) == []
    closed = model("m3", number=3, name="Nhà sạch", continues="HB-2017-0001")
    assert found(site(*chain[:2], closed)) == [("KH315", "HB-2017-0001 → HB-2017-0002 → HB-2017-0003 → HB-2017-0001")]


def test_a_long_chain_is_no_burden() -> None:
    chain = [
        model(f"m{n}", number=n, id=f"HB-2017-{n:04}", name=f"Tổ số {n}", continues=f"HB-2017-{n + 1:04}")
        for n in range(1, 1500)
    ]
    assert found(site(*chain, model("m1500", number=1500, name="Tổ số 1500"))) == []


@pytest.mark.parametrize(
    ("changes", "right"),
    [
        ({"id": "HB-2018-0001"}, "HB-2017-0001"),
        ({"id": "HB-KR-0001"}, "HB-2017-0001"),
        ({"period": {"as_stated": "không rõ"}}, "HB-KR-0001"),
        ({"registration": {"date": "2016-12-20"}}, "HB-2016-0001"),
    ],
)
def test_the_year_of_an_id_is_that_of_registration_or_beginning(changes: dict[str, Any], right: str) -> None:
    (problem,) = site(model(**changes))
    assert (problem.code, values(problem)["right"]) == ("KH314", right)


SOURCES = [{"kind": "report", "title": f"Báo cáo {n}", "published": "2020-01-01"} for n in (1, 2)]


def test_each_of_several_sources_is_cited_or_says_what_it_supports() -> None:
    cites = {"results": [{"indicator": "Hộ", "unit": "hộ", "result": {"value": 5}, "source": 1}]}
    assert codes(model(sources=SOURCES, **cites)) == ["KH309"]
    assert codes(model(sources=[SOURCES[0], SOURCES[1] | {"supports": "cách làm"}], **cites)) == []
    assert codes(model(sources=SOURCES[:1])) == []


def answer(**keys: Any) -> Document:
    data = {
        "file": "content/models/m1.md",
        "code": "KH610",
        "reason": "đã xem",
        "by": "Biên tập viên",
        "date": "2024-01-01",
    } | keys
    return Document("answer", "content/answers.yml", data, (0,), name="answers")


SILENT = {"id": "HB-KR-0001", "period": {}}


def test_an_answer_silences_its_warning_and_no_other() -> None:
    assert codes(model(**SILENT)) == ["KH610"]
    assert codes(model(**SILENT), answer()) == []
    assert codes(model(**SILENT), answer(file="content/models/m2.md")) == ["KH391", "KH610"]


def test_an_answer_with_text_silences_only_that_text() -> None:
    asked = model(body="Tổ XYZ và tổ KLM.")
    assert found(site(asked, answer(code="KH704", text="XYZ"))) == [("KH704", "KLM")]
    assert found(site(asked, answer(code="KH704"))) == []


def test_an_error_cannot_be_answered_away() -> None:
    asked = model(body="Gọi 0987654321.")
    assert codes(asked, answer(code="KH801")) == ["KH392", "KH801"]
    assert codes(model(), answer(code="KH499")) == ["KH393"]


def test_every_rule_says_itself_in_its_docstring() -> None:
    for name, rule in CHECKS.items():
        assert rule.check.__doc__, name
        assert rule.check.__doc__.rstrip().endswith((".", ")")), name
