"""Every message exists in both languages, and every reporter says the same findings."""

from __future__ import annotations

import json
import re
import string

import pytest

from generator.core.problems import Finding, catalogue
from generator.core.problems.reporters import REPORTERS, summary
from generator.core.problems.shown import shown

FINDINGS = [
    Finding("content/models/a.md", 3, 9, "KH117", "NO"),
    Finding("content/models/a.md", 5, 1, "KH202", "statuss", (("known", "x"), ("line", "status: running"))),
    Finding("content/a|b<i>.txt", 1, 1, "KH137", ""),
]


def test_every_code_has_all_its_texts() -> None:
    for code, entry in catalogue().items():
        assert code[:2] == "KH", code
        assert entry["severity"] in ("error", "warning"), code
        for key in ("vi", "vi_explain", "en", "en_explain"):
            assert entry.get(key, "").strip(), f"{code} lacks {key}"


def test_messages_use_no_word_of_programmers_where_a_plain_one_serves() -> None:
    jargon = re.compile(r"khóa|danh sách|phần khai|YAML", re.IGNORECASE)
    for code, entry in catalogue().items():
        for key, text in entry.items():
            if key == "vi" or key.startswith("vi_fix"):
                assert not jargon.search(text), f"{code} {key}: {text}"


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
    assert lines[3] == "content/models/a.md:5:1: lỗi KH202: Ở đây không có mục nào tên “statuss”."
    assert lines[4:6] == ["    viết: statuss", "    sửa: status: running"]
    assert lines[-1] == "2 lỗi phải sửa, 1 cảnh báo nên xem."


def test_a_file_full_of_one_mistake_is_told_by_its_first_hundred_and_a_count() -> None:
    many = [Finding("content/organisations.yml", line, 1, "KH117", "NO") for line in range(1, 1001)]
    told = REPORTERS["text"](many, "vi").splitlines()
    assert sum("KH117: " in line and line.startswith("content/organisations.yml:") for line in told) == 100
    assert told[-2] == "content/organisations.yml: còn 900 chỗ nữa cùng lỗi KH117; xem hết: kheo check --format json"
    assert told[-1] == "1000 lỗi phải sửa."
    assert REPORTERS["json"](many, "vi").count('"line"') == 1000


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


FORGED = (
    "content/a\n::error file=b.md::x.md",
    "content/\x1b[2J.md",
    "content/`|<img src=x onerror=y>.md",
    "content/## Không có vấn đề nào.md",
    "content/##[error]x.md",
    "content/\u202egpj.md",
    "content/[x](https://xau.example/).md",
    "content/ @doi https://xau.example www.xau.example.md",
    "\n::stop-commands::x",
    "::error::x",
    "\udcff\u2028.md",
)


@pytest.mark.parametrize("forged", FORGED)
@pytest.mark.parametrize("name", list(REPORTERS))
def test_no_name_or_value_adds_a_line_a_command_or_a_mark_to_a_report(name: str, forged: str) -> None:
    def report(text: str) -> str:
        one = Finding(text, 1, 1, "KH910", text, (("count", "1"), ("links", text)))
        said = REPORTERS[name]([one], "vi")
        said.encode("utf-8")
        return said

    plain, said = report("content/a.md"), report(forged)
    assert said.count("\n") == plain.count("\n")
    assert all(letter == "\n" or letter.isprintable() for letter in said)
    assert "##[" not in said
    starts = [line.lstrip()[:2] == "::" for line in said.splitlines()]
    assert starts == [line.lstrip()[:2] == "::" for line in plain.splitlines()]
    if name == "markdown":
        row = said.splitlines()[-1]
        assert row.count("|") == plain.splitlines()[-1].count("|")
        told = row.replace("<code>", "").replace("</code>", "").replace("**", "")
        assert not set("`<>[]@~") & set(told)
        assert "://" not in told
        assert "www." not in told


def test_a_name_that_is_seen_is_reported_as_it_is() -> None:
    for name in ("content/models/giữ-rừng.md", "content/models/a b (1).md", "content/models/ស្រុក.md"):
        assert shown(name) == name


def test_annotations_say_what_the_text_and_the_remedy() -> None:
    (line,) = REPORTERS["github"](FINDINGS[1:2], "vi").splitlines()
    assert line == (
        "::error file=content/models/a.md,line=5,col=1,title=KH202::Ở đây không có mục nào tên “statuss”."
        "%0AĐang viết: statuss%0ASửa: status: running"
    )


def test_at_most_nine_annotations_errors_first_and_a_tenth_that_counts_the_others() -> None:
    many = [Finding(f"content/models/a{n}.md", n, 1, "KH403", "") for n in range(1, 9)]
    many += [Finding(f"content/models/b{n}.md", n, 1, "KH117", "NO") for n in range(1, 6)]
    lines = REPORTERS["github"](many, "vi").splitlines()
    assert len(lines) == 10
    assert [line[:7] for line in lines[:6]] == ["::error"] * 5 + ["::warni"]
    assert lines[-1] == "::warning title=kheo::Còn 4 điều nữa (4 cảnh báo nên xem); xem phần tóm tắt của lượt kiểm tra."
    assert len(REPORTERS["github"](many[:9], "vi").splitlines()) == 9


def test_a_code_quality_report_keeps_its_fingerprints_when_lines_move() -> None:
    def prints(move: int) -> list[str]:
        moved = [Finding(one.file, one.line + move, one.column, one.code, one.text, one.values) for one in FINDINGS * 2]
        return [entry["fingerprint"] for entry in json.loads(REPORTERS["gitlab"](moved, "vi"))]

    assert prints(0) == prints(7)
    assert len({*prints(0)}) == 6
    first = json.loads(REPORTERS["gitlab"](FINDINGS, "vi"))[0]
    assert first["severity"] == "major"
    assert first["location"] == {"path": "content/models/a.md", "lines": {"begin": 3}}


def test_no_findings_is_said_too() -> None:
    assert summary([], "vi") == "Không có vấn đề nào."
