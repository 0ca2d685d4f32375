"""Public data files: every record as JSON, and the JSON Schema of every kind."""

from __future__ import annotations

import json
from typing import Any

from generator.schema import json_schemas
from generator.showcase import ModelView, Showcase
from generator.showcase.addresses import DATA

# Consent papers are kept by offices; where and by whom is nobody else's business.
_PRIVATE = {
    "honouree": {"consent"},
    "photos": {"__all__": {"people", "minors", "child_consent", "guardian_consent"}},
}


def exports(showcase: Showcase) -> dict[str, bytes]:
    """Return address -> bytes of the data files."""
    files = {
        f"{DATA}models.json": _json([_model(model) for model in showcase.models]),
        f"{DATA}statistics.json": _json(
            [{"slug": view.slug} | view.record.model_dump(mode="json") for view in showcase.statistics]
        ),
    }
    files[f"{DATA}programmes.json"] = _json(
        [{"slug": view.slug, "address": view.address} | view.record.model_dump(mode="json") for view in showcase.programmes]
    )
    for kind, schema in json_schemas().items():
        files[f"{DATA}schema/{kind}.json"] = _json(schema)
    return files


def _model(model: ModelView) -> dict[str, Any]:
    """One model as the public reads it: the record, its address, and its place then and today in words."""
    data = model.record.model_dump(mode="json", exclude=_PRIVATE)
    data |= {"slug": model.slug, "address": model.address}
    data["place"] |= {"then_text": model.place.then_text, "today_text": model.place.today_text}
    return data


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
