"""A line YAML cannot read costs that line: its cause is named, the remedy copied as it stands is right, the rest is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from source_tree import BAD_RECORDS

from generator.core.memo import Memo
from generator.core.problems import Finding
from generator.pipeline.content_index import ContentIndex, parse_and_validate, run_rules
from generator.records.reading import locate
from generator.records.source.find import record_file

FILE = "content/models/thu.md"
PLAIN = """\
---
id: MH-2023-0900
name: Tổ tiết kiệm xanh xóm Mới
lede: Bà con góp tiền lắp đèn, đường xóm sáng hơn.
field: kinh-te
field_basis: stated
lead:
  certainty: not_stated
place:
  unit: xa-binh-minh
  as_written: xã Bình Minh, huyện Sông Xanh, tỉnh Minh Họa
period:
  start: 2023
status: running
participants:
  - Chi bộ
results:
  - indicator: Số hộ đóng góp
    unit: hộ
    result: {value: 125, date: 2024-03-01}
sources:
  - kind: report
    title: Báo cáo minh họa
    published: 2024-03-01
reviewed:
  date: 2024-06-01
  by: Biên tập viên
---

## Khó ở đâu

Trước đây bà con đi lại khó.
"""
# What is typed instead of what -> the codes it is told by.
TYPED: dict[tuple[str, str], list[str]] = {
    ("status: running", "status:running"): ["KH145"],
    ("  start: 2023", "  start:2023\n  ongoing:không"): ["KH145", "KH145"],
    ("  - Chi bộ", "• Chi bộ\n• Các hộ dân"): ["KH142", "KH142"],
    ("  - Chi bộ", "  + Chi bộ\n  + Các hộ dân"): ["KH142", "KH142"],
    ("  - Chi bộ", "  – Chi bộ\n  – Các hộ dân"): ["KH142", "KH142"],
    ("  - Chi bộ", "  -Chi bộ\n  -Các hộ dân"): ["KH142", "KH142"],
    ("  - Chi bộ", "  1. Chi bộ\n  2. Các hộ dân"): ["KH142", "KH142"],
    ("  - Chi bộ", "  - Chi bộ: đứng đầu\n  - Các hộ"): ["KH121"],
    ("participants:\n  - Chi bộ", "participants: - Chi bộ"): ["KH142"],
    ("name: Tổ", "name: “Cách làm: tổ”, tổ"): ["KH121"],
    ("name: Tổ tiết kiệm xanh xóm Mới", 'name: "Tổ tiết kiệm xanh'): ["KH122"],
    ("name: Tổ tiết kiệm xanh xóm Mới", 'name: "Tổ tiết kiệm xanh”'): ["KH122"],
    ("name: Tổ tiết kiệm xanh xóm Mới", 'name: “Cách làm: tổ xanh"'): ["KH143"],
    ("name: Tổ tiết kiệm xanh xóm Mới", 'name: "Tổ xanh" xóm Mới'): ["KH122"],
    ("name: Tổ tiết", "name: 'Tổ tiết"): ["KH122"],
    ("2024-03-01}\nsources", "2024-03-01\nsources"): ["KH146"],
    ("title: Báo", "title: [Không rõ tên] Báo"): ["KH144"],
    ("title: Báo", "title: {Không rõ tên} Báo"): ["KH144"],
    ("lede: Bà con", "lede: Cách làm: bà con"): ["KH121"],
    ("lede: Bà con góp tiền lắp đèn, ", "lede: Bà con góp tiền\n  cách làm: "): ["KH121", "KH121"],
    ("status: running", " status: running"): ["KH149"],
    ("  as_written", " as_written"): ["KH149"],
    ("  as_written", "    as_written"): ["KH149"],
    ("    unit: hộ", "   unit: hộ"): ["KH149"],
    ("  unit: xa", "\tunit: xa"): ["KH120"],
    ("lede: Bà con", "lede: @Bà con"): ["KH124"],
    ("lede: Bà con", "lede: *Bà con"): ["KH113"],
    ("lede: Bà con", "lede: > Bà con"): ["KH124"],
    ("sáng hơn.", "sáng hơn #danvankheo"): ["KH147"],
    ("status: running", "status running"): ["KH145"],
    ("status: running", "status = running"): ["KH145"],
    ("{value: 125", "{value:125"): ["KH145"],
}
# What is read without a word, and what is known of it then.
READ: dict[tuple[str, str], tuple[str, ...]] = {
    ("  unit: xa", "\u00a0\u00a0unit:\u00a0xa"): (),
    ("status: running", "status：running"): (),
    ("field: kinh-te", "Lĩnh vực： Kinh tế"): (),
    ("status: running", "status:\trunning"): (),
    ("---\nid", "\n\n———\nid"): (),
    ("Biên tập viên\n---", "Biên tập viên\n—-"): (),
    ("---\nid", "----\nid"): (),
    ("{value: 125,", "{value: 97,5,"): (),
    ("name: Tổ tiết kiệm xanh xóm Mới", "name: “Tổ xanh” xóm Mới"): (),
    ("lede: Bà con", "lede: Bà con  # Một hai câu\n# ghi chú\nclaim: Bà con"): (),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> ContentIndex:
    """The registers of the site of bad records."""
    return ContentIndex(BAD_RECORDS, Memo.none(), 1)


def findings(index: ContentIndex, root: Path, text: str | bytes) -> list[Finding]:
    """All that is said of one file by itself."""
    path = root / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    record = record_file(FILE)
    assert record is not None
    result = run_rules(parse_and_validate(root, record, index.names), index.registers)
    return locate(root, list(result.problems()))


def applied(text: str, finding: Finding) -> str:
    """The text with the remedy of a finding copied over its line as it stands."""
    lines = text.split("\n")
    lines[finding.line - 1] = dict(finding.values)["line"]
    return "\n".join(lines)


def errors(found: list[Finding]) -> list[str]:
    return [one.code for one in found if one.is_error]


@pytest.mark.parametrize(("change", "codes"), TYPED.items())
def test_a_slip_is_named_at_its_line_and_its_remedies_make_it_right(
    change: tuple[str, str], codes: list[str], index: ContentIndex, tmp_path: Path
) -> None:
    assert change[0] in PLAIN
    text = PLAIN.replace(*change, 1)
    found = findings(index, tmp_path, text)
    assert errors(found) == codes
    for finding in found:
        if finding.is_error:
            text = applied(text, finding)
    assert errors(findings(index, tmp_path, text)) == []


@pytest.mark.parametrize("change", READ)
def test_what_has_one_meaning_is_read_without_a_word(
    change: tuple[str, str], index: ContentIndex, tmp_path: Path
) -> None:
    assert change[0] in PLAIN
    assert errors(findings(index, tmp_path, PLAIN.replace(*change, 1))) == []


def test_all_slips_of_one_record_are_told_in_one_round(index: ContentIndex, tmp_path: Path) -> None:
    slips = [
        "status:running",
        "• Chi bộ",
        "lede: Cách làm: bà",
        "2024-03-01\nsources",
        "field: Nông",
        "[Tên] Báo",
        "12/2044",
    ]
    text = PLAIN
    for old, new in zip(
        [
            "status: running",
            "  - Chi bộ",
            "lede: Bà",
            "2024-03-01}\nsources",
            "field: kinh",
            "Báo cáo",
            "published: 2024-03-01",
        ],
        [*slips[:6], "published: 12/2044"],
        strict=True,
    ):
        assert old in text
        text = text.replace(old, new, 1)
    found = findings(index, tmp_path, text)
    assert sorted(errors(found)) == ["KH121", "KH142", "KH144", "KH145", "KH146", "KH219", "KH611"]


def test_a_line_nobody_can_read_costs_itself_and_hides_what_only_follows_from_it(
    index: ContentIndex, tmp_path: Path
) -> None:
    text = PLAIN.replace("status: running", "status: }{ ][", 1).replace("field: kinh-te", "field: Nông nghiệp xanh", 1)
    assert errors(findings(index, tmp_path, text)) == ["KH219", "KH124"]
    text = PLAIN.replace("status: running", "}{ ][", 1)
    assert errors(findings(index, tmp_path, text)) == ["KH201", "KH148"]


def test_utf_16_is_read_by_its_mark(index: ContentIndex, tmp_path: Path) -> None:
    assert findings(index, tmp_path, PLAIN.encode("utf-16")) == []


def test_a_missing_closing_line_is_told_behind_the_last_line_of_data(index: ContentIndex, tmp_path: Path) -> None:
    (found,) = findings(index, tmp_path, PLAIN.replace("viên\n---\n", "viên\n", 1))
    assert (found.code, found.line, dict(found.values)["after"]) == ("KH128", 27, "27")


def test_a_missing_opening_line_is_told_and_the_rest_is_read(index: ContentIndex, tmp_path: Path) -> None:
    text = PLAIN.removeprefix("---\n").replace("status: running", "status: runing", 1)
    assert errors(findings(index, tmp_path, text)) == ["KH107", "KH205"]


def test_of_two_versions_the_first_is_read_on(index: ContentIndex, tmp_path: Path) -> None:
    conflict = "<<<<<<< HEAD\nstatus: runing\n=======\nstatus: finished\n>>>>>>> nhánh"
    found = findings(index, tmp_path, PLAIN.replace("status: running", conflict, 1))
    assert [(one.code, one.line) for one in found] == [("KH125", 14), ("KH205", 15)]


def test_every_line_offered_in_the_bad_records_is_a_line_of_yaml_for_its_place() -> None:
    offered = [
        line for line in (BAD_RECORDS / "expected.txt").read_text(encoding="utf-8").split("\n") if "KH14" in line
    ]
    assert all(re.search(r"→ .+", line) for line in offered)
