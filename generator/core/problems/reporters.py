"""One result, several reporters: text for people, JSON and SARIF for machines, annotations and a summary for GitHub, Code Quality for GitLab."""

from __future__ import annotations

import hashlib
import html
import json
from collections import Counter
from collections.abc import Callable, Iterable
from urllib.parse import quote

from generator.core.problems.catalogue import Language, explain, fix, message
from generator.core.problems.problem import Finding
from generator.core.problems.shown import shown

_WORDS = {
    "vi": {
        "error": "lỗi",
        "warning": "cảnh báo",
        "written": "viết",
        "right": "sửa",
        "errors": "{n} lỗi phải sửa",
        "warnings": "{n} cảnh báo nên xem",
        "fine": "Không có vấn đề nào.",
        "title": "Kết quả kiểm tra hồ sơ",
        "now": "Đang viết",
        "mend": "Sửa",
        "alike": "còn {n} chỗ nữa cùng lỗi {code}; xem hết: kheo check --format json",
        "more": "Còn {n} điều nữa ({what}); xem phần tóm tắt của lượt kiểm tra.",
    },
    "en": {
        "error": "error",
        "warning": "warning",
        "written": "written",
        "right": "fix",
        "errors": "errors: {n}",
        "warnings": "warnings: {n}",
        "fine": "No problems.",
        "title": "Check of the records",
        "now": "Written",
        "mend": "Fix",
        "alike": "{n} more of {code}; all of them: kheo check --format json",
        "more": "{n} more ({what}); see the summary of this run.",
    },
}
_ANNOTATIONS = 9

_ALIKE = 100
"""A text report lists so many findings of one code in one file, and counts the rest: a program that spoils a register can make
hundreds of thousands."""

_COLUMNS = {
    "vi": ("Tệp, dòng", "Điều cần sửa", "Đang viết", "Cách sửa"),
    "en": ("File, line", "What is wrong", "As written", "What to do"),
}


def _message(finding: Finding, language: Language) -> str:
    return message(finding.code, dict(finding.values) | {"text": finding.text}, language)


def _fix(finding: Finding, language: Language) -> str:
    return fix(finding.code, dict(finding.values) | {"text": finding.text}, language)


def _severity(finding: Finding) -> str:
    return "error" if finding.is_error else "warning"


def summary(findings: Iterable[Finding], language: Language) -> str:
    """One sentence: how many errors and warnings."""
    words = _WORDS[language]
    findings = list(findings)
    errors = sum(finding.is_error for finding in findings)
    parts = [words["errors"].format(n=errors)] if errors else []
    if len(findings) > errors:
        parts.append(words["warnings"].format(n=len(findings) - errors))
    return ", ".join(parts) + "." if parts else words["fine"]


def text(findings: list[Finding], language: Language) -> str:
    """`file:line:column: severity CODE: what`, then what is written and the right form, indented."""
    words = _WORDS[language]
    lines = []
    counts: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        counts[finding.file, finding.code] += 1
        if counts[finding.file, finding.code] > _ALIKE:
            continue
        where = f"{shown(finding.file)}:{finding.line}:{finding.column}"
        lines.append(f"{where}: {words[_severity(finding)]} {finding.code}: {_message(finding, language)}")
        if finding.text:
            lines.append(f"    {words['written']}: {shown(finding.text)}")
        right = _fix(finding, language)
        if right:
            lines.append(f"    {words['right']}: " + right.replace("\n", "\n         "))
    for (file, code), count in counts.items():
        if count > _ALIKE:
            lines.append(f"{shown(file)}: {words['alike'].format(n=count - _ALIKE, code=code)}")
    lines.append(summary(findings, language))
    return "\n".join(lines) + "\n"


def as_data(finding: Finding, language: Language) -> dict[str, object]:
    """One finding as plain values; the shape of `--format json`."""
    return {
        "file": shown(finding.file),
        "line": finding.line,
        "column": finding.column,
        "code": finding.code,
        "severity": _severity(finding),
        "message": _message(finding, language),
        "text": shown(finding.text),
        "fix": _fix(finding, language),
    }


