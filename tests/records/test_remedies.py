"""The promise of every remedy that is a line: copied as it stands, its finding is gone and no other has come."""

from __future__ import annotations

from pathlib import Path

import pytest
from source_tree import BAD_RECORDS

from generator.core.memo import Memo
from generator.core.problems import Finding
from generator.pipeline.content_index import ContentIndex, parse_and_validate, run_rules
from generator.records.reading import locate
from generator.records.source.find import record_file

FILES = sorted(
    path.relative_to(BAD_RECORDS).as_posix()
    for path in BAD_RECORDS.rglob("*.*")
    if path.suffix in (".md", ".yml") and record_file(path.relative_to(BAD_RECORDS).as_posix())
)


@pytest.fixture(scope="module")
def index() -> ContentIndex:
    return ContentIndex(BAD_RECORDS, Memo.none(), 1)


def findings(index: ContentIndex, root: Path, file: str, text: str) -> list[Finding]:
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text, encoding="utf-8")
    record = record_file(file)
    assert record is not None
    result = run_rules(parse_and_validate(root, record, None if record.register else index.names), index.registers)
    return locate(root, list(result.problems()))


def test_every_line_offered_is_right(index: ContentIndex, tmp_path: Path) -> None:
    offered = 0
    for file in FILES:
        text = (BAD_RECORDS / file).read_text(encoding="utf-8", errors="replace")
        found = findings(index, tmp_path, file, text)
        for one in found:
            right = dict(one.values).get("line")
            if right is None:
                continue
            offered += 1
            lines = text.split("\n")
            lines[one.line - 1] = right
            after = {(other.code, other.line) for other in findings(index, tmp_path, file, "\n".join(lines))}
            assert after <= {(other.code, other.line) for other in found} - {(one.code, one.line)}, (file, one.code)
    assert offered > 15
