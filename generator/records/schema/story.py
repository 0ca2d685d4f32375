"""What makes a record a story: its finding, its claim, words spoken in it, and how others can do likewise."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints, model_validator

from generator.records.schema.base import Line, Paragraph, Record, SourceNo
from generator.records.schema.people import Consent

Short = Annotated[Paragraph, Field(max_length=600)]
Claim = Annotated[Line, Field(max_length=90)]
Scene = Annotated[Paragraph, Field(max_length=900)]
PhotoFile = Annotated[str, StringConstraints(pattern=r"^[^/\\]+\.(?:jpe?g|png|webp|JPE?G|PNG|WEBP)$", max_length=120)]


class Finding(Record):
    """The title of the best figure: one sentence that says what it means. A bare sentence is read as `text`."""

    text: Annotated[Line, Field(max_length=140)] = Field(description="Một câu nói điều con số cho thấy")
    result: Annotated[int, Field(ge=1, le=50)] | None = Field(
        None, description="Số thứ tự của kết quả trong results; bỏ trống là con số nổi bật (highlight)"
    )

    @model_validator(mode="before")
    @classmethod
    def _sentence(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class Voice(Record):
    """Words somebody said, in what role, with whose consent. The portrait is one of the record's photos."""

    words: Line = Field(description="Lời nói, đúng như đã nói, không kèm dấu ngoặc kép")
    who: Line = Field(description="Ai nói: tên hoặc cách gọi người ấy đã đồng ý")
    role: Line = Field(description="Người ấy là ai trong việc này: hội viên, trưởng xóm…")
    consent: Consent = Field(description="Sự đồng ý của người nói")
    portrait: PhotoFile | None = Field(None, description="Tên tệp ảnh chân dung, có trong mục photos")
    source: SourceNo | None = Field(None, description="Số thứ tự của nguồn dẫn lời này")


class HowTo(Record):
    """What it takes to do likewise, as far as sources tell."""

    who: Short | None = Field(None, description="Ai đứng ra, ai cùng làm")
    first_steps: Annotated[tuple[Line, ...], Field(max_length=5)] = Field((), description="Mấy bước đầu, theo thứ tự")
    needs: Short | None = Field(None, description="Cần gì: tiền, công, đồ dùng, thời gian")
    pitfalls: Short | None = Field(None, description="Chỗ dễ vấp")
    ask: Line | None = Field(None, description="Hỏi ai: cơ quan, chức danh; không ghi số điện thoại riêng")
    sources: tuple[SourceNo, ...] = Field((), description="Số thứ tự của các nguồn kể những điều trên")
