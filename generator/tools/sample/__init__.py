"""A deterministic, clearly fictional province ("tỉnh Minh Họa"), for tests, benchmarks and trying things out."""

from generator.tools.sample.pages import mkdocs_yml
from generator.tools.sample.write import MAX_PHOTOS, MAX_RECORDS, write_sample

__all__ = ["MAX_PHOTOS", "MAX_RECORDS", "mkdocs_yml", "write_sample"]
