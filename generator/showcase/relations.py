"""Which models stand near one another: named by the editor, continuing, or sharing place, lead and field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.showcase.views import ModelView

SHOWN = 3
# How many neighbours a bucket offers to each of its models; keeps the work linear in the number of models.
_REACH = 8


def relate(models: tuple[ModelView, ...]) -> dict[str, tuple[ModelView, ...]]:
    """Return model id -> up to SHOWN related models, nearest first; the same for any order of input files."""
    by_id = {model.id: model for model in models}
    # Of two models as near the one with the lesser id comes first: a model's number is its place by id.
    ids = sorted(by_id)
    nearness = _nearness(models, dict(zip(ids, range(len(ids)), strict=True)))
    named = _named(models, by_id)
    related = {}
    for one, found in zip(ids, nearness, strict=True):
        nearest = (ids[number % len(ids)] for number in sorted(found.values())[: SHOWN + len(named[one])])
        wanted = dict.fromkeys([*named[one], *nearest])
        related[one] = tuple(by_id[other] for other in wanted if other in by_id and other != one)[:SHOWN]
    return related


def _nearness(models: tuple[ModelView, ...], numbers: dict[str, int]) -> list[dict[int, int]]:
    """Of each model, by number: number of another -> how near the two are, the nearest least; modulo the count the number."""
    nearness: list[dict[int, int]] = [{} for _ in models]
    for bucket, weight in _buckets(models, numbers):
        step = weight * len(models)
        for at, one in enumerate(bucket):
            mine = nearness[one]
            for other in bucket[max(0, at - _REACH) : at]:
                mine[other] = mine.get(other, other) - step
            for other in bucket[at + 1 : at + 1 + _REACH]:
                mine[other] = mine.get(other, other) - step
    return nearness


def _named(models: tuple[ModelView, ...], by_id: dict[str, ModelView]) -> dict[str, list[str]]:
    """Relations that editors wrote, seen from both ends."""
    named: dict[str, list[str]] = {model.id: [] for model in models}
    for model in models:
        for other in (*model.record.related, model.record.continues):
            if other in by_id:
                named[model.id].append(other)
                named[other].append(model.id)
    return named


def _buckets(models: tuple[ModelView, ...], numbers: dict[str, int]) -> Iterator[tuple[list[int], int]]:
    buckets: dict[tuple[str, ...], list[int]] = defaultdict(list)
    weights: dict[tuple[str, ...], int] = {}
    for model in models:
        for key, weight in _keys(model):
            buckets[key].append(numbers[model.id])
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


def follow(models: Sequence[ModelView]) -> dict[str, ModelView]:
    """Id of a model -> the story to read next: the next one of another field, in order and round again; else the next one."""
    if len(models) < 2:
        return {}
    found: dict[str, ModelView] = {}
    other: dict[str, ModelView] = {}
    for number in range(2 * len(models) - 1, -1, -1):
        model, next_one = models[number % len(models)], models[(number + 1) % len(models)]
        if next_one.field.slug != model.field.slug:
            other[model.field.slug] = next_one
        found[model.id] = other.get(model.field.slug, next_one)
    return found
