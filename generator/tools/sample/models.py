"""One fictional model record: every part of the schema, as the life of the model allows it."""

from __future__ import annotations

from typing import Any

from generator.tools.sample import figures, life
from generator.tools.sample.calendar import month
from generator.tools.sample.organisations import Organisations
from generator.tools.sample.places import COMMUNES, PROVINCE, gazetteer
from generator.tools.sample.programmes import PROGRAMMES_BY_FIELD
from generator.tools.sample.setting import Earlier, Setting
from generator.tools.sample.sources import draw_sources
from generator.tools.sample.stock import stock
from generator.tools.sample.telling import OPEN_TOPICS, PEOPLE

_REVIEWERS = ("Biên tập viên minh họa", "Cán bộ rà soát minh họa")


def model_record(
    setting: Setting,
    identity: dict[str, Any],
    organisations: Organisations,
    earlier: list[Earlier],
    index: int,
) -> dict[str, Any]:
    """The front matter of record `index`; `identity` holds its id, slug and aliases."""
    draw, days, place = setting.draw, setting.days, setting.place
    unknown_year = "-KR-" in identity["id"]
    status = "unknown" if unknown_year and draw.chance(50) else life.draw_status(draw)
    level = life.level_of(draw, place, days, index)
    sources = draw_sources(draw, days, setting.name, index)
    results = [] if status == "registered" else figures.draw_results(draw, setting.activity, setting.fill, days, index)
    lead = organisations.at(setting.lead_kind, place)
    record = {
        **identity,
        "withdrawn": _withdrawn(days, index),
        "kind": "exemplar" if index % 12 == 5 else None,
        "name": setting.name,
        "other_names": _other_names(setting) if index % 9 == 4 else None,
        "lede": _lede(setting, results),
        "honouree": _honouree(setting, index, organisations.name(lead)),
        "field": setting.activity["field"],
        "field_basis": "inferred" if index % 29 == 3 else "stated",
        "topics": setting.activity["topics"],
        "level": level if not unknown_year else None,
        "level_basis": None if unknown_year else "inferred" if index % 31 == 7 else "stated",
        "registration": _registration(setting) if not unknown_year else None,
        "continues": setting.parent.id if setting.parent else None,
        "programmes": [draw.pick(PROGRAMMES_BY_FIELD[setting.activity["field"]])] if draw.chance(30) else None,
        "lead": _lead(setting, lead, organisations, index),
        "partners": _partners(setting, organisations),
        "place": _place(setting),
        "period": _period(setting, status, unknown_year),
        "status": status,
        "status_as_of": month(days.told),
        **_work(setting),
        "resources": _resources(setting, index),
        "results": results,
        "limits": [f"{setting.fill(text)}." for text in draw.several(stock("story")["limit"], draw.between(0, 2))],
    }
    record |= _evidence(setting, status, level, len(results), index)
    # A decision follows an appraisal: without a record of one, the steps tell of it.
    if draw.chance(65) or (record["recognition"] and not record["appraisal"]):
        body = organisations.name(lead)
        has_form = "aim" in record
        record["steps"] = life.draw_steps(draw, status, days, body, len(sources), has_form=has_form)
    related = [other.id for other in earlier if other.field == setting.activity["field"]]
    return {
        **record,
        "sources": sources,
        "related": draw.several(related, draw.between(1, 3)) if draw.chance(35) else None,
        "exemplary": True if index % 9 == 2 else None,
        "featured": True if index % 37 == 1 else None,
        "reviewed": {"date": days.reviewed.isoformat(), "by": draw.pick(_REVIEWERS)},
    }


def _withdrawn(days: Any, index: int) -> dict[str, Any] | None:
    if index % 97 != 61:
        return None
    return {"date": days.reviewed.isoformat(), "reason": "Đơn vị đề nghị gỡ để soát lại số liệu (minh họa)"}


def _other_names(setting: Setting) -> list[str]:
    return [setting.fill(text) for text in setting.activity["names"] if setting.fill(text) != setting.name][:2]


def _lede(setting: Setting, results: list[dict[str, Any]]) -> str:
    mark = setting.draw.pick(stock("story")["lede_marks"])
    act = setting.fill("{lead} vận động bà con " + setting.activity["act"])
    figure = f" {figures.in_words(results[0])}." if results and setting.draw.chance(70) else ""
    text = f"{mark}{act}.{figure}"
    return text if len(text) <= 400 else f"{mark}{act}."


def _honouree(setting: Setting, index: int, lead: str) -> dict[str, Any] | None:
    if index % 12 != 5:
        return None
    personal = setting.activity["topics"][0] in OPEN_TOPICS and "sức khỏe" not in setting.name
    if not personal:
        return {"kind": "collective", "name": lead}
    consent = {
        "basis": "consent",
        "date": setting.days.review.isoformat(),
        "kept_by": "Tủ hồ sơ minh họa của đơn vị chủ trì",
    }
    return {"kind": "individual", "name": setting.draw.pick(PEOPLE), "consent": consent}


