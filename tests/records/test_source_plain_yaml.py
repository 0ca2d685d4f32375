"""The quick reader of plain YAML reads what the YAML reader reads, or leaves the text to it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from source_tree import REPOSITORY

from generator.records.source.documents import read_text, split_front_matter
from generator.records.source.plain_yaml import NOT_PLAIN, read_plain
from generator.records.source.yaml_reader import YamlText

LIMIT = 400_000

# What people type, and what only YAML's own grammar tells apart.
VALUES = st.sampled_from(
    """x|mô hình điểm|12|-5|97.7|4.648|012|NO|true|null|~|2017-06|'x'|'it''s'|"x y"|"a\\tb"|"x" # c|"x"#c|'a'b|a: b|a:|a:b
    |x #c|x#c|# c|- x|-|[]|{}|[a, b]|[a,]|[,a]|[a: 1]|[-1]|[012]|[ a , "b" ]|{a: 1, b: [c, 'd']}|{a}|{a: 1, a: 2}|{ a: b }
    |[a #b]|a [b]|a, b|>-|>|\\||&x a|*x|!!str x|%x|@x|`x|? x|=|<<|---|...|https://a.example/b?c=1#d|“trích”|a\u00a0
    """.replace("\n    ", "").split("|")
)
LINES = st.builds(
    lambda indent, dash, key, value, end: " " * indent + dash + key + value + end,
    st.sampled_from([0, 0, 0, 1, 2, 2, 3, 4, 6]),
    st.sampled_from(["", "", "- ", "-  ", "- - "]),
    st.sampled_from(["a: ", "b: ", "c:", "d:", "code: ", "a:  ", "khóa: ", ""]),
    st.one_of(st.just(""), VALUES, st.text("ab :#-'\"[]{},0.\u2028", max_size=8)),
    st.sampled_from(["", "", "", " "]),
)
TEXTS = st.builds(lambda lines, end: "\n".join(lines) + end, st.lists(LINES, max_size=8), st.sampled_from(["", "\n"]))


def with_types(value: Any) -> str:
    """1 and Decimal("1") and "1" are three values, and keys keep their order."""
    return repr(value)


@settings(max_examples=600)
@given(TEXTS)
@example("a: >-\n  b\n  c\n\nd: 1\n")
@example("a: >-\n  b\n   c\n")
@example("a: >-\n    b\n  c: d\n")
@example("a: >-\n  b\n    \n")
@example("a: >-\n  b\n\n  # c\n")
@example("a: >-\n  b\n  #c")
@example("- a: >-\n  b: c\n")
def test_what_is_read_quickly_is_what_yaml_says(text: str) -> None:
    quick = read_plain(text, LIMIT)
    if quick is not NOT_PLAIN:
        whole = YamlText(text, "content/x.yml", max_values=LIMIT)
        assert whole.problems == []
        assert with_types(quick) == with_types(whole.data)


def front_matters(folder: str) -> list[str]:
    """The YAML of every file of a folder that is readable at all."""
    texts = []
    for path in sorted((REPOSITORY / folder).rglob("*.*")):
        if path.suffix in (".md", ".yml") and path.name != "README.md":
            text, *_ = read_text(path, path.name, LIMIT)
            parts = split_front_matter(text or "") if path.suffix == ".md" else (text or "",)
            texts += parts[:1] if parts else ()
    return texts


@pytest.mark.parametrize(
    "folder", ["content", "examples", "generator/core/resources/defaults", "tests/bad_records/content"]
)
def test_every_record_of_the_repository_is_read_alike(folder: str) -> None:
    texts = front_matters(folder)
    assert texts
    for text in texts:
        quick, whole = read_plain(text, LIMIT), YamlText(text, "content/x.yml", max_values=LIMIT)
        if quick is not NOT_PLAIN:
            assert (with_types(quick), whole.problems) == (with_types(whole.data), [])


@pytest.mark.parametrize("folder", ["content", "examples/ben-tre/content", "generator/core/resources/defaults"])
def test_records_as_people_write_them_are_plain(folder: str) -> None:
    assert all(read_plain(text, LIMIT) is not NOT_PLAIN for text in front_matters(folder))


def test_more_values_than_the_limit_are_left_to_the_reader_that_counts_them() -> None:
    text = f"a: [{', '.join('1' * 40)}]\n"
    assert read_plain(text, 100) == {"a": [1] * 40}
    assert read_plain(text, 40) is NOT_PLAIN


def test_lists_and_mappings_are_never_shared_between_records() -> None:
    first, second = (read_plain("a: [x]\nb: {c: 1}\n", LIMIT) for _ in range(2))
    assert first == second
    assert first["a"] is not second["a"]
    assert first["b"] is not second["b"]
