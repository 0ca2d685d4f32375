"""Runs the rules over one small model among the registers of `small_records`, and tells what they found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import small_records

from generator.core.problems import Problem
from generator.records.checks import run_checks
from generator.records.schema import Records, validate
from generator.records.source import Document, Found, Source


def site(*documents: Document, found: Found | None = None, without: tuple[str, ...] = ()) -> list[Problem]:
    """The problems of these documents beside the small registers (`without` leaves kinds of them out)."""
    registers = [document for document in small_records.documents([]) if document.kind not in without]
    source = Source(Path("nowhere"), (*registers, *documents), found or Found(), ())
    entries, problems = validate(source.documents)
    assert problems == [], problems
    return run_checks(source, Records.of(entries))


def model(file: str = "m1", body: str = "", number: int = 1, **changes: Any) -> Document:
    """A valid model document; `changes` replace or add keys, `body` is its story, which begins on line 30."""
    data = small_records.model(number, **changes)
    return Document("model", f"content/models/{file}.md", data, body=body, body_line=30, name=file)


def statistic(file: str = "s1", **changes: Any) -> Document:
    """A valid statistic document of 100 models."""
    data = {
        "name": "Mô hình toàn tỉnh",
        "unit": "mô hình",
        "scope": "toàn tỉnh",
        "value": 100,
        "as_stated": "lúc viết bài",
        "source": 1,
        "sources": small_records.SOURCES,
        "reviewed": small_records.REVIEWED,
    } | changes
    return Document("statistic", f"content/statistics/{file}.yml", data, name=file)


def found(problems: list[Problem]) -> list[tuple[str, str]]:
    """(code, offending text) of each problem, in order."""
    return [(problem.code, problem.text) for problem in problems]


def codes(*documents: Document) -> list[str]:
    """The codes found in these documents, sorted."""
    return sorted(problem.code for problem in site(*documents))
