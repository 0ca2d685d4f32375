"""Statistics a province publishes: records of their own, never mixed with counts of what the site holds."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.records.schema.base import (
    Count,
    Line,
    Paragraph,
    PartialDate,
    Record,
    RecordId,
    Slug,
    SourceNo,
)
from generator.records.schema.evidence import Source
from generator.records.schema.figures import Bound, Finality
from generator.records.schema.model import Period, Review


class BreakdownBy(StrEnum):
    """What a total is divided by."""

    FIELD = "field"
    LEVEL = "level"
    REGISTRATION = "registration"
    STATUS = "status"
    PLACE = "place"


class Part(Record):
    """One part of a breakdown."""

    name: Line = Field(description="Tên phần")
    field: Slug | None = Field(None, description="Mã lĩnh vực, khi chia theo lĩnh vực")
    value: Count = Field(description="Số lượng")
    bound: Bound = Field(Bound.EXACTLY, description="Mức chặn")


class Breakdown(Record):
    """A total divided once. When the parts do not make the total, `gap_note` must say so."""

    by: BreakdownBy = Field(description="field, level, registration, status, place")
    parts: Annotated[tuple[Part, ...], Field(min_length=1, max_length=60)] = Field(description="Các phần")
    gap_note: Line | None = Field(None, description="Vì sao tổng các phần khác tổng chung")


class Comparison(Record):
    """The same total at another time, stated or implied by a stated change (`implied: true`)."""

    value: Count = Field(description="Giá trị khi đó")
    date: PartialDate = Field(description="Khi nào")
    implied: bool = Field(False, description="Suy ra từ phép trừ, nguồn không nêu thẳng")
    stated_change: Annotated[int, Field()] | None = Field(None, description="Mức tăng (+) giảm (-) nguồn nêu")
    note: Paragraph | None = Field(None, description="Ghi chú, nhất là khi mức tăng bất thường")


class Statistic(Record):
    """One published total with its breakdowns and comparisons."""

    slug: Slug | None = Field(None, description="Mã; mặc định là tên tệp")
    name: Line = Field(description="Số liệu gì")
    unit: Line = Field(description="Đơn vị đếm")
    scope: Line = Field(description="Phạm vi: toàn tỉnh…")
    value: Count = Field(description="Tổng số")
    bound: Bound = Field(Bound.EXACTLY, description="Mức chặn")
    date: PartialDate | None = Field(None, description="Tính đến ngày; bỏ trống khi nguồn không ghi")
    period: Period | None = Field(None, description="Của thời kỳ nào")
    as_stated: Line | None = Field(None, description="Thời điểm theo lời của nguồn")
    finality: Finality | None = Field(None, description="preliminary (sơ bộ) hoặc final (chính thức)")
    breakdowns: tuple[Breakdown, ...] = Field((), description="Chia theo")
    comparisons: tuple[Comparison, ...] = Field((), description="So với thời điểm khác")
    note: Paragraph | None = Field(None, description="Điều người đọc cần biết")
    source: SourceNo = Field(description="Số thứ tự của nguồn")
    sources: Annotated[tuple[Source, ...], Field(min_length=1)] = Field(description="Nguồn")
    reviewed: Review = Field(description="Lần rà soát gần nhất")


class Answer(Record):
    """A person's answer to a warning, with the reason: `content/answers.yml`."""

    file: Line = Field(description="Tệp bị cảnh báo")
    code: Annotated[str, Field(pattern=r"^KH\d{3}$")] = Field(description="Mã cảnh báo: KH402")
    text: Line | None = Field(None, description="Chữ bị cảnh báo; bỏ trống để trả lời mọi cảnh báo cùng mã trong tệp")
    reason: Line = Field(description="Vì sao chấp nhận được")
    by: Line = Field(description="Vai trò người trả lời")
    date: PartialDate = Field(description="Ngày trả lời")


class Difference(Record):
    """Two models that look alike and that a person judged to be two: `content/different.yml`."""

    a: RecordId = Field(description="Mã của một mô hình")
    b: RecordId = Field(description="Mã của mô hình kia")
    reason: Line = Field(description="Vì sao là hai mô hình khác nhau")
    by: Line = Field(description="Vai trò người xem xét")
    date: PartialDate = Field(description="Ngày xem xét")


class Abbreviation(Record):
    """An abbreviation and what it stands for: `content/abbreviations.yml`."""

    short: Line = Field(description="Chữ viết tắt")
    long: Annotated[tuple[Line, ...], Field(min_length=1)] = Field(description="Viết đầy đủ; nhiều nghĩa thì ghi hết")
    ambiguous: bool = Field(False, description="Có nhiều nghĩa: phải viết đầy đủ trong bài")


class Concept(Record):
    """Words that mean the same to who searches: `content/concepts.yml`, beside the groups that are shipped."""

    words: Annotated[tuple[Line, ...], Field(min_length=1)] = Field(
        description="Các lời ngang nhau: gõ lời này cũng tìm lời kia"
    )
    typed: tuple[Line, ...] = Field((), description="Lời người ta hay gõ, chỉ tìm theo một chiều")
