"""`tests/bad_records/` is a whole site with one broken file per rule; what the check says of it is kept word for word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reading import read_and_validate
from source_tree import BAD_RECORDS, TESTS

from generator.core.problems import Finding, catalogue, fix, message, severity
from generator.records.checks import run_checks
from generator.records.schema import Records
from generator.records.source import locate, read_site

SITE = BAD_RECORDS
EXPECTED = SITE / "expected.txt"


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    """Everything the check finds in the bad site, as it would be printed."""
    source, entries, problems = read_and_validate(SITE)
    checked = run_checks(source, Records.of(entries))
    return locate(SITE, [*source.problems, *problems, *checked])


def line(finding: Finding) -> str:
    """One line of the kept expectation: place, code, message, and the remedy after an arrow."""
    values = dict(finding.values) | {"text": finding.text}
    said = message(finding.code, values, "vi")
    remedy = fix(finding.code, values, "vi").replace("\n", " ⏎ ")
    return f"{finding.file}:{finding.line}:{finding.column} {finding.code} {said} → {remedy}"


def planted(file: str) -> str | None:
    """The code a file's name says it breaks: kh402-ty-le-sai.md -> KH402."""
    found = re.search(r"/(kh\d{3})-", file, re.IGNORECASE)
    return found[1].upper() if found else None


def test_every_planted_problem_is_told_in_the_kept_words(findings: list[Finding], *, blessing: bool) -> None:
    said = "".join(f"{line(finding)}\n" for finding in findings)
    if blessing:
        EXPECTED.write_text(said, encoding="utf-8")
    assert said.splitlines() == EXPECTED.read_text(encoding="utf-8").splitlines()


def test_each_broken_file_breaks_the_rule_in_its_name_and_no_other(findings: list[Finding]) -> None:
    files = {path.relative_to(SITE).as_posix() for path in SITE.rglob("*.*")}
    told = {(planted(finding.file), finding.code) for finding in findings}
    assert {code for code, _ in told} == {planted(file) for file in files} - {None}
    assert {(code, code) for code, _ in told} == told


def test_the_good_files_beside_them_are_left_alone(findings: list[Finding]) -> None:
    assert all(planted(finding.file) for finding in findings)


def test_every_message_fills_all_its_blanks(findings: list[Finding]) -> None:
    for finding in findings:
        values = dict(finding.values) | {"text": finding.text}
        for language in ("vi", "en"):
            for key in (language, f"{language}_fix"):
                wanted = set(re.findall(r"(?<!{){(\w+)}", catalogue()[finding.code].get(key, "")))
                assert wanted <= set(values), f"{finding.code} {key}"


# From here on the codes belong to photo files and to publishing, which have tests of their own.
OTHER_ROOMS = "KH850"


def test_every_code_is_shown_by_a_bad_file_or_by_a_test_that_makes_one(findings: list[Finding]) -> None:
    shown = {finding.code for finding in findings}
    for test in TESTS.rglob("test_*.py"):
        shown |= set(re.findall(r'"(KH\d{3})"', test.read_text(encoding="utf-8")))
    assert {code for code in catalogue() if code < OTHER_ROOMS} - shown == set()


def test_a_gazetteer_nobody_ships_is_told_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    province = (SITE / "content/province.yml").read_text(encoding="utf-8") + "gazetteers: [noi-khong-co]\n"
    (tmp_path / "content/province.yml").write_text(province, encoding="utf-8")
    (problem,) = read_site(tmp_path).problems
    assert (problem.code, problem.text, problem.route) == ("KH318", "noi-khong-co", ("gazetteers", 0))


def test_both_errors_and_warnings_are_planted(findings: list[Finding]) -> None:
    assert {severity(finding.code) for finding in findings} == {"error", "warning"}
