"""The language of the command line: Vietnamese, or English where `--lang en` or KHEO_LANG=en asks for it."""

from __future__ import annotations

import inspect
import os
from functools import cache
from typing import Any

import click

from generator.core.problems import Language
from generator.core.resources import beside, read_toml

VARIABLE = "KHEO_LANG"
_CHOSEN = "kheo.language"


@cache
def _english() -> dict[str, str]:
    """Vietnamese text of the command line -> English."""
    return {
        text: english
        for table in read_toml(beside(__file__, "english.toml")).values()
        for text, english in table.items()
    }


def choose(context: click.Context, _parameter: click.Parameter, value: Language | None) -> Language:
    """Callback of `--lang`: from here on this command speaks that language."""
    if value is not None:
        context.meta[_CHOSEN] = value
    return language(context)


def language(context: click.Context | None = None) -> Language:
    """The language of the running command."""
    context = context or click.get_current_context(silent=True)
    chosen = context.meta.get(_CHOSEN) if context else None
    return chosen or ("en" if os.environ.get(VARIABLE, "").lower().startswith("en") else "vi")


def in_english(text: str) -> str:
    """A Vietnamese text of the command line in English; itself where it has no English."""
    return _english().get(text, text)


def said(text: str, **values: Any) -> str:
    """A line of a command in its language. text: Vietnamese, with blanks that `values` fill."""
    return (text if language() == "vi" else in_english(text)).format(**values)


def help_said(text: str | None, context: click.Context | None = None) -> str:
    """A text of `--help` in the language of the command."""
    plain = inspect.cleandoc(text or "")
    return plain if language(context) == "vi" else in_english(plain)
