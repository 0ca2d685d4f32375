"""What proves a claim: sources, official documents, the six steps, recognition, awards, replications."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.records.schema.base import Count, Line, Paragraph, PartialDate, Record, Slug, SourceNo, Url
from generator.records.schema.figures import Bound


class Level(StrEnum):
    """Level of a model or decision; `district` ended with the districts on 30 June 2025."""

    GRASSROOTS = "grassroots"
    DISTRICT = "district"
    PROVINCE = "province"
    CENTRAL = "central"


class SourceKind(StrEnum):
    """What a source is."""

    PRESS = "press"
    DOCUMENT = "document"
    REPORT = "report"
    SURVEY = "survey"
    PORTAL = "portal"


class Source(Record):
    """One numbered source. `published` stays empty when the page shows no date; `accessed` is when it was read."""

    kind: SourceKind = Field(description="press (báo), document (văn bản), report (báo cáo), survey, portal")
    title: Line = Field(description="Tên bài, tên văn bản")
    outlet: Line | None = Field(None, description="Tên báo, cơ quan đăng")
    author: Line | None = Field(None, description="Tác giả")
    number: Line | None = Field(None, description="Số, ký hiệu văn bản: 12-HD/BCĐDVK")
    published: PartialDate | None = Field(None, description="Ngày đăng, ngày ban hành; bỏ trống khi nguồn không ghi")
    undated_reason: Line | None = Field(None, description="Vì sao không có ngày: trang không ghi ngày…")
    accessed: PartialDate | None = Field(None, description="Ngày truy cập")
    url: Url | None = Field(None, description="Địa chỉ trên mạng")
    note: Line | None = Field(None, description="Ghi chú")
    supports: Line | None = Field(None, description="Nguồn này chứng thực điều gì")


class DocumentRef(Record):
    """An official document: number and date, who issued it, what it is about."""

    number: Line | None = Field(None, description="Số, ký hiệu")
    date: PartialDate | None = Field(None, description="Ngày ban hành")
    issuer: Line | None = Field(None, description="Cơ quan ban hành")
    title: Line | None = Field(None, description="Trích yếu")
    draft: bool = Field(False, description="Còn là dự thảo, chưa ban hành")
    url: Url | None = Field(None, description="Địa chỉ tải văn bản")


class StepName(StrEnum):
    """The six steps of guide 02-HD/BDV (Vĩnh Long, 12/9/2017), in order."""

    LAUNCH = "launch"
    REGISTRATION = "registration"
    IMPLEMENTATION = "implementation"
    INSPECTION = "inspection"
    APPRAISAL = "appraisal"
    REVIEW = "review"


class StepEvidence(StrEnum):
    """How a step is known: a document proves it, a source tells it, or nobody says."""

    DOCUMENT = "document"
    TOLD = "told"
    UNKNOWN = "unknown"


class Step(Record):
    """One of the six steps, as far as it is known."""

    step: StepName = Field(description="launch, registration, implementation, inspection, appraisal, review")
    evidence: StepEvidence = Field(description="document (có văn bản), told (nguồn kể lại), unknown (không rõ)")
    document: DocumentRef | None = Field(None, description="Văn bản của bước này")
    date: PartialDate | None = Field(None, description="Ngày thực hiện")
    body: Line | None = Field(None, description="Cơ quan, tổ chức thực hiện bước này")
    source: SourceNo | None = Field(None, description="Số thứ tự của nguồn kể lại")
    attachment: Url | None = Field(None, description="Địa chỉ tệp kèm theo: biên bản, bản đăng ký quét lại…")
    note: Line | None = Field(None, description="Ghi chú ngắn, hiện dưới tên bước")


class Recognition(Record):
    """The recognition decision. All four parts make the evidence; without it nothing is "đã công nhận"."""

    number: Line = Field(description="Số quyết định")
    date: PartialDate = Field(description="Ngày quyết định")
    issuer: Line = Field(description="Cơ quan ra quyết định")
    level: Level = Field(description="Cấp công nhận")
    url: Url | None = Field(None, description="Địa chỉ văn bản")
    source: SourceNo | None = Field(None, description="Số thứ tự của nguồn")


class Award(Record):
    """A commendation with its decision."""

    form: Line = Field(description="Hình thức khen thưởng")
    number: Line | None = Field(None, description="Số quyết định")
    date: PartialDate | None = Field(None, description="Ngày")
    issuer: Line | None = Field(None, description="Cơ quan khen")
    source: SourceNo | None = Field(None, description="Số thứ tự của nguồn")


class Replication(Record):
    """Where else the model was taken up: `count` `unit` at `place` by `date`."""

    place: Line = Field(description="Nhân rộng ở đâu")
    unit: Line | None = Field(None, description="Đơn vị đếm: chi hội, xã…")
    count: Count | None = Field(None, description="Bao nhiêu nơi")
    bound: Bound = Field(Bound.EXACTLY, description="Mức chặn của con số")
    denominator: Count | None = Field(None, description="Trên tổng số")
    date: PartialDate | None = Field(None, description="Đến khi nào")
    source: SourceNo | None = Field(None, description="Số thứ tự của nguồn")
    note: Line | None = Field(None, description="Ghi chú")


class CriterionFinding(Record):
    """What was found for one criterion of `criteria.yml`: text, a figure of this record, or a source; never a bare score."""

    criterion: Slug = Field(description="Mã tiêu chí")
    text: Paragraph | None = Field(None, description="Nhận xét, chứng cứ")
    result: Annotated[int, Field(ge=1, le=50)] | None = Field(None, description="Số thứ tự của kết quả trong results")
    source: SourceNo | None = Field(None, description="Số thứ tự của nguồn")


class Appraisal(Record):
    """An appraisal (thẩm định) or survey: when, by whom, and what was found per criterion."""

    date: PartialDate | None = Field(None, description="Ngày thẩm định")
    body: Line = Field(description="Cơ quan thẩm định")
    criteria: tuple[CriterionFinding, ...] = Field((), description="Từng tiêu chí")
    note: Paragraph | None = Field(None, description="Ghi chú")
    source: SourceNo | None = Field(None, description="Số thứ tự của nguồn")
