"""Proposals: records that nobody has approved yet, so they have neither an id nor a review of their own.

A proposal is checked like any record and may be merged; a build publishes it only when asked to preview proposals.
`kheo accept` gives what it lacks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from generator.records.schema.base import PartialDate, Record
from generator.records.schema.model import Basis, Certainty, Lead, Model, Period, Review, Status
from generator.records.schema.news import News

NOT_TOLD = "nguồn không nêu"
# What a proposal need not say, as an accepted record says it.
UNSAID = {"lead": "{certainty: not_stated}", "period": f"{{as_stated: {NOT_TOLD}}}", "status": "unknown"}
_ID_STEM = "de-xuat-"
# A preview's dates stay the same whoever builds it; the earliest a proposal can have been written.
_AWAITED = Review.model_construct(date=PartialDate("2026-01-01"), by="chưa duyệt")


class ModelProposal(Model):
    """A model without an id. Until it is accepted it goes by a stand-in that no record can refer to."""

    id: str = Field(description="Mã mô hình")
    field_basis: Basis = Field(Basis.INFERRED, description="stated (nguồn nêu) hoặc inferred (suy luận)")
    lead: Lead = Field(default_factory=lambda: Lead(certainty=Certainty.NOT_STATED), description="Đơn vị chủ trì")
    period: Period = Field(default_factory=lambda: Period(as_stated=NOT_TOLD), description="Thời gian thực hiện")
    status: Status = Field(Status.UNKNOWN, description="Tình trạng")
    reviewed: Review = Field(_AWAITED, description="Lần rà soát gần nhất")


class NewsProposal(News):
    """A news item that nobody has reviewed."""

    reviewed: Review = Field(_AWAITED, description="Lần rà soát gần nhất")


# What marks a record as a proposal by being absent, and what else `kheo accept` gives.
MARKS = {"model": "id", "news": "reviewed"}
GIVEN_LATER = {"model": ("id", "field_basis", "lead", "period", "status", "reviewed"), "news": ("reviewed",)}


def is_proposal(record: Record) -> bool:
    """Whether nobody has approved this record."""
    return isinstance(record, ModelProposal | NewsProposal)


def proposed(kind: str, name: str, data: Mapping[str, Any]) -> tuple[type[Record], dict[str, Any]] | None:
    """The schema of a proposal and its values; None for a record that is none. name: of its file."""
    mark = MARKS.get(kind)
    if mark is None or data.get(mark) not in (None, ""):
        return None
    values = {key: value for key, value in data.items() if key != mark}
    if kind == "news":
        return NewsProposal, values
    return ModelProposal, {"id": f"{_ID_STEM}{name}", **values}
