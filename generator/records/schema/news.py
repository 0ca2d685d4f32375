"""The news item: coverage by the press or the province's own notice, summarised in our own words."""

from typing import Annotated

from pydantic import Field

from generator.records.schema.base import Line, Paragraph, PartialDate, Record, RecordId, Slug
from generator.records.schema.evidence import Source
from generator.records.schema.model import Review, Withdrawal
from generator.records.schema.people import Photo


class Quote(Record):
    """A few words of the original, word for word: never more than a reasonable quotation (Luật SHTT, Điều 25)."""

    text: Annotated[Line, Field(max_length=300)] = Field(description="Lời trích nguyên văn, nhiều nhất 300 chữ cái")
    by: Line | None = Field(None, description="Lời của ai, theo vai trò; bỏ trống khi là lời của tác giả bài")


class FigureRef(Record):
    """A result of a model that the article bears out."""

    model: RecordId = Field(description="Mã mô hình, có trong mục models")
    result: Annotated[int, Field(ge=1, le=50)] = Field(
        description="Số thứ tự của kết quả trong hồ sơ mô hình, đếm từ 1"
    )


class News(Record):
    """One news item. `published` empty means the source shows no date; it is listed as "không rõ ngày"."""

    slug: Slug | None = Field(None, description="Phần cuối của địa chỉ trang; mặc định là tên tệp")
    aliases: tuple[Slug, ...] = Field((), description="Các địa chỉ cũ")
    withdrawn: Withdrawal | None = Field(None, description="Đã gỡ")
    title: Line = Field(description="Tiêu đề, viết bằng lời của mình")
    lede: Annotated[Paragraph, Field(max_length=400)] = Field(description="Một hai câu tóm tắt")
    published: PartialDate | None = Field(None, description="Ngày đăng; bỏ trống khi nguồn không ghi")
    source: Source = Field(description="Bài gốc: báo, tác giả, ngày, địa chỉ")
    models: tuple[RecordId, ...] = Field((), description="Mã các mô hình được nhắc đến")
    supports: tuple[Line, ...] = Field((), description="Bài này chứng thực điều gì, bằng lời")
    figures: Annotated[tuple[FigureRef, ...], Field(max_length=50)] = Field(
        (), description="Bài này chứng thực những kết quả nào của các mô hình"
    )
    quotes: Annotated[tuple[Quote, ...], Field(max_length=3)] = Field((), description="Lời trích, nhiều nhất ba")
    photos: Annotated[tuple[Photo, ...], Field(max_length=30)] = Field((), description="Ảnh")
    reviewed: Review = Field(description="Lần rà soát gần nhất")
