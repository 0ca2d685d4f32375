"""The search index: postings of neighbouring syllables in small shards, described in FORMAT.md beside this file."""

from generator.search.coding import FOLDER, START, script
from generator.search.index import build_index

__all__ = ["FOLDER", "START", "build_index", "script"]
