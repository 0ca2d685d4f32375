"""Results of a fictional record: figures whose percentages, bounds and bases agree with each other."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from generator.core.vietnamese import format_number
from generator.tools.sample.calendar import Calendar, month
from generator.tools.sample.draw import Draw
from generator.tools.sample.fill import Filler

BOUNDS = ("exactly", "over", "under", "about", "nearly", "at_least", "at_most")
BOUND_WORDS = {
    "exactly": "",
    "over": "hơn ",
    "under": "dưới ",
    "about": "khoảng ",
    "nearly": "gần ",
    "at_least": "ít nhất ",
    "at_most": "nhiều nhất ",
}


def percent(numerator: int, denominator: int, decimals: int) -> Decimal:
    """The share in per cent, rounded half up as the sources round."""
    return (Decimal(100 * numerator) / denominator).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def draw_results(
    draw: Draw, activity: dict[str, Any], fill: Filler, days: Calendar, index: int
) -> list[dict[str, Any]]:
    """One to four results of `activity`; `index` turns the rarer forms so that all of them occur."""
    shares = draw.several(activity["share"], 2)
    counts = draw.several(activity["count"], 2)
    results = [_share(draw, shares[0], fill, days, index)]
    if draw.chance(80):
        results.append(_count(draw, counts[0], fill, days, index))
    if draw.chance(40):
        results.append(_bounded_share(draw, shares[1], fill, days, index))
    if draw.chance(25):
        results.append(_count(draw, counts[1], fill, days, index + 1))
    results[0]["highlight"] = True
    return results


def _share(draw: Draw, indicator: list[str], fill: Filler, days: Calendar, index: int) -> dict[str, Any]:
    """A percentage with its division; every fourth has a target, every sixth says where its base is from."""
    base = draw.between(34, 960)
    now = draw.between(base * 2 // 3, base)
    before = draw.between(base // 10, base // 2)
    decimals = draw.pick((0, 1, 1, 1, 2))
    return {
        "indicator": fill(indicator[0]),
        "unit": "%",
        "baseline": {"value": percent(before, base, decimals), "date": month(days.launch)},
        "result": {"value": percent(now, base, decimals), "date": days.review.isoformat()},
        "target": _target(draw, days, index) if index % 4 == 1 else None,
        "numerator": now,
        "denominator": base,
        "denominator_name": fill(indicator[1]),
        "denominator_note": "Tổ đếm lại khi tổng kết, nguồn chỉ nêu tỷ lệ" if index % 6 == 2 else None,
        "decimals": decimals,
        "finality": ("preliminary", "final", None)[index % 3],
        "source": 1,
    }


def _target(draw: Draw, days: Calendar, index: int) -> dict[str, Any]:
    target = {"value": draw.pick((80, 85, 90, 95)), "date": str(days.review.year)}
    if index % 8 == 1:
        target |= {"bound": "at_least", "as_stated": "theo bản đăng ký"}
    return target


def _bounded_share(draw: Draw, indicator: list[str], fill: Filler, days: Calendar, index: int) -> dict[str, Any]:
    """A percentage the source only bounds ("hơn 70%"): no numerator, and a note that says so."""
    bound = BOUNDS[1:][index % 6]
    return {
        "indicator": fill(indicator[0]),
        "unit": "%",
        "baseline": {"value": draw.pick((35, 40, 45, 50)), "bound": "about", "as_stated": "trước khi làm"},
        "result": {"value": draw.pick((60, 65, 70, 75, 80)), "bound": bound, "date": month(days.review)},
        "denominator": draw.between(60, 1200),
        "denominator_name": fill(indicator[1]),
        "finality": None,
        "source": 1,
        "note": "Nguồn chỉ nêu mức chặn, không nêu tử số",
    }


def _count(draw: Draw, indicator: list[Any], fill: Filler, days: Calendar, index: int) -> dict[str, Any]:
    """A plain amount before and after, or only after."""
    name, unit, low, high, *down = indicator
    middle = low + (high - low) // 3
    small, large = draw.between(low, middle), draw.between(middle + 1, high)
    before, after = (large, small) if down else (small, large)
    bound = BOUNDS[index % 7] if index % 2 else "exactly"
    return {
        "indicator": fill(name),
        "unit": unit,
        "baseline": {
            "value": before,
            "bound": "about" if index % 8 == 3 else None,
            "date": str(days.launch.year),
        }
        if index % 5
        else None,
        "result": {
            "value": after,
            "bound": bound if bound != "exactly" else None,
            "date": month(days.review) if index % 9 else None,
            "as_stated": None if index % 9 else "đến khi tổng kết",
        },
        "per": "mỗi năm" if index % 7 == 3 and "mỗi" not in name and "năm" not in name else None,
        "finality": "preliminary" if index % 10 == 7 else None,
        "source": 1,
        "note": "Số của tổ tự ghi" if index % 11 == 4 else None,
    }


def in_words(result: dict[str, Any]) -> str:
    """A sentence that tells one result with its bound and base, without a full stop."""
    measure, unit = result["result"], result["unit"]
    now = _amount(measure, unit)
    before = result.get("baseline")
    text = f"{result['indicator']} là {now}"
    if before is not None and before["value"] != measure["value"]:
        way = "tăng từ {} lên" if before["value"] < measure["value"] else "giảm từ {} xuống"
        text = f"{result['indicator']} {way.format(_amount(before, unit))} {now}"
    if result.get("numerator") is not None:
        base = f"{format_number(result['numerator'])}/{format_number(result['denominator'])}"
        text += f" ({base} {result['denominator_name']})"
    return f"{text}, số sơ bộ" if result.get("finality") == "preliminary" else text


def _amount(measure: dict[str, Any], unit: str) -> str:
    value = measure["value"]
    number = format_number(value if isinstance(value, Decimal) else int(value))
    words = BOUND_WORDS[measure.get("bound") or "exactly"]
    return f"{words}{number}%" if unit == "%" else f"{words}{number} {unit}"
