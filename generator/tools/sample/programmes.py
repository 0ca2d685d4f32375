"""The fictional programmes: schemes, plans, a resolution, a directive, a guide, each with figures of its reach."""

from __future__ import annotations

from datetime import date
from typing import Any

from generator.tools.sample.calendar import Calendar
from generator.tools.sample.draw import Draw
from generator.tools.sample.figures import percent
from generator.tools.sample.organisations import Organisations
from generator.tools.sample.places import PROVINCE, gazetteer
from generator.tools.sample.sources import draw_source
from generator.tools.sample.stock import FIELDS, stock

PROGRAMMES_BY_FIELD: dict[str, list[str]] = {
    field: [row["slug"] for row in stock("programmes")["programme"] if row["field"] == field] for field in FIELDS
}
_REVIEWED = date(2026, 9, 30)


def programme_records(
    seed: int, organisations: Organisations, models: dict[str, list[str]]
) -> dict[str, dict[str, Any]]:
    """Slug -> record; `models` gives the ids of some models that name each programme."""
    rows = stock("programmes")["programme"]
    return {
        row["slug"]: _record(Draw(seed, "programme", number), row, number, organisations, models)
        for number, row in enumerate(rows)
    }


def _record(
    draw: Draw, row: dict[str, Any], number: int, organisations: Organisations, models: dict[str, list[str]]
) -> dict[str, Any]:
    province = gazetteer().by_slug[PROVINCE]
    issued = date.fromisoformat(row["date"])
    told = date(issued.year + 2, 6, 12)
    days = Calendar(issued, issued, issued, issued, issued, issued, issued, told, _REVIEWED)
    partners = [kind for kind in ("mttq", "ubnd", "doan") if kind != row["lead"]]
    sources = [
        draw_source(draw, days, row["name"], kind, number * 3 + n)
        for n, kind in enumerate(("document", "press")[: 1 + (number + 1) % 2])
    ]
    # One source in full, so that every part of a source is seen on a programme's page.
    sources[0] |= {
        "number": row["number"],
        "url": "https://van-ban.minh-hoa.example/" + row["slug"],
        "note": "Văn bản tưởng tượng",
        "supports": "Số, ngày và nội dung chính",
    }
    if number == 4:
        sources[1] |= {
            "published": None,
            "undated_reason": "Trang không ghi ngày đăng",
            "author": "Tổ tin minh họa",
        }
    return {
        "slug": row["slug"],
        "aliases": [f"{row['slug']}-{issued.year}"] if number % 4 == 1 else None,
        "kind": row["kind"],
        "kind_name": "Chương trình công tác" if row["kind"] == "other" else None,
        "name": row["name"],
        "lede": f"Chương trình minh họa. {row['about']}",
        "document": {
            "number": row["number"],
            "date": row["date"],
            "issuer": "Tỉnh ủy Minh Họa (tưởng tượng)",
            "title": row["name"],
            "draft": True if number % 5 == 4 else None,
            "url": "https://van-ban.minh-hoa.example/" + row["slug"],
        },
        "lead": {
            "certainty": "stated",
            "organisations": [organisations.at(row["lead"], province)] if number % 7 != 3 else None,
            "name": "Ban Chỉ đạo chương trình (tưởng tượng)" if number % 7 == 3 else None,
            "note": "Nêu ở điều về tổ chức thực hiện" if number % 2 else None,
        },
        "partners": [organisations.at(kind, province) for kind in partners],
        "field": row["field"],
        "field_basis": "stated" if number % 2 else "inferred",
        "period": {
            "start": row["date"],
            "end": row.get("end"),
            "ongoing": None if "end" in row else True,
            "as_stated": None if "end" in row else "thực hiện thường xuyên",
        },
        "results": _results(draw, row, number, told),
        "sources": sources,
        "limits": ["Số liệu minh họa, không có thật."] if number % 3 == 0 else None,
        "related": models.get(row["slug"], [])[:6],
        "reviewed": {"date": _REVIEWED.isoformat(), "by": "Biên tập viên minh họa"},
    }


def _results(draw: Draw, row: dict[str, Any], number: int, told: date) -> list[dict[str, Any]]:
    """The reach of a programme as a share, and how often it was worked on each year."""
    total = draw.between(60, 210)
    reached = draw.between(total // 2, total)
    share = {
        "indicator": f"Tỷ lệ {row['unit']} đã thực hiện",
        "unit": "%",
        "baseline": {"value": 0, "date": row["date"]},
        "result": {"value": percent(reached, total, 1), "date": told.isoformat()},
        "target": {"value": 100, "date": str(told.year)},
        "numerator": reached,
        "denominator": total,
        "denominator_name": f"{row['unit']} trong tỉnh khi ấy",
        "denominator_note": "Đếm theo danh sách đơn vị của năm ấy" if number % 3 == 0 else None,
        "decimals": 1,
        "finality": "final",
        "source": 1,
        "highlight": True,
    }
    meetings = {
        "indicator": "Số buổi hướng dẫn",
        "unit": "buổi",
        "baseline": {"value": 4, "bound": "at_least", "as_stated": "năm đầu"},
        "result": {"value": draw.between(20, 90), "bound": "over", "as_stated": "những năm sau"},
        "target": {"value": 12, "bound": "at_least", "as_stated": "theo kế hoạch"},
        "per": "mỗi năm",
        "finality": "preliminary",
        "source": 1,
        "note": "Số liệu minh họa",
    }
    return [share, meetings][: 1 + number % 2] if number else [share, meetings]