def _registration(setting: Setting) -> dict[str, Any]:
    kind = "continuing" if setting.parent else "new"
    return {"type": kind, "date": setting.days.registration.isoformat()}


def _lead(setting: Setting, lead: str, organisations: Organisations, index: int) -> dict[str, Any]:
    if index % 47 == 13:
        return {"certainty": "not_stated", "note": "Nguồn không nêu đơn vị chủ trì"}
    if index % 53 == 21:
        others = [kind for kind in setting.activity["leads"] if kind != setting.lead_kind]
        second = organisations.at(others[0] if others else "mttq", setting.place)
        note = "Câu trong nguồn có thể hiểu là một trong hai đơn vị"
        return {"certainty": "ambiguous", "organisations": [lead, second], "note": note}
    if index % 59 == 31:
        # No register holds it yet: it is told by its name.
        return {"name": "Tổ tự quản liên xóm (tưởng tượng)"}
    return {"organisations": [lead]}


def _partners(setting: Setting, organisations: Organisations) -> list[str]:
    # Whoever may lead this work is left out, since an unclear lead names a second of them.
    kinds = [
        kind for kind in ("mttq", "ubnd", "doan", "phu-nu", "ccb", "cong-an") if kind not in setting.activity["leads"]
    ]
    return [organisations.at(kind, setting.place) for kind in setting.draw.several(kinds, setting.draw.between(0, 3))]


def _place(setting: Setting) -> dict[str, Any]:
    place, hamlets = setting.place, setting.hamlets
    written = gazetteer().written(place)
    split = len(place.successors) > 1 and place.type in COMMUNES
    return {
        "unit": place.slug,
        "hamlets": hamlets,
        "as_written": f"{', '.join(hamlets)}, {written}" if hamlets else written,
        "as_of": month(setting.days.start),
        "today": setting.draw.pick(place.successors) if split else None,
        "note": "Xã cũ chia cho hai đơn vị; xóm này thuộc đơn vị nêu ở trên"
        if split
        else "Làm trên toàn tỉnh"
        if place.slug == PROVINCE
        else None,
    }


def _period(setting: Setting, status: str, unknown_year: bool) -> dict[str, Any]:
    if unknown_year:
        words = ("cách đây khoảng mười năm", "nhiều năm nay", "từ trước khi sáp nhập xóm")
        return {"as_stated": setting.draw.pick(words)}
    start = setting.days.start
    written = setting.draw.pick((start.isoformat(), month(start), month(start), str(start.year)))
    if start.year >= 2025 or setting.parent:
        written = month(start)
    ended = status in ("finished", "stopped", "replicated")
    return {
        "start": written,
        "end": month(setting.days.review) if ended else None,
        "ongoing": False if ended else True if status in ("running", "recognised") else None,
        "as_stated": "sau vụ gặt năm ấy" if setting.draw.chance(4) else None,
    }


def _work(setting: Setting) -> dict[str, Any]:
    """Problem, aim and people, as short texts beside the story."""
    draw, fill, activity = setting.draw, setting.fill, setting.activity
    if draw.chance(25):
        return {}
    return {
        "problem": f"{fill(draw.pick(activity['problem']))}.",
        "aim": fill(f"Sau {{thoi_gian}}, phần đông hộ {activity['act'].split(',')[0]}."),
        "participants": draw.several(stock("words")["each"]["luc_luong"], draw.between(1, 3)),
        "beneficiaries": draw.several(
            ("các hộ trong xóm", "người cao tuổi", "học sinh", "người đi làm xa", "phụ nữ nuôi con nhỏ"), 2
        ),
    }


def _resources(setting: Setting, index: int) -> list[dict[str, Any]] | None:
    draw = setting.draw
    if not draw.chance(45):
        return None
    return [
        {
            "kind": "ngày công",
            "amount": draw.between(20, 900),
            "unit": "ngày công",
            "bound": figures.BOUNDS[index % 7] if index % 7 else None,
            "source": 1,
        },
        {
            "kind": "tiền góp",
            "amount": draw.between(5, 800),
            "unit": "triệu đồng",
            "note": "Đọc sổ cuối tháng",
        },
    ][: draw.between(1, 2)]


def _evidence(setting: Setting, status: str, level: str, results: int, index: int) -> dict[str, Any]:
    """Appraisal, recognition, awards and replications, as far as the status reaches."""
    draw, days, place = setting.draw, setting.days, setting.place
    recognised = status == "recognised" or (status in ("finished", "replicated") and index % 2 == 0)
    appraised = draw.chance(60 if recognised else 15 if status in ("finished", "running") else 0)
    return {
        "appraisal": life.draw_appraisal(draw, days, level, place, results, whole=recognised) if appraised else None,
        "recognition": life.draw_recognition(draw, level, place, days) if recognised else None,
        "awards": life.draw_awards(draw, days, level, place) if recognised and draw.chance(30) else None,
        "replications": life.draw_replications(draw, days, place, index) if status == "replicated" else None,
    }
