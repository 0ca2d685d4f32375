"""What is still being looked for while a build goes on: its findings come all the same, and errors come first."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from source_tree import BAD_RECORDS, TESTS

from generator.core.cache import Cache
from generator.core.problems import severity
from generator.pipeline.check import check_site
from generator.records.checks import run_likeness
from generator.records.checks.traces import Compared

GOLDEN = TESTS / "golden" / "ban-mau"
BAD = BAD_RECORDS


@pytest.fixture
def site(tmp_path) -> Path:
    """The golden site, with one model told a second time."""
    shutil.copytree(GOLDEN / "content", tmp_path / "content")
    models = tmp_path / "content" / "models"
    one = models / "den-duong-xom-cho.md"
    again = one.read_text(encoding="utf-8").replace(
        "id: BM-2022-0004\nslug: thap-sang-xom-cho", "id: BM-2022-0099\nslug: ke-lai"
    )
    (models / "ke-lai.md").write_text(again, encoding="utf-8")
    return tmp_path


def test_findings_are_the_same_whether_one_waits_for_models_alike_or_not(site):
    waited = check_site(site, jobs=2)
    assert "KH511" in {one.code for one in waited.findings}
    soon = check_site(site, jobs=2, soon=True)
    assert soon.later is not None
    try:
        assert soon.whole().findings == waited.findings
    finally:
        soon.close()
    assert (soon.dropped, soon.records) == (waited.dropped, waited.records)


def test_errors_are_told_at_once_and_whole():
    soon = check_site(BAD, jobs=2, soon=True)
    assert soon.later is None
    assert soon.findings == check_site(BAD).findings


def test_what_is_looked_for_later_can_be_left(site):
    soon = check_site(site, Cache.none(), jobs=2, soon=True)
    assert soon.later is not None
    soon.close()
    soon.close()


def test_models_alike_are_warnings_and_never_errors():
    checked = check_site(BAD)
    found = run_likeness(checked.source, checked.records, Compared())
    assert {severity(one.code) for one in found} | {severity(code) for code in ("KH511", "KH512", "KH531")} == {
        "warning"
    }
