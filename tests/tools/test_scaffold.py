"""The skeleton of a new record: readable by the reader, explained by the schema, and wrong only where it is blank."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.vietnamese import SLUG
from generator.pipeline.check import check_site
from generator.records.schema import Model, News, validate
from generator.records.source import Document
from generator.records.source.documents import read_file
from generator.tools.sample import write_sample
from generator.tools.scaffold import scaffold_model, scaffold_news, scaffold_organisation, scaffold_place, short_model
from generator.tools.scaffold.full import _EXAMPLES, _flow

# What a person would write into the blanks, in the order they come.
MODEL_BLANKS = (
    "Bà con cùng trồng hoa dọc ngõ.", "van-hoa-xa-hoi", "not_stated", "xa-suoi-mo-huyen-may-hong",
    "xã Suối Mơ, huyện Mây Hồng", "running", "press", "Chuyện con ngõ có hoa",
)  # fmt: skip
NEWS_BLANKS = (
    "Báo kể chuyện con ngõ có hoa.",
    "press",
    "Chuyện con ngõ có hoa",
)
SHORT_BLANKS = (
    "Bà con cùng trồng hoa dọc ngõ.", "van-hoa-xa-hoi", "Hội Phụ nữ xã", "xa-suoi-mo-huyen-may-hong",
    "xã Suối Mơ, huyện Mây Hồng", "report", "Báo cáo của xã", "2026-10-01",
)  # fmt: skip
_OPTIONAL = re.compile(r"# ( *(?:- )?[a-z_]+:)")


def model(name="Đường hoa", slugs=(), year=2024, lang="vi"):
    return scaffold_model(name, slugs, year, lang)


def read(text: str) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "khung.md"
        path.write_text(text, "utf-8")
        found = read_file(path, "content/models/khung.md")
    assert found.problems == []
    return found


def shape_problems(kind: str, text: str) -> list[tuple[str, str]]:
    _, problems = validate([Document(kind, "content/khung.md", read(text).data)])
    return [(".".join(map(str, problem.route)), problem.text) for problem in problems]


def filled(text: str, blanks: tuple[str, ...]) -> str:
    values = iter(blanks)
    text = re.sub(r': ""  #', lambda _: f': "{next(values)}"  #', text)
    assert next(values, None) is None
    return re.sub(r"<!--.*?-->", "Bà con cùng làm.", text) + "\nBà con cùng làm.\n"


def without_marks(text: str) -> str:
    return "\n".join(_OPTIONAL.sub(r"\1", line) if _OPTIONAL.match(line) else line for line in text.split("\n"))


def test_a_new_model_is_wrong_only_where_it_is_blank():
    text = model()[1]
    problems = shape_problems("model", text)
    assert [route for route, _ in problems] == [
        "lede", "field", "lead.certainty", "place.unit", "place.as_written", "status",
        "sources.0.kind", "sources.0.title",
    ]  # fmt: skip
    assert {written for _, written in problems} == {""}
    assert len(problems) == text.count(': ""')


def test_a_new_news_item_is_wrong_only_where_it_is_blank():
    text = scaffold_news("Ngõ có hoa", [])[1]
    problems = shape_problems("news", text)
    assert [route for route, _ in problems] == [
        "lede",
        "source.kind",
        "source.title",
    ]
    assert len(problems) == text.count(': ""')


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_with_its_blanks_filled_the_site_is_right(lang, tmp_path):
    write_sample(tmp_path, 3, 1)
    for folder, (file, text), blanks in (
        ("models", model(lang=lang), MODEL_BLANKS),
        ("models", short_model("Ngõ hoa", [], 2024, lang), SHORT_BLANKS),
        ("news", scaffold_news("Ngõ có hoa", [], lang), NEWS_BLANKS),
    ):
        (tmp_path / "content" / folder / file).write_text(filled(text, blanks), "utf-8")
    checked = check_site(tmp_path)
    assert [finding for finding in checked.findings if finding.is_error] == []
    assert {"Đường hoa", "Ngõ hoa"} <= {
        entry.record.name for entry in checked.records.proposals() if entry.document.kind == "model"
    }
    assert "Ngõ có hoa" in {entry.record.title for entry in checked.records.news}


@pytest.mark.parametrize(
    ("kind", "text", "blanks"),
    [("model", model()[1], MODEL_BLANKS), ("news", scaffold_news("Tin", [])[1], NEWS_BLANKS)],
)
def test_every_example_is_what_the_schema_takes(kind, text, blanks):
    assert shape_problems(kind, without_marks(filled(text, blanks))) == []


def test_every_example_in_the_table_is_shown():
    text = model()[1]
    assert [key for key, value in _EXAMPLES.items() if _flow(value) not in text] == []


@pytest.mark.parametrize(("schema", "text"), [(Model, model()[1]), (News, scaffold_news("Tin", [])[1])])
def test_every_key_stands_there_with_its_own_description(schema, text):
    for key, field in schema.model_fields.items():
        assert re.search(rf"^(?:# )?{key}:.*  # {re.escape(field.description)}", text, re.MULTILINE), key


def test_every_allowed_value_is_told_beside_its_key():
    assert "# bound: exactly" not in model()[1].split("place:")[0]
    level = next(line for line in model()[1].split("\n") if line.startswith("# level:"))
    assert "(một trong: grassroots, district, province, central)" in level
    assert "(one of: grassroots" in model(lang="en")[1]


def test_required_keys_come_first_and_the_rest_is_commented_out():
    front = read(model()[1]).data
    required = {key for key, field in Model.model_fields.items() if field.is_required()}
    assert set(front) == required - {"id", "field_basis", "reviewed"}


def test_the_story_has_its_outline():
    body = read(model()[1]).body
    assert re.findall(r"^## (.+)$", body, re.MULTILINE) == [
        "Khó ở đâu",
        "Làm thế nào",
        "Kết quả",
        "Còn hạn chế",
    ]


def test_the_short_skeleton_has_some_thirty_lines_and_asks_what_people_know():
    for lang in ("vi", "en"):
        text = short_model("Đường hoa", [], 2024, lang)[1]
        assert 25 <= text.count("\n") <= 36
        asked = set(read(text).data)
        assert asked == {"name", "lede", "field", "lead", "place", "period", "status", "sources"}
        assert {written for _, written in shape_problems("model", text)} == {""}


LABEL_BLANKS = (
    "Bà con cùng trồng hoa dọc ngõ.", "Văn hóa - xã hội", "Hội Phụ nữ xã", "xã Suối Mơ, huyện Mây Hồng",
    "xã Suối Mơ, huyện Mây Hồng", "báo cáo", "Báo cáo của xã", "1/10/2026",
)  # fmt: skip


@pytest.mark.parametrize(("labels", "blanks"), [(False, SHORT_BLANKS), (True, LABEL_BLANKS)])
def test_the_short_skeleton_is_right_once_filled_and_so_are_its_examples(labels, blanks, tmp_path):
    write_sample(tmp_path, 3, 1)
    text = filled(short_model("Đường hoa", [], 2024, labels=labels)[1], blanks)
    (tmp_path / "content/models/duong-hoa.md").write_text(text, "utf-8")
    with_results = re.sub(r"^# (?=[ rK])", "", text.replace("Đường hoa", "Ngõ hoa"), flags=re.MULTILINE)
    (tmp_path / "content/models/ngo-hoa.md").write_text(with_results, "utf-8")
    checked = check_site(tmp_path)
    assert [found for found in checked.findings if found.is_error] == []
    (result,) = next(one.record.results for one in checked.records.proposals() if one.slug == "ngo-hoa")
    assert (result.unit, result.numerator, result.denominator) == ("%", 216, 221)


def test_the_smallest_valid_record_needs_eight_keys_at_most(tmp_path):
    write_sample(tmp_path, 3, 1)
    text = """name: Ngõ hoa
