"""The command `kheo`: a thin layer over check, build, preview, scaffold, rename and sample."""

# Importing a module of commands adds them to the group.
from generator.cli import building, checking, joining, writing
from generator.cli.group import main
from generator.cli.program import run

__all__ = ["building", "checking", "joining", "main", "run", "writing"]
