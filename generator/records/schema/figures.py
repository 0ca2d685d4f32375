"""Figures as sources give them: a value with its bound, its base, its date and where it was read."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.records.schema.base import Count, Line, Number, PartialDate, Record, SourceNo


class Bound(StrEnum):
    """How the source bounds a value: "hơn 70%" is `over`, "gần 3.700" is `nearly`."""

    EXACTLY = "exactly"
    OVER = "over"
    UNDER = "under"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Finality(StrEnum):
    """Whether the source calls a figure preliminary (sơ bộ) or final (chính thức)."""

    PRELIMINARY = "preliminary"
    FINAL = "final"


class Measure(Record):
    """One value at one time. `as_stated` keeps the source's own time words when they are not a date."""

    value: Number = Field(description="Giá trị, viết số thường: 4648 hoặc 97.7")
    bound: Bound = Field(Bound.EXACTLY, description="Mức chặn: exactly, over, under, about, nearly, at_least, at_most")
    date: PartialDate | None = Field(None, description="Thời điểm của số liệu: 2017, 2017-06 hoặc 2017-06-15")
    as_stated: Line | None = Field(None, description="Thời điểm theo lời của nguồn, khi không phải một ngày")


class Result(Record):
    """One result: an indicator with its value now, before, and the division behind a percentage.

    `unit` is "%" for a share; `numerator` of `denominator` counts `denominator_name`. A percentage is
    recomputed by the check (rule V2) and shown with its base, or with the words that no base is given.
    """

    indicator: Line = Field(description="Chỉ tiêu: đo cái gì, của ai")
    unit: Annotated[str, Field(min_length=1, max_length=40, description="Đơn vị tính: %, người, xã, ha, vụ…")]
    baseline: Measure | None = Field(None, description="Trước khi làm")
    result: Measure | None = Field(None, description="Sau khi làm")
    target: Measure | None = Field(None, description="Chỉ tiêu đã đăng ký")
    numerator: Count | None = Field(None, description="Tử số")
    denominator: Count | None = Field(None, description="Mẫu số")
    denominator_name: Line | None = Field(None, description="Mẫu số đếm những gì: thành viên mô hình, xã trong tỉnh…")
    denominator_note: Line | None = Field(None, description="Mẫu số từ đâu ra, khi nguồn không nêu thẳng")
    decimals: Annotated[int, Field(ge=0, le=6)] | None = Field(None, description="Số chữ số thập phân nguồn viết")
    per: Line | None = Field(None, description="Tính theo: mỗi năm, mỗi chi hội mỗi năm…")
    finality: Finality | None = Field(None, description="preliminary (sơ bộ) hoặc final (chính thức)")
    source: SourceNo | None = Field(None, description="Số thứ tự của nguồn")
    note: Line | None = Field(None, description="Ghi chú để người đọc hiểu đúng con số")
    highlight: bool = Field(False, description="Hiện con số này trên thẻ của mô hình")
