"""The gate for foreign values: each is text, a number or a date of a certain form, or it is refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from generator.records.schema import PartialDate
from generator.records.source.characters import FORBIDDEN
from generator.tools.hub.files import HubError, fault

URL = re.compile(r"https?://[\w-]+(?:\.[\w-]+)*(?::[0-9]{1,5})?/(?:[\w.~%-]+/)*\Z")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
PREFIX = re.compile(r"[A-Z]{2,4}\Z")
ADDRESS = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)+\Z")
PERMANENT_ID = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
LONGEST = 5_000
"""Letters of a text, as long as a paragraph of a record."""
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2}))?\Z")


class Values:
    """The values of one file of a province, taken one by one. Every method raises HubError for one that is not right."""

    def __init__(self, folder: Path, file: str, data: Any) -> None:
        self._folder, self._file, self._data = folder, file, data

    def at(self, *route: str) -> Any:
        """The value at a route of keys; KH978 where there is none."""
        value = self._data
        for key in route:
            if not isinstance(value, dict) or key not in value:
                raise self.misshapen(".".join(route))
            value = value[key]
        return value

    def text(self, *route: str, form: re.Pattern[str] | None = None, may_lack: bool = False) -> str:
        """One line of letters that are seen; `form`: what it must match; `may_lack`: null is ""."""
        value = self.at(*route)
        if value is None and may_lack:
            return ""
        if not isinstance(value, str):
            raise self.misshapen(".".join(route))
        if not is_line(value) or not (value or may_lack) or (form is not None and not form.match(value)):
            raise self.unusable(value, route[-1] if route[-1] != "slug" else ".".join(route))
        return value

    def texts(self, key: str) -> list[str]:
        """A list of such lines; none where the key is missing."""
        value = self._data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.misshapen(key)
        for one in value:
            if not one or not is_line(one):
                raise self.unusable(one, key)
        return value

    def count(self, *route: str, most: int) -> int:
        """A whole number from 0 to `most`."""
        value = self.at(*route)
        if type(value) is not int:
            raise self.misshapen(".".join(route))
        if not 0 <= value <= most:
            raise self.unusable(value, route[-1])
        return value

    def date(self, *route: str) -> PartialDate:
        """A day there is, of a date or a moment."""
        value = self.text(*route)
        try:
            return PartialDate(value[:10]) if _MOMENT.match(value) else PartialDate(value)
        except ValueError:
            raise self.unusable(value, route[-1]) from None

    def misshapen(self, what: str) -> HubError:
        """What to raise where something of v1 is missing or of another kind."""
        return fault(self._folder, self._file, "KH978", what)

    def unusable(self, value: object, what: str) -> HubError:
        """What to raise for a value of the right kind that cannot be used."""
        return fault(self._folder, self._file, "KH979", str(value)[:80], what=what)


def is_line(text: str) -> bool:
    """Whether a text is one line of letters that are seen, and not endless."""
    return (
        len(text) <= LONGEST
        and not FORBIDDEN.search(text)
        and "\n" not in text
        and "\t" not in text
        and "\r" not in text
    )
