"""Every limit on what is read, in one table; SECURITY.md prints it and a test compares the two."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """A named limit: its value, unit, and why it stands where it does."""

    value: int
    unit: str
    why: str


LIMITS = {
    "record file": Limit(256 * 1024, "bytes", "the longest seed is 13 kB; a story of a hundred pages still fits"),
    "YAML depth": Limit(16, "levels", "the schema needs six"),
    "YAML values": Limit(20_000, "values per file", "a gazetteer of a province stays below it when cut by district"),
    "register file": Limit(8 * 1024 * 1024, "bytes", "places.yml of a province with all former units"),
    "register values": Limit(400_000, "values per file", "the same"),
    "address ledger": Limit(64 * 1024 * 1024, "bytes", "every address of 170,000 records, in every form"),
    "ledger lines": Limit(2_500_000, "lines", "the same, at 27 bytes an address"),
    "import file": Limit(20 * 1024 * 1024, "bytes", "a form of Word with its photos"),
    "import unpacked": Limit(200 * 1024 * 1024, "bytes", "the same, as told by the package's own list"),
    "import XML": Limit(32 * 1024 * 1024, "bytes unpacked", "a sheet of 20,000 rows; a form has one"),
    "import parts": Limit(5_000, "files in a package", "a form has some twenty"),
    "import rows": Limit(20_000, "rows of a sheet", "a province registers some 5,000 models in a year"),
    "import columns": Limit(200, "columns of a sheet", "a form has ten items"),
    "import answer": Limit(20_000, "letters of a cell or passage", "as many as the form takes"),
    "import page": Limit(8 * 1024 * 1024, "bytes", "a saved page with its styles"),
    "files": Limit(400_000, "files in content/", "170,000 records with photos"),
}

RECORD_BYTES = LIMITS["record file"].value
REGISTER_BYTES = LIMITS["register file"].value
YAML_DEPTH = LIMITS["YAML depth"].value
RECORD_VALUES = LIMITS["YAML values"].value
REGISTER_VALUES = LIMITS["register values"].value
LEDGER_BYTES = LIMITS["address ledger"].value
LEDGER_LINES = LIMITS["ledger lines"].value
MAX_FILES = LIMITS["files"].value
