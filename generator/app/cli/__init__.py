"""The command `kheo`: a thin layer over check, build, preview and the tools."""

# Importing a module of commands adds them to the group.
from generator.app.cli import (
    accepting,
    building,
    checking,
    fixing,
    founding,
    importing,
    joining,
    keeping,
    reviewing,
    writing,
)
from generator.app.cli.group import main
from generator.app.cli.program import run

__all__ = [
    "accepting",
    "building",
    "checking",
    "fixing",
    "founding",
    "importing",
    "joining",
    "keeping",
    "main",
    "reviewing",
    "run",
    "writing",
]
