"""YAML is read as plain values; nothing is guessed, nothing is lost silently, every value knows its place."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import tracemalloc
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from source_tree import TESTS

from generator.records.source.plain_yaml import NOT_PLAIN, read_plain
from generator.records.source.yaml_reader import YamlText


def read(text: str) -> YamlText:
    return YamlText(text, "content/x.yml", max_values=1000)


def codes(text: str) -> list[str]:
    return [found.code for found in read(text).problems]


def test_plain_numbers_dates_and_words_are_read_as_written() -> None:
    found = read("a: 4648\nb: 97.7\nc: 2017-06-15\nd: 2017-06\ne: true\nf:\ng: '05233'\nh: xã Tòng Đậu\n")
    assert found.data == {
        "a": 4648,
        "b": Decimal("97.7"),
        "c": "2017-06-15",
        "d": "2017-06",
        "e": True,
        "f": None,
        "g": "05233",
        "h": "xã Tòng Đậu",
    }
    assert found.problems == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: NO", "KH117"),
        ("a: yes", "KH117"),
        ("a: 012", "KH118"),
        ("a: 12:30", "KH118"),
        ("a: 1_000", "KH118"),
        ("a: 0x1F", "KH118"),
        ("a: 1e5", "KH118"),
        ("a: +5", "KH118"),
        ("a: .5", "KH118"),
        ("code: 17983", "KH118"),
        ("a: 4.648", "KH119"),
        ("a: &x [1]\nb: *x", "KH113"),
        ("a: {b: 1}\nc:\n  <<: {d: 2}", "KH113"),
        ("a: !!python/object:os.system x", "KH114"),
        ("? [1]\n: 2", "KH115"),
        ("a: 1\na: 2", "KH116"),
        ("a:\n\t- b", "KH120"),
        ("a: b: c", "KH121"),
        ('a: "b', "KH122"),
        ("a: 1\n  b: 2", "KH121"),
        ("- a\nb: 1", "KH123"),
        ("a: b\n---\nc: d", "KH111"),
    ],
)
def test_what_yaml_would_twist_or_lose_is_a_problem(text: str, code: str) -> None:
    assert code in codes(text)


def test_quoted_text_stays_text_whatever_it_looks_like() -> None:
    assert read("a: 'NO'\nb: '012'\nc: \"4.648\"\n").data == {"a": "NO", "b": "012", "c": "4.648"}


def test_an_escape_does_not_smuggle_in_what_may_not_be_written() -> None:
    found = read('a: "x\\u202Ey\\uE000"\n')
    assert (found.data, [problem.code for problem in found.problems]) == ({"a": "xy"}, ["KH103"])


def test_a_value_is_found_again_by_its_route() -> None:
    found = read("a: 1\nresults:\n- indicator: x\n  unit: '%'\n- indicator: y\n  result: {value: 5}\n")
    assert found.locate(("results", 1, "result", "value")) == (6, 19)
    assert found.locate(("results", 0, "unit"), at_key=True) == (4, 3)
    assert found.locate(("results", 0, "missing")) == (3, 3), "a missing key is shown where its parent begins"


def test_lines_count_from_where_the_text_begins_in_its_file() -> None:
    found = YamlText("a: 1\nb: NO\n", "x.md", first_line=2, max_values=9)
    assert found.locate(("b",)) == (3, 4)


@pytest.mark.parametrize("text", ["[" * 5000, "- " * 5000 + "a", "{a: " * 5000, "? " * 5000])
def test_nesting_meant_to_hang_the_machine_is_refused_at_once(text: str) -> None:
    started = time.perf_counter()
    assert codes(text) == ["KH110"]
    assert time.perf_counter() - started < 5


def seen(text: str) -> str:
    """What a process that reads the text says and how it ended: a parser in C dies without a word."""
    program = """
