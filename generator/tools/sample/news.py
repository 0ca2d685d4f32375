"""Fictional news items: one for about ten models, told from an article that does not exist."""

from __future__ import annotations

from typing import Any

from generator.core.vietnamese import slugify
from generator.tools.sample.calendar import Calendar
from generator.tools.sample.draw import Draw
from generator.tools.sample.fill import Filler
from generator.tools.sample.setting import Earlier
from generator.tools.sample.sources import draw_source
from generator.tools.sample.stock import stock

_TITLES = (
    "{^buoi}, cả xóm cùng {viec}",
    "Chuyện {viec} ở {cho}",
    "Khi {luc_luong} vào cuộc",
    "Hội nghị ở {noi_hop} bàn chuyện {cay}",
    "Giữ nghề {nghe} giữa thời buổi mới",
    "Đêm {van_nghe} bên {noi_hop}",
    "Bếp {mon} của các bà, các mẹ",
    "Sau trận {thoi_tiet}, {luc_luong} chung tay",
    "Đoàn khảo sát về nghe dân kể chuyện {viec} ở {cho}",
    "Hàng {hoa} nở dọc lối vào xóm",
)
_LEDES = (
    "Tin minh họa: {luc_luong} và {luc_luong} kể lại cách làm trong {thoi_gian} qua.",
    "Tin minh họa: bài viết tưởng tượng về việc {viec} và những điều còn vướng.",
    "Tin minh họa: đoàn đi nghe ý kiến ở {noi_hop}, ghi lại cả điều chưa được.",
)


def news_record(seed: int, number: int, models: list[Earlier], days: Calendar) -> tuple[dict[str, Any], str, str]:
    """Record `number`, its story, and a first choice of slug. `models` are those it may speak of."""
    draw = Draw(seed, "news", number)
    fill = Filler(draw)
    title = fill(_TITLES[number % len(_TITLES)])
    source = draw_source(draw, days, title, ("press", "portal", "report")[number % 3], number)
    if number % 5 == 0:
        source |= {"number": f"{draw.between(3, 90)}-TB/BDV", "supports": "Cách làm và con số chính"}
    chosen = draw.several(models, draw.between(1, 3))
    record = {
        "withdrawn": {"date": days.reviewed.isoformat(), "reason": "Bài gốc được gỡ (minh họa)"}
        if number % 30 == 17
        else None,
        "title": title,
        "lede": fill(draw.pick(_LEDES)),
        "published": source["published"],
        "source": source,
        "models": [model.id for model in chosen],
        "supports": ["Số hộ tham gia", "Thời điểm bắt đầu"][: draw.between(0, 2)],
        "figures": [{"model": model.id, "result": 1} for model in chosen if model.measured and number % 2 == 0],
        "quotes": _quotes(draw, fill) if number % 3 == 0 else None,
        "reviewed": {"date": days.reviewed.isoformat(), "by": "Biên tập viên minh họa"},
    }
    return record, _story(draw, fill, chosen), slugify(title, 60)


def _quotes(draw: Draw, fill: Filler) -> list[dict[str, str]]:
    """One or two invented lines, the first of them somebody's."""
    lines = ("Lúc đầu cũng ngại, làm rồi mới thấy {viec} không khó.", "Việc này phải có {luc_luong} cùng làm mới được.")
    quotes = [{"text": fill(line)} for line in lines[: draw.between(1, 2)]]
    quotes[0]["by"] = "một người dân ở xóm (nhân vật minh họa)"
    return quotes


def _story(draw: Draw, fill: Filler, models: list[Earlier]) -> str:
    story, scenes = stock("story"), stock("scenes")
    parts = [draw.pick(story["marks"])]
    pool = [
        *draw.several(scenes["scenes"], draw.between(1, 3)),
        *draw.several(story["method"], draw.between(3, 6)),
        *draw.several(story["result"], draw.between(1, 3)),
    ]
    while pool:
        parts.append(" ".join(f"{fill(sentence)}." for sentence in pool[:3]))
        pool = pool[3:]
    if models:
        parts.append("Bài có nhắc đến:\n\n" + "\n".join(f"- {model.name}" for model in models))
    return "\n\n".join(parts) + "\n"
