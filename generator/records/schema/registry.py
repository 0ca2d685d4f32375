"""The registers records refer to: fields of work, organisations, places, programmes, the province itself."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.records.schema.base import Line, Paragraph, PartialDate, Record, RecordId, Slug, Url
from generator.records.schema.evidence import DocumentRef, Level, Source
from generator.records.schema.figures import Result
from generator.records.schema.model import Basis, Lead, Period, Review


class Hue(StrEnum):
    """The colour family of a field of work; colour never carries meaning alone."""

    LEAF = "leaf"
    LACQUER = "lacquer"
    BLUE = "blue"
    VIOLET = "violet"
    OCHRE = "ochre"
    GREY = "grey"


class Topic(Record):
    """A topic inside a field of work."""

    slug: Slug = Field(description="Mã chủ đề")
    name: Line = Field(description="Tên chủ đề")


class FieldOfWork(Record):
    """A field of work (lĩnh vực). Four and "other" by default; a province may change the list."""

    slug: Slug = Field(description="Mã lĩnh vực")
    former_slugs: tuple[Slug, ...] = Field((), description="Các mã cũ; địa chỉ cũ được chuyển hướng về đây")
    name: Line = Field(description="Tên lĩnh vực")
    hue: Hue = Field(description="leaf, lacquer, blue, violet, ochre, grey")
    about: Paragraph | None = Field(None, description="Lĩnh vực này gồm những gì")
    topics: tuple[Topic, ...] = Field((), description="Các chủ đề")
    source: Line | None = Field(None, description="Căn cứ của danh mục")


class Criterion(Record):
    """A criterion of appraisal: what is asked, and what evidence for it looks like. None has points or weights."""

    slug: Slug = Field(description="Mã tiêu chí")
    name: Line = Field(description="Tên tiêu chí")
    about: Paragraph | None = Field(None, description="Chứng cứ cho tiêu chí này trông thế nào")
    source: Line | None = Field(None, description="Căn cứ của tiêu chí")


class Organisation(Record):
    """An organisation that leads, partners, issues or appraises."""

    slug: Slug = Field(description="Mã đơn vị")
    former_slugs: tuple[Slug, ...] = Field((), description="Các mã cũ; địa chỉ cũ được chuyển hướng về đây")
    name: Line = Field(description="Tên đầy đủ")
    abbreviation: Line | None = Field(None, description="Tên viết tắt")
    level: Level | None = Field(None, description="Cấp")
    place: Slug | None = Field(None, description="Mã địa bàn")
    about: Paragraph | None = Field(None, description="Giới thiệu ngắn")
    successor: Slug | None = Field(None, description="Đơn vị kế thừa")
    note: Line | None = Field(None, description="Ghi chú")


class ProgrammeKind(StrEnum):
    """A scheme, plan, resolution, directive or guide: never shown as a model."""

    SCHEME = "scheme"
    PLAN = "plan"
    RESOLUTION = "resolution"
    DIRECTIVE = "directive"
    GUIDE = "guide"
    OTHER = "other"


class Programme(Record):
    """A programme document: đề án, kế hoạch, nghị quyết, chỉ thị, hướng dẫn."""

    slug: Slug | None = Field(None, description="Phần cuối của địa chỉ trang")
    aliases: tuple[Slug, ...] = Field((), description="Các địa chỉ cũ")
    kind: ProgrammeKind = Field(description="scheme, plan, resolution, directive, guide, other")
    kind_name: Line | None = Field(
        None, description="Tên loại như nguồn gọi, nhất là khi kind là other: Chương trình công tác"
    )
    name: Line = Field(description="Tên")
    lede: Annotated[Paragraph, Field(max_length=400)] = Field(description="Một hai câu: về việc gì")
    document: DocumentRef | None = Field(None, description="Văn bản")
    lead: Lead = Field(description="Đơn vị chủ trì")
    partners: tuple[Slug, ...] = Field((), description="Đơn vị phối hợp")
    field: Slug | None = Field(None, description="Lĩnh vực")
    field_basis: Basis | None = Field(None, description="stated (nguồn nêu) hoặc inferred (suy luận)")
    period: Period = Field(description="Thời gian")
    results: Annotated[tuple[Result, ...], Field(max_length=50)] = Field((), description="Số liệu bao phủ")
    limits: tuple[Paragraph, ...] = Field((), description="Hạn chế, điều chưa rõ")
    sources: Annotated[tuple[Source, ...], Field(min_length=1)] = Field(description="Nguồn")
    related: tuple[RecordId, ...] = Field((), description="Mô hình liên quan")
    reviewed: Review = Field(description="Lần rà soát gần nhất")


class Reach(Record):
    """The ways people can really use to tell a story or report an error; a way nobody answers is left out."""

    phone: Line | None = Field(None, description="Điện thoại cơ quan")
    hours: Line | None = Field(None, description="Khi nào có người nghe: giờ hành chính")
    zalo: Url | None = Field(None, description="Địa chỉ Zalo của cơ quan: https://zalo.me/…")
    email: Line | None = Field(None, description="Thư điện tử công vụ")
    post: Line | None = Field(None, description="Địa chỉ gửi thư")
    form: Url | None = Field(
        None, description="Địa chỉ mẫu trên mạng; {page} và {text} là chỗ điền trang và đoạn đang đọc"
    )


class ScaffoldWords(StrEnum):
    """What stands before the colons of a new model's short skeleton."""

    KEYS = "keys"
    VI = "vi"


