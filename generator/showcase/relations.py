"""Which models stand near one another: named by the editor, continuing, or sharing place, lead and field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.showcase.views import ModelView

SHOWN = 3
# How many neighbours a bucket offers to each of its models; keeps the work linear in the number of models.
_REACH = 8


def relate(models: tuple[ModelView, ...]) -> dict[str, tuple[ModelView, ...]]:
    """Return model id -> up to SHOWN related models, nearest first; the same for any order of input files."""
    by_id = {model.id: model for model in models}
    scores: dict[str, dict[str, int]] = {model.id: {} for model in models}
    for bucket, weight in _buckets(models):
        for index, one in enumerate(bucket):
            for other in bucket[index + 1 : index + 1 + _REACH]:
                scores[one.id][other.id] = scores[one.id].get(other.id, 0) + weight
                scores[other.id][one.id] = scores[other.id].get(one.id, 0) + weight
    named = _named(models, by_id)
    related = {}
    for model in models:
        ranked = sorted(scores[model.id].items(), key=lambda pair: (-pair[1], pair[0]))
        ids = dict.fromkeys([*named[model.id], *(other for other, _ in ranked)])
        related[model.id] = tuple(by_id[other] for other in ids if other in by_id and other != model.id)[:SHOWN]
    return related


def _named(models: tuple[ModelView, ...], by_id: dict[str, ModelView]) -> dict[str, list[str]]:
    """Relations that editors wrote, seen from both ends."""
    named: dict[str, list[str]] = {model.id: [] for model in models}
    for model in models:
        for other in (*model.record.related, model.record.continues):
            if other in by_id:
                named[model.id].append(other)
                named[other].append(model.id)
    return named


def _buckets(models: tuple[ModelView, ...]) -> Iterator[tuple[list[ModelView], int]]:
    buckets: dict[tuple[str, ...], list[ModelView]] = defaultdict(list)
    weights: dict[tuple[str, ...], int] = {}
    for model in models:
        for key, weight in _keys(model):
            buckets[key].append(model)
            weights[key] = weight
    for key, bucket in buckets.items():
        if len(bucket) > 1:
            yield bucket, weights[key]


def _keys(model: ModelView) -> Iterator[tuple[tuple[str, ...], int]]:
    unit, field = model.place.then[0].slug, model.field.slug
    yield ("unit", unit), 4
    yield ("unit, field", unit, field), 2
    for lead in model.leads:
        yield ("lead", lead.slug), 3
    for programme in model.record.programmes:
        yield ("programme", programme), 3
    for topic in model.record.topics:
        yield ("topic", field, topic), 2
    if len(model.place.then) > 1:
        yield ("district, field", model.place.then[1].slug, field), 1
    yield ("field", field), 1
