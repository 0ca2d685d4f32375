"""The model record (mô hình, điển hình): what one page of the showcase tells and what proves it."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.records.schema.base import (
    Line,
    Number,
    Paragraph,
    PartialDate,
    Record,
    RecordId,
    Slug,
    SourceNo,
)
from generator.records.schema.evidence import (
    Appraisal,
    Award,
    Level,
    Recognition,
    Replication,
    Source,
    Step,
)
from generator.records.schema.figures import Bound, Result
from generator.records.schema.people import Honouree, Photo
from generator.records.schema.story import Claim, Finding, HowTo, Scene, Voice


class ModelKind(StrEnum):
    """A model (a way of working) or an exemplar (a collective or person); programmes are records of their own."""

    MODEL = "model"
    EXEMPLAR = "exemplar"


class Basis(StrEnum):
    """Whether a value stands in the source or was inferred by the editor."""

    STATED = "stated"
    INFERRED = "inferred"


class Status(StrEnum):
    """Where the model stands. `unknown` when the source does not say."""

    REGISTERED = "registered"
    RUNNING = "running"
    RECOGNISED = "recognised"
    FINISHED = "finished"
    STOPPED = "stopped"
    REPLICATED = "replicated"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """How surely the source names the lead organisation."""

    STATED = "stated"
    AMBIGUOUS = "ambiguous"
    NOT_STATED = "not_stated"


class Lead(Record):
    """Who leads. With `ambiguous` every possible reading is listed; with `not_stated` none is.

    `name` stands for an organisation that no register holds yet, so that a record may come as one file.
    """

    certainty: Certainty = Field(Certainty.STATED, description="stated, ambiguous (mơ hồ) hoặc not_stated (không nêu)")
    organisations: tuple[Slug, ...] = Field((), description="Mã đơn vị trong organisations.yml")
    name: Line | None = Field(None, description="Tên đơn vị chủ trì như nguồn viết, khi chưa có trong danh mục đơn vị")
    note: Line | None = Field(None, description="Nguồn viết thế nào")


class Place(Record):
    """Where, as written at the time; today's unit comes from the gazetteer unless `today` chooses among a split."""

    unit: Slug = Field(description="Mã địa bàn trong places.yml, đơn vị tại thời điểm as_of")
    hamlets: tuple[Line, ...] = Field((), description="Xóm, thôn, ấp, khóm, tổ dân phố")
    as_written: Line = Field(description="Địa bàn viết đúng như trong nguồn")
    as_of: PartialDate | None = Field(None, description="Địa danh ấy đúng vào lúc nào")
    today: Slug | None = Field(None, description="Đơn vị hôm nay, khi đơn vị cũ chia cho nhiều nơi")
    note: Line | None = Field(None, description="Ghi chú")


class Period(Record):
    """From when to when. `as_stated` keeps relative words ("cách đây 10 năm") that no year may replace."""

    start: PartialDate | None = Field(None, description="Bắt đầu")
    end: PartialDate | None = Field(None, description="Kết thúc")
    ongoing: bool | None = Field(None, description="Còn đang thực hiện hay không; bỏ trống khi không rõ")
    as_stated: Line | None = Field(None, description="Thời gian theo lời của nguồn")


class RegistrationType(StrEnum):
    """Newly registered (xây dựng mới) or carried on (tiếp tục thực hiện)."""

    NEW = "new"
    CONTINUING = "continuing"


class Registration(Record):
    """The registration of a model."""

    type: RegistrationType | None = Field(None, description="new (mới) hoặc continuing (tiếp tục)")
    date: PartialDate | None = Field(None, description="Ngày đăng ký")


class Resource(Record):
    """Means put in: money, land, working days, each with unit and source."""

    kind: Line = Field(description="Loại: tiền, ngày công, đất…")
    amount: Number | None = Field(None, description="Bao nhiêu")
    unit: Line | None = Field(None, description="Đơn vị")
    bound: Bound = Field(Bound.EXACTLY, description="Mức chặn của con số")
    source: SourceNo | None = Field(None, description="Số thứ tự của nguồn")
    note: Line | None = Field(None, description="Công khai thế nào")


class Withdrawal(Record):
    """A record taken down: its address stays and says so."""

    date: PartialDate = Field(description="Ngày gỡ")
    reason: Line = Field(description="Lý do, không nêu dữ liệu cá nhân")


class Review(Record):
    """Who last checked the record, by role, and when."""

    date: PartialDate = Field(description="Ngày rà soát")
    by: Line = Field(description="Vai trò người rà soát")


