"""The catalogue of interface texts: every Vietnamese word of the site that no editor wrote."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from generator.core.resources import beside, read_toml


@cache
def texts() -> dict[str, str]:
    """Return key -> text; keys are the tables of vi.toml joined by dots ("model.results")."""
    return dict(_flat("", read_toml(beside(__file__, "vi.toml"))))


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
