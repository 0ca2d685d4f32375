"""Answers to a record: each to the key its question names, what is not understood kept in words and told as a doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.core.texts import value_called
from generator.core.vietnamese import PartialDate
from generator.core.vietnamese.amounts import read_amount
from generator.core.vietnamese.written_dates import WrittenDate, read_date, read_period
from generator.records.reading import Names
from generator.records.reading.names import Where, place_in_full
from generator.records.schema import TYPE_WORDS, Status
from generator.tools.imports.draft import Answers, Draft, plain
from generator.tools.imports.spec import Question, spec
from generator.tools.naming import clean

_OTHER_FIELD = "khac"
_LINES = re.compile(r"\n|;")
_PLACES = re.compile(r"\n|[;,]")
_BULLET = re.compile(r"^\s*[-–•+*]\s*")
_QUOTES = "\"'“”‘’«» "
_UNIT = re.compile(
    rf"(?:{'|'.join(sorted(set(TYPE_WORDS.values()), key=len, reverse=True))}|tp\.?|tt\.?|x\.|p\.)\s", re.IGNORECASE
)
_MOST = 300
_SUPPORTS = "Mọi điều kể trong hồ sơ này"


@dataclass(frozen=True, slots=True)
class Composed:
    """A proposal: its values in order, the parts of its story (heading, text), and what a person must look at."""

    record: dict[str, Any]
    parts: list[tuple[str, str]]
    doubts: list[str]


def compose(draft: Draft, names: Names, province_unit: str) -> Composed:
    """The proposal that answers make. province_unit: the slug of the province, where no place is understood."""
    return _Composer(draft, names, province_unit).whole()


class _Composer:
    def __init__(self, draft: Draft, names: Names, province_unit: str) -> None:
        self._draft, self._names, self._province = draft, names, province_unit
        self._doubts: list[str] = []
        for told in draft.told:
            self._doubt(told)
        self._record: dict[str, Any] = {}
        self._parts: list[tuple[str, str]] = []

    def whole(self) -> Composed:
        """All of it."""
        for step in spec().steps:
            for question in () if step.group else step.questions:
                self._plain(question)
        name = self._record.get("name")
        if not name:
            self._doubt("Chưa thấy tên mô hình.")
            self._record["name"] = name = "Chưa có tên"
        self._record["lede"] = self._lede(name)
        self._record["field"], basis = self._field()
        if basis:
            self._record["field_basis"] = basis
        self._who()
        self._record["period"] = self._period()
        self._record["place"] = self._place()
        self._record["status"] = self._status()
        papers = [*map(self._source, self._filled("giay-to"))]
        self._record["sources"] = [self._form(name), *papers]
        # A figure is of the one paper beside it; of several nobody said which.
        cited = 2 if len(papers) == 1 else 1
        results = [found for one in self._filled("so-lieu") if (found := self._result(one))]
        self._record["results"] = [{**found, "source": cited} for found in results]
        for paper in papers if cited == 1 or not results else ():
            paper["supports"] = _SUPPORTS
        self._record["voices"] = []
        if self._filled("loi-ke"):
            self._doubt("Có lời kể; hãy chép vào voices cùng sự đồng ý của người nói.")
        record = {key: self._record[key] for key in spec().order if self._record.get(key) not in (None, "", [], {})}
        return Composed(record, self._parts, self._doubts)

    def _doubt(self, text: str) -> None:
        self._doubts.append(" ".join(plain(text).split())[: 2 * _MOST])

    def _plain(self, question: Question) -> None:
        """An answer that stands in the record as it was given."""
        said = self._draft.text(question.id)
        if not said:
            return
        if question.story:
            self._parts.append((question.story, said))
        elif question.kind == "line":
            self._record[question.to] = clean(said.strip(_QUOTES))
        elif question.kind == "text" and question.to != "lede":
            self._record[question.to] = said[:5000]
        elif question.kind == "lines" and "." not in question.to:
            lines = [line for one in _split(said, _LINES) if (line := one.lstrip("-–•+* ").rstrip())]
            self._record[question.to] = [{question.each: one} for one in lines] if question.each else lines

    def _lede(self, name: str) -> str:
        given = " ".join(self._draft.text("lede").split())
        if given:
            return given[:400]
        told = next((text for key in spec().lede_from if (text := self._draft.text(key))), name)
        self._doubt("Tóm tắt lấy từ đầu phần kể; hãy viết lại thành một hai câu.")
        whole = "; ".join(_split(re.sub(_BULLET.pattern, "", told, flags=re.MULTILINE), _LINES)) or name
        if len(whole) <= spec().lede_limit:
            return whole
        cut = whole[: spec().lede_limit].rpartition(" ")[0] or whole[: spec().lede_limit]
        sentence = re.match(r".{40,}[.!?](?=\s)", cut)
        return sentence[0] if sentence else f"{cut}…"

    def _field(self) -> tuple[str, str]:
        said = self._draft.text("field")
        found = self._names.find("field", said) if said else []
        if len(found) == 1:
            return found[0], "stated"
        self._doubt(f"Lĩnh vực chưa rõ{f' (ghi: {said})' if said else ''}; tạm để {_OTHER_FIELD}.")
        return _OTHER_FIELD, "inferred"

    def _who(self) -> None:
        lead = self._organisations("lead")
        if not lead:
            self._record["lead"] = {"certainty": "not_stated"}
            self._doubt("Chưa rõ đơn vị chủ trì.")
        else:
            name, slug = lead[0]
            self._record["lead"] = {"organisations": [slug]} if slug else {"name": name}
        partners = self._organisations("partners")
        self._record["partners"] = list(dict.fromkeys(slug for _, slug in partners if slug))
        helpers = [f"{name} (phối hợp)" for name, slug in partners if not slug]
        self._record["participants"] = [*helpers, *self._record.get("participants", ())]

    def _organisations(self, key: str) -> list[tuple[str, str]]:
        """(name, slug or "") of each organisation of an answer."""
        answer = self._draft.answers.get(key)
        given = [{"name": one} for one in _split(answer, _LINES)] if isinstance(answer, str) else answer
        found = []
        for one in given if isinstance(given, list) else ():
            name = clean(plain(str(one.get("name", "")))[:280]).strip(" .;") if isinstance(one, dict) else ""
            slug = str(one.get("slug", "")) if isinstance(one, dict) else ""
            if name:
                slugs = [slug] if self._names.knows("organisation", slug) else self._names.find("organisation", name)
                found.append((name, slugs[0] if len(slugs) == 1 else ""))
        return found

    def _period(self) -> dict[str, Any]:
        whole = read_period(self._draft.text("start")) if not self._draft.text("end") else None
        if (
            whole
            and whole.start
            and (whole.end or whole.ongoing)
            and not (whole.start.words or (whole.end and whole.end.words))
        ):
            end = str(whole.end.date) if whole.end else None
            return {"start": str(whole.start.date), "end": end, "ongoing": True if whole.ongoing else None}
        found: dict[str, Any] = {}
        told = []
        for key in ("start", "end"):
            said = " ".join(self._draft.text(key).split())
            date = _date(said)
            if date is not None and not date.words:
                found[key] = str(date.date)
            elif said:
                told.append(f"{'từ' if key == 'start' else 'đến'} {said}" if len(said) < 20 else said)
        if {"start", "end"} <= set(found) and PartialDate(found["end"]).before(PartialDate(found["start"])):
            told.append(f"từ {found.pop('start')} đến {found.pop('end')}")
            self._doubt("Thời gian kết thúc trước khi bắt đầu.")
        if told:
            found["as_stated"] = "; ".join(told)[:_MOST]
            self._doubt(f"Thời gian ghi theo lời: {found['as_stated']}")
        return found or {"as_stated": "nguồn không nêu"}

    def _place(self) -> dict[str, Any]:
        answer = self._draft.answers.get("place")
        said = str(answer.get("text", "") if isinstance(answer, dict) else answer or "")
        text = " ".join(plain(said).split()).strip(" .;")[:_MOST]
        hamlets = _split(self._draft.text("hamlets"), _PLACES)
        parts = [part.strip() for part in text.split(",") if part.strip()]
        first = next((number for number, part in enumerate(parts) if _UNIT.match(f"{part} ")), 0)
        hamlets = [*dict.fromkeys([*hamlets, *parts[:first]])]
        start = self._record["period"].get("start")
        date = PartialDate(start) if start else None
        chosen = str(answer.get("unit", "")) if isinstance(answer, dict) else ""
        known = self._names.knows("place", chosen)
        units = (
            [chosen]
            if known
            else self._names.find("place", ", ".join(parts[first:]), Where(date, text))
            if parts
            else []
        )
        if len(units) != 1:
            self._unknown_place(text, units)
            whole = place_in_full(self._names.units, self._province).partition(", từ ")[0].partition(", đến ")[0]
            return {
                "unit": self._province,
                "hamlets": hamlets,
                "as_written": whole,
                "note": f"Phiếu ghi: {text}"[:_MOST] if text else None,
            }
        unit = self._names.units[units[0]].record
        lives = date and not ((unit.end and unit.end.before(date)) or (unit.start and date.before(unit.start)))
        then = None if lives else unit.end or unit.start
        return {
            "unit": units[0],
            "hamlets": hamlets,
            "as_written": text or unit.name,
            "as_of": str(then) if then else None,
        }

    def _unknown_place(self, text: str, units: list[str]) -> None:
        if units:
            self._doubt(f"“{text}” có thể là: {self._names.told('place', units)}. Chưa chọn.")
        else:
            self._doubt(f"Chưa thấy địa bàn “{text}” trong bảng; tạm ghi cả tỉnh." if text else "Chưa rõ địa bàn.")

    def _status(self) -> str:
        said = self._draft.text("status")
        members = tuple(member.value for member in Status)
        if not said:
            return "running" if self._record["period"].get("ongoing") else "unknown"
        shown = {words.casefold(): value for value, words in spec().question("status").values}
        found = said if said in members else shown.get(said.casefold()) or value_called("Status", members, said)
        if found is None:
            self._doubt(f"Tình trạng ghi: {said}")
        elif found == "recognised" and not any(one.get("source_kind") == "decision" for one in self._filled("giay-to")):
            self._doubt("Ghi là đã công nhận nhưng chưa có quyết định; tạm để đang thực hiện.")
            return "running"
        return found or "unknown"

    def _filled(self, step: str) -> list[Answers]:
        return [one for one in self._draft.groups.get(step, ()) if any(str(value).strip() for value in one.values())]

    def _form(self, name: str) -> dict[str, Any]:
        """The imported file as a source."""
        date = _date(self._draft.dated)
        found: dict[str, Any] = {
            "kind": "document",
            "title": f"{self._draft.source}: {name}"[:_MOST],
            "supports": _SUPPORTS,
        }
        if date is not None and not date.words:
            return {**found, "published": str(date.date)}
        return {**found, "undated_reason": "tệp gửi đến không ghi ngày"}

    def _source(self, answers: Answers) -> dict[str, Any]:
        kind = str(answers.get("source_kind", ""))
        if kind == "decision":
            self._doubt("Có quyết định công nhận; hãy ghi đủ số, ngày, nơi ban hành vào recognition.")
        date = _date(_said(answers, "published"))
        found: dict[str, Any] = {
            "kind": kind if kind in ("report", "press", "document") else "document",
            "title": _said(answers, "title") or "Không ghi tên",
            "outlet": _said(answers, "outlet") or None,
            "number": _said(answers, "source_number") or None,
            "published": str(date.date) if date and not date.words else None,
            "url": _said(answers, "url") or None,
        }
        return found if found["published"] else {**found, "undated_reason": "tệp gửi đến không ghi ngày"}

    def _result(self, answers: Answers) -> dict[str, Any] | None:
        """A figure; None where its number is not one, which is then told."""
        now, before = _said(answers, "now"), _said(answers, "before")
        indicator = _said(answers, "indicator")
        amounts = {key: read_amount(text) for key, text in (("result", now), ("baseline", before)) if text}
        result = amounts.get("result")
        if result is None or (before and amounts.get("baseline") is None):
            told = ", ".join(
                one for one in (indicator, f"trước: {before}" if before else "", f"nay: {now}" if now else "") if one
            )
            self._doubt(f"Con số chưa rõ nghĩa, chưa ghi: {told}")
            return None
        found: dict[str, Any] = {
            "indicator": indicator or "Chưa rõ đo cái gì",
            "unit": result.unit or _said(answers, "unit") or "chưa rõ",
        }
        if not indicator or found["unit"] == "chưa rõ":
            self._doubt(f"Con số {now} chưa rõ đo cái gì hoặc đơn vị nào.")
        for key, amount in amounts.items():
            if amount is not None:
                found[key] = {"value": _plain(amount.value), "bound": amount.bound or None}
        date = _date(_said(answers, "when"))
        if date and not date.words:
            found["result"]["date"] = str(date.date)
        for key, name in (("numerator", "part"), ("denominator", "whole")):
            count = read_amount(_said(answers, name)) if _said(answers, name) else None
            if count is not None and count.value == count.value.to_integral_value():
                found[key] = int(count.value)
        if ("numerator" in found) != ("denominator" in found):
            self._doubt(f"“{indicator}” chỉ có tử số hoặc chỉ có mẫu số.")
            found.pop("numerator", None)
            found.pop("denominator", None)
        found["denominator_name"] = _said(answers, "of") or None
        if found["unit"] == "%":
            found["decimals"] = max(0, -int(result.value.normalize().as_tuple().exponent))
        return found


def _split(text: Any, pattern: re.Pattern[str]) -> list[str]:
    return (
        [
            one
            for piece in pattern.split(plain(str(text)))
            if (one := " ".join(piece.split()).strip(" .;")[:_MOST].strip())
        ]
        if text
        else []
    )


def _said(answers: Answers, key: str) -> str:
    return " ".join(plain(str(answers.get(key, ""))).split())[:_MOST]


def _date(text: str) -> WrittenDate | None:
    if not text:
        return None
    try:
        return WrittenDate(PartialDate.parse(text))
    except ValueError:
        return read_date(text)


def _plain(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value
