"""JSON Schema of every record, from the same classes that validate: for editors' tools and the public."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from generator.records.schema.proposals import GIVEN_LATER, MARKS
from generator.records.schema.validate import RECORDS


def json_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one kind of record; raises KeyError for an unknown kind.

    A proposal is valid as well: what is given when it is accepted is required only together.
    """
    schema = RECORDS[kind].model_json_schema(mode="validation")
    if kind in MARKS:
        mark, later = MARKS[kind], GIVEN_LATER[kind]
        schema["required"] = [key for key in schema["required"] if key not in later]
        if others := [key for key in later if key != mark]:
            schema["dependentRequired"] = {mark: others}
    return {"$schema": GenerateJsonSchema.schema_dialect, "$id": f"kheo:{kind}", **schema}


def json_schemas() -> dict[str, dict[str, Any]]:
    """Return kind -> JSON Schema for every kind, in a fixed order."""
    return {kind: json_schema(kind) for kind in RECORDS}
