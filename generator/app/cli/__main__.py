"""`python -m generator.app.cli` is the command `kheo`."""

from generator.app.cli import run

run()