import sys
from generator.records.source.plain_yaml import NOT_PLAIN, read_plain
from generator.records.source.yaml_reader import YamlText
found = YamlText(sys.stdin.read(), "x.yml", max_values=20_000)
print([one.code for one in found.problems], found.locate(("b", 0, 0)))
"""
    done = subprocess.run([sys.executable, "-c", program], input=text, capture_output=True, text=True, check=False)
    return f"{done.returncode} {done.stdout}{done.stderr[-200:]}"


@pytest.mark.parametrize(
    "lead",
    [
        "# " + "]" * 25_000 + "\n",
        f"c: '{']' * 25_000}'\n",
        'c: "' + "}" * 25_000 + '"\n',
        "c: |\n  " + "]" * 25_000 + "\n",
    ],
    ids=["comment", "single quotes", "double quotes", "block"],
)
@pytest.mark.parametrize("bracket", ["[", "{a: ", "[{a: "])
def test_brackets_in_comments_and_quotes_do_not_hide_depth(lead: str, bracket: str) -> None:
    assert seen(f"{lead}b: {bracket * 25_000}\n").startswith("0 ['KH110']")


@pytest.mark.parametrize("text", ["- " * 25_000 + "a", "\u2028- " + "- " * 25_000, "? " * 25_000, "- ? " * 12_000])
def test_dashes_and_question_marks_in_one_line_do_not_hide_depth(text: str) -> None:
    assert seen(text).startswith("0 ['KH110']")


def test_brackets_inside_quotes_and_comments_are_text() -> None:
    text = "[" * 40 + "]" * 40
    assert codes(f"# {text}\na: '{text}'\nb: \"{text}\"\nc: x {text}\n") == []


def test_values_are_counted_before_anything_is_made_of_them() -> None:
    tracemalloc.start()
    found = YamlText("- \n" * 1_000_000, "x.yml", max_values=20_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [problem.code for problem in found.problems] == ["KH112"]
    assert peak < 50_000_000


def test_an_alias_bomb_costs_nothing() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60))
    assert set(codes(bomb)) == {"KH113"}


def test_too_many_values_are_refused() -> None:
    assert codes("a: [" + "1, " * 2000 + "1]") == ["KH112"]


@given(st.text(max_size=300))
def test_any_text_gives_an_answer_and_never_an_exception(text: str) -> None:
    found = read(text)
    for problem in found.problems:
        line, column = problem.position or found.locate(problem.route)
        assert line >= 1
        assert column >= 1


SUITE = json.loads((TESTS / "data/yaml_test_suite.json").read_text(encoding="utf-8"))["cases"]


def as_json(value: Any) -> Any:
    """A value as JSON has it: decimals as floats."""
    if isinstance(value, dict):
        return {key: as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return float(value) if isinstance(value, Decimal) else value


@pytest.mark.parametrize("case", SUITE, ids=[case["id"] for case in SUITE])
def test_the_yaml_suite_is_refused_or_read_as_it_says(case: dict[str, Any]) -> None:
    whole = read(case["yaml"])
    plain = read_plain(case["yaml"], 1000)
    if case.get("fails"):
        assert whole.problems
        assert plain is NOT_PLAIN
    elif not whole.problems and "value" in case:
        assert as_json(whole.data) == case["value"]
    assert plain is NOT_PLAIN or (plain == whole.data and not whole.problems)


def test_most_of_the_suite_is_of_one_meaning_here() -> None:
    """406 cases: the 94 that must fail are refused; of the others those with anchors, tags and many documents are too."""
    refused = [bool(read(case["yaml"]).problems) for case in SUITE if not case.get("fails")]
    assert (len(SUITE), len(refused), refused.count(False)) == (406, 312, 167)


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("flow: [a,\nb]\n", "KH123", (2, 1)),
        ("a: [ b ]#c\n", "KH126", (1, 9)),
        ("a: [ b,#c\n ]\n", "KH126", (1, 8)),
        ('a: "b\n\tc"\n', "KH123", (2, 1)),
        ("a: [-, b]\n", "KH124", (1, 5)),
        ("%YAML 1.1\n---\na: b\n", "KH124", (1, 1)),
        ("a: >\n  \n b\n", "KH123", (3, 1)),
        ('a: "b"# c\n', "KH126", (1, 7)),
        ("a: ># c\n  b\n", "KH126", (1, 5)),
        ("a: {?b: c}\n", "KH124", (1, 5)),
        ("a: [?b]\n", "KH124", (1, 5)),
    ],
)
def test_what_other_programs_read_otherwise_is_refused_at_its_place(
    text: str, code: str, position: tuple[int, int]
) -> None:
    assert [(problem.code, problem.position) for problem in read(text).problems] == [(code, position)]


def test_brackets_closed_at_the_beginning_of_a_line_and_a_last_line_of_blanks_have_one_meaning() -> None:
    assert read("a: [\n  b,\n  c,\n]\nd: {\n  e: f,\n}\n").data == {"a": ["b", "c"], "d": {"e": "f"}}
    assert read("a: |\n  x\n   ").data == {"a": "x\n \n"}
