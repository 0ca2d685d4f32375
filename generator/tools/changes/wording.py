"""Values of records as a person says them: names for slugs, words for keys and lists, numbers and dates as they are read."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Any

from generator.core.texts import label_of, value_labels
from generator.core.vietnamese import PartialDate, format_number
from generator.records.reading.names import place_in_full
from generator.records.schema import Records

_PLACES = frozenset({"unit", "today", "parent", "successors", "place"})
_ORGANISATIONS = frozenset({"organisations", "partners", "successor"})


def label(key: str) -> str:
    """How a key is called."""
    return label_of(key)


class Wording:
    """Words for values, beside the registers of one state of a site."""

    def __init__(self, records: Records) -> None:
        """Names come from these records; a slug they lack stays as it is."""
        self._records = records
        self._fields = {entry.slug: entry.record.name for entry in records.fields}

    def words(self, key: str, value: Any) -> str:
        """A value under a key; "" for none."""
        if value is None or value == ():
            return ""
        if isinstance(value, bool):
            return "có" if value else "không"
        if isinstance(value, Enum):
            return _of_list(value)
        if isinstance(value, PartialDate):
            return value.text()
        if isinstance(value, Decimal | int):
            return format_number(value)
        if isinstance(value, tuple):
            return "; ".join(self.words(key, one) for one in value)
        if hasattr(value, "model_fields_set"):
            pairs = ((self._label(name, one), self._inside(name, one)) for name, one in dict(value).items())
            return ", ".join(f"{name}: {said}" for name, said in pairs if said)
        return self._named(key, str(value))

    def _label(self, key: str, value: Any) -> str:
        # Under a place "unit" is an administrative one, elsewhere what numbers count.
        return "Xã, phường" if key == "unit" and value in self._records.unit_by_slug else label(key)

    def _inside(self, key: str, value: Any) -> str:
        return (
            "" if value is False or (isinstance(value, Enum) and value.value == "exactly") else self.words(key, value)
        )

    def _named(self, key: str, text: str) -> str:
        records = self._records
        if key in _PLACES and text in records.unit_by_slug:
            return place_in_full(records.unit_by_slug, text)
        if key in _ORGANISATIONS and text in records.organisation_by_slug:
            return str(records.organisation_by_slug[text].record.name)
        if key == "field":
            return self._fields.get(text, text)
        return " ".join(text.split())


def _of_list(value: Enum) -> str:
    (said,) = value_labels(type(value).__name__, (str(value.value),))
    return said.partition(" (")[2].removesuffix(")") or said
