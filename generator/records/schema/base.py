"""Building blocks every record shares: strict text types, numbers, identifiers, source references."""

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
)

from generator.core.vietnamese import is_ambiguous, parse_number
from generator.core.vietnamese.dates import PartialDate

__all__ = [
    "Code",
    "Count",
    "Line",
    "Number",
    "Paragraph",
    "PartialDate",
    "Percent",
    "Record",
    "RecordId",
    "Slug",
    "SourceNo",
    "Url",
]


class Record(BaseModel):
    """Base of every record and part of one: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as its values alone: half the time and space of pydantic's way, and less memory once read back."""
        return _read_back, (type(self), self.__dict__)


# Which values were given and which are defaults is asked of no record.
_GIVEN: set[str] = set()


def _read_back(schema: type[Record], values: dict[str, Any]) -> Record:
    record = schema.__new__(schema)
    put = object.__setattr__
    put(record, "__dict__", values)
    put(record, "__pydantic_fields_set__", _GIVEN)
    put(record, "__pydantic_extra__", None)
    put(record, "__pydantic_private__", None)
    return record


def _no_line_break(text: str) -> str:
    if "\n" in text or "\r" in text:
        raise ValueError("line_break")
    return text


# Lengths are the named limits printed in SECURITY.md; they are far above what the sources need.
Line = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_no_line_break)]
Paragraph = Annotated[str, StringConstraints(min_length=1, max_length=5_000)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=80)]
# {province}-{year the work was registered or began, KR when the source gives none}-{number}
RecordId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}-(?:\d{4}|KR)-\d{4}$")]
Code = Annotated[str, StringConstraints(pattern=r"^\d{2,5}$")]
SourceNo = Annotated[int, Field(ge=1, le=99, description="Số thứ tự của nguồn trong mục sources")]

_URL = re.compile(r"https?://[^\s/?#.]+(?:\.[^\s/?#.]+)+(?:[/?#]\S*)?\Z", re.IGNORECASE)


def _http_url(text: str) -> str:
    if not _URL.match(text):
        raise ValueError("url")
    return text


Url = Annotated[str, StringConstraints(max_length=500), AfterValidator(_http_url)]


def _number(value: Any) -> Any:
    """Plain YAML numbers pass; quoted text is read as Vietnamese writes numbers ("4.648", "97,7")."""
    if isinstance(value, bool):
        raise ValueError("number")
    if isinstance(value, str):
        if is_ambiguous(value):
            raise ValueError("number_ambiguous")
        try:
            return parse_number(value)
        except ValueError:
            raise ValueError("number") from None
    return value


def _plain(value: Decimal) -> int | float:
    """A number as data files give it: 97.7 and 4648, never "97.7"; floats hold every number a source writes exactly enough."""
    return int(value) if value == value.to_integral_value() else float(value)


_AS_NUMBER = PlainSerializer(_plain, return_type=int | float, when_used="json")
Number = Annotated[Decimal, BeforeValidator(_number), _AS_NUMBER, Field(ge=-(10**15), le=10**15, allow_inf_nan=False)]
Count = Annotated[int, BeforeValidator(_number), Field(ge=0, le=10**12)]
Percent = Annotated[Decimal, BeforeValidator(_number), _AS_NUMBER, Field(ge=0, le=1000, allow_inf_nan=False)]
