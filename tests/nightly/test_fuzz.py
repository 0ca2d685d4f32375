"""Minutes of random text against the three doors strangers have: content files, a hub's files, the search box.

Whatever comes, there is an answer in bounded time: findings at a line, a province left out by name, a list of results.
"""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from planted_search import write_site
from source_tree import TESTS
from whole_sites import MODEL, copy_site

from generator.core.problems.reporters import REPORTERS
from generator.pipeline.check import check_site
from generator.records.source.plain_yaml import NOT_PLAIN, read_plain
from generator.records.source.yaml_reader import YamlText
from generator.tools.hub.files import HubError
from generator.tools.hub.read import read_province

pytestmark = pytest.mark.nightly

MANY = settings(
    max_examples=20_000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
SOME = settings(MANY, max_examples=1_500)

# Pieces that mean something to YAML, Markdown, Vietnamese or a terminal, and any text between them.
PIECES = st.sampled_from(
    [
        *(
            "- ",
            "? ",
            ": ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "#",
            "|",
            ">",
            ">-\n",
            '"',
            "'",
            "&a",
            "*a",
            "!t",
            "%",
            "@",
            "`",
            "<<: ",
            "---",
            "...",
        ),
        *(
            "\n",
            "\n\n",
            "  ",
            "    ",
            "\t",
            "\r\n",
            "\u2028",
            "\x85",
            "\x00",
            "\ud800",
            "\u200b",
            "\u202e",
            "\ufeff",
            "\U000e0041",
        ),
        *(
            "<<<<<<< a\n",
            "=======\n",
            ">>>>>>> b\n",
            "name: ",
            "code: ",
            "012",
            "4.648",
            "12:30",
            "NO",
            "1e9",
            "97,7",
            "2026-99-99",
        ),
        *(
            "[a](b)",
            "![a](b)",
            "<script>",
            "](javascript:",
            "<!-- kheo:home -->",
            "Ð",
            "ƀ",
            "ê̆",
            "ស",
            "xã Mai Châu",
            "hơn 70%",
            "0912345678",
        ),
    ]
)
TEXT = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=60).map("".join)


@MANY
@given(TEXT)
def test_any_yaml_is_read_or_refused_and_both_readers_agree(text: str) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    found = YamlText(text, "content/x.yml", max_values=1000)
    plain = read_plain(text, 1000)
    assert plain is NOT_PLAIN or (plain == found.data and not found.problems) or not _may_be_in_a_file(text)
    for problem in found.problems:
        line, column = problem.position or found.locate(problem.route)
        assert min(line, column) >= 1


def _may_be_in_a_file(text: str) -> bool:
    """Whether the plain reader is ever given such a text: files are read without controls and odd line ends."""
    return all(letter == "\n" or letter.isprintable() for letter in text)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_site(tmp_path_factory.mktemp("bat-ky") / "nguon")


@SOME
@given(
    st.sampled_from([MODEL, "content/pages/gioi-thieu.md", "content/organisations.yml", "content/addresses.txt"]),
    TEXT,
    st.booleans(),
)
def test_any_file_of_content_is_checked_and_reported(site: Path, file: str, text: str, behind: bool) -> None:
    path = site / file
    before = path.read_bytes() if path.exists() else None
    data = text.encode("utf-8", "surrogatepass")
    path.write_bytes((before or b"") + data if behind else data)
    began = time.process_time()
    try:
        checked = check_site(site)
        for reporter in REPORTERS.values():
            reporter(list(checked.findings), "vi").encode("utf-8")
    finally:
        path.unlink() if before is None else path.write_bytes(before)
    assert time.process_time() - began < 20


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
PUBLISHED = TESTS / "golden" / "expected"


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tinh") / "ban-mau"
    for name in ("du-lieu", "tim"):
        shutil.copytree(PUBLISHED / name, folder / name)
    shutil.copy(PUBLISHED / "feed.json", folder)
    return folder


def places(value: Any) -> list[tuple[Any, Any]]:
    """(container, key) of every value inside."""
    inside = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    return [(value, key) for key, _ in inside] + [place for _, one in inside for place in places(one)]


@SOME
@given(st.sampled_from(["du-lieu/v1/index.json", "du-lieu/v1/mo-hinh.json", "feed.json"]), st.data())
def test_any_value_anywhere_in_a_provinces_files_is_used_or_refused(
    province: Path, file: str, data: st.DataObject
) -> None:
    path = province / file
    before = path.read_text("utf-8")
    whole = json.loads(before)
    container, key = data.draw(st.sampled_from(places(whole)))
    container[key] = data.draw(JSON)
    path.write_bytes(json.dumps(whole, ensure_ascii=data.draw(st.booleans())).encode("utf-8", "surrogatepass"))
    try:
        read = read_province(province)
        for text in (
            read.name,
            read.url,
            *(model.name for model in read.listed()),
            *(item.title for item in read.items),
        ):
            assert text.isprintable()
            text.encode("utf-8")
    except HubError as error:
        blamed = error.folder
    else:
        blamed = str(province)
    finally:
        path.write_text(before, "utf-8")
    assert blamed == str(province)


@settings(SOME, max_examples=600)
@given(st.lists(TEXT, min_size=20, max_size=20))
def test_any_query_gets_an_answer(engine: Any, texts: list[str]) -> None:
    texts = [text.encode("utf-8", "replace").decode() for text in texts]
    assert engine(texts) == []


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, chromium: Any) -> Any:
    """Ask the engine each text; what was rejected, or answered by anything but a list."""
    folder = write_site(tmp_path_factory.mktemp("tim"))
    page = chromium.new_page()
    page.goto((folder / "index.html").as_uri())
    program = """(texts) => KheoSearch.open("./").then(async (engine) => {
      const wrong = [];
      for (const text of texts) {
        try {
          const answer = await engine.search(text);
          const words = await engine.complete(text);
          if (!Array.isArray(answer.results) || !Array.isArray(words)) wrong.push([text, "no list"]);
        } catch (error) { wrong.push([text, String(error)]); }
      }
      return wrong;
    })"""
    yield lambda texts: page.evaluate(program, texts)
    page.close()