class CodeHost(StrEnum):
    """A host of repositories whose own pages take a proposal."""

    GITHUB = "github"
    GITEA = "gitea"
    GITLAB = "gitlab"


class Contribute(Record):
    """Where the form "Kể một mô hình" leads to: pages of the host itself; no token, no server of ours."""

    host: CodeHost = Field(description="github, gitea (cả Forgejo) hoặc gitlab")
    repository: Url = Field(description="Địa chỉ kho mã: https://github.com/van-phong/dan-van-kheo")
    branch: Annotated[Line, Field(pattern=r"^[\w.][\w./-]*$", max_length=100)] = Field(
        "main", description="Nhánh nhận đề nghị"
    )
    folder: Annotated[Line, Field(pattern=r"^[\w.-]+(?:/[\w.-]+)*$", max_length=200)] = Field(
        "content/models", description="Thư mục của các mô hình trong kho"
    )


class Province(Record):
    """The province whose showcase this is: `content/province.yml`."""

    slug: Slug = Field(description="Mã: hoa-binh")
    name: Line = Field(description="Tên đầy đủ: tỉnh Hòa Bình")
    id_prefix: Annotated[str, Field(pattern=r"^[A-Z]{2,4}$")] = Field(
        description="Hai đến bốn chữ đầu của mã mô hình: HB"
    )
    id_prefixes: tuple[Annotated[str, Field(pattern=r"^[A-Z]{2,4}$")], ...] = Field(
        (), description="Chữ đầu của mã mô hình từ các tỉnh cũ đã hợp nhất; mã cũ giữ nguyên: HB, VP"
    )
    unit: Slug = Field(description="Mã của tỉnh trong places.yml")
    gazetteers: tuple[Slug, ...] = Field((), description="Bảng địa bàn có sẵn của phần mềm: hoa-binh, nghe-an…")
    requires: Line | None = Field(None, description="Phiên bản kheo mà trang cần: kheo>=0.2,<0.3")
    as_of: PartialDate | None = Field(None, description="Tên tỉnh đúng vào lúc nào")
    publisher: Line = Field(description="Cơ quan chịu trách nhiệm nội dung, hoặc nói rõ đây là bản trình diễn")
    contact: Line = Field(description="Liên hệ chung: thư điện tử công vụ, điện thoại cơ quan")
    reach: Reach | None = Field(None, description="Các lối bà con kể chuyện, báo chỗ sai")
    contribute: Contribute | None = Field(
        None, description="Trang “Kể một mô hình” gửi đến đâu; bỏ trống thì gửi tệp theo các lối ở reach, hoặc in ra"
    )
    notice: Paragraph | None = Field(None, description="Lời báo đặt ở chân mọi trang")
    edit_base: Url | None = Field(None, description="Địa chỉ sửa tệp trên kho mã nguồn")
    scaffold: ScaffoldWords = Field(
        ScaffoldWords.KEYS, description="Khung của kheo new model: keys (khóa tiếng Anh) hoặc vi (nhãn tiếng Việt)"
    )
    licence: Line = Field("CC BY 4.0", description="Giấy phép của nội dung")


class HandPage(Record):
    """The front matter of a hand-written page in `content/pages/`; the engine renders its text."""

    title: Line = Field(description="Tên trang")
    description: Line = Field(description="Một câu về trang, cho máy tìm kiếm và khi chia sẻ")
    aliases: tuple[Slug, ...] = Field((), description="Các tên tệp cũ; địa chỉ cũ được chuyển hướng về đây")


BLOCKS = ("home", "statistics", "coverage", "data", "steps", "criteria", "fields")
"""What a marker line `<!-- kheo:NAME -->` of a hand-written page may ask for; `generator/render/pages/blocks.py` draws them."""

GENERATED_ADDRESSES = frozenset(
    {"mo-hinh", "linh-vuc", "dia-ban", "don-vi", "nam", "cap", "chuong-trinh", "tin-tuc", "m", "anh", "assets"}
    | {"tim", "tim-kiem", "theo-doi", "nhung", "chia-se", "gui-mo-hinh"}
)
"""First parts of addresses that hold generated pages and files; no hand-written page may take one."""

_DEVICES = {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}

RESERVED_SLUGS = frozenset({"trang", "luu-tru", "tra-cuu", "index"} | _DEVICES)
"""Last parts of addresses that no record may take: the generator uses them itself (second pages, archives), or Windows
has no file of that name.
"""