def as_json(findings: list[Finding], language: Language) -> str:
    """A JSON object with the findings and their counts."""
    errors = sum(finding.is_error for finding in findings)
    data = {
        "errors": errors,
        "warnings": len(findings) - errors,
        "findings": [as_data(finding, language) for finding in findings],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def github(findings: list[Finding], language: Language) -> str:
    """GitHub workflow commands: an annotation for each of the first nine findings, errors first, and how many there are more.

    The host shows ten a step and drops the others without a word.
    """
    words = _WORDS[language]
    ordered = sorted(findings, key=lambda one: not one.is_error)
    lines = []
    for finding in ordered[:_ANNOTATIONS]:
        parts = [_message(finding, language)]
        parts += [f"{words['now']}: {shown(finding.text)}"] if finding.text else []
        parts += [f"{words['mend']}: {right}"] if (right := _fix(finding, language)) else []
        place = f"file={_property(shown(finding.file))},line={finding.line},col={finding.column}"
        lines.append(f"::{_severity(finding)} {place},title={finding.code}::{_data(chr(10).join(parts))}")
    if rest := ordered[_ANNOTATIONS:]:
        more = words["more"].format(n=len(rest), what=summary(rest, language).rstrip("."))
        lines.append(f"::{_severity(rest[0])} title=kheo::{_data(more)}")
    return "".join(f"{line}\n" for line in lines)


def gitlab(findings: list[Finding], language: Language) -> str:
    """A Code Quality report as GitLab reads it: shown beside the lines of a merge request.

    A fingerprint tells a finding from those of the target branch; it does not depend on the line.
    """
    seen: dict[tuple[str, ...], int] = {}
    entries = []
    for finding in findings:
        own = (finding.file, finding.code, finding.text)
        seen[own] = seen.get(own, 0) + 1
        right = _fix(finding, language)
        words = (
            f"{_message(finding, language)} {_WORDS[language]['mend']}: {right}"
            if right
            else _message(finding, language)
        )
        fingerprint = hashlib.sha256("\0".join([*own, str(seen[own])]).encode("utf-8", "replace")).hexdigest()
        entries.append({
            "description": words,
            "check_name": finding.code,
            "fingerprint": fingerprint,
            "severity": "major" if finding.is_error else "minor",
            "location": {"path": shown(finding.file), "lines": {"begin": finding.line}},
        })  # fmt: skip
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def sarif(findings: list[Finding], language: Language) -> str:
    """SARIF 2.1.0, as code scanning tools read it."""
    codes = sorted({finding.code for finding in findings})
    rules = [{"id": code, "fullDescription": {"text": explain(code, language)}} for code in codes]
    results = [
        {
            "ruleId": finding.code,
            "level": _severity(finding),
            "message": {"text": " ".join((_message(finding, language), _fix(finding, language))).strip()},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(shown(finding.file))},
                        "region": {"startLine": finding.line, "startColumn": finding.column},
                    }
                }
            ],
        }
        for finding in findings
    ]
    run = {"tool": {"driver": {"name": "kheo", "rules": rules}}, "columnKind": "unicodeCodePoints", "results": results}
    data = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def markdown(findings: list[Finding], language: Language) -> str:
    """A summary for the job page of a pull request: one table, errors first."""
    words = _WORDS[language]
    lines = [f"## {words['title']}", "", summary(findings, language), ""]
    if findings:
        lines += ["| " + " | ".join(_COLUMNS[language]) + " |", "|---|---|---|---|"]
    for finding in sorted(findings, key=lambda one: not one.is_error):
        where = f"<code>{markdown_text(shown(finding.file))}</code>, {finding.line}"
        what = f"**{words[_severity(finding)]} {finding.code}**: {markdown_text(_message(finding, language))}"
        lines.append(
            f"| {where} | {what} | {markdown_text(shown(finding.text))} | {markdown_text(_fix(finding, language))} |"
        )
    return "\n".join(lines) + "\n"


def markdown_text(value: str) -> str:
    """Text that stays text inside a Markdown table, whatever a stranger's record holds."""
    escaped = html.escape(value, quote=False).replace("#", "&#35;")
    for mark in "\\`*_[]|~:@!":
        escaped = escaped.replace(mark, f"&#{ord(mark)};")
    return escaped.replace("www.", "www&#46;").replace("\n", "<br>")


REPORTERS: dict[str, Callable[[list[Finding], Language], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "gitlab": gitlab,
    "sarif": sarif,
    "markdown": markdown,
}
