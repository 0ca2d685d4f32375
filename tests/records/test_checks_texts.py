"""The words of a record are gathered once; what is looked for in a quick way is what a search of everything finds."""

from __future__ import annotations

import re
import time

import pytest
import small_records
from checking import model
from hypothesis import given
from hypothesis import strategies as st

from generator.records.checks import Registers, run_record_checks
from generator.records.checks.language import _RELATED
from generator.records.checks.texts import BREAK, RecordText
from generator.records.schema import Records, validate
from generator.records.source import Document

NUMBERS = st.lists(
    st.sampled_from(["0", "12", "345", "987654", " ", ".", ",", "-", "/", "(", ")", "\u00a0", "a", "  ", " - ", "\n"]),
    max_size=30,
).map("".join)
LINES = st.lists(st.sampled_from(["tin khác", " In bài", "x", "\n", "\n\n", ":", "- ", "7"]), max_size=20).map("".join)


def words(body: str) -> RecordText:
    return RecordText(Document("news", "content/news/a.md", {}, body=body, body_line=5, name="a"))


@given(NUMBERS)
def test_long_numbers_are_those_a_search_of_the_whole_text_finds(body: str) -> None:
    every = re.compile(r"[0-9](?:[ .\u00a0()-]{0,2}[0-9]){5,}")
    text = words(body)
    assert text.long_numbers == [found.span() for found in every.finditer(text.linkless)]


@given(LINES)
def test_what_begins_a_line_is_found_as_a_search_of_the_whole_text_finds_it(text: str) -> None:
    every = re.compile(_RELATED.pattern.replace(r"\n", "^", 1), _RELATED.flags)
    quick = [match.start(1) - 1 for match in _RELATED.finditer(f"\n{text}")]
    assert quick == [match.start(1) for match in every.finditer(text)]


def test_strings_stand_in_the_order_of_the_record_and_know_their_place() -> None:
    text = RecordText(model(body="Chuyện kể.", problem="Khó khăn.", limits=["một", "hai"]))
    routes = [passage.route for passage in text.passages]
    assert routes.index(("name",)) < routes.index(("lede",)) < routes.index(("limits", 0)) < routes.index(("limits", 1))
    assert routes[-1] == ()
    for passage in text.passages:
        assert text.whole[passage.start : passage.start + len(passage.text)] == passage.text
        assert text.passage_at(passage.start) == passage
    assert len(text.whole) == len(text.linkless) == len(text.prose)


def test_addresses_and_quoted_words_are_no_prose() -> None:
    text = RecordText(model(sources=[{"kind": "press", "title": "Bài", "url": "https://a.example/0987654321"}]))
    assert "0987654321" in text.whole
    assert "0987654321" not in text.linkless
    assert BREAK * 10 in text.prose


@pytest.mark.parametrize(
    "unit",
    [
        "[a](<b",
        "](",
        "[a](a",
        "AB ",
        "a.",
        "a@",
        "1.1.",
        "091",
        "(“",
        "“a (",
        "[^1]",
        "https://",
        "www.",
        "%",
        "*a _b ",
        "- 1",
        "<a",
    ],
)
def test_no_story_makes_the_rules_slow(unit: str) -> None:
    """A story of 60 kB; where a rule looked from each sign to the end of the text it took half a minute."""
    document = Document("model", "content/models/a.md", small_records.model(1), body=unit * (60_000 // len(unit)))
    (entry,), _ = validate([document])
    began = time.process_time()
    run_record_checks(document, entry.record, Registers.of([document], Records()))
    assert time.process_time() - began < 2