Topics = Annotated[tuple[Slug, ...], Field(max_length=12)]


class Model(Record):
    """One model or exemplar. The story is the Markdown below the front matter."""

    id: RecordId = Field(description="Mã mô hình, không đổi, không dùng lại: HB-2017-0003 (KR khi không rõ năm)")
    slug: Slug | None = Field(None, description="Phần cuối của địa chỉ trang; mặc định là tên tệp")
    aliases: tuple[Slug, ...] = Field((), description="Các địa chỉ cũ, được chuyển hướng về trang này")
    withdrawn: Withdrawal | None = Field(None, description="Đã gỡ")
    kind: ModelKind = Field(ModelKind.MODEL, description="model (mô hình) hoặc exemplar (điển hình)")
    name: Line = Field(description="Tên mô hình, không kèm dấu ngoặc kép")
    other_names: tuple[Line, ...] = Field((), description="Tên gọi khác")
    lede: Annotated[Paragraph, Field(max_length=400)] = Field(description="Một hai câu: làm gì, được gì")
    claim: Claim | None = Field(None, description="Tên ngắn cho danh sách: ai làm được gì")
    finding: Finding | None = Field(None, description="Đầu đề của con số đáng nói nhất")
    scene: Scene | None = Field(None, description="Đoạn mở đầu, tả một cảnh thay vì nói chung")
    voices: Annotated[tuple[Voice, ...], Field(max_length=6)] = Field((), description="Lời người trong cuộc")
    how_to: HowTo | None = Field(None, description="Làm theo được không")
    honouree: Honouree | None = Field(None, description="Tập thể, cá nhân được nêu")
    field: Slug = Field(description="Lĩnh vực: kinh-te, van-hoa-xa-hoi, quoc-phong-an-ninh, he-thong-chinh-tri, khac")
    field_basis: Basis = Field(description="stated (nguồn nêu) hoặc inferred (suy luận)")
    topics: Topics = Field((), description="Chủ đề của lĩnh vực")
    level: Level | None = Field(None, description="grassroots (cơ sở), district (huyện), province (tỉnh)")
    level_basis: Basis | None = Field(None, description="stated hoặc inferred")
    registration: Registration | None = Field(None, description="Đăng ký")
    continues: RecordId | None = Field(None, description="Mã mô hình mà mô hình này nối tiếp")
    programmes: tuple[Slug, ...] = Field((), description="Chương trình, đề án, chỉ thị liên quan")
    lead: Lead = Field(description="Đơn vị chủ trì")
    partners: tuple[Slug, ...] = Field((), description="Đơn vị phối hợp")
    place: Place = Field(description="Địa bàn")
    period: Period = Field(description="Thời gian thực hiện")
    status: Status = Field(description="registered, running, recognised, finished, stopped, replicated, unknown")
    status_as_of: PartialDate | None = Field(None, description="Tình trạng đúng vào lúc nào")
    steps: Annotated[tuple[Step, ...], Field(max_length=24)] = Field((), description="Sáu bước")
    problem: Paragraph | None = Field(None, description="Thực trạng, khó khăn trước khi làm")
    aim: Paragraph | None = Field(None, description="Mục tiêu")
    participants: tuple[Line, ...] = Field((), description="Lực lượng tham gia")
    beneficiaries: tuple[Line, ...] = Field((), description="Đối tượng hướng đến, không nêu tên riêng")
    resources: tuple[Resource, ...] = Field((), description="Nguồn lực")
    results: Annotated[tuple[Result, ...], Field(max_length=50)] = Field((), description="Kết quả")
    limits: tuple[Paragraph, ...] = Field((), description="Hạn chế, điều chưa rõ")
    appraisal: Appraisal | None = Field(None, description="Thẩm định")
    recognition: Recognition | None = Field(None, description="Quyết định công nhận")
    awards: tuple[Award, ...] = Field((), description="Khen thưởng")
    replications: tuple[Replication, ...] = Field((), description="Nhân rộng")
    photos: Annotated[tuple[Photo, ...], Field(max_length=30)] = Field((), description="Ảnh")
    sources: Annotated[tuple[Source, ...], Field(min_length=1, max_length=50)] = Field(description="Nguồn, ít nhất một")
    related: tuple[RecordId, ...] = Field((), description="Mô hình liên quan")
    exemplary: bool = Field(False, description="Nguồn có gọi là điển hình, tiêu biểu không")
    featured: bool = Field(False, description="Giới thiệu ở trang đầu")
    reviewed: Review = Field(description="Lần rà soát gần nhất")
