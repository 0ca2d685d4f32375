"""Single values in words: yes and no, periods, texts without the marks around them."""

from __future__ import annotations

import re
from typing import Any

from generator.core.texts import is_word
from generator.core.vietnamese import PartialDate
from generator.core.vietnamese.written_dates import read_period

_QUOTED = re.compile(r"[\s“”\"'‘’«»]*(.*?)[\s“”\"'‘’«»]*\Z", re.DOTALL)


def dated(date: PartialDate) -> str | int:
    """A date as people write it plainly: a year is a number."""
    return str(date) if date.month else date.year


def period(text: str) -> dict[str, Any] | None:
    """The keys of a period as its words say them; None for words that name no time."""
    told = read_period(bare(text))
    if told is None:
        return None
    ends = {"start": told.start, "end": told.end}
    read: dict[str, Any] = {key: dated(one.date) for key, one in ends.items() if one}
    if told.ongoing:
        read["ongoing"] = True
    if any(one and one.words for one in ends.values()):
        read["as_stated"] = text.strip()
    return read


def flag(value: Any) -> Any:
    """True or False for a word that says so; anything else as it is."""
    if isinstance(value, str):
        return True if is_word("yes", bare(value)) else False if is_word("no", bare(value)) else value
    return value


def bare(text: str) -> str:
    """A text without the blanks and quotation marks around it."""
    found = _QUOTED.match(text)
    return (found[1] if found else text).replace("\u00a0", " ").strip()


def said(value: Any) -> str:
    """A value as one line for people."""
    if isinstance(value, list):
        return "; ".join(said(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {said(one)}" for key, one in value.items())
    return "" if value is None else str(value)
