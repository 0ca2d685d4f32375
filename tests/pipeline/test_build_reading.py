"""What is remembered of files, or learnt in several processes, is what reading them afresh gives."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from source_tree import BAD_RECORDS
from whole_sites import MODEL, change, copy_site

from generator.core.cache import Cache
from generator.pipeline.check import Checked, check_site
from generator.pipeline.reading import Reading
from generator.records.source import read_again, read_site
from generator.tools.sample import write_sample


def told(checked: Checked) -> tuple[object, ...]:
    """All a check knows, comparable."""
    records = [(entry.document.file, entry.document.body, entry.record) for entry in checked.records.entries()]
    return checked.findings, checked.dropped, records


@pytest.fixture
def site(tmp_path):
    return copy_site(tmp_path / "ban-mau")


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "cache")


def learnt(site: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files a check reads and shapes anew."""
    import generator.pipeline.learn as room
    import generator.pipeline.reading as flow

    # What was written a moment ago is not trusted.
    time.sleep(0.1)
    files: list[str] = []
    plain = room.learn

    def watched(root, record):
        files.append(record.file)
        return plain(root, record)

    with monkeypatch.context() as patch:
        patch.setattr(room, "learn", watched)
        patch.setattr(flow, "learn", watched)
        check_site(site, cache)
    return files


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """Enough records for three shares, one of them wrong."""
    site = tmp_path_factory.mktemp("many") / "mau"
    write_sample(site, 270, 3)
    model = sorted((site / "content/models").glob("*.md"))[7]
    model.write_text(model.read_text("utf-8").replace("lede:", "ldee:", 1), "utf-8")
    time.sleep(0.1)
    return site, told(check_site(site))


@pytest.mark.parametrize("jobs", [1, 3])
def test_any_number_of_processes_finds_the_same(sample, tmp_path, jobs):
    site, plain = sample
    assert len(plain[0]) > 0
    assert told(check_site(site, Cache(tmp_path / "cache"), jobs)) == plain


def test_all_that_is_wrong_is_found_again_from_memory(cache):
    plain = told(check_site(BAD_RECORDS))
    assert told(check_site(BAD_RECORDS, cache)) == plain
    assert told(check_site(BAD_RECORDS, cache)) == plain


def test_only_the_file_that_changed_is_learnt_anew(site, cache, monkeypatch):
    assert MODEL in learnt(site, cache, monkeypatch)
    assert learnt(site, cache, monkeypatch) == []
    change(site, MODEL, "\nstatus:", "\n# ghi chú\nstatus:")
    assert learnt(site, cache, monkeypatch) == [MODEL]
    assert told(check_site(site, cache)) == told(check_site(site))


def test_a_fresh_clone_needs_no_learning_because_its_bytes_are_the_same(site, cache, monkeypatch, tmp_path):
    learnt(site, cache, monkeypatch)
    clone = tmp_path / "clone"
    shutil.copytree(site, clone, copy_function=shutil.copyfile)
    assert learnt(clone, cache, monkeypatch) == []


def test_another_register_asks_every_record_again(site, cache, monkeypatch):
    learnt(site, cache, monkeypatch)
    fields = site / "content/organisations.yml"
    fields.write_text(fields.read_text("utf-8").replace("abbreviation: ", "abbreviation: X", 1), "utf-8")
    again = learnt(site, cache, monkeypatch)
    assert {"content/organisations.yml", MODEL} <= set(again)
    assert told(check_site(site, cache)) == told(check_site(site))


def test_a_record_gone_is_forgotten_and_one_come_back_is_known(site, cache):
    time.sleep(0.1)
    check_site(site, cache)
    text = (site / MODEL).read_text("utf-8")
    (site / MODEL).unlink()
    assert told(check_site(site, cache)) == told(check_site(site))
    (site / MODEL).write_text(text, "utf-8")
    assert told(check_site(site, cache)) == told(check_site(site))


@pytest.mark.parametrize("harm", ["cut short", "gone", "empty"])
def test_a_damaged_memory_costs_only_time(site, cache, tmp_path, harm):
    time.sleep(0.1)
    check_site(site, cache)
    for entry in (tmp_path / "cache").rglob("*.entry"):
        {
            "cut short": lambda e: e.write_bytes(e.read_bytes()[:-3]),
            "gone": Path.unlink,
            "empty": lambda e: e.write_bytes(b""),
        }[harm](entry)
    assert told(check_site(site, cache)) == told(check_site(site))


def test_a_file_edited_while_it_is_read_is_not_remembered(site, cache, monkeypatch):
    import generator.pipeline.memory as room

    # To the clock of this run every file is young.
    monkeypatch.setattr(room, "is_settled", lambda signed, began: False)
    learnt(site, cache, monkeypatch)
    assert MODEL in learnt(site, cache, monkeypatch)


def test_many_small_shares_become_few_again(site, cache, tmp_path, monkeypatch):
    import generator.pipeline.memory as room

    monkeypatch.setattr(room, "_SPARE_SHARES", 3)
    for number in range(6):
        change(site, MODEL, "\nstatus:", f"\n# lần {number}\nstatus:")
        time.sleep(0.1)
        reading = Reading(site, cache, 1)
    places = reading._memory._now.values()
    assert len({place.share for place in places}) <= 3 + 1
    assert told(check_site(site, cache)) == told(check_site(site))


def test_a_document_in_brief_tells_its_names_and_can_be_read_again(site):
    source = Reading(site, Cache.none(), 1).source
    first = {(document.file, document.prefix): document for document in read_site(site).documents}
    for document, again in zip(source.documents, read_again(source).documents, strict=True):
        whole = first[document.file, document.prefix]
        assert document.data.get("slug") == whole.data.get("slug")
        assert document.data.get("photos") == whole.data.get("photos")
        assert again == (whole if document.file.startswith("content/") else document)


def test_what_was_rewritten_since_it_was_read_stays_as_it_was(site):
    source = Reading(site, Cache.none(), 1).source
    change(site, MODEL, "\nstatus:", "\n# ghi chú\nstatus:")
    again = {document.file: document for document in read_again(source).documents}
    assert again[MODEL] in source.documents
