"""A build goes on while similar models are searched for: their warnings come all the same, and errors come first."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from source_tree import BAD_RECORDS
from whole_sites import GOLDEN

from generator.core.problems import severity
from generator.pipeline.check import check_site
from generator.records.checks import run_similarity


@pytest.fixture
def site(tmp_path) -> Path:
    """The golden site, with one model reported a second time."""
    shutil.copytree(GOLDEN / "content", tmp_path / "content")
    models = tmp_path / "content" / "models"
    one = models / "den-duong-xom-cho.md"
    again = one.read_text(encoding="utf-8").replace(
        "id: BM-2022-0004\nslug: thap-sang-xom-cho", "id: BM-2022-0099\nslug: ke-lai"
    )
    (models / "ke-lai.md").write_text(again, encoding="utf-8")
    return tmp_path


def test_findings_are_the_same_whether_a_check_waits_for_the_search_or_not(site):
    waited = check_site(site, jobs=2)
    assert "KH511" in {one.code for one in waited.findings}
    early = check_site(site, jobs=2, early=True)
    assert early.pending is not None
    try:
        assert early.whole().findings == waited.findings
    finally:
        early.close()
    assert (early.dropped, early.records) == (waited.dropped, waited.records)


def test_errors_are_reported_at_once_and_completely():
    early = check_site(BAD_RECORDS, jobs=2, early=True)
    assert early.pending is None
    assert early.findings == check_site(BAD_RECORDS).findings


def test_the_search_can_be_stopped_twice(site):
    early = check_site(site, jobs=2, early=True)
    assert early.pending is not None
    early.close()
    early.close()


def test_similar_models_are_warnings_and_never_errors():
    checked = check_site(BAD_RECORDS)
    found = run_similarity(checked.source, checked.records)
    codes = {one.code for one in found} | {"KH511", "KH512", "KH531"}
    assert {severity(code) for code in codes} == {"warning"}
