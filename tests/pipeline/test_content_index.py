"""The content index is the same with or without a memo, in one process or several."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from source_tree import BAD_RECORDS
from whole_sites import MODEL, change, copy_site

from generator.core.memo import Memo
from generator.pipeline import content_index
from generator.pipeline.check import Checked, check_site
from generator.pipeline.content_index import ContentIndex
from generator.records.source import read_again, read_site
from generator.tools.sample import write_sample


def told(checked: Checked) -> tuple[object, ...]:
    """Everything a check finds, comparable."""
    records = [(entry.document.file, entry.document.body, entry.record) for entry in checked.records.entries()]
    return checked.findings, checked.dropped, records


@pytest.fixture
def site(tmp_path) -> Path:
    return copy_site(tmp_path / "ban-mau")


@pytest.fixture
def memo(tmp_path) -> Memo:
    return Memo(tmp_path / "memo")


@pytest.fixture
def parsed(monkeypatch) -> list[str]:
    """The files that are parsed, registers apart; clear it between checks."""
    files: list[str] = []
    plain = content_index.parse_and_validate

    def watched(root, record, *names):
        if not record.register and record.kind != "province":
            files.append(record.file)
        return plain(root, record, *names)

    monkeypatch.setattr(content_index, "parse_and_validate", watched)
    return files


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """Enough records for three shares, one of them wrong."""
    site = tmp_path_factory.mktemp("many") / "mau"
    write_sample(site, 270, 3)
    model = sorted((site / "content/models").glob("*.md"))[7]
    model.write_text(model.read_text("utf-8").replace("lede:", "ldee:", 1), "utf-8")
    return site, told(check_site(site))


@pytest.mark.parametrize("jobs", [1, 3])
def test_any_number_of_processes_finds_the_same(sample, memo, jobs):
    site, plain = sample
    assert len(plain[0]) > 0
    assert told(check_site(site, memo, jobs)) == plain
    assert told(check_site(site, memo, jobs)) == plain


def test_all_faults_are_found_again_from_the_memo(memo):
    plain = told(check_site(BAD_RECORDS))
    assert told(check_site(BAD_RECORDS, memo)) == plain
    assert told(check_site(BAD_RECORDS, memo)) == plain


def test_only_the_file_that_changed_is_parsed_again(site, memo, parsed):
    check_site(site, memo)
    assert MODEL in parsed
    parsed.clear()
    check_site(site, memo)
    assert parsed == []
    change(site, MODEL, "\nstatus:", "\n# ghi chú\nstatus:")
    check_site(site, memo)
    assert parsed == [MODEL]
    assert told(check_site(site, memo)) == told(check_site(site))


def test_a_fresh_clone_is_not_parsed_because_its_bytes_are_the_same(site, memo, parsed, tmp_path):
    check_site(site, memo)
    parsed.clear()
    shutil.copytree(site, tmp_path / "clone", copy_function=shutil.copyfile)
    check_site(tmp_path / "clone", memo)
    assert parsed == []


def test_another_register_runs_the_rules_of_every_record_again(site, memo, parsed):
    check_site(site, memo)
    parsed.clear()
    register = site / "content/organisations.yml"
    register.write_text(register.read_text("utf-8").replace("abbreviation: ", "abbreviation: X", 1), "utf-8")
    check_site(site, memo)
    assert MODEL in parsed
    assert told(check_site(site, memo)) == told(check_site(site))


def test_a_removed_record_is_gone_and_found_again_when_it_returns(site, memo):
    check_site(site, memo)
    text = (site / MODEL).read_text("utf-8")
    (site / MODEL).unlink()
    assert told(check_site(site, memo)) == told(check_site(site))
    (site / MODEL).write_text(text, "utf-8")
    assert told(check_site(site, memo)) == told(check_site(site))


def test_a_file_that_changes_while_it_is_read_is_not_kept_under_its_old_key(site, memo, monkeypatch):
    plain, before = content_index.parse_and_validate, (site / MODEL).read_text("utf-8")

    def changed_meanwhile(root, record, *names):
        if record.file == MODEL:
            (site / MODEL).write_text(before.replace("\nstatus:", "\nstatsu:"), "utf-8")
        return plain(root, record, *names)

    with monkeypatch.context() as patch:
        patch.setattr(content_index, "parse_and_validate", changed_meanwhile)
        assert check_site(site, memo).errors
    (site / MODEL).write_text(before, "utf-8")
    assert told(check_site(site, memo)) == told(check_site(site))


def test_a_document_in_brief_keeps_its_names_and_can_be_read_again(site):
    source = ContentIndex(site, Memo.none(), 1).source
    first = {(document.file, document.prefix): document for document in read_site(site).documents}
    for document, again in zip(source.documents, read_again(source).documents, strict=True):
        whole = first[document.file, document.prefix]
        assert document.data.get("slug") == whole.data.get("slug")
        assert document.data.get("photos") == whole.data.get("photos")
        assert again == (whole if document.file.startswith("content/") else document)


def test_a_file_rewritten_since_it_was_read_stays_as_it_was_read(site):
    source = ContentIndex(site, Memo.none(), 1).source
    change(site, MODEL, "\nstatus:", "\n# ghi chú\nstatus:")
    again = {document.file: document for document in read_again(source).documents}
    assert again[MODEL] in source.documents
