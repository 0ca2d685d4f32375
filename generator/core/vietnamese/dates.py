"""Dates as precisely as a source states them: a year, a month or a day."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, Self

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

FIRST_YEAR, LAST_YEAR = 1900, 2100
PATTERN = r"^(19[0-9]{2}|20[0-9]{2}|2100)(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_ISO = re.compile(PATTERN)
_VIETNAMESE = re.compile(
    r"(?:(?:ngày\s+)?([0-9]{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*)?(?:tháng\s+)?([0-9]{1,2})\s*(?:[/.-]|\s+năm\s+)\s*"
    r"([0-9]{4})",
    re.IGNORECASE,
)


class PartialDate(str):
    """ISO text of a year, month or day ("2017", "2017-06", "2017-06-15"); years 1900 to 2100.

    It is a plain string: it sorts, hashes, pickles and serialises as one. Raises ValueError when the text has
    another form or names a day that does not exist.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """From ISO text alone; `parse` also takes a year as a number."""
        if not _ISO.fullmatch(text):
            raise ValueError(f"not a date of the form 2017, 2017-06 or 2017-06-15: {text!r}")
        if len(text) == 10:
            date.fromisoformat(text)
        return super().__new__(cls, text)

    @classmethod
    def parse(cls, value: str | int) -> PartialDate:
        """From ISO text or a year as a number; raises ValueError for anything else."""
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise ValueError(f"not a date: {value!r}")
        return _date(value.strip() if isinstance(value, str) else str(value))

    @property
    def year(self) -> int:
        """The year, always known."""
        return int(self[:4])

    @property
    def month(self) -> int | None:
        """1 to 12, or None when only the year is known."""
        return int(self[5:7]) if len(self) > 4 else None

    @property
    def day(self) -> int | None:
        """1 to 31, or None when the day is not known."""
        return int(self[8:]) if len(self) > 7 else None

    @property
    def precision(self) -> Literal["year", "month", "day"]:
        """The smallest part that is known."""
        return "year" if len(self) == 4 else "month" if len(self) == 7 else "day"

    def earliest(self) -> date:
        """The first day the text can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """The last day the text can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def before(self, other: PartialDate) -> bool:
        """Whether every day this can mean precedes every day `other` can mean; "2017" and "2017-06": no."""
        shared = min(len(self), len(other))
        return self[:shared] < other[:shared]

    def __reduce__(self) -> tuple[Any, ...]:
        return _date, (str(self),)

    def text(self) -> str:
        """Short form: "năm 2017", "tháng 6/2017", "15/6/2017"."""
        year, *rest = str(self).split("-")
        if not rest:
            return f"năm {year}"
        month = rest[0].lstrip("0")
        return f"{rest[1].lstrip('0')}/{month}/{year}" if len(rest) > 1 else f"tháng {month}/{year}"

    def long_text(self) -> str:
        """Administrative form: "ngày 04 tháng 7 năm 2019"; days 1-9 and months 1-2 in two digits (NĐ 30/2020)."""
        if self.month is None:
            return f"năm {self.year}"
        month = f"{self.month:02}" if self.month < 3 else f"{self.month}"
        day = "" if self.day is None else f"ngày {self.day:02} "
        return f"{day}tháng {month} năm {self.year}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        def validate(value: Any) -> PartialDate:
            try:
                return cls.parse(value)
            except ValueError:
                # The catalogue of messages is keyed by this code, as for every other value of a record.
                raise ValueError("date") from None

        return core_schema.no_info_plain_validator_function(
            validate, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": PATTERN}


@lru_cache(maxsize=1 << 14)
def _date(text: str) -> PartialDate:
    """One object for all records of a day: there are many more records than days."""
    return PartialDate(text)


def suggest_date(text: str) -> PartialDate | None:
    """The date a Vietnamese text plainly writes ("12/9/2017", "tháng 6/2017"), to offer as a correction.

    Day before month, as Vietnamese writes it; None when the text is something else or the day does not exist.
    """
    match = _VIETNAMESE.fullmatch(text.strip())
    if match is None:
        return None
    day, month, year = match.groups()
    try:
        return PartialDate(f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else ""))
    except ValueError:
        return None
