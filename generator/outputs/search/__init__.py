"""The search index: postings of neighbouring syllables in small shards, described in FORMAT.md beside this file."""

from generator.outputs.search.browser import SCRIPTS, scripts
from generator.outputs.search.coding import (
    DIFFERENCES,
    FOLDER,
    START,
    VERSION,
    how_many,
    json_of,
    last_of,
    name_of,
    read_numbers,
    script,
    script_content,
    sharing,
)
from generator.outputs.search.index import Index, build_index
from generator.outputs.search.kept import GROUP, Kept, Words
from generator.outputs.search.lines import Line
from generator.outputs.search.shards import cut, syllables

__all__ = [
    "DIFFERENCES",
    "FOLDER",
    "GROUP",
    "SCRIPTS",
    "START",
    "VERSION",
    "Index",
    "Kept",
    "Line",
    "Words",
    "build_index",
    "cut",
    "how_many",
    "json_of",
    "last_of",
    "name_of",
    "read_numbers",
    "script",
    "script_content",
    "scripts",
    "sharing",
    "syllables",
]
