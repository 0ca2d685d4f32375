"""The shape of the published data, version 1, as JSON Schema: from the same classes that write it."""

from __future__ import annotations

from typing import Any, cast

from pydantic import BaseModel

from generator.outputs.data.additions import ADDITIONS
from generator.outputs.data.records import COLLECTIONS, EXCLUDED
from generator.records.schema import RECORDS

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Name of a collection -> JSON Schema of one of its records. Keys may be added to v1, so others are allowed."""
    return {name: _schema(name, kind) for name, kind in COLLECTIONS.items()}


def _schema(name: str, kind: str) -> dict[str, Any]:
    record = cast("type[BaseModel]", RECORDS[kind])
    own = record.model_json_schema(mode="serialization")
    addition = cast("type[BaseModel]", ADDITIONS[kind])
    added = addition.model_json_schema(mode="serialization")
    definitions = own.pop("$defs", {}) | added.pop("$defs", {})
    for key, part in EXCLUDED[kind].items():
        if part is True:
            del own["properties"][key]
        else:
            _leave_out(definitions, own["properties"][key], part)
    properties = own["properties"] | added["properties"]
    used = _used(properties, definitions)
    schema = {
        "$schema": _DIALECT,
        "$id": f"kheo:v1:{name}",
        "title": name,
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "$defs": {key: value for key, value in sorted(definitions.items()) if key in used},
    }
    opened: dict[str, Any] = _open(schema)
    return opened


def _leave_out(definitions: dict[str, Any], value: dict[str, Any], part: Any) -> None:
    """Take unpublished keys out of the definition that a key refers to."""
    keys = part["__all__"] if isinstance(part, dict) else part
    (target,) = _references(value)
    definitions[target] = definitions[target] | {
        "properties": {key: one for key, one in definitions[target]["properties"].items() if key not in keys}
    }


def _references(value: Any) -> set[str]:
    """Names of the definitions a part of a schema refers to."""
    if isinstance(value, dict):
        own = {value["$ref"].rpartition("/")[2]} if "$ref" in value else set()
        return own.union(*map(_references, value.values()))
    return set().union(*map(_references, value)) if isinstance(value, list) else set()


def _used(properties: dict[str, Any], definitions: dict[str, Any]) -> set[str]:
    found, waiting = set[str](), _references(properties)
    while waiting:
        found |= waiting
        waiting = _references([definitions[name] for name in waiting]) - found
    return found


def _open(value: Any) -> Any:
    """The schema for readers: every key a record may have is there, and keys it does not name are no fault."""
    if isinstance(value, list):
        return [_open(one) for one in value]
    if not isinstance(value, dict):
        return value
    opened = {key: _open(one) for key, one in value.items() if key not in {"additionalProperties", "default"}}
    if opened.get("type") == "object" and "properties" in opened:
        opened["required"] = sorted(opened["properties"])
    return opened


def fields(schema: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Every field a record may hold, nested ones too: (path, types, description); "results[].unit", "text"."""
    found: list[tuple[str, str, str]] = []
    _walk(schema, schema["$defs"], "", found)
    return found


def _walk(part: dict[str, Any], definitions: dict[str, Any], path: str, found: list[tuple[str, str, str]]) -> None:
    for key, value in part.get("properties", {}).items():
        here = f"{path}.{key}" if path else key
        types, inner, many = _types(value, definitions)
        found.append((here, "|".join(sorted(types)), value.get("description", "")))
        if inner is not None:
            _walk(inner, definitions, f"{here}[]" if many else here, found)


def _types(value: dict[str, Any], definitions: dict[str, Any]) -> tuple[set[str], dict[str, Any] | None, bool]:
    """The JSON types a value may have, the object inside it (or None), and whether it is a list of those."""
    types: set[str] = set()
    inner, many = None, False
    for one in value.get("anyOf", [value]):
        target = definitions[one["$ref"].rpartition("/")[2]] if "$ref" in one else one
        if "anyOf" in target:
            nested, inner, many = _types(target, definitions)
            types |= nested
        elif target.get("type") == "array":
            item_types, inner, _ = _types(target["items"], definitions)
            types.add(f"array of {'|'.join(sorted(item_types))}")
            many = True
        else:
            types.add(target["type"] if isinstance(target.get("type"), str) else _of_values(target))
            inner = target if "properties" in target else inner
    return types, inner, many


def _of_values(target: dict[str, Any]) -> str:
    """The type of a schema that names its values alone."""
    return "string" if "const" in target or "enum" in target else "any"
