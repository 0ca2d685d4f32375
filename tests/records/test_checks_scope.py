"""Rules about one record look at it and at the registers alone; what needs other records is a rule about the site."""

from __future__ import annotations

from typing import Any

import pytest
import small_records
from checking import model
from source_tree import BAD_RECORDS

from generator.core.problems import Problem
from generator.records.checks import (
    CHECKS,
    Registers,
    apply_answers,
    run_checks,
    run_record_checks,
    run_site_checks,
)
from generator.records.schema import Record, Records, validate
from generator.records.source import Document, Source, read_site

BAD_SITE = BAD_RECORDS
TELLING = ("model", "news", "programme", "statistic", "page")

Read = tuple[Source, Records, dict[tuple[str, Any], Record]]


def valid_records(documents: tuple[Document, ...]) -> tuple[Records, dict[tuple[str, Any], Record]]:
    entries, _ = validate(documents)
    return Records.of(entries), {(e.document.file, e.document.prefix): e.record for e in entries}


@pytest.fixture(scope="module")
def bad_site() -> Read:
    """The site with one broken file per rule."""
    source = read_site(BAD_SITE)
    return source, *valid_records(source.documents)


def record_problems(documents: tuple[Document, ...], valid: dict[Any, Record], registers: Registers) -> list[Problem]:
    return [
        problem
        for document in documents
        for problem in run_record_checks(document, valid.get((document.file, document.prefix)), registers)
    ]


def registers_of(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    return tuple(document for document in documents if document.kind not in TELLING)


def test_a_record_is_judged_alike_when_every_other_record_is_gone(bad_site: Read) -> None:
    source, records, valid = bad_site
    registers = registers_of(source.documents)
    registers, alone = Registers.of(source.documents, records), Registers.of(registers, valid_records(registers)[0])
    told = [document for document in source.documents if document.kind in TELLING]
    assert len(told) > 100
    for document in told:
        assert record_problems((document,), valid, alone) == record_problems((document,), valid, registers)
    assert alone.key == registers.key


def test_records_are_judged_alike_in_any_order(bad_site: Read) -> None:
    source, records, valid = bad_site
    registers = Registers.of(source.documents, records)
    backwards = record_problems(source.documents[::-1], valid, registers)
    assert len(backwards) > 50
    assert set(backwards) == set(record_problems(source.documents, valid, registers))


def test_both_halves_together_are_the_whole_check(bad_site: Read) -> None:
    source, records, valid = bad_site
    halves = run_site_checks(source, records) + record_problems(
        source.documents, valid, Registers.of(source.documents, records)
    )
    assert apply_answers(records, halves) == run_checks(source, records)


def test_the_world_holds_nothing_that_tells_something(bad_site: Read) -> None:
    source, records, _ = bad_site
    registers = Registers.of(source.documents, records)
    assert {entry.document.kind for entry in registers.records.entries()} == {
        "province", "field", "criterion", "place", "abbreviation",
    }  # fmt: skip
    assert not registers.records.model_by_id
    assert not registers.records.programme_by_slug


REGISTERS = (
    *small_records.documents([]),
    Document("criterion", "content/criteria.yml", {"slug": "ket-qua", "name": "Kết quả"}, (0,)),
    Document("abbreviation", "content/abbreviations.yml", {"short": "UBND", "long": ["Ủy ban nhân dân"]}, (0,)),
)


def small_world(*more: Document, **changes: dict[str, Any]) -> Registers:
    """The registers; `changes` give keys of the first record of a kind."""
    documents = []
    for document in REGISTERS:
        data = document.data | changes.pop(document.kind, {})
        documents.append(Document(document.kind, document.file, data, document.prefix, name=document.name))
    return Registers.of((*documents, *more), valid_records((*documents, *more))[0])


def test_the_key_of_the_world_stays_when_a_model_or_an_organisation_comes() -> None:
    organisation = Document("organisation", "content/organisations.yml", {"slug": "hoi-moi", "name": "Hội Mới"}, (99,))
    assert small_world(model(), organisation).key == small_world().key


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("place", {"end": "2020"}),
        ("province", {"id_prefix": "ZZ"}),
        ("field", {"topics": [{"slug": "moi", "name": "Mới"}]}),
        ("criterion", {"name": "Tên khác"}),
        ("abbreviation", {"short": "HĐND"}),
        ("organisation", {"abbreviation": "HM"}),
    ],
)
def test_the_key_of_the_world_changes_with_a_register(kind: str, change: dict[str, Any]) -> None:
    assert small_world(**{kind: change}).key != small_world().key


def test_every_rule_says_what_it_is_about() -> None:
    assert {rule.scope for rule in CHECKS.values()} == {"record", "site"}
    assert all(bool(rule.kinds) == (rule.scope == "record") for rule in CHECKS.values())
