"""JSON Schema of every record, from the same classes that validate: for editors' tools and the public."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from generator.records.schema.validate import RECORDS


def json_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one kind of record; raises KeyError for an unknown kind."""
    schema = RECORDS[kind].model_json_schema(mode="validation")
    return {"$schema": GenerateJsonSchema.schema_dialect, "$id": f"kheo:{kind}", **schema}


def json_schemas() -> dict[str, dict[str, Any]]:
    """Return kind -> JSON Schema for every kind, in a fixed order."""
    return {kind: json_schema(kind) for kind in RECORDS}
