"""A deterministic, clearly fictional province ("tỉnh Minh Họa"), for tests, benchmarks and trying things out."""

from generator.sample.pages import mkdocs_yml
from generator.sample.write import write_sample

__all__ = ["mkdocs_yml", "write_sample"]
