"""What the published form adds to a record, key by key: where it is on the site, and what its codes mean in words.

The classes are the shape alone: JSON Schema comes from them, and a test holds what is written against it.
"""

from typing import Annotated

from pydantic import BaseModel, Field

Slug = Annotated[str, Field(description="Phần cuối của địa chỉ; mã trong danh mục")]
Address = Annotated[str, Field(description="Địa chỉ trang, tính từ gốc của trang web")]
Url = Annotated[str | None, Field(description="Địa chỉ đầy đủ; null khi trang chưa có tên miền")]
Updated = Annotated[str, Field(description="Ngày rà soát gần nhất, cũng là lần thay đổi cuối")]
Listed = Annotated[str | None, Field(description="Địa chỉ danh sách; null khi chưa có mô hình nào")]


class ModelWords(BaseModel):
    """The codes of a model as the pages say them; what is not known has its words here and null in the record."""

    kind: Annotated[str, Field(description="Mô hình hay điển hình")]
    field: Annotated[str, Field(description="Tên lĩnh vực")]
    level: Annotated[str, Field(description="Cấp, hoặc lời rằng không rõ")]
    status: Annotated[str, Field(description="Tình trạng, hoặc lời rằng không rõ")]
    evidence: Annotated[str, Field(description="Chứng cứ mạnh nhất: quyết định công nhận, hay chỉ có nguồn nêu")]
    place_then: Annotated[str, Field(description="Địa bàn theo tên khi đó, từ nhỏ đến lớn")]
    place_today: Annotated[str, Field(description="Địa bàn theo tên hôm nay; trống khi không rõ")]
    leads: Annotated[list[str], Field(description="Tên đơn vị chủ trì; mơ hồ thì kê mọi cách đọc")]
    partners: Annotated[list[str], Field(description="Tên đơn vị phối hợp")]
    period: Annotated[str, Field(description="Thời gian, đúng tới mức nguồn cho biết")]
    results: Annotated[
        list[str], Field(description="Mỗi kết quả một câu, theo thứ tự của results: mức chặn, đơn vị, số gốc")
    ]


class ModelAdded(BaseModel):
    """Added to a model."""

    slug: Slug
    address: Address
    url: Url
    short_address: Annotated[str, Field(description="Địa chỉ ngắn, không bao giờ đổi, tính từ gốc của trang web")]
    short_url: Annotated[str | None, Field(description="Địa chỉ ngắn đầy đủ; null khi trang chưa có tên miền")]
    updated: Updated
    in_words: Annotated[ModelWords, Field(description="Các mã của hồ sơ nói bằng lời, như trên trang")]


class NewsWords(BaseModel):
    """The date of a news item and its models, in words."""

    published: Annotated[str, Field(description="Ngày đăng, hoặc lời rằng nguồn không ghi ngày")]
    models: Annotated[list[str], Field(description="Tên các mô hình, theo thứ tự còn trên trang")]


class NewsAdded(BaseModel):
    """Added to a news item."""

    slug: Slug
    address: Address
    url: Url
    updated: Updated
    in_words: Annotated[NewsWords, Field(description="Ngày và tên mô hình bằng lời")]


class ProgrammeWords(BaseModel):
    """The codes of a programme in words."""

    kind: Annotated[str, Field(description="Loại văn bản")]
    leads: Annotated[list[str], Field(description="Tên đơn vị chủ trì")]
    partners: Annotated[list[str], Field(description="Tên đơn vị phối hợp")]
    period: Annotated[str, Field(description="Thời gian, đúng tới mức nguồn cho biết")]
    results: Annotated[list[str], Field(description="Mỗi số liệu một câu, theo thứ tự của results")]


class ProgrammeAdded(BaseModel):
    """Added to a programme."""

    slug: Slug
    address: Address
    url: Url
    updated: Updated
    models: Annotated[list[str], Field(description="Mã các mô hình ghi chương trình này")]
    in_words: Annotated[ProgrammeWords, Field(description="Các mã nói bằng lời, như trên trang")]


class StatisticWords(BaseModel):
    """When a statistic was true, in words."""

    time: Annotated[str, Field(description="Thời điểm hoặc thời kỳ của số liệu, hoặc lời rằng nguồn không ghi")]


class StatisticAdded(BaseModel):
    """Added to a statistic."""

    slug: Slug
    updated: Updated
    in_words: Annotated[StatisticWords, Field(description="Thời điểm bằng lời")]


class RegisterAdded(BaseModel):
    """Added to a field of work, a unit, an organisation."""

    slug: Slug
    address: Listed
    url: Url


class CriterionAdded(BaseModel):
    """Added to a criterion."""

    slug: Slug


ADDITIONS = {
    "model": ModelAdded,
    "news": NewsAdded,
    "programme": ProgrammeAdded,
    "statistic": StatisticAdded,
    "field": RegisterAdded,
    "place": RegisterAdded,
    "organisation": RegisterAdded,
    "criterion": CriterionAdded,
}
"""Kind of record -> what is added to it."""
