"""The codes of records in words, for those who read data: what is not known is said, never left to be guessed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.core.texts import t
from generator.records.schema import Result
from generator.render import wording
from generator.render.figures.words import base_text, share_text, value_text, when_text
from generator.showcase import ModelView, ProgrammeView, Showcase

Words = Mapping[str, dict[str, Any]]
"""Address of a model or programme -> what its codes mean."""


class AllWords(dict[str, dict[str, Any]]):
    """The codes of every model and programme in words; made once, when first asked for, for JSON and tables alike."""

    def __init__(self, showcase: Showcase) -> None:
        """Know whom to ask."""
        super().__init__()
        views: list[ModelView | ProgrammeView] = [*showcase.models, *showcase.programmes]
        self._views = {view.address: view for view in views}

    def __missing__(self, address: str) -> dict[str, Any]:
        view = self._views[address]
        words = self[address] = _model_words(view) if isinstance(view, ModelView) else _programme_words(view)
        return words


def _model_words(model: ModelView) -> dict[str, Any]:
    """The codes of a model, as `additions.ModelWords`."""
    record = model.record
    return {
        "kind": t(f"search.kind_{record.kind}"),
        "field": model.field.name,
        "level": t(f"level.{record.level}") if record.level else t("unknown.unknown"),
        "status": t(f"status.{record.status}"),
        "evidence": wording.badge(record).text,
        "place_then": model.place.then_text,
        "place_today": model.place.today_text,
        "leads": [*(view.name for view in model.leads), *filter(None, [record.lead.name])],
        "partners": [view.name for view in model.partners],
        "period": "; ".join(wording.period(record.period)),
        "results": [result_words(result) for result in record.results],
    }


def _programme_words(programme: ProgrammeView) -> dict[str, Any]:
    """The codes of a programme, as `additions.ProgrammeWords`."""
    record = programme.record
    return {
        "kind": t(f"programme.kind_{record.kind}"),
        "leads": [*(view.name for view in programme.leads), *filter(None, [record.lead.name])],
        "partners": [view.name for view in programme.partners],
        "period": "; ".join(wording.period(record.period)),
        "results": [result_words(result) for result in record.results],
    }


def result_words(result: Result) -> str:
    """One figure in a sentence: before and after, bound, base, time; a share without its base says so."""
    measure, before = result.result, result.baseline
    if measure is None and result.numerator is not None and result.denominator is not None:
        said = share_text(result)
    elif measure is None:
        said = t("figure.unknown_why")
    else:
        said = value_text(measure, result.unit, result.decimals)
        if before is not None:
            key = "figure.arrow_down" if measure.value < before.value else "figure.arrow"
            said = t(key, before=value_text(before, result.unit, result.decimals), after=said)
        said += _base(result)
    when = when_text(measure)
    return f"{result.indicator}: {said}, {when}" if when else f"{result.indicator}: {said}"


def _base(result: Result) -> str:
    """The base of a share: " (216 trên 221 thành viên)", " (của 191 xã)", or that the source gives none."""
    if result.denominator is not None:
        said = share_text(result) if result.numerator is not None else t("figure.of_base", base=base_text(result))
    elif result.unit == "%":
        said = t("figure.no_base")
    else:
        return ""
    return f" ({said})"
