"""The search index: postings of neighbouring syllables in small shards, described in FORMAT.md beside this file."""

from generator.outputs.search.browser import SITE_SCRIPT, site_script
from generator.outputs.search.coding import (
    DIFFERENCES,
    FOLDER,
    START,
    VERSION,
    how_many,
    json_of,
    last_of,
    name_of,
    numbers,
    read_numbers,
    script,
    script_content,
    sharing,
)
from generator.outputs.search.facets import KINDS
from generator.outputs.search.index import build_index, merge
from generator.outputs.search.lines import CONCEPT, Line, lists_of
from generator.outputs.search.postings import folded_keys
from generator.outputs.search.segments import Group, Segmenter, groups, pack_names
from generator.outputs.search.shards import cut, syllables

__all__ = [
    "CONCEPT",
    "DIFFERENCES",
    "FOLDER",
    "KINDS",
    "SITE_SCRIPT",
    "START",
    "VERSION",
    "Group",
    "Line",
    "Segmenter",
    "build_index",
    "cut",
    "folded_keys",
    "groups",
    "how_many",
    "json_of",
    "last_of",
    "lists_of",
    "merge",
    "name_of",
    "numbers",
    "pack_names",
    "read_numbers",
    "script",
    "script_content",
    "sharing",
    "site_script",
    "syllables",
]
