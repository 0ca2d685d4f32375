"""Answers to a record: each to the key its question names, what is not understood kept in words and told as a doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from generator.core.texts import value_called
from generator.core.vietnamese import PartialDate
from generator.core.vietnamese.written_dates import read_period
from generator.records.reading import Names
from generator.records.reading.names import Where, place_in_full
from generator.records.schema import TYPE_WORDS, Status
from generator.tools.imports.draft import Draft, plain
from generator.tools.imports.evidence import MOST, QUOTES, SUPPORTS, Evidence, read_day
from generator.tools.imports.spec import Question, spec
from generator.tools.naming import clean

_OTHER_FIELD = "khac"
_LINES = re.compile(r"\n|;")
_PLACES = re.compile(r"\n|[;,]")
_BULLET = re.compile(r"^\s*[-–•+*]\s*")
_UNIT = re.compile(
    rf"(?:{'|'.join(sorted(set(TYPE_WORDS.values()), key=len, reverse=True))}|tp\.?|tt\.?|x\.|p\.)\s", re.IGNORECASE
)


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
        self._evidence = Evidence(draft, self._doubt)
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
        papers = [*map(self._evidence.source, self._evidence.filled("giay-to"))]
        self._record["sources"] = [self._evidence.form(name), *papers]
        # A figure is of the one paper beside it; of several nobody said which.
        cited = 2 if len(papers) == 1 else 1
        results = [found for one in self._evidence.filled("so-lieu") if (found := self._evidence.result(one))]
        self._record["results"] = [{**found, "source": cited} for found in results]
        for paper in papers if cited == 1 or not results else ():
            paper["supports"] = SUPPORTS
        self._record["voices"] = [
            found for one in self._evidence.filled("loi-ke") if (found := self._evidence.voice(one))
        ]
        self._record["recognition"] = self._evidence.recognition()
        if self._record["recognition"] and self._record["status"] in ("unknown", "running"):
            self._record["status"] = "recognised"
        record = {key: self._record[key] for key in spec().order if self._record.get(key) not in (None, "", [], {})}
        return Composed(record, self._parts, self._doubts)

    def _doubt(self, text: str) -> None:
        self._doubts.append(" ".join(plain(text).split())[: 2 * MOST])

    def _plain(self, question: Question) -> None:
        """An answer that stands in the record as it was given."""
        said = self._draft.text(question.id)
        if not said:
            return
        if question.story:
            self._parts.append((question.story, said))
        elif question.kind == "line":
            self._record[question.to] = clean(said.strip(QUOTES))
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
            date = read_day(said)
            if date is not None and not date.words:
                found[key] = str(date.date)
            elif said:
                told.append(f"{'từ' if key == 'start' else 'đến'} {said}" if len(said) < 20 else said)
        if {"start", "end"} <= set(found) and PartialDate(found["end"]).before(PartialDate(found["start"])):
            told.append(f"từ {found.pop('start')} đến {found.pop('end')}")
            self._doubt("Thời gian kết thúc trước khi bắt đầu.")
        if told:
            found["as_stated"] = "; ".join(told)[:MOST]
            self._doubt(f"Thời gian ghi theo lời: {found['as_stated']}")
        return found or {"as_stated": "nguồn không nêu"}

    def _place(self) -> dict[str, Any]:
        answer = self._draft.answers.get("place")
        said = str(answer.get("text", "") if isinstance(answer, dict) else answer or "")
        text = " ".join(plain(said).split()).strip(" .;")[:MOST]
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
                "note": f"Phiếu ghi: {text}"[:MOST] if text else None,
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
        elif found == "recognised" and not any(
            one.get("source_kind") == "decision" for one in self._evidence.filled("giay-to")
        ):
            self._doubt("Ghi là đã công nhận nhưng chưa có quyết định; tạm để đang thực hiện.")
            return "running"
        return found or "unknown"


def _split(text: Any, pattern: re.Pattern[str]) -> list[str]:
    return (
        [
            one
            for piece in pattern.split(plain(str(text)))
            if (one := " ".join(piece.split()).strip(" .;")[:MOST].strip())
        ]
        if text
        else []
    )
