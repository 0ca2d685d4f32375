"""Numbered sources of fictional records: each kind, some without a date, all at addresses that lead nowhere."""

from __future__ import annotations

from typing import Any

from generator.tools.sample.calendar import Calendar
from generator.tools.sample.draw import Draw

_OUTLETS = ("Báo Minh Họa", "Đài Phát thanh tưởng tượng", "Tạp chí Ví Dụ", "Trang tin Mây Hồng")
_AUTHORS = ("Nhóm phóng viên minh họa", "Người viết tưởng tượng", "Tổ thông tin minh họa")
_SUPPORTS = ("Tên mô hình, địa bàn và số liệu", "Số liệu sau khi làm", "Cách làm và khó khăn")


def draw_source(draw: Draw, days: Calendar, about: str, kind: str, number: int) -> dict[str, Any]:
    """One source of `kind` about a work; `number` turns the rarer parts."""
    titles = {
        "press": f"Chuyện {about[:120]}",
        "document": f"Hướng dẫn thực hiện: {about[:120]}",
        "report": f"Báo cáo tổng kết năm {days.told.year}",
        "survey": f"Khảo sát mô hình năm {days.told.year}",
        "portal": f"Tin về {about[:120]}",
    }
    undated = number % 19 == 8
    return {
        "kind": kind,
        "title": titles[kind],
        "outlet": draw.pick(_OUTLETS),
        "author": draw.pick(_AUTHORS) if kind in ("press", "portal") else None,
        "number": f"{draw.between(2, 320)}-HD/BDV" if kind == "document" else None,
        "published": None if undated else days.told.isoformat(),
        "undated_reason": "Trang không ghi ngày đăng" if undated else None,
        "accessed": days.reviewed.isoformat(),
        "url": f"https://tin.minh-hoa.example/{days.told.year}/{number}" if draw.chance(70) else None,
        "note": "Bài tưởng tượng, không tìm được trên mạng" if number % 3 == 0 else None,
        "supports": draw.pick(_SUPPORTS),
    }


def draw_sources(draw: Draw, days: Calendar, name: str, index: int) -> list[dict[str, Any]]:
    """One to three sources; the first is from the press or a portal."""
    kinds = [("press", "press", "portal")[index % 3], *draw.several(("document", "report", "survey"), 2)]
    count = draw.pick((1, 1, 2, 2, 3))
    about = name[0].lower() + name[1:]
    return [draw_source(draw, days, about, kind, index * 3 + n) for n, kind in enumerate(kinds[:count])]
