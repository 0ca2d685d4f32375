"""Keys that were renamed: the old one is read for one minor version more, with a warning; `kheo migrate` writes the new one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Renamed(NamedTuple):
    """The new name of a key, and the first version that no longer reads the old one."""

    new: str
    gone_in: str


RENAMED: dict[str, dict[str, Renamed]] = {}
"""Kind of record -> old key of its first level -> what it is called now. None is on its way out at present."""


def with_new_keys(kind: str, data: Mapping[str, Any]) -> tuple[Mapping[str, Any], list[str]]:
    """The values under the keys of today, and the old keys among them; an old key beside its new one stays unknown."""
    table = RENAMED.get(kind)
    old = [key for key in data if key in table and table[key].new not in data] if table else []
    if not table or not old:
        return data, []
    return {table[key].new if key in old else key: value for key, value in data.items()}, old
