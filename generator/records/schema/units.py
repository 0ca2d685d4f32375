"""Administrative units: their types, how these are called, and how long a unit lived under which code."""

from enum import StrEnum

from pydantic import Field

from generator.records.schema.base import Code, Line, PartialDate, Record, Slug


class UnitType(StrEnum):
    """Type of administrative unit."""

    PROVINCE = "tinh"
    CITY = "thanh-pho"
    DISTRICT = "huyen"
    URBAN_DISTRICT = "quan"
    TOWN = "thi-xa"
    PROVINCIAL_CITY = "thanh-pho-thuoc-tinh"
    COMMUNE = "xa"
    WARD = "phuong"
    TOWNSHIP = "thi-tran"
    SPECIAL_ZONE = "dac-khu"


TYPE_WORDS = {
    UnitType.PROVINCE: "tỉnh",
    UnitType.CITY: "thành phố",
    UnitType.DISTRICT: "huyện",
    UnitType.URBAN_DISTRICT: "quận",
    UnitType.TOWN: "thị xã",
    UnitType.PROVINCIAL_CITY: "thành phố",
    UnitType.COMMUNE: "xã",
    UnitType.WARD: "phường",
    UnitType.TOWNSHIP: "thị trấn",
    UnitType.SPECIAL_ZONE: "đặc khu",
}
"""The word before a unit's name."""

PROVINCES = frozenset({UnitType.PROVINCE, UnitType.CITY})
DISTRICTS = frozenset({UnitType.DISTRICT, UnitType.URBAN_DISTRICT, UnitType.TOWN, UnitType.PROVINCIAL_CITY})
"""The level that ended on 30 June 2025; its communes were rearranged one by one, so it became no unit of today."""
COMMUNES = frozenset({UnitType.COMMUNE, UnitType.WARD, UnitType.TOWNSHIP, UnitType.SPECIAL_ZONE})


class UnitCode(Record):
    """A statistics code with the time it meant this unit (code 24 was Bắc Giang, and is Bắc Ninh now)."""

    code: Code = Field(description="Mã thống kê, luôn trong dấu ngoặc kép: '05233'")
    start: PartialDate | None = Field(None, description="Từ khi nào")
    end: PartialDate | None = Field(None, description="Đến khi nào")


class Unit(Record):
    """An administrative unit with its lifetime; `successors` more than one means it was split."""

    slug: Slug = Field(description="Mã địa bàn")
    former_slugs: tuple[Slug, ...] = Field((), description="Các mã cũ; địa chỉ cũ được chuyển hướng về đây")
    name: Line = Field(description="Tên không kèm loại: Tòng Đậu")
    type: UnitType = Field(description="tinh, thanh-pho, huyen, quan, thi-xa, xa, phuong, thi-tran, dac-khu…")
    parent: Slug | None = Field(None, description="Đơn vị cấp trên trực tiếp")
    codes: tuple[UnitCode, ...] = Field((), description="Mã thống kê theo thời gian")
    aliases: tuple[Line, ...] = Field((), description="Cách viết khác, tên gọi khác")
    start: PartialDate | None = Field(None, description="Có từ khi nào")
    end: PartialDate | None = Field(None, description="Ngày cuối cùng còn tồn tại; bỏ trống khi còn")
    successors: tuple[Slug, ...] = Field((), description="Đơn vị kế tiếp")
    legal_basis: Line | None = Field(None, description="Căn cứ pháp lý của lần thay đổi")
    checked_on: PartialDate | None = Field(None, description="Ngày kiểm tra")
    note: Line | None = Field(None, description="Ghi chú")
