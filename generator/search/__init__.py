"""The search index: postings of neighbouring syllables in small shards, described in FORMAT.md beside this file."""

from generator.search.browser import SCRIPTS, scripts
from generator.search.coding import FOLDER, START, script
from generator.search.index import Index, build_index
from generator.search.kept import Kept

__all__ = ["FOLDER", "SCRIPTS", "START", "Index", "Kept", "build_index", "script", "scripts"]
