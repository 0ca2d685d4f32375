"""The catalogue of interface texts and the places that use it hold each other to account."""

from __future__ import annotations

import ast
import re
import unicodedata
from pathlib import Path

import pytest
from source_tree import REPOSITORY

from generator.core.texts import t, texts
from generator.records.schema import (
    Bound,
    Level,
    ModelKind,
    SourceKind,
    Status,
    StepEvidence,
    StepName,
    json_schemas,
)
from generator.records.schema.model import RegistrationType
from generator.records.schema.people import HonoureeKind
from generator.records.schema.registry import ProgrammeKind
from generator.records.schema.statistics import BreakdownBy
from generator.showcase.addresses import FACETS

# t("model.results") and t("a" if x else "b"); what a key ends in when it is put together: t("status." ~ value)
LITERAL = re.compile(r'"([a-z_]+\.[a-z_.-]+[a-z_])"')
TEMPLATE_PREFIX = re.compile(r'"([a-z_]+\.[a-z_]*)" ~')
CODE_PREFIX = re.compile(r'f["\']([a-z_]+\.[a-z_]*)\{')
# Titles of the header and footer stand in build/chrome.py by their last part.
CHROME = {
    f"nav.{key}" for key in re.findall(r'\("(\w+)", ', (REPOSITORY / "generator/pipeline/chrome.py").read_text("utf-8"))
}
VIETNAMESE = re.compile(r"[À-ỹĐđ]")


def templates() -> list[Path]:
    return sorted([*(REPOSITORY / "theme").glob("*.html"), *(REPOSITORY / "theme").glob("*/*.html")])


def code() -> list[Path]:
    return sorted(path for path in (REPOSITORY / "generator").rglob("*.py") if "t(" in path.read_text("utf-8"))


def used() -> tuple[set[str], set[str]]:
    """Keys written out, and the beginnings of keys that are put together."""
    keys, prefixes = set(CHROME), set()
    for path in templates():
        text = path.read_text("utf-8")
        keys |= set(LITERAL.findall(text))
        prefixes |= set(TEMPLATE_PREFIX.findall(text))
    for path in code():
        text = path.read_text("utf-8")
        keys |= set(LITERAL.findall(text))
        prefixes |= set(CODE_PREFIX.findall(text))
    return keys, prefixes


def called_keys() -> set[str]:
    """Keys given straight to t(), in templates and code."""
    keys = set(CHROME)
    for path in templates():
        keys |= set(re.findall(r'\bt\("([a-z_.-]+[a-z_])"[,)]', path.read_text("utf-8")))
    for path in code():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "t" and node.args:
                key = node.args[0]
                if isinstance(key, ast.Constant):
                    keys.add(key.value)
    return keys


def test_every_key_that_is_used_is_in_the_catalogue():
    assert called_keys() - set(texts()) == set()


def test_every_text_of_the_catalogue_is_used():
    keys, prefixes = used()
    unused = {key for key in texts() if key not in keys and not any(key.startswith(one) for one in prefixes)}
    assert unused == set()


@pytest.mark.parametrize(
    ("pattern", "values"),
    [
        ("status.{}", Status),
        ("level.{}", Level),
        ("bound.{}", Bound),
        ("steps.{}", StepName),
        ("steps.evidence_{}", StepEvidence),
        ("source.kind_{}", SourceKind),
        ("badge.told_{}", SourceKind),
        ("programme.kind_{}", ProgrammeKind),
        ("registration.{}", RegistrationType),
        ("honouree.{}", HonoureeKind),
        ("statistics.by_{}", BreakdownBy),
        ("data.kind_{}", json_schemas()),
        ("index.{}", FACETS),
        ("index.{}_lede", FACETS),
        ("facet.{}", FACETS),
    ],
)
def test_every_value_a_record_may_hold_has_its_words(pattern, values):
    missing = [pattern.format(value) for value in values if pattern.format(value) not in texts()]
    assert missing == []


def test_the_only_kind_of_record_without_words_of_its_own_is_the_ordinary_one():
    assert {str(kind) for kind in ModelKind} - {"exemplar"} == {"model"}


def test_texts_are_composed_trimmed_and_in_the_old_tone_placement():
    for key, text in texts().items():
        assert text == unicodedata.normalize("NFC", text).strip(), key
        assert not re.search(r"hoà|thuỷ|khoẻ|uý\b", text, re.IGNORECASE), key


def test_templates_hold_no_vietnamese_words_of_their_own():
    for path in templates():
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            assert not VIETNAMESE.search(line), f"{path.name}:{number}: {line}"


def test_a_value_that_is_missing_and_a_key_nobody_wrote_are_errors():
    assert t("count.models", count=5) == "5 hồ sơ"
    with pytest.raises(KeyError):
        t("count.models")
    with pytest.raises(KeyError):
        t("count.nothing")
