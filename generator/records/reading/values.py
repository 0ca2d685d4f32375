"""Values as people type them, read as the schema wants them; what has two readings is left as it is, and refused there.

Nothing here is guessed: a label, a word, a date or an amount has one meaning under its key, or it stays as written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel

from generator.core.problems import Problem, Route
from generator.core.texts import is_word, key_called, value_called
from generator.core.vietnamese import PartialDate, slugify
from generator.core.vietnamese.amounts import Amount, amount_readings, in_unit, read_amount
from generator.core.vietnamese.written_dates import WrittenDate, read_date
from generator.records.reading.names import REGISTER_OF, Names, Where
from generator.records.reading.shapes import Shape, shapes_of
from generator.records.reading.whereabouts import whereabouts
from generator.records.reading.words import bare, dated, flag, period, said
from generator.records.schema import RECORDS, Lead, Measure, Period, Place

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_BULLET = re.compile(r"\s*[-–—•·●○▪‣*+]\s+")
_PARTED = re.compile(r"\s*[;\n]\s*|\s*,\s*")

Action = Literal["key", "value", "add", "drop"]


@dataclass(frozen=True, slots=True)
class Understood:
    """One thing read otherwise than written.

    action: "key" renames the key at `route` to `value`; "value" puts `value` in place of what stands there; "add" adds a
    key to the part at `route[:-1]`; "drop" takes the key away. written: as it stands in the file.
    """

    route: Route
    action: Action
    written: str
    value: Any


@dataclass(slots=True)
class Reading:
    """A record as read. refused: route -> the problem that says why a name there means nothing, or too much.

    unknown: slugs no register has; for valid records a rule tells them.
    """

    data: dict[str, Any]
    understood: list[Understood] = field(default_factory=list)
    refused: dict[Route, Problem] = field(default_factory=dict)
    unknown: list[Problem] = field(default_factory=list)
    by_name: list[tuple[str, str]] = field(default_factory=list)


def read_values(kind: str, data: Mapping[str, Any], file: str, prefix: Route, names: Names | None) -> Reading:
    """Read the plain values of one record. names: the registers; None while the registers themselves are read."""
    walk = _Walk(file, prefix, names)
    walk.where = whereabouts(data) if kind == "model" else Where()
    read = walk.part(RECORDS[kind], dict(data), (), (), {})
    return Reading(read, walk.understood, walk.refused, walk.unknown, walk.by_name)


@dataclass(frozen=True, slots=True)
class _Here:
    """Where a value stands. schema: the part's; siblings: the part as far as it is read; holder: the part around it.

    written: the route as the file has it; route: with the keys of the schema.
    """

    schema: type[BaseModel]
    key: str
    shape: Shape
    siblings: dict[str, Any]
    holder: dict[str, Any]
    written: Route
    route: Route

    def item(self, index: int) -> _Here:
        """The place of an item of the list that stands here."""
        return replace(self, written=(*self.written, index), route=(*self.route, index))


class _Walk:
    """One walk through a record, part by part."""

    def __init__(self, file: str, prefix: Route, names: Names | None) -> None:
        self._file, self._prefix, self._names = file, prefix, names
        self.understood: list[Understood] = []
        self.refused: dict[Route, Problem] = {}
        self.unknown: list[Problem] = []
        self.by_name: list[tuple[str, str]] = []
        self.where = Where()

    def part(
        self, schema: type[BaseModel], data: dict[str, Any], written: Route, route: Route, holder: dict[str, Any]
    ) -> dict[str, Any]:
        """One part, under the keys of its schema."""
        shapes = shapes_of(schema)
        names = {key: self._key(key, shapes, data) for key in data}
        read: dict[str, Any] = {names[key] or key: value for key, value in data.items()}
        for key, before in data.items():
            name = names[key]
            if name is None:
                continue
            here = _Here(schema, name, shapes[name], read, holder, (*written, key), (*route, name))
            if name != key:
                self._note(here.written, "key", key, name)
            value = self._value(read[name], here)
            if value is _NOTHING:
                self._note(here.written, "drop", said(before), None)
                del read[name]
            else:
                read[name] = value
        return read

    def _note(self, route: Route, action: Action, written: str, value: Any) -> None:
        self.understood.append(Understood(route, action, written, value))

    def _key(self, key: str, shapes: dict[str, Shape], data: Mapping[str, Any]) -> str | None:
        if key in shapes:
            return key
        name = key_called(key, shapes)
        taken = name is None or name in data or sum(key_called(other, shapes) == name for other in data) > 1
        return None if taken else name

    def _value(self, value: Any, here: _Here) -> Any:
        shape, stated = here.shape, value is not None
        if isinstance(value, str):
            unknown = shape.want not in ("text", "name", "choice") and is_word("unknown", value)
            value = None if unknown or not value.strip() else value
        if value is None:
            # An empty key says nothing; where something must be said, or silence would say something, the schema asks.
            silent = shape.many or (stated and here.schema.model_fields[here.key].default is None)
            return _NOTHING if silent and not shape.required else None
        return self._many(value, here) if shape.many else self._one(value, here)

    def _many(self, value: Any, here: _Here) -> Any:
        """A list; what is no list is the one item of one, or its lines."""
        if isinstance(value, list):
            return [self._one(one, here.item(index)) for index, one in enumerate(value)]
        if isinstance(value, dict) != (here.shape.want == "part"):
            return value
        items = self._items(value, here) if isinstance(value, str) else [value]
        kept = len(self.understood)
        read = [self._one(one, here.item(index)) for index, one in enumerate(items)]
        # What was read inside is written with the list around it.
        del self.understood[kept:]
        self._note(here.written, "value", said(value), read)
        return read

    def _items(self, text: str, here: _Here) -> list[str]:
        lines = [_BULLET.sub("", line, count=1) for line in text.split("\n")]
        items = [line.strip() for line in lines if line.strip()]
        register = REGISTER_OF.get(here.key) if here.shape.want == "name" else None
        if len(items) != 1 or not register or not self._names or self._names.find(register, text):
            return items
        return [one for one in _PARTED.split(text) if one]

    def _one(self, value: Any, here: _Here) -> Any:
        shape = here.shape
        if shape.want == "part" and shape.part is not None:
            if isinstance(value, dict):
                read = self.part(shape.part, value, here.written, here.route, here.siblings)
                if shape.part is Lead and value and not read:
                    # Whoever leaves the name empty says that none is known.
                    read = {"certainty": "not_stated"}
                    self._note((*here.written, "certainty"), "add", "", "not_stated")
                return read
            read = self._shorthand(shape.part, value, here)
        elif shape.want == "number":
            read = self._number(value, here)
        elif shape.want == "date":
            read = self._date(value, here)
        else:
            read = self._plain(value, here)
        if read is not value and read != value:
            self._note(here.written, "value", said(value), read)
        return read

    def _plain(self, value: Any, here: _Here) -> Any:
        shape = here.shape
        if shape.want == "flag":
            return flag(value)
        if shape.want == "text":
            # A number stands for its own text; what YAML would twist was refused before.
            return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value
        if not isinstance(value, str):
            return value
        if shape.want == "choice" and shape.choices is not None and value not in shape.members:
            return value_called(shape.choices.__name__, shape.members, bare(value)) or value
        return self._name(value, here) if shape.want == "name" else value

    def _name(self, value: str, here: _Here) -> str:
        """The slug of what a register calls so; several, or none, are told instead of the form a slug has."""
        register = REGISTER_OF.get(here.key)
        if register is None or self._names is None or self._names.knows(register, value):
            return value
        if _SLUG.match(value):
            self.unknown.append(self._names.missing(register, value, (self._file, (*self._prefix, *here.route))))
            return value
        name = bare(value)
        found = self._names.find(register, name, self.where)
        if len(found) == 1:
            if register == "organisation":
                self.by_name.append((name, found[0]))
            return found[0]
        near = found or self._names.like(register, name)
        values = {"key": here.key, "slug": slugify(name)}
        if near:
            values |= {"remedy": "offer", "offer": self._names.told(register, near)}
        code = "KH218" if found else "KH219"
        route = (*self._prefix, *here.route)
        self.refused[here.route] = Problem(self._file, route, code, value, tuple(sorted(values.items())))
        return value

    def _date(self, value: Any, here: _Here) -> Any:
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
            return value
        try:
            PartialDate.parse(str(value))
        except ValueError:
            read = read_date(bare(str(value)))
            return dated(read.date) if read and self._keep_words(read, here) else value
        return value

    def _keep_words(self, read: WrittenDate, here: _Here) -> bool:
        """Put words a date cannot hold ("Quý I/2024") where the part has room for them; False where it has none."""
        if not read.words:
            return True
        for key in ("as_stated", "note", "undated_reason"):
            said = here.siblings.get(key)
            if isinstance(said, str) and read.words.casefold() in said.casefold():
                return True
            if key in here.schema.model_fields and not said:
                here.siblings[key] = read.words
                self._note((*here.written[:-1], key), "add", "", read.words)
                return True
        return False

    def _number(self, value: Any, here: _Here) -> Any:
        """A number; its unit and bound go where the part keeps these, if they agree with what stands there."""
        amount = read_amount(bare(value)) if isinstance(value, str) else None
        if amount is None:
            return value
        number: Decimal | None = amount.value
        if amount.unit:
            number = self._in_unit(amount, here)
        if number is None or (amount.bound and not self._bounded(amount.bound, here)):
            return value
        return int(number) if number == number.to_integral_value() else number

    def _in_unit(self, amount: Amount, here: _Here) -> Decimal | None:
        """The number in the unit that is stated, or with its own unit put there; None where the two do not agree."""
        of_result = here.schema is Measure
        if not of_result and "unit" not in here.schema.model_fields:
            return None
        holder, route = (here.holder, here.written[:-2]) if of_result else (here.siblings, here.written[:-1])
        stated = holder.get("unit")
        if isinstance(stated, str) and stated.strip():
            return in_unit(amount, stated)
        holder["unit"] = amount.unit
        self._note((*route, "unit"), "add", "", amount.unit)
        return amount.value

    def _bounded(self, bound: str, here: _Here) -> bool:
        """Put a bound where the part keeps it; False where it has no room, or says otherwise."""
        if "bound" not in here.schema.model_fields:
            return False
        stated = here.siblings.get("bound")
        if stated:
            members = shapes_of(here.schema)["bound"].members
            return bound in (stated, value_called("Bound", members, str(stated)))
        here.siblings["bound"] = bound
        self._note((*here.written[:-1], "bound"), "add", "", bound)
        return True

    def _shorthand(self, part: type[BaseModel], value: Any, here: _Here) -> Any:
        """A part of which only its one telling value is given: `result: 97,7%`, `period: 2021-2025`, `place: xã …`."""
        words = value if isinstance(value, list) else [value]
        if isinstance(value, bool) or not all(isinstance(one, str | int | Decimal) for one in words):
            return value
        if part is Measure and words == [value]:
            return self._measure(value, here)
        if part is Period and words == [value]:
            return period(str(value)) or value
        if part is Place and isinstance(value, str):
            found = self._names.find("place", value, self.where) if self._names else []
            return {"unit": found[0], "as_written": value} if len(found) == 1 else value
        if part is Lead and all(isinstance(one, str) for one in words):
            kept, shape = len(self.understood), shapes_of(part)["organisations"]
            inner = replace(here, schema=part, key="organisations", shape=shape, route=(*here.route, "organisations"))
            read = self._many(value, inner)
            del self.understood[kept:]
            return {"organisations": read}
        return value

    def _measure(self, value: Any, here: _Here) -> Any:
        inner: dict[str, Any] = {"value": value}
        kept = len(self.understood)
        place = _Here(
            Measure, "value", shapes_of(Measure)["value"], inner, here.siblings,
            (*here.written, "value"), (*here.route, "value"),
        )  # fmt: skip
        inner["value"] = self._number(value, place)
        # What goes into the new part is written with it.
        self.understood[kept:] = [
            one for one in self.understood[kept:] if one.route[: len(here.written)] != here.written
        ]
        told = isinstance(inner["value"], str) and not (
            read_amount(bare(str(value))) or amount_readings(bare(str(value)))
        )
        return value if told else inner


_NOTHING = object()
