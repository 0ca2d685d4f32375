"""People in records: honourees and photographs, each with the consent that allows showing them."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.records.schema.base import Line, PartialDate, Record


class ConsentBasis(StrEnum):
    """Why a person's name or image may be shown (Civil Code 2015 Art. 32; Law 91/2025/QH15)."""

    NOBODY = "nobody"
    CONSENT = "consent"
    PUBLIC_EVENT = "public_event"
    OFFICIAL_ROLE = "official_role"


class Consent(Record):
    """Recorded consent: basis, when, and where the paper is kept (not the paper itself)."""

    basis: ConsentBasis = Field(description="nobody (không có người), consent, public_event, official_role")
    date: PartialDate | None = Field(None, description="Ngày đồng ý")
    kept_by: Line | None = Field(None, description="Nơi lưu giấy đồng ý")


class HonoureeKind(StrEnum):
    """Who is honoured: a collective (tập thể) or an individual (cá nhân)."""

    COLLECTIVE = "collective"
    INDIVIDUAL = "individual"


class Honouree(Record):
    """Who the model or exemplar belongs to. An individual needs recorded consent."""

    kind: HonoureeKind = Field(description="collective (tập thể) hoặc individual (cá nhân)")
    name: Line | None = Field(None, description="Tên tập thể hoặc cá nhân")
    consent: Consent | None = Field(None, description="Sự đồng ý của cá nhân")


class Photo(Record):
    """A photograph beside the record's index.md. A minor needs both consents (Law 91/2025/QH15, Art. 24)."""

    file: Annotated[str, Field(pattern=r"^[^/\\]+\.(?:jpe?g|png|webp|JPE?G|PNG|WEBP)$", max_length=120)] = Field(
        description="Tên tệp ảnh, nằm cùng thư mục với index.md"
    )
    alt: Line = Field(description="Mô tả ảnh cho người không nhìn thấy ảnh")
    caption: Line | None = Field(None, description="Chú thích")
    credit: Line = Field(description="Tác giả ảnh")
    licence: Line = Field(description="Giấy phép dùng ảnh")
    taken_on: PartialDate | None = Field(None, description="Ngày chụp")
    people: Consent = Field(description="Người trong ảnh và căn cứ được đăng")
    minors: bool = Field(False, description="Ảnh có trẻ em không")
    child_consent: Consent | None = Field(None, description="Đồng ý của trẻ từ 7 tuổi")
    guardian_consent: Consent | None = Field(None, description="Đồng ý của cha mẹ hoặc người giám hộ")
