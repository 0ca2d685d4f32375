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
from generator.records.schema import Model, News, Province, validate
from generator.records.source import Document
from generator.records.source.documents import read_file
from generator.tools.sample import write_sample
from generator.tools.scaffold import _EXAMPLES, _flow, scaffold_model, scaffold_news

PROVINCE = Province(
    slug="minh-hoa",
    name="tỉnh Minh Họa",
    id_prefix="MH",
    unit="tinh-minh-hoa",
    publisher="Bản thử",
    contact="Kho",
)
# What a person would write into the blanks, in the order they come.
MODEL_BLANKS = (
    "Bà con cùng trồng hoa dọc ngõ.", "van-hoa-xa-hoi", "stated", "not_stated", "xa-suoi-mo-huyen-may-hong",
    "xã Suối Mơ, huyện Mây Hồng", "running", "press", "Chuyện con ngõ có hoa", "2026-10-01", "Biên tập viên",
)  # fmt: skip
NEWS_BLANKS = (
    "Báo kể chuyện con ngõ có hoa.",
    "press",
    "Chuyện con ngõ có hoa",
    "2026-10-01",
    "Biên tập viên",
)
_OPTIONAL = re.compile(r"# ( *(?:- )?[a-z_]+:)")


def model(name="Đường hoa", ids=(), slugs=(), year=2024, lang="vi"):
    return scaffold_model(name, PROVINCE, ids, slugs, year, lang)


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
    return text


def without_marks(text: str) -> str:
    return "\n".join(_OPTIONAL.sub(r"\1", line) if _OPTIONAL.match(line) else line for line in text.split("\n"))


def test_a_new_model_is_wrong_only_where_it_is_blank():
    text = model()[1]
    problems = shape_problems("model", text)
    assert [route for route, _ in problems] == [
        "lede", "field", "field_basis", "lead.certainty", "place.unit", "place.as_written", "status",
        "sources.0.kind", "sources.0.title", "reviewed.date", "reviewed.by",
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
        "reviewed.date",
        "reviewed.by",
    ]
    assert len(problems) == text.count(': ""')


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_with_its_blanks_filled_the_site_is_right(lang, tmp_path):
    write_sample(tmp_path, 3, 1)
    for folder, (file, text), blanks in (
        ("models", model(lang=lang), MODEL_BLANKS),
        ("news", scaffold_news("Ngõ có hoa", [], lang), NEWS_BLANKS),
    ):
        (tmp_path / "content" / folder / file).write_text(filled(text, blanks), "utf-8")
    checked = check_site(tmp_path)
    assert [finding for finding in checked.findings if finding.is_error] == []
    assert {"MH-2024-0001"} <= {entry.record.id for entry in checked.records.models}
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
    assert set(front) == required | {"slug"}


def test_the_story_has_its_outline():
    body = read(model()[1]).body
    assert re.findall(r"^## (.+)$", body, re.MULTILINE) == [
        "Khó ở đâu",
        "Làm thế nào",
        "Kết quả",
        "Còn hạn chế",
    ]


@pytest.mark.parametrize(
    ("ids", "year", "expected"),
    [
        ([], 2024, "MH-2024-0001"),
        (["MH-2024-0003", "MH-2023-0009", "HB-2024-0008"], 2024, "MH-2024-0004"),
        (["MH-KR-0002"], None, "MH-KR-0003"),
    ],
)
def test_the_id_follows_the_highest_of_its_year(ids, year, expected):
    assert read(model(ids=ids, year=year)[1]).data["id"] == expected


def test_a_year_fills_the_start_and_no_year_leaves_it_unknown():
    assert read(model(year=2024)[1]).data["period"]["start"] == 2024
    assert read(model(year=None)[1]).data["period"]["start"] is None


@pytest.mark.parametrize("year", [1899, 2101, 20240])
def test_a_year_that_cannot_be_is_refused(year):
    with pytest.raises(ValueError, match=str(year)):
        model(year=year)


def test_a_year_whose_numbers_are_used_up_is_refused():
    with pytest.raises(ValueError, match="MH-2024-"):
        model(ids=["MH-2024-9999"])


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
    assert (file, read(text).data["slug"]) == (f"{slug}.md", slug)


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
