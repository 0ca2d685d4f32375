"""Reading: files, front matter and YAML become plain values; every value knows its file, line and column."""

from generator.source.documents import Document, locate, split_front_matter
from generator.source.find import Found, RecordFile
from generator.source.read import Source, read_site

__all__ = ["Document", "Found", "RecordFile", "Source", "locate", "read_site", "split_front_matter"]
