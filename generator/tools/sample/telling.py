"""What makes a fictional record a story: claim, finding, scene, a voice, and how to do likewise."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from generator.core.vietnamese import format_number
from generator.tools.sample.setting import Setting
from generator.tools.sample.stock import stock

PEOPLE = ("bà Nguyễn Thị Ví Dụ", "ông Trần Văn Thí Mẫu", "bà Lò Thị Hư Cấu", "ông Lê Tượng Trưng")
# Topics in which a person may be named: nothing of health, poverty or offences is told there.
OPEN_TOPICS = ("ban-sac-dia-phuong", "xa-hoi-hoc-tap", "doi-ngu-cot-can", "an-toan-giao-thong", "viec-lam")
_MAX_CLAIM, _MAX_FINDING = 90, 140


def draw_telling(setting: Setting, record: dict[str, Any], photos: list[dict[str, Any]], index: int) -> dict[str, Any]:
    """The parts of a story for one record of three, and for every featured one; `photos` are the record's own."""
    if index % 3 == 0 and not record["featured"]:
        return {}
    draw, fill, pool = setting.draw, setting.fill, stock("telling")
    claim = fill(setting.activity["names"][0])
    scenes = stock("scenes")["scenes"]
    return {
        "claim": claim if len(claim) <= _MAX_CLAIM else None,
        "finding": _finding(record["results"]),
        "scene": f"{fill(draw.pick(scenes))}. {fill(draw.pick(stock('story')['trouble']))}.",
        "voices": [_voice(setting, photos, index)] if index % 4 else None,
        "how_to": {
            "who": fill("{lead} đứng ra, mỗi tổ cử một người."),
            "first_steps": [fill(text) for text in draw.several(pool["steps"], 3)],
            "needs": f"{fill(draw.pick(pool['needs']))}.",
            "pitfalls": f"{draw.pick(pool['pitfalls'])}." if draw.chance(70) else None,
            "ask": fill("{lead}"),
            "sources": [1],
        },
    }


def _finding(results: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The share before and after in tens of people; where both round alike, the count."""
    if not results:
        return None
    first = results[0]
    before, now = (_tenths(first[key]["value"]) for key in ("baseline", "result"))
    whose = first["denominator_name"]
    text = f"Từ {before} lên {now} trong 10 {whose}"
    if before == now or before < 1:
        text = f"{format_number(first['numerator'])} trong {format_number(first['denominator'])} {whose}"
    if first["finality"] == "preliminary":
        text = f"Sơ bộ: {text[0].lower()}{text[1:]}"
    return {"text": text, "result": 1} if len(text) <= _MAX_FINDING else None


def _tenths(percent: Decimal) -> int:
    return int((Decimal(percent) / 10).quantize(Decimal(1), ROUND_HALF_UP))


def _voice(setting: Setting, photos: list[dict[str, Any]], index: int) -> dict[str, Any]:
    draw, pool = setting.draw, stock("telling")
    named = setting.activity["topics"][0] in OPEN_TOPICS and "sức khỏe" not in setting.name
    day = setting.days.review.isoformat()
    shown = [photo["file"] for photo in photos if photo["people"]["basis"] == "consent" and not photo.get("minors")]
    forms: tuple[dict[str, Any], ...] = (
        {"basis": "consent", "date": day, "kept_by": "Tủ hồ sơ minh họa của đơn vị chủ trì"},
        {"basis": "public_event", "date": day},
        {"basis": "official_role"},
    )
    return {
        "words": draw.pick(pool["words"]),
        "who": draw.pick(PEOPLE) if named else draw.pick(pool["unnamed"]),
        "role": draw.pick(pool["roles"]),
        "consent": forms[index % 3],
        "portrait": shown[-1] if shown else None,
        "source": 1 if index % 2 else None,
    }
