"""The catalogue of interface texts: every Vietnamese word of the site that no editor wrote."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any


@cache
def texts() -> dict[str, str]:
    """Return key -> text; keys are the tables of vi.toml joined by dots ("model.results")."""
    with Path(__file__).with_name("vi.toml").open("rb") as file:
        return dict(_flat("", tomllib.load(file)))


def _flat(prefix: str, table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(f"{prefix}{key}.", value)
        else:
            yield prefix + key, value


def t(key: str, **values: object) -> str:
    """Return the text of `key` as plain text, its {names} filled in; escape it where it enters HTML.

    Raises KeyError for an unknown key or a missing value.
    """
    text = texts()[key]
    return text.format_map(values) if values or "{" in text else text
