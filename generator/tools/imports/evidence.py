"""Figures, papers and voices of a draft as parts of a record; what proves nothing is told instead."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from generator.core.vietnamese import PartialDate
from generator.core.vietnamese.amounts import read_amount
from generator.core.vietnamese.written_dates import WrittenDate, read_date
from generator.records.schema import ConsentBasis, Level
from generator.tools.imports.draft import Answers, Draft, plain

QUOTES = "\"'“”‘’«» "
MOST = 300
SUPPORTS = "Mọi điều kể trong hồ sơ này"


class Evidence:
    """The groups of a draft. doubt: called with what a person must look at."""

    def __init__(self, draft: Draft, doubt: Callable[[str], None]) -> None:
        self._draft, self._doubt = draft, doubt

    def filled(self, step: str) -> list[Answers]:
        """The answers of a step that hold something."""
        return [one for one in self._draft.groups.get(step, ()) if any(str(value).strip() for value in one.values())]

    def form(self, name: str) -> dict[str, Any]:
        """The imported file as a source."""
        date = read_day(self._draft.dated)
        found: dict[str, Any] = {
            "kind": "document",
            "title": f"{self._draft.source}: {name}"[:MOST],
            "supports": SUPPORTS,
        }
        if date is not None and not date.words:
            return {**found, "published": str(date.date)}
        return {**found, "undated_reason": "tệp gửi đến không ghi ngày"}

    def source(self, answers: Answers) -> dict[str, Any]:
        """A paper as a source."""
        kind = str(answers.get("source_kind", ""))
        date = read_day(_said(answers, "published"))
        found: dict[str, Any] = {
            "kind": kind if kind in ("report", "press", "document") else "document",
            "title": _said(answers, "title") or "Không ghi tên",
            "outlet": _said(answers, "outlet") or None,
            "number": _said(answers, "source_number") or None,
            "published": str(date.date) if date and not date.words else None,
            "url": _said(answers, "url") or None,
        }
        return found if found["published"] else {**found, "undated_reason": "tệp gửi đến không ghi ngày"}

    def recognition(self) -> dict[str, Any] | None:
        """The decision, with number, day, issuer and level; what lacks one of them proves nothing and is told."""
        for number, one in enumerate(self.filled("giay-to")):
            if one.get("source_kind") != "decision":
                continue
            date = read_day(_said(one, "published"))
            parts = {
                "number": _said(one, "source_number"),
                "date": str(date.date) if date and not date.words else "",
                "issuer": _said(one, "outlet"),
                "level": one.get("level") if one.get("level") in tuple(Level) else "",
            }
            if all(parts.values()):
                return {**parts, "source": number + 2}
            self._doubt(
                "Có quyết định công nhận nhưng thiếu số, ngày, nơi ban hành hoặc cấp; chưa ghi là đã công nhận."
            )
        return None

    def voice(self, answers: Answers) -> dict[str, Any] | None:
        """Words somebody said; without whose they are and on what ground they may be shown they are told only."""
        parts = {name: _said(answers, name) for name in ("words", "who", "role")}
        basis = _said(answers, "consent")
        if not all(parts.values()) or basis not in tuple(ConsentBasis):
            self._doubt(f"Lời kể chưa đủ người nói, vai trò hoặc sự đồng ý, chưa ghi: {parts['words']}")
            return None
        date = read_day(_said(answers, "consent_date"))
        consent = {
            "basis": basis,
            "date": str(date.date) if date and not date.words else None,
            "kept_by": _said(answers, "kept_by") or None,
        }
        return {
            "words": parts["words"].strip(QUOTES) or parts["words"],
            **_without(parts, "words"),
            "consent": consent,
        }

    def result(self, answers: Answers) -> dict[str, Any] | None:
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
        date = read_day(_said(answers, "when"))
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


def _without(parts: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in parts.items() if key != name}


def _said(answers: Answers, key: str) -> str:
    return " ".join(plain(str(answers.get(key, ""))).split())[:MOST]


def read_day(text: str) -> WrittenDate | None:
    """A date as a record or a person writes it; None for none, and for what has two readings."""
    if not text:
        return None
    try:
        return WrittenDate(PartialDate.parse(text))
    except ValueError:
        return read_date(text)


def _plain(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value
