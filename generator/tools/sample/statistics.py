"""The statistics the fictional province publishes: totals, their divisions, and what they were before."""

from __future__ import annotations

from typing import Any

from generator.tools.sample.draw import Draw
from generator.tools.sample.stock import FIELDS

_NAMES = (
    "Kinh tế",
    "Văn hóa – xã hội",
    "Quốc phòng – an ninh",
    "Xây dựng hệ thống chính trị",
    "Lĩnh vực khác",
)
_REVIEWED = {"date": "2026-10-05", "by": "Biên tập viên minh họa"}
_NOTE = "Số liệu minh họa, không phải của tỉnh nào. Đây là số tỉnh công bố, khác số hồ sơ trang này đang giữ."


def statistic_records(seed: int) -> dict[str, dict[str, Any]]:
    """File name -> record: models of the year, those replicated, and those registered."""
    draw = Draw(seed, "statistics")
    parts = [draw.between(low, high) for low, high in ((700, 900), (900, 1100), (500, 700), (300, 420), (20, 60))]
    total = sum(parts)
    before = total - draw.between(150, 400)
    return {
        "mo-hinh-toan-tinh": _models(parts, total, before),
        "mo-hinh-nhan-rong": _replicated(total // 7),
        "mo-hinh-dang-ky": _registered(draw, total),
    }


def _source(title: str, published: str | None) -> dict[str, Any]:
    return {
        "kind": "report",
        "title": title,
        "outlet": "Ban Tuyên giáo và Dân vận Tỉnh ủy Minh Họa (tưởng tượng)",
        "author": "Tổ tổng hợp minh họa",
        "number": "214-BC/BDV",
        "published": published,
        "undated_reason": None if published else "Bản in không ghi ngày",
        "accessed": "2026-09-28",
        "url": "https://thong-ke.minh-hoa.example/bao-cao",
        "note": "Báo cáo tưởng tượng",
        "supports": "Tổng số và các phần",
    }


def _models(parts: list[int], total: int, before: int) -> dict[str, Any]:
    fields = zip(_NAMES, FIELDS, parts, strict=True)
    levels = (total * 6 // 10, total * 3 // 10)
    return {
        "slug": "mo-hinh-toan-tinh",
        "name": "Mô hình, điển hình “Dân vận khéo” toàn tỉnh",
        "unit": "mô hình",
        "scope": "toàn tỉnh",
        "value": total,
        "date": "2025-06-15",
        "finality": "final",
        "breakdowns": [
            {"by": "field", "parts": [{"name": name, "field": slug, "value": n} for name, slug, n in fields]},
            {
                "by": "level",
                "parts": [
                    {"name": "Cấp cơ sở", "value": levels[0], "bound": "over"},
                    {"name": "Cấp huyện", "value": levels[1], "bound": "about"},
                ],
                "gap_note": "Báo cáo không nêu số mô hình cấp tỉnh nên hai phần không đủ tổng",
            },
        ],
        "comparisons": [
            {
                "value": before,
                "date": "2024",
                "implied": True,
                "stated_change": total - before,
                "note": "Báo cáo chỉ nêu mức tăng; số năm trước do biên tập trừ ra.",
            }
        ],
        "note": _NOTE,
        "source": 1,
        "sources": [_source("Báo cáo sáu tháng đầu năm 2025", "2025-06-20")],
        "reviewed": _REVIEWED,
    }


def _replicated(value: int) -> dict[str, Any]:
    return {
        "slug": "mo-hinh-nhan-rong",
        "name": "Mô hình hiệu quả đã nhân rộng",
        "unit": "mô hình",
        "scope": "toàn tỉnh",
        "value": value,
        "bound": "over",
        "period": {"start": "2021", "end": "2025", "ongoing": False, "as_stated": "trong nhiệm kỳ"},
        "as_stated": "đến hết nhiệm kỳ",
        "finality": "preliminary",
        "breakdowns": [
            {
                "by": "place",
                "parts": [
                    {"name": "Vùng cao", "value": value * 5 // 9, "bound": "about"},
                    {"name": "Vùng thấp", "value": value * 3 // 9, "bound": "about"},
                ],
                "gap_note": "Các phần chỉ là ước tính",
            }
        ],
        "note": "Nhân rộng là khái niệm khác với tổng số mô hình; đừng chia hai số cho nhau.",
        "source": 1,
        "sources": [_source("Báo cáo nhiệm kỳ 2021 – 2025", None)],
        "reviewed": _REVIEWED,
    }


def _registered(draw: Draw, total: int) -> dict[str, Any]:
    new = draw.between(total // 5, total // 4)
    going_on = draw.between(total // 5, total // 4)
    value = new + going_on
    done = value * 4 // 5
    return {
        "slug": "mo-hinh-dang-ky",
        "name": "Mô hình đăng ký năm 2026",
        "unit": "mô hình",
        "scope": "các xã, phường và đặc khu",
        "value": value,
        "date": "2026-03",
        "finality": "preliminary",
        "breakdowns": [
            {
                "by": "registration",
                "parts": [
                    {"name": "Xây dựng mới", "value": new},
                    {"name": "Tiếp tục thực hiện", "value": going_on},
                ],
            },
            {
                "by": "status",
                "parts": [
                    {"name": "Đang triển khai", "value": done},
                    {"name": "Chưa bắt đầu", "value": value - done},
                ],
            },
        ],
        "comparisons": [{"value": value - 31, "date": "2025-03-31", "stated_change": 31}],
        "note": _NOTE,
        "source": 1,
        "sources": [_source("Báo cáo quý một năm 2026", "2026-04-02")],
        "reviewed": _REVIEWED,
    }
