"""The search index: postings of neighbouring syllables in small shards, described in FORMAT.md beside this file."""

from generator.search.browser import SCRIPTS, scripts
from generator.search.coding import FOLDER, START, script
from generator.search.index import build_index

__all__ = ["FOLDER", "SCRIPTS", "START", "build_index", "script", "scripts"]
