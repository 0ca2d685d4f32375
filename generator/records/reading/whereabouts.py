"""When and where a model's place is, as far as the record says so: what tells places of one name apart."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from generator.core.texts import key_called
from generator.core.vietnamese import PartialDate
from generator.core.vietnamese.written_dates import read_period
from generator.records.reading.names import Where
from generator.records.reading.shapes import shapes_of
from generator.records.schema import Model, Period, Place


def whereabouts(data: Mapping[str, Any]) -> Where:
    """When and where a model's place is, as far as it says so in one way or another."""
    own = _named(Model, data)
    place, period = own.get("place"), own.get("period")
    place = _named(Place, place) if isinstance(place, dict) else {"as_written": place}
    start = _named(Period, period).get("start") if isinstance(period, dict) else period
    dates = (_as_date(one) for one in (place.get("as_of"), start, own.get("status_as_of")))
    told = [place.get("as_written"), place.get("note")]
    return Where(next((date for date in dates if date), None), " ".join(one for one in told if isinstance(one, str)))


def _named(schema: type[BaseModel], data: Mapping[str, Any]) -> dict[str, Any]:
    known = shapes_of(schema)
    return {key if key in known else key_called(key, known) or key: value for key, value in data.items()}


def _as_date(value: Any) -> PartialDate | None:
    if isinstance(value, str | int | Decimal) and not isinstance(value, bool):
        period = read_period(str(value))
        return period.start.date if period and period.start else None
    return None
