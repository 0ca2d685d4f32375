"""The content of tỉnh Hòa Bình stands as its sources give it: figures with bounds and bases, places then and today."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from source_tree import REPOSITORY

from generator.records.checks import run_checks
from generator.records.checks.gazetteer import todays
from generator.records.schema import Bound, Entry, Records, StepEvidence, StepName, validate
from generator.records.source import Document, Source, read_site
from generator.records.source.documents import split_front_matter
from generator.records.source.limits import RECORD_VALUES
from generator.records.source.yaml_reader import YamlText
from generator.showcase import Showcase, arrange

PAGES = sorted((REPOSITORY / "content" / "pages").glob("*.md"))

DRUGS, FOREST, INSURANCE = "HB-KR-0001", "HB-KR-0002", "HB-2017-0003"
COUNTRYSIDE, LAND = "HB-KR-0004", "HB-KR-0005"

# model -> (before, bound, value, numerator, denominator, unit) of each result, in the order of the record
FIGURES = {
    DRUGS: [
        (None, Bound.EXACTLY, "0", None, None, "trường hợp"),
        (None, Bound.EXACTLY, "100", None, None, "%"),
    ],
    FOREST: [(None, Bound.EXACTLY, "100", None, None, "%")],
    INSURANCE: [
        (None, Bound.EXACTLY, "97.7", 216, 221, "%"),
        ("40", Bound.OVER, "70", None, 1065, "%"),
        ("71", Bound.EXACTLY, "86.1", None, None, "%"),
        (None, Bound.EXACTLY, "221", None, None, "người"),
        (None, Bound.AT_LEAST, "2", None, None, "thẻ"),
        (None, Bound.EXACTLY, "18", None, None, "thẻ"),
    ],
    COUNTRYSIDE: [(None, Bound.EXACTLY, "42.9", 82, 191, "%")],
    LAND: [
        (None, Bound.OVER, "4657", None, None, "ha"),
        (None, Bound.EXACTLY, "5.82", None, None, "%"),
        (None, Bound.EXACTLY, "28.8", 55, 191, "%"),
    ],
}
HIGHLIGHTS = {DRUGS: 0, FOREST: 0, INSURANCE: 1, COUNTRYSIDE: 0, LAND: 2}

PLACES = {
    DRUGS: ("xóm Tòng, xã Tòng Đậu, huyện Mai Châu, tỉnh Hòa Bình", "xã Mai Châu, tỉnh Phú Thọ"),
    FOREST: ("xóm Vãng, xóm Rộc, xã Ngọc Sơn, huyện Lạc Sơn, tỉnh Hòa Bình", "xã Ngọc Sơn, tỉnh Phú Thọ"),
    INSURANCE: ("xóm Lạc Vượng, xã Yên Lạc, huyện Yên Thủy, tỉnh Hòa Bình", "xã Yên Thủy, tỉnh Phú Thọ"),
    COUNTRYSIDE: ("tỉnh Hòa Bình", "tỉnh Phú Thọ"),
    LAND: ("tỉnh Hòa Bình", "tỉnh Phú Thọ"),
}


@pytest.fixture(scope="module")
def source() -> Source:
    return read_site(REPOSITORY)


@pytest.fixture(scope="module")
def records(source: Source) -> Records:
    return Records.of(validate(source.documents)[0])


@pytest.fixture(scope="module")
def showcase(records: Records) -> Showcase:
    return arrange(records)


def _statistic(records: Records, slug: str) -> Entry:
    return next(entry for entry in records.statistics if entry.slug == slug)


def test_nothing_is_wrong_and_every_warning_is_answered(source: Source, records: Records) -> None:
    _, of_shape = validate(source.documents)
    assert [*source.problems, *of_shape, *run_checks(source, records)] == []


def test_the_only_warning_is_that_no_source_says_when_the_forest_model_began(source: Source, records: Records) -> None:
    records = Records.of(entry for entry in validate(source.documents)[0] if entry.document.kind != "answer")
    found = [(problem.code, problem.file, problem.is_error) for problem in run_checks(source, records)]
    assert found == [("KH610", "content/models/bao-ve-rung-ngoc-son.md", False)]


def test_the_five_models_have_the_figures_of_the_source(records: Records) -> None:
    found = {
        model_id: [
            (
                str(result.baseline.value) if result.baseline else None,
                result.result.bound,
                str(result.result.value),
                result.numerator,
                result.denominator,
                result.unit,
            )
            for result in entry.record.results
        ]
        for model_id, entry in records.model_by_id.items()
    }
    assert found == FIGURES


def test_each_model_shows_one_telling_figure(records: Records) -> None:
    for model_id, index in HIGHLIGHTS.items():
        results = records.model_by_id[model_id].record.results
        assert [place for place, result in enumerate(results) if result.highlight] == [index]


def test_a_percentage_without_a_numerator_says_what_is_missing(records: Records) -> None:
    for entry in records.models:
        for result in entry.record.results:
            if result.unit == "%" and result.numerator is None:
                assert result.denominator_note, result.indicator


def test_a_base_the_source_does_not_state_is_called_inferred(records: Records) -> None:
    base = records.model_by_id[COUNTRYSIDE].record.results[0]
    assert "suy ra" in (base.denominator_note or "")
    fitting = [n for n in range(82, 400) if round(Decimal(8200) / n, 1) == base.result.value]
    assert fitting == [base.denominator]


def test_the_insurance_model_reached_all_nine_branches(records: Records) -> None:
    (taken,) = records.model_by_id[INSURANCE].record.replications
    assert (taken.count, taken.denominator, taken.unit, taken.date) == (9, 9, "chi hội", "2018")


def test_dates_are_given_only_where_the_source_gives_them(records: Records) -> None:
    starts = {model_id: entry.record.period.start for model_id, entry in records.model_by_id.items()}
    assert starts == {DRUGS: None, FOREST: None, INSURANCE: "2017-06", COUNTRYSIDE: None, LAND: None}
    assert (records.model_by_id[DRUGS].record.period.as_stated or "").startswith("cách đây 10 năm")
    for entry in (*records.models, *records.programmes, *records.statistics):
        for cited in entry.record.sources:
            assert cited.published is None
            assert cited.undated_reason
    (news,) = records.news
    assert news.record.published is None


def test_no_model_is_said_to_be_recognised(records: Records) -> None:
    for entry in records.models:
        assert entry.record.recognition is None
        assert entry.record.status in ("unknown", "replicated")
        assert len(entry.record.steps) == len(StepName)
        appraisal = next(step for step in entry.record.steps if step.step is StepName.APPRAISAL)
        assert appraisal.evidence is StepEvidence.UNKNOWN


def test_each_place_is_named_as_then_and_as_today(showcase: Showcase) -> None:
    found = {model.id: (model.place.then_text, model.place.today_text) for model in showcase.models}
    assert found == PLACES


def test_yen_lac_of_yen_thuy_is_not_the_yen_lac_of_vinh_phuc(records: Records) -> None:
    unit = records.unit_by_slug["xa-yen-lac-yen-thuy"].record
    assert (unit.codes, unit.end) == ((), None)
    assert "09025" in (unit.note or "")
    (other,) = [entry for entry in records.units if "09025" in {code.code for code in entry.record.codes}]
    assert other.slug not in todays(records, "xa-yen-lac-yen-thuy")


def test_the_published_total_is_the_sum_of_its_fields(records: Records) -> None:
    total = _statistic(records, "tong-so-mo-hinh").record
    assert (total.value, total.date) == (4648, None)
    (by_field,) = total.breakdowns
    assert {part.field: part.value for part in by_field.parts} == {
        "kinh-te": 1392,
        "van-hoa-xa-hoi": 1503,
        "quoc-phong-an-ninh": 1102,
        "he-thong-chinh-tri": 651,
    }
    (then,) = total.comparisons
    assert (then.value, then.date, then.implied, then.stated_change) == (1203, "2019", True, 3445)
    assert "3,86" in (then.note or "")


def test_the_replicated_models_are_a_count_of_their_own(records: Records) -> None:
    replicated = _statistic(records, "mo-hinh-duoc-nhan-rong").record
    assert (replicated.value, replicated.breakdowns, replicated.comparisons) == (646, (), ())
    assert "khái niệm khác" in (replicated.note or "")


def test_the_documents_have_the_numbers_and_dates_of_the_source(records: Records) -> None:
    found = {slug: entry.record.document for slug, entry in records.programme_by_slug.items()}
    guide, directive = found["huong-dan-12-hd-bcddvk"], found["chi-thi-35"]
    assert (guide.number, guide.date) == ("12-HD/BCĐDVK", "2019-07-04")
    assert (directive.number, directive.date) == (None, "2017-12-22")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_hand_written_page_is_short_plain_markdown(path: Path) -> None:
    _, text, _ = split_front_matter(path.read_text(encoding="utf-8"))
    assert len(re.findall(r"^# ", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)) == 1
    assert len(text.split()) < 700
    markup = re.findall(r"<[^>\s][^>]*>", text)
    assert all(re.fullmatch(r"<!-- kheo:[a-z]+ -->", tag) for tag in markup)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_of_a_hand_written_page_lead_somewhere(path: Path, showcase: Showcase) -> None:
    records = {one.address for one in (*showcase.models, *showcase.programmes, *showcase.news)}
    for link in re.findall(r"\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
        if link.endswith(".md"):
            assert (path.parent / link).is_file(), link
        else:
            assert link.removeprefix("../") in records | {"mo-hinh/", "gui-mo-hinh/"}, link


def test_the_example_for_contributors_is_a_valid_record() -> None:
    page = (REPOSITORY / "content" / "pages" / "dong-gop.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert example
    front, story, _ = split_front_matter(example[1])
    read = YamlText(front, "example.md", max_values=RECORD_VALUES)
    document = Document("model", "content/models/example.md", read.data, body=story, name="example")
    entries, problems = validate([document])
    assert [*read.problems, *problems] == []
    base = read_site(REPOSITORY)
    whole = Source(base.root, (*base.documents, document), base.found, base.problems)
    records = Records.of([*validate(base.documents)[0], *entries])
    assert run_checks(whole, records) == []
