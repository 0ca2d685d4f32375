"""The life cycle of a fictional record: status, the six steps, appraisal, recognition, awards, replications."""

from __future__ import annotations

from datetime import date
from typing import Any

from generator.tools.sample.calendar import LAST_OLD_DAY, Calendar, month
from generator.tools.sample.draw import Draw
from generator.tools.sample.places import PROVINCE, Place, gazetteer
from generator.tools.sample.stock import stock

# status -> how many of the six steps are behind it
_REACHED = {
    "registered": 2,
    "running": 4,
    "recognised": 5,
    "finished": 6,
    "stopped": 3,
    "replicated": 6,
    "unknown": 0,
}
_STATUSES = (
    *("recognised",) * 6,
    *("running",) * 5,
    *("replicated",) * 3,
    *("finished",) * 2,
    *("registered",) * 2,
    "stopped",
    "unknown",
)
_STEPS = ("launch", "registration", "implementation", "inspection", "appraisal", "review")
_TITLES = {
    "launch": ("KH", "Kế hoạch phát động phong trào"),
    "registration": ("ĐK", "Bản đăng ký mô hình"),
    "implementation": ("KH", "Kế hoạch triển khai mô hình"),
    "inspection": ("BB", "Biên bản kiểm tra tiến độ"),
    "appraisal": ("BB", "Biên bản thẩm định"),
    "review": ("BC", "Báo cáo tổng kết"),
}


def draw_status(draw: Draw) -> str:
    """Where the model stands."""
    return draw.pick(_STATUSES)


def level_of(draw: Draw, place: Place, days: Calendar, index: int) -> str:
    """Level of the model; `district` only when everything happened before the districts ended."""
    if place.slug == PROVINCE:
        return "central" if index % 100 == 34 else "province"
    if place.type in ("huyen", "thi-xa", "thanh-pho-thuoc-tinh") and days.review <= LAST_OLD_DAY:
        return "district"
    if draw.chance(20) and days.review <= LAST_OLD_DAY:
        return "district"
    return "province" if draw.chance(12) else "grassroots"


def issuer_of(level: str, place: Place, day: date) -> str:
    """Who decides on `day` at `level` for a model at `place`; a unit that has ended is followed by the next."""
    if level == "grassroots":
        if place.end is not None and day > LAST_OLD_DAY:
            place = gazetteer().by_slug[place.successors[0]]
        return f"Ủy ban nhân dân {place.full_name}"
    if level == "district":
        above = place if place.type not in ("xa", "thi-tran", "phuong") else gazetteer().by_slug[place.parent or ""]
        return f"Ban Chỉ đạo phong trào thi đua “Dân vận khéo” {above.full_name}"
    if level == "province":
        return "Ban Chỉ đạo phong trào thi đua “Dân vận khéo” tỉnh Minh Họa"
    return "Ban Chỉ đạo phong trào thi đua trung ương (tưởng tượng)"


def draw_steps(
    draw: Draw, status: str, days: Calendar, body: str, sources: int, *, has_form: bool
) -> list[dict[str, Any]]:
    """What is known of the six steps: those behind `status` by a document or told, the others unknown.

    has_form: whether the registration form is at hand; without it that step is only told.
    """
    when = (days.launch, days.registration, days.start, days.inspection, days.appraisal, days.review)
    steps: list[dict[str, Any]] = []
    for number, (step, day) in enumerate(zip(_STEPS, when, strict=True)):
        if number >= _REACHED[status]:
            steps.append({"step": step, "evidence": "unknown"})
        elif draw.chance(45) and (has_form or step != "registration"):
            kind, title = _TITLES[step]
            document = {
                "number": f"{draw.between(3, 240)}-{kind}/BDV",
                "date": day.isoformat(),
                "issuer": body,
                "draft": False,
                "title": title,
                "url": f"https://van-ban.minh-hoa.example/{day.year}/{step}" if draw.chance(30) else None,
            }
            steps.append(
                {
                    "step": step,
                    "evidence": "document",
                    "document": document,
                    "date": day.isoformat(),
                    "body": body,
                    "attachment": f"https://van-ban.minh-hoa.example/{day.year}/{step}.pdf"
                    if draw.chance(20)
                    else None,
                }
            )
        else:
            note = "Nguồn chỉ nêu tháng" if draw.chance(25) else None
            source = draw.between(1, sources)
            steps.append({"step": step, "evidence": "told", "date": month(day), "source": source, "note": note})
    return steps


def draw_recognition(draw: Draw, level: str, place: Place, days: Calendar) -> dict[str, Any]:
    """The decision that recognises the model."""
    number = draw.between(12, 2950)
    return {
        "number": f"{number}/QĐ-UBND" if level == "grassroots" else f"{number}-QĐ/BCĐ",
        "date": days.recognition.isoformat(),
        "issuer": issuer_of(level, place, days.recognition),
        "level": level,
        "url": f"https://van-ban.minh-hoa.example/qd/{number}" if draw.chance(40) else None,
        "source": 1,
    }


def draw_appraisal(
    draw: Draw, days: Calendar, level: str, place: Place, results: int, *, whole: bool
) -> dict[str, Any]:
    """The appraisal; a `whole` one speaks of every criterion, each by a text, a figure or a source."""
    texts = stock("criteria")
    names = list(texts)
    criteria = []
    for name in names if whole else draw.several(names, draw.between(2, 4)):
        by_figure = results > 0 and name in ("result", "participation") and draw.chance(60)
        criteria.append(
            {
                "criterion": name,
                "text": None if by_figure else draw.pick(texts[name]),
                "result": draw.between(1, results) if by_figure else None,
                "source": 1 if draw.chance(30) else None,
            }
        )
    return {
        "date": days.appraisal.isoformat(),
        "body": issuer_of(level, place, days.appraisal),
        "criteria": criteria,
        "note": "Đoàn thẩm định đề nghị ghi rõ hơn cách tính công." if draw.chance(30) else None,
        "source": 1,
    }


def draw_awards(draw: Draw, days: Calendar, level: str, place: Place) -> list[dict[str, Any]]:
    """One commendation with its decision."""
    return [
        {
            "form": draw.pick(("Giấy khen", "Bằng khen", "Biểu dương tại hội nghị tổng kết")),
            "number": f"{draw.between(20, 1800)}/QĐ-UBND",
            "date": days.review.isoformat(),
            "issuer": issuer_of(level, place, days.review),
            "source": 1,
        }
    ]


def draw_replications(draw: Draw, days: Calendar, place: Place, index: int) -> list[dict[str, Any]]:
    """Where else the model was taken up, of how many, and how surely that is known."""
    total = draw.between(6, 34)
    return [
        {
            "place": f"Các xóm khác của {place.full_name}" if place.slug != PROVINCE else "Các xã trong tỉnh",
            "unit": "xóm" if place.slug != PROVINCE else "xã",
            "count": draw.between(2, total),
            "bound": ("over", "about", None, None)[index % 4],
            "denominator": total if index % 4 > 1 else None,
            "date": month(days.review),
            "source": 1,
            "note": "Theo báo cáo tổng kết" if index % 2 else None,
        }
    ]
