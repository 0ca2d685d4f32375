"""A handful of small records, as plain values, for tests that need a site without files."""

from __future__ import annotations

from typing import Any

from generator.records.schema import Records, validate
from generator.records.source import Document

REVIEWED = {"date": "2026-11-21", "by": "Biên tập viên"}
SOURCES = [
    {"kind": "press", "title": "Một bài báo", "outlet": "Báo Hòa Bình", "undated_reason": "trang không ghi ngày"}
]

PROVINCE = {
    "slug": "hoa-binh",
    "name": "tỉnh Hòa Bình",
    "id_prefix": "HB",
    "unit": "tinh-hoa-binh",
    "publisher": "Bản thử",
    "contact": "Kho mã nguồn",
}
FIELDS = [
    {"slug": "kinh-te", "name": "Kinh tế", "hue": "leaf"},
    {"slug": "van-hoa-xa-hoi", "name": "Văn hóa – xã hội", "hue": "lacquer"},
    {"slug": "khac", "name": "Lĩnh vực khác", "hue": "grey"},
]
UNITS = [
    {"slug": "tinh-hoa-binh", "name": "Hòa Bình", "type": "tinh", "end": "2025-06-30", "successors": ["tinh-phu-tho"]},
    {"slug": "tinh-phu-tho", "name": "Phú Thọ", "type": "tinh"},
    {"slug": "huyen-mai-chau", "name": "Mai Châu", "type": "huyen", "parent": "tinh-hoa-binh", "end": "2025-06-30"},
    {
        "slug": "xa-tong-dau",
        "name": "Tòng Đậu",
        "type": "xa",
        "parent": "huyen-mai-chau",
        "end": "2025-06-30",
        "successors": ["xa-mai-chau"],
    },
    {
        "slug": "xa-vay-nua",
        "name": "Vầy Nưa",
        "type": "xa",
        "parent": "huyen-mai-chau",
        "end": "2025-06-30",
        "successors": ["xa-mai-chau", "xa-bao-la"],
    },
    {"slug": "xa-mai-chau", "name": "Mai Châu", "type": "xa", "parent": "tinh-phu-tho"},
    {"slug": "xa-bao-la", "name": "Bao La", "type": "xa", "parent": "tinh-phu-tho"},
]
ORGANISATIONS = [
    {"slug": "hoi-phu-nu", "name": "Hội Liên hiệp Phụ nữ xã"},
    {"slug": "cong-an-xa", "name": "Công an xã"},
]


def model(number: int, **changes: Any) -> dict[str, Any]:
    """A valid model record; `changes` replace or add keys."""
    return {
        "id": f"HB-2017-{number:04}",
        "name": f"Mô hình số {number}",
        "lede": "Bà con cùng làm.",
        "field": "kinh-te",
        "field_basis": "stated",
        "lead": {"organisations": ["hoi-phu-nu"]},
        "place": {"unit": "xa-tong-dau", "hamlets": ["xóm Tòng"], "as_written": "xóm Tòng, xã Tòng Đậu (Mai Châu)"},
        "period": {"start": "2017-06"},
        "status": "running",
        "sources": SOURCES,
        "reviewed": REVIEWED,
    } | changes


def news(**changes: Any) -> dict[str, Any]:
    """A valid news item."""
    source = SOURCES[0]
    return {"title": "Tin", "lede": "Một tin.", "source": source, "reviewed": REVIEWED} | changes


def documents(
    models: list[dict[str, Any]], items: dict[str, dict[str, Any]] | None = None, body: str = "Chuyện kể."
) -> list[Document]:
    """The documents of a small site: registers, the given models (slug "m1", "m2", …) and news items by slug.

    body: the story of every model.
    """
    found = [Document("province", "content/province.yml", PROVINCE, name="province")]
    registers: tuple[tuple[str, str, list[Any]], ...] = (
        ("field", "fields", FIELDS),
        ("place", "places", UNITS),
        ("organisation", "organisations", ORGANISATIONS),
    )
    for kind, name, entries in registers:
        found += [Document(kind, f"content/{name}.yml", entry, (i,), name=name) for i, entry in enumerate(entries)]
    for number, data in enumerate(models, 1):
        found.append(Document("model", f"content/models/m{number}.md", data, name=f"m{number}", body=body))
    for slug, data in (items or {}).items():
        found.append(Document("news", f"content/news/{slug}.md", data, name=slug))
    return found


def records(
    *models: dict[str, Any], items: dict[str, dict[str, Any]] | None = None, body: str = "Chuyện kể."
) -> Records:
    """Validated records of a small site; fails loudly when one of them is not valid."""
    entries, problems = validate(documents(list(models), items, body))
    assert problems == [], problems
    return Records.of(entries)
