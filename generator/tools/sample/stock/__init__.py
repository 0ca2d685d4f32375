"""The stock of Vietnamese words, sentences, places and works the fictional province is put together from."""

from __future__ import annotations

from functools import cache
from typing import Any

from generator.core.resources import beside, read_toml

FIELDS = ("kinh-te", "van-hoa-xa-hoi", "quoc-phong-an-ninh", "he-thong-chinh-tri", "khac")


@cache
def stock(name: str) -> dict[str, Any]:
    """The table in `<name>.toml`; never changed by its readers."""
    return read_toml(beside(__file__, f"{name}.toml"))


@cache
def activities(field: str) -> tuple[dict[str, Any], ...]:
    """The works of one field: names, topics, leads, sentences and indicators."""
    return tuple({**activity, "field": field} for activity in stock(field)["activity"])
