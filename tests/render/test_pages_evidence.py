"""Steps and criteria as pages show them: what proves each, what is only told, what nobody says; counts for any number of models."""

from __future__ import annotations

import re
from typing import Any

import pytest
from small_records import documents, model
from source_tree import TESTS

from generator.records.schema import Model, Records, StepEvidence, StepName, validate
from generator.records.source import Document, read_site
from generator.render.pages import blocks, builders
from generator.render.pages.steps import six_steps
from generator.showcase import Showcase, arrange

DECISION = {"number": "12/QĐ-BCĐ", "date": "2019-07-04", "issuer": "Ban Chỉ đạo tỉnh", "level": "province"}
CRITERIA = (
    {
        "slug": "result",
        "name": "Kết quả so với đăng ký",
        "about": "Con số cạnh con số.",
        "source": "02-HD/BDV",
    },
    {"slug": "spread", "name": "Sức lan tỏa"},
    {"slug": "skill", "name": "Tính khéo"},
)


def showcase_of(*models: dict[str, Any], criteria: tuple[dict[str, Any], ...] = CRITERIA) -> Showcase:
    listed = [
        Document("criterion", "content/criteria.yml", data, (index,), name="criteria")
        for index, data in enumerate(criteria)
    ]
    entries, problems = validate([*documents(list(models)), *listed])
    assert problems == []
    return arrange(Records.of(entries))


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def page_of(*models: dict[str, Any]) -> str:
    pages = (build() for build in builders(showcase_of(*models), {}))
    return str(next(page for page in pages if page.address == "mo-hinh/m1/").article)


def block(name: str, *models: dict[str, Any], **options: Any) -> str:
    return str(blocks(showcase_of(*models, **options))[name]("quy-trinh/"))


def evidence_of(**changes: Any) -> dict[StepName, str]:
    return {step.name: str(step.evidence) for step in six_steps(Model.model_validate(model(1, **changes)))}


def test_a_step_nothing_tells_of_is_unknown() -> None:
    assert set(evidence_of().values()) == {"unknown"}


@pytest.mark.parametrize(
    ("changes", "step", "evidence"),
    [
        ({"recognition": DECISION}, "appraisal", "document"),
        ({"appraisal": {"body": "Ban Chỉ đạo"}}, "appraisal", "told"),
        ({"registration": {"date": "2017-03"}}, "registration", "told"),
        ({"replications": [{"place": "xã bên"}]}, "review", "told"),
        ({"steps": [{"step": "inspection", "evidence": "told"}]}, "inspection", "told"),
    ],
)
def test_what_the_record_tells_elsewhere_counts_for_its_step(changes, step, evidence) -> None:
    found = evidence_of(**changes)
    assert found[StepName(step)] == evidence
    assert [name for name, known in found.items() if known != "unknown"] == [step]


def test_a_step_told_in_both_places_stands_once() -> None:
    steps = [{"step": "appraisal", "evidence": "document", "document": {"number": "12/QĐ-BCĐ"}}]
    (entry,) = six_steps(Model.model_validate(model(1, steps=steps, recognition=DECISION)))[4].entries
    assert entry.evidence is StepEvidence.DOCUMENT


def test_the_page_says_in_words_how_many_steps_are_proven_told_and_unknown() -> None:
    steps = [
        {"step": "launch", "evidence": "document", "document": {"number": "5-KH/ĐU", "date": "2017-05"}},
        {"step": "review", "evidence": "told"},
    ]
    said = words(page_of(model(1, steps=steps)))
    assert "Báo kể 2 trong 6 bước; 1 bước có giấy tờ." in said
    assert "1. Phát động · số 5-KH/ĐU, tháng 5/2017" in said


def test_the_document_and_the_attachment_of_a_step_can_be_opened() -> None:
    step = {
        "step": "inspection",
        "evidence": "document",
        "document": {
            "number": "3-BB/BDV",
            "date": "2018-05",
            "issuer": "Ban Dân vận",
            "url": "https://x.vn/3",
        },
        "date": "2018-05",
        "body": "Ban Dân vận",
        "attachment": "https://x.vn/3.pdf",
    }
    article = page_of(model(1, steps=[step]))
    assert '<a href="https://x.vn/3" rel="noopener">Văn bản của bước 4</a>' in article
    assert '<a href="https://x.vn/3.pdf" rel="noopener">Tệp kèm theo của bước 4</a>' in article
    assert "số 3-BB/BDV, tháng 5/2018, do Ban Dân vận ban hành" in words(article)
    assert words(article).count("tháng 5/2018") == 1


def test_criteria_stand_in_the_provinces_order_and_a_silent_one_is_not_left_out() -> None:
    findings = [
        {"criterion": "skill", "text": "Ba lần họp thì đồng tình."},
        {"criterion": "result", "source": 1},
    ]
    article = page_of(model(1, appraisal={"body": "Ban Chỉ đạo", "criteria": findings}))
    listed = re.search(r'<dl class="criteria">(.*?)</dl>', article, re.DOTALL)
    assert listed
    assert words(listed[1]) == ("Kết quả so với đăng ký Sức lan tỏa Chưa nêu Tính khéo Ba lần họp thì đồng tình.")


def test_an_appraisal_without_criteria_says_so_once() -> None:
    article = page_of(model(1, appraisal={"body": "Đoàn khảo sát"}))
    assert "Nguồn không nêu nhận xét theo từng tiêu chí." in article
    assert "Chưa nêu" not in article


def test_the_block_of_steps_explains_each_and_counts_the_models() -> None:
    html = block("steps", model(1, recognition=DECISION), model(2))
    assert html.count("Để lại: ") == len(StepName)
    rows = [words(row) for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)]
    assert rows[0] == "Bước Có văn bản Nguồn kể lại Không rõ"
    assert "5. Thẩm định, công nhận 1 0 1" in rows
    assert "1. Phát động 0 0 2" in rows


def test_the_block_of_criteria_says_what_evidence_looks_like_and_how_often_there_is_any() -> None:
    findings = [{"criterion": "result", "text": "Đủ 40 hộ như đã hứa."}]
    said = words(block("criteria", model(1, appraisal={"body": "Ban Chỉ đạo", "criteria": findings}), model(2)))
    assert "Kết quả so với đăng ký Con số cạnh con số. Căn cứ: 02-HD/BDV. Thẩm định của 1 hồ sơ có nói đến" in said
    assert "Sức lan tỏa Thẩm định của 0 hồ sơ có nói đến" in said
    assert "Trang này có 2 hồ sơ, trong đó 1 hồ sơ có thẩm định." in said


def test_a_site_without_models_or_criteria_is_told_so() -> None:
    steps = block("steps")
    assert "<table" not in steps
    assert "chưa đếm được bước nào" in steps
    assert "Trang chưa có hồ sơ mô hình nào." in block("criteria")
    assert "Chưa có tiêu chí nào." in block("criteria", criteria=())


def test_the_twelve_criteria_serve_a_province_that_has_none() -> None:
    site = read_site(TESTS / "golden" / "ban-mau")
    slugs = [document.data["slug"] for document in site.documents if document.kind == "criterion"]
    assert slugs == [
        "policy-fit",
        "real-problem",
        "skill",
        "close-to-people",
        "clear-address",
        "result",
        "participation",
        "coordination",
        "sustainability",
        "spread",
        "transparency",
        "feasibility",
    ]
