"""A site read as `kheo check` reads it, with all its values kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.core.problems import Problem
from generator.records.reading import Names, read_documents, read_record_file
from generator.records.schema import Entry, Records
from generator.records.source import Source, read_site


def read_and_validate(root: Path) -> tuple[Source, list[Entry[Any]], list[Problem]]:
    """The source with its documents as understood, the valid records, and every problem of shape."""
    source = read_site(root, read=read_record_file)
    registers = {record.file for record in source.found.records if record.register or record.kind == "province"}
    of_registers = [one for one in source.documents if one.file in registers or not one.file.startswith("content/")]
    names = Names(Records.of(read_documents(of_registers).entries))
    documents: list[Any] = []
    entries: list[Entry[Any]] = []
    problems: list[Problem] = []
    for document in source.documents:
        read = read_documents([document], None if document in of_registers else names)
        documents += read.documents
        entries += read.entries
        problems += read.problems
    return replace(source, documents=tuple(documents)), entries, problems