lede: Bà con cùng trồng hoa dọc ngõ.
field: van-hoa-xa-hoi
place: {unit: xa-suoi-mo-huyen-may-hong, as_written: "xã Suối Mơ, huyện Mây Hồng"}
sources: [{kind: report, title: Báo cáo của xã, published: 2026-10}]
"""
    (tmp_path / "content/models/ngo-hoa.yml").write_text(text, "utf-8")
    assert [found for found in check_site(tmp_path).findings if found.is_error] == []
    leaves = re.findall(r"(\w+): (?![{\[])", text)
    assert len(leaves) == 8


@pytest.mark.parametrize(("scaffold", "folder"), [(scaffold_organisation, "organisations"), (scaffold_place, "places")])
def test_an_organisation_or_place_is_a_file_of_its_own(scaffold, folder, tmp_path):
    write_sample(tmp_path, 3, 1)
    (tmp_path / "content" / folder).mkdir()
    name, text = scaffold("Hội: Phụ nữ “xã”", [])
    text = text.replace('type: ""', "type: xa").replace('parent: ""', "parent: tinh-minh-hoa")
    (tmp_path / "content" / folder / name).write_text(text, "utf-8")
    checked = check_site(tmp_path)
    assert [found for found in checked.findings if found.is_error] == []
    assert name.removesuffix(".yml") in checked.records.organisation_by_slug | checked.records.unit_by_slug


def test_one_organisation_told_twice_is_reported(tmp_path):
    write_sample(tmp_path, 3, 1)
    first = check_site(tmp_path).records.organisations[0]
    (tmp_path / "content/organisations").mkdir()
    (tmp_path / f"content/organisations/{first.slug}.yml").write_text("name: Tên khác\n", "utf-8")
    found = [one.code for one in check_site(tmp_path).findings if one.file.startswith("content/organisations/")]
    assert found == ["KH303"]


def test_a_year_fills_the_start_and_no_year_leaves_it_unknown():
    assert read(model(year=2024)[1]).data["period"]["start"] == 2024
    assert read(model(year=None)[1]).data["period"]["start"] is None


@pytest.mark.parametrize(
    ("name", "taken", "slug"),
    [
        ("Đường hoa “mười giờ”", [], "duong-hoa-muoi-gio"),
        ("Đường hoa", ["duong-hoa", "DUONG-HOA-2"], "duong-hoa-3"),
        ("Tra cứu", [], "tra-cuu-2"),
        ("🌸🌸", [], "mo-hinh"),
        ("", ["mo-hinh"], "mo-hinh-2"),
    ],
)
def test_the_slug_comes_from_the_name_and_is_free(name, taken, slug):
    file, text = model(name, slugs=taken)
    assert file == f"{slug}.md"
    assert "slug" not in read(text).data


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("“Vườn mẫu”", "Vườn mẫu"),
        ('"Vườn mẫu"', "Vườn mẫu"),
        ("Dân vận khéo: vườn # mẫu", "Dân vận khéo: vườn # mẫu"),
        ("Vườn\nmẫu\u202e\x07  xanh", "Vườn mẫu xanh"),
        ("Vươ\u0300n", "Vườn"),
        ("<script>alert('a')</script>", "<script>alert('a')</script>"),
        ("12345", "12345"),
        ("no", "no"),
        ("a" * 400, "a" * 300),
    ],
)
def test_the_name_is_kept_as_it_was_meant(typed, kept):
    assert read(model(typed)[1]).data["name"] == kept


NAMES = st.one_of(
    st.text(max_size=400),
    st.text(alphabet="\"'“”:#{}[]&*!|>%@`,-?\\\n\t <script>🌸👩\u200d🌾ắỗựđ\u0301\ufeff0123", max_size=80),
    st.sampled_from(["---", "...", "- a", "? b", "!!str", "&x", "*x", "null", "~", "1e3", "0x1", "\ud800", "%TAG"]),
)


@settings(max_examples=150, deadline=None)
@given(NAMES, st.sampled_from(["vi", "en"]))
def test_whatever_the_name_the_file_can_be_read(name, lang):
    file, text = model(name, lang=lang)
    data = read(text).data
    assert SLUG.fullmatch(file.removesuffix(".md"))
    assert isinstance(data["name"], str)
    assert len(data["name"]) <= 300
    others = {route for route, _ in shape_problems("model", text)} - {"name"}
    assert others == {route for route, _ in shape_problems("model", model()[1])}
    assert read(scaffold_news(name, [], lang)[1]).data["title"] == data["name"]
