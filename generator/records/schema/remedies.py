"""What to do about a value of the wrong shape: the person's own value corrected, or the candidates among which to choose."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from enum import Enum
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from generator.core.problems import Route
from generator.core.texts import key_called, label_key, label_of, value_labels
from generator.core.vietnamese import slugify
from generator.core.vietnamese.amounts import amount_readings, read_amount
from generator.core.vietnamese.written_dates import date_readings

_ID = re.compile(r"([A-Za-z]{2,4})\s*[-–—_./\s]\s*(\d{4}|[Kk][Rr])\s*[-–—_./\s]\s*(\d{1,4})\Z")
_MANY, _FEW = 16, 3
"""Beyond so many known keys a list of them helps nobody."""
_HOST = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?\Z")
_NO_SLUG = re.compile(r"[^a-z0-9-]+")
_CUSTOM = {
    "line_break": "KH209",
    "url": "KH210",
    "number": "KH207",
    "number_ambiguous": "KH208",
    "date": "KH206",
}
_TYPES = {
    "string_type": "KH214",
    "tuple_type": "KH215",
    "model_type": "KH216",
    "model_attributes_type": "KH216",
    "dict_type": "KH216",
    "bool_type": "KH217",
    "bool_parsing": "KH217",
    "decimal_type": "KH207",
    "decimal_parsing": "KH207",
    "finite_number": "KH207",
    "int_type": "KH207",
    "int_parsing": "KH207",
    "int_from_float": "KH207",
    "date": "KH206",
}


def describe(detail: ErrorDetails, schema: type[BaseModel], route: Route, data: Any) -> tuple[str, dict[str, Any]]:
    """(code, values of its message) for one of pydantic's findings about `data`.

    Among the values `corrected` is the value as it should be written, `offer` lists candidates.
    """
    kind, context, written = detail["type"], detail.get("ctx", {}), detail["input"]
    key = next((part for part in reversed(route) if isinstance(part, str)), "")
    values: dict[str, Any] = {"key": key, "label": label_of(key)}
    if kind == "extra_forbidden":
        return "KH202", values | _known_keys(schema, route, data)
    if kind == "missing":
        return "KH201", values | {"about": _about(schema, route)}
    if written in ("", None):
        return "KH212", values | {"about": _about(schema, route)}
    if kind == "enum":
        return "KH205", values | _choices(schema, route, written, context["expected"])
    if kind == "value_error":
        code = _CUSTOM.get(str(context.get("error", "")), "KH204")
        return code, values | _of_value(code, written)
    if kind == "string_pattern_mismatch":
        return "KH203", values | _in_form(key, context["pattern"], written)
    if kind in ("string_too_long", "too_long"):
        return "KH211", values | {"limit": context["max_length"]}
    if kind in ("string_too_short", "too_short"):
        return "KH212", values | {"about": _about(schema, route)}
    if kind in ("greater_than_equal", "less_than_equal"):
        return "KH213", values | {"limit": context.get("ge", context.get("le"))}
    return _of_type(schema, route, written, _TYPES.get(kind, "KH204"), values)


def _of_type(
    schema: type[BaseModel], route: Route, written: Any, code: str, values: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    """(code, values of its message) for a value of another type; a number in place of an identifier has the wrong form."""
    pattern = _pattern(schema, route) if code == "KH214" and isinstance(written, int) else ""
    if pattern and not isinstance(written, bool) and not re.match(pattern, str(written)):
        return "KH203", values | _in_form(str(values["key"]), pattern, written)
    return code, values | _of_value(code, written) | {"parts": ", ".join(_keys_inside(schema, route))}


def corrected_id(text: str) -> str | None:
    """A mistyped id in its right form: "hb-2024-1" -> "HB-2024-0001"; None where its parts are not all there."""
    found = _ID.match(text.strip().strip("\"'“”"))
    return f"{found[1].upper()}-{found[2].upper()}-{int(found[3]):04}" if found else None


def _of_value(code: str, written: Any) -> dict[str, str]:
    text = str(written)
    if code == "KH206":
        readings = date_readings(text)
        return {"remedy": "offer", "offer": "; ".join(f"{one} ({one.text()})" for one in readings)} if readings else {}
    if code in ("KH207", "KH208"):
        both = amount_readings(text)
        if both:
            return {"remedy": "offer", "offer": f"{both[0]}; {both[1]}", "whole": both[0], "decimal": both[1]}
        amount = read_amount(text)
        return {"remedy": "unit", "value": format(amount.value, "f"), "unit": amount.unit} if amount else {}
    if code == "KH210" and _HOST.match(text.strip()):
        return {"corrected": f"https://{text.strip()}"}
    if code == "KH214" and not isinstance(written, dict | list):
        return {"corrected": str(written).lower() if isinstance(written, bool) else str(written)}
    return {}


def _in_form(key: str, pattern: str, written: Any) -> dict[str, str]:
    """The value in the form its pattern asks for, where it has all that is needed."""
    text = str(written).strip()
    right: str | None = None
    if "[A-Z]{2,4}-" in pattern:
        right = corrected_id(text)
    elif pattern in (r"^[A-Z]{2,4}$", r"^KH\d{3}$"):
        right = text.upper() if re.match(pattern, text.upper()) else None
    elif pattern.startswith("^[a-z0-9]+(?:-"):
        slug = slugify(text)
        if key in ("slug", "aliases", "former_slugs"):
            right = slug or None
        elif slug:
            return {"remedy": "slug", "offer": slug}
    if right and re.match(pattern, right):
        return {"corrected": right}
    return {"remedy": "form"} if "[A-Z]{2,4}-" in pattern else {}


def _choices(schema: type[BaseModel], route: Route, written: Any, expected: str) -> dict[str, str]:
    members = tuple(expected.replace("'", "").replace(" or ", ", ").split(", "))
    choices = _enum_at(schema, route)
    labels = value_labels(choices.__name__ if choices else "", members)
    near = difflib.get_close_matches(label_key(str(written)), [label_key(label) for label in labels], n=2, cutoff=0.6)
    offer = [label for label in labels if label_key(label) in near] or labels
    near_names = difflib.get_close_matches(str(written).lower(), members, n=2, cutoff=0.75)
    if near_names:
        offer = [label for member, label in zip(members, labels, strict=True) if member in near_names]
    return {"choices": "; ".join(labels), "offer": "; ".join(offer)}


def _known_keys(schema: type[BaseModel], route: Route, data: Any) -> dict[str, str]:
    """What an unknown key may have been meant as: a key of this part of like spelling, or one of another part."""
    part = model_at(schema, route)
    known = list(part.model_fields) if part else []
    text = str(route[-1])
    values = {"known": ", ".join(known)}
    same = key_called(text, known)
    if same:
        return values | {"remedy": "twice", "offer": same}
    words = {label_key(word): key for key in known for word in (key, label_of(key))}
    near = difflib.get_close_matches(label_key(text), list(words), n=3, cutoff=0.75)
    offer = list(dict.fromkeys(words[one] for one in near))
    if offer:
        holder = _value_at(data, route[:-1])
        left = [one for one in offer if not (isinstance(holder, dict) and one in holder)]
        return values | {"remedy": "near", "offer": ", ".join(left or offer)}
    inside = list(_parts_with(schema, text))
    if inside and len(inside) <= _FEW:
        return values | {"remedy": "inside", "offer": ", ".join(inside)}
    return values | ({"remedy": "none"} if len(known) > _MANY else {})


def _parts_with(schema: type[BaseModel], key: str) -> Iterable[str]:
    """The keys at the top of a record whose part takes `key`."""
    for name, field in schema.model_fields.items():
        inner = _inner(field.annotation)
        if inner is not None and (key in inner.model_fields or key_called(key, inner.model_fields)):
            yield name


def _value_at(data: Any, route: Route) -> Any:
    for part in route:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def model_at(schema: type[BaseModel], route: Route) -> type[BaseModel] | None:
    """The schema of the part that holds the last key of `route`."""
    keys = [part for part in route if isinstance(part, str)]
    model: type[BaseModel] | None = schema
    for part in keys[:-1]:
        if model is not None:
            field = model.model_fields.get(part)
            model = _inner(field.annotation) if field else None
    return model


def _keys_inside(schema: type[BaseModel], route: Route) -> list[str]:
    model, key = model_at(schema, route), next((part for part in reversed(route) if isinstance(part, str)), "")
    field = model.model_fields.get(key) if model else None
    inner = _inner(field.annotation) if field else None
    return list(inner.model_fields) if inner else []


def _inner(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _inner(argument)
        if found is not None:
            return found
    return None


def _enum_at(schema: type[BaseModel], route: Route) -> type[Enum] | None:
    model, key = model_at(schema, route), next((part for part in reversed(route) if isinstance(part, str)), "")
    field = model.model_fields.get(key) if model else None
    waiting = [field.annotation] if field else []
    for annotation in waiting:
        if isinstance(annotation, type) and issubclass(annotation, Enum):
            return annotation
        waiting.extend(getattr(annotation, "__args__", ()))
    return None


def _pattern(schema: type[BaseModel], route: Route) -> str:
    """The form the value at `route` must have; "" where any will do."""
    model, key = model_at(schema, route), next((part for part in reversed(route) if isinstance(part, str)), "")
    field = model.model_fields.get(key) if model else None
    found = (getattr(one, "pattern", None) for one in (field.metadata if field else ()))
    return next((one for one in found if isinstance(one, str)), "")


def _about(schema: type[BaseModel], route: Route) -> str:
    model = model_at(schema, route)
    key = next((part for part in reversed(route) if isinstance(part, str)), "")
    field = model.model_fields.get(key) if model else None
    return (field.description or "") if field else ""
