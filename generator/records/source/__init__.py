"""Reading: files, front matter and YAML become plain values; every value knows its file, line and column."""

from generator.records.source.documents import Document, MendedText, Mender, locate, split_front_matter
from generator.records.source.edit import EditedFile
from generator.records.source.find import LEDGER_FILE, Found, RecordFile, find
from generator.records.source.folders import is_ignored
from generator.records.source.ledger import ledger_text, mended, read_ledger
from generator.records.source.read import CONCEPTS_FILE, Source, read_again, read_record_file, read_site

__all__ = [
    "CONCEPTS_FILE",
    "LEDGER_FILE",
    "Document",
    "EditedFile",
    "Found",
    "MendedText",
    "Mender",
    "RecordFile",
    "Source",
    "find",
    "is_ignored",
    "ledger_text",
    "locate",
    "mended",
    "read_again",
    "read_ledger",
    "read_record_file",
    "read_site",
    "split_front_matter",
]
