"""Every message exists in both languages, and every reporter says the same findings."""

from __future__ import annotations

import json
import string

import pytest

from generator.core.problems import Finding, catalogue
from generator.core.problems.reporters import REPORTERS, summary

FINDINGS = [
    Finding("content/models/a.md", 3, 9, "KH117", "NO"),
    Finding("content/models/a.md", 5, 1, "KH202", "statuss", (("known", "x"), ("nearest", "status"))),
    Finding("content/a|b<i>.txt", 1, 1, "KH137", ""),
]


def test_every_code_has_all_its_texts() -> None:
    for code, entry in catalogue().items():
        assert code[:2] == "KH", code
        assert entry["severity"] in ("error", "warning"), code
        for key in ("vi", "vi_explain", "en", "en_explain"):
            assert entry.get(key, "").strip(), f"{code} lacks {key}"


def test_both_languages_speak_of_the_same_values() -> None:
    for code, entry in catalogue().items():
        names = [{name for _, name, _, _ in string.Formatter().parse(entry[key]) if name} for key in ("vi", "en")]
        assert {name.removesuffix("_en") for name in names[1]} <= names[0] | {"text"}, code


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", list(REPORTERS))
def test_every_reporter_names_every_file_and_code(name: str, language: str) -> None:
    said = REPORTERS[name](FINDINGS, language)
    for finding in FINDINGS:
        assert finding.code in said
    assert "content/models/a.md" in said


def test_the_text_report_gives_place_words_and_remedy() -> None:
    lines = REPORTERS["text"](FINDINGS, "vi").splitlines()
    assert lines[3] == "content/models/a.md:5:1: lỗi KH202: Không có khóa nào tên “statuss” ở đây."
    assert lines[4:6] == ["    viết: statuss", "    sửa: status"]
    assert lines[-1] == "2 lỗi phải sửa, 1 cảnh báo nên xem."


def test_json_and_sarif_are_machine_readable_and_count_alike() -> None:
    data = json.loads(REPORTERS["json"](FINDINGS, "vi"))
    assert (data["errors"], data["warnings"], len(data["findings"])) == (2, 1, 3)
    sarif = json.loads(REPORTERS["sarif"](FINDINGS, "vi"))
    assert [result["level"] for result in sarif["runs"][0]["results"]] == ["error", "error", "warning"]


def test_a_strangers_file_name_cannot_break_out_of_the_github_reports() -> None:
    evil = [Finding("content/a\n::error::x.md", 1, 1, "KH137", "|<script>`\n::add-mask::")]
    assert REPORTERS["github"](evil, "vi").count("\n") == 1
    row = REPORTERS["markdown"](evil, "vi").splitlines()[-1]
    assert "<script>" not in row
    assert "`" not in row.split("|")[3]


def test_no_findings_is_said_too() -> None:
    assert summary([], "vi") == "Không có vấn đề nào."
