"""Which stories open the front page: the strongest claim leads, and never one without a base."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generator.records.schema import Result
from generator.render.figures import strongest
from generator.showcase import ModelView

SECONDS = 2
_HUNDRED = Decimal(100)


def lead_story(models: Sequence[ModelView]) -> ModelView | None:
    """The model whose figure may stand alone: recognised before told of, chosen by editors, with a finding, the largest
    effect, the latest review; the first in order among equals. None where no model has a figure with a base.
    """
    eligible = [model for model in models if has_base(_best(model))]
    return max(eligible, key=_strength, default=None)


def second_stories(models: Sequence[ModelView], lead: ModelView | None, count: int = SECONDS) -> list[ModelView]:
    """The next stories: other fields than the lead's first, each field once while there are others; editors' choices first."""
    ranked = sorted((model for model in models if model is not lead), key=_strength, reverse=True)
    ranked.sort(key=lambda model: not model.record.featured)
    seen = {lead.field.slug} if lead else set()
    chosen: list[ModelView] = []
    for fresh in (True, False):
        for model in ranked:
            if len(chosen) < count and model not in chosen and (model.field.slug not in seen or not fresh):
                chosen.append(model)
                seen.add(model.field.slug)
    return chosen


def has_base(result: Result | None) -> bool:
    """Whether a figure says of how many: a share of a known number, or an amount beside what it was before."""
    if result is None or (result.result is None and result.numerator is None):
        return False
    if result.unit == "%" or result.numerator is not None:
        return bool(result.denominator)
    return result.baseline is not None


def _best(model: ModelView) -> Result | None:
    record = model.record
    number = strongest(record.results, record.finding.result if record.finding else None)
    return record.results[number - 1] if number else None


def _strength(model: ModelView) -> tuple[bool, bool, bool, Decimal, str]:
    record = model.record
    return (
        record.recognition is not None,
        record.featured,
        record.finding is not None,
        _effect(_best(model)),
        str(record.reviewed.date),
    )


def _effect(result: Result | None) -> Decimal:
    """How much a figure tells, 0 to 1: the part that changed, else the part reached; less where nothing was before."""
    if result is None:
        return Decimal(0)
    if result.baseline and result.result:
        before, now = result.baseline.value, result.result.value
        largest = _HUNDRED if result.unit == "%" else max(abs(before), abs(now)) or Decimal(1)
        return min(abs(now - before) / largest, Decimal(1))
    if result.numerator is not None and result.denominator:
        return Decimal(result.numerator) / Decimal(result.denominator) / 2
    return Decimal(0)
