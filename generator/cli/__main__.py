"""`python -m generator.cli` is the command `kheo`."""

from generator.cli import run

run()
