"""The fictional province: complete, valid, plainly marked, and the same wherever it is written."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pydantic import BaseModel
from whole_sites import kheo

from generator.app.mkdocs_plugin import base_path
from generator.core.vietnamese import syllables
from generator.pipeline.check import check_site
from generator.records.schema import Model, News, Organisation, Programme, Statistic, Unit
from generator.records.source import Document, read_site
from generator.tools.sample import write_sample
from generator.tools.sample.draw import Draw
from generator.tools.sample.figures import in_words
from generator.tools.sample.pictures import MAX_BYTES

KINDS = {
    "model": Model,
    "news": News,
    "programme": Programme,
    "statistic": Statistic,
    "place": Unit,
    "organisation": Organisation,
}
_GPS = 0x8825


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "minh-hoa"
    write_sample(folder, 300, 1)
    return folder


@pytest.fixture(scope="module")
def documents(site) -> tuple[Document, ...]:
    return read_site(site).documents


def _types(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _types(argument)


def _paths(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield f"{prefix}{name}"
        for inner in _types(field.annotation):
            if issubclass(inner, BaseModel):
                yield from _paths(inner, f"{prefix}{name}.")
            elif issubclass(inner, Enum):
                yield from (f"{prefix}{name}={member.value}" for member in inner)


def _used(value: Any, prefix: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{prefix}{name}"
            yield from _used(inner, f"{prefix}{name}.")
    elif isinstance(value, list):
        for inner in value:
            yield from _used(inner, prefix)
    elif isinstance(value, str):
        yield f"{prefix.rstrip('.')}={value}"


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_the_schema_is_used_somewhere(kind, documents):
    used = {path for document in documents if document.kind == kind for path in _used(document.data)}
    assert [path for path in _paths(KINDS[kind]) if "=" not in path and path not in used] == []


@pytest.mark.parametrize(
    "key",
    ["kind", "status", "level", "field_basis", "level_basis", "registration.type", "lead.certainty", "steps.step",
     "steps.evidence", "results.result.bound", "results.finality", "resources.bound", "sources.kind",
     "honouree.kind", "photos.people.basis"],
)  # fmt: skip
def test_every_value_a_model_may_take_is_taken_by_one(key, documents):
    used = {path for document in documents if document.kind == "model" for path in _used(document.data)}
    allowed = {path for path in _paths(Model) if path.startswith(f"{key}=")}
    # What is left out means the default: a plain model, an exact figure, a lead that is stated.
    assert allowed - used <= {
        "kind=model",
        "results.result.bound=exactly",
        "resources.bound=exactly",
        "lead.certainty=stated",
    }


def test_nothing_is_wrong_with_it_and_no_warning_is_left(site):
    checked = check_site(site)
    assert [(found.file, found.line, found.code, found.text) for found in checked.findings] == []
    assert len(checked.records.models) == 300
    assert len(checked.records.news) == 30


def test_it_says_that_it_is_fictional(site, documents):
    province = next(document.data for document in documents if document.kind == "province")
    assert "minh họa" in province["notice"]
    assert "minh họa" in province["publisher"]
    for document in documents:
        if document.kind in ("model", "news", "programme"):
            assert "minh họa" in document.data["lede"]
            assert not document.body or "inh họa" in document.body.strip().split("\n")[0]


def test_names_run_from_three_syllables_to_sixty(documents):
    names = [document.data["name"] for document in documents if document.kind == "model"]
    lengths = [len(syllables(name)) for name in names]
    assert min(lengths) <= 3
    assert max(lengths) >= 50
    assert max(map(len, names)) <= 250


def test_stories_are_as_long_as_real_ones_and_rich_in_words(documents):
    stories = [document.body for document in documents if document.kind == "model" and document.body]
    lengths = [len(syllables(story)) for story in stories]
    assert 400 <= statistics.median(lengths) <= 500
    assert min(lengths) >= 130
    assert max(lengths) <= 980
    assert len({syllable.lower() for story in stories for syllable in syllables(story)}) >= 1_500


@pytest.mark.parametrize(
    ("measure", "told"),
    [
        ({"value": Decimal("97.7")}, "Tỷ lệ hộ có thẻ tăng từ khoảng 40% lên 97,7% (216/221 hộ)"),
        ({"value": 70, "bound": "over"}, "Tỷ lệ hộ có thẻ tăng từ khoảng 40% lên hơn 70% (216/221 hộ)"),
        (
            {"value": 30, "bound": "at_most"},
            "Tỷ lệ hộ có thẻ giảm từ khoảng 40% xuống nhiều nhất 30% (216/221 hộ)",
        ),
    ],
)
def test_a_figure_told_in_the_story_keeps_its_bound_and_its_base(measure, told):
    result = {
        "indicator": "Tỷ lệ hộ có thẻ",
        "unit": "%",
        "baseline": {"value": 40, "bound": "about"},
        "result": measure,
        "numerator": 216,
        "denominator": 221,
        "denominator_name": "hộ",
    }
    assert in_words(result) == told
    assert in_words(result | {"finality": "preliminary"}) == f"{told}, số sơ bộ"


def test_records_stand_alone_in_folders_and_without_a_story(site):
    models = site / "content" / "models"
    assert any(models.glob("*.md"))
    assert any(models.glob("*.yml"))
    assert any(not list(index.parent.glob("canh-*")) for index in models.glob("*/index.md"))


def test_pictures_are_small_few_and_some_hold_a_place_to_strip(site):
    pictures = sorted(site.glob("content/*/*/canh-*"))
    assert 10 <= len(pictures) <= 40
    assert all(picture.stat().st_size < MAX_BYTES for picture in pictures)
    placed = []
    for picture in pictures:
        with Image.open(picture) as image:
            image.load()
            placed.append(bool(image.getexif().get_ifd(_GPS)))
    assert any(placed)
    assert not all(placed)


def test_there_are_as_many_pictures_as_allowed(tmp_path):
    write_sample(tmp_path, 60, 1, max_photos=1)
    assert len(list(tmp_path.glob("content/*/*/canh-*"))) == 1


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_the_same_number_and_seed_give_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write_sample(tmp_path / name, 40, 7)
    write_sample(tmp_path / "other", 40, 8)
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")
    assert _bytes(tmp_path / "one") != _bytes(tmp_path / "other")


def test_a_larger_province_begins_with_the_smaller(tmp_path):
    write_sample(tmp_path / "small", 40, 7)
    write_sample(tmp_path / "large", 90, 7)
    small, large = _bytes(tmp_path / "small"), _bytes(tmp_path / "large")
    records = [name for name in small if name.startswith(("content/models/", "content/news/"))]
    assert len(records) > 40
    assert all(small[name] == large[name] for name in records)


def test_draws_are_the_same_on_every_python():
    draw = Draw(1, "model", 0)
    assert [draw.below(1000) for _ in range(6)] == [994, 724, 669, 407, 855, 352]


@pytest.mark.parametrize("records", [0, 1, 2])
def test_a_tiny_province_is_whole(records, tmp_path):
    write_sample(tmp_path, records, 3)
    checked = check_site(tmp_path)
    assert checked.findings == ()
    assert (len(checked.records.models), len(checked.records.news)) == (records, 3)


def test_a_province_beyond_eighty_thousand_fills_its_years_evenly_and_stays_right(tmp_path, monkeypatch):
    monkeypatch.setattr("generator.tools.sample.write._AS_THEY_FALL", 0)
    write_sample(tmp_path / "site", 90, 1)
    checked = check_site(tmp_path / "site")
    assert not checked.findings
    years = Counter(model.record.id.split("-")[1] for model in checked.records.models)
    assert years.keys() >= {str(year) for year in range(2009, 2027)}
    assert max(years.values()) < 10


def test_progress_is_told_to_the_end(tmp_path):
    told = []
    write_sample(tmp_path, 130, 1, lambda *done: told.append(done), max_photos=0)
    assert told == [(100, 130), (130, 130)]


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("of mine")
    with pytest.raises(FileExistsError):
        write_sample(tmp_path, 1, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("records", [-1, 170_001])
def test_a_number_out_of_range_is_refused_before_anything_is_written(records, tmp_path):
    with pytest.raises(ValueError, match="170000"):
        write_sample(tmp_path / "new", records, 1)
    assert not (tmp_path / "new").exists()


def test_the_address_of_the_environment_counts_where_the_site_has_none(tmp_path, monkeypatch):
    write_sample(tmp_path / "mh", 0, 1, max_photos=0)
    config = tmp_path / "mh/mkdocs.yml"
    assert base_path(config) == "/"
    monkeypatch.setenv("KHEO_SITE_URL", "https://minh-hoa.example/dan-van")
    assert base_path(config) == "/dan-van/"
    done = kheo("build", tmp_path / "mh", "--no-cards", "--output", tmp_path / "site")
    assert done.exit_code == 0, done.output
    assert "https://minh-hoa.example/dan-van/" in (tmp_path / "site/sitemap.xml").read_text("utf-8")
    monkeypatch.setenv("KHEO_SITE_URL", "khong phai")
    assert "KHEO_SITE_URL" in kheo("check", tmp_path / "mh").output
