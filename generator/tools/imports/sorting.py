"""Passages of a form sorted into answers: which item each belongs to, by the words the item is headed with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.core.texts import label_key
from generator.core.vietnamese.written_dates import read_date, read_period
from generator.tools.imports.draft import Draft
from generator.tools.imports.spec import Step, goes_by, spec
from generator.tools.imports.word import Passage

_NUMBER = r"(?:(?:mục|phần|câu)\s+(?=\d|[ivx]+\b))?(?:(?P<number>\d{1,2}|[IVX]{1,4}|[a-zđ])\s*[.)/:-]+\s*)?"
_HEAD = re.compile(rf"{_NUMBER}(?P<label>[^:：]{{2,90}}?)\s*[:：]\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(rf"{_NUMBER}(?P<label>.{{2,70}})", re.IGNORECASE)
_LABEL = re.compile(r"[-–•+*]?\s*(?P<label>[^:：]{2,40})[:：]\s*(?P<rest>.*)", re.DOTALL)
# Signatures and the head of a letter, by their first words without accents.
_ENDING = re.compile(
    r"(?:noi nhan|tm|kt|chu tich|truong thon|nguoi dang ky|nguoi lap|xac nhan|thu truong|ngay \d+ thang|[a-z ]{2,20} ngay \d+ thang)\b"
)
_FORMAL = re.compile(
    r"(?:cong hoa xa hoi|doc lap tu do|phieu dang ky|kinh gui|mttq|ban thuong truc|uy ban|dang uy|[a-z ]{2,20} ngay \d+ thang)\b"
)
_PERSONAL = re.compile(r"(?<![\w.,/-])(?:\+84|0)(?:[ .-]?\d){8,11}(?![\w/])|[\w.+-]+@[\w-]+\.\w+")
_SINCE = re.compile(r"(?:bắt đầu\s+)?(?:từ|kể từ)\s+(.{4,30})", re.IGNORECASE)
_DATED = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", re.IGNORECASE)
_SHORT = 160


def is_contact(text: str) -> bool:
    """Whether a line tells whom to call: a label for it with a number or name behind, or a short line with a number."""
    said = label_key(text)
    named = any(said == word or said.startswith(f"{word} ") for word in spec().contact)
    if named and (re.search(r"[:：]|\d{3}", text) or len(said.split()) < 9):
        return True
    return len(text) < _SHORT and _PERSONAL.search(text) is not None


def sort_passages(passages: Iterable[Passage]) -> Draft:
    """The answers in a form of paragraphs or of a table."""
    draft = Draft(source="Phiếu đăng ký mô hình")
    texts: dict[str, list[str]] = {}
    current: Step | None = None
    for step, line in _placed(passages):
        current = step
        dated = _DATED.search(line)
        if dated and not draft.dated:
            draft.dated = dated.group()
        if not line:
            continue
        if is_contact(line):
            draft.dropped.append(line)
        elif current is not None:
            texts.setdefault(current.id, []).append(line)
        elif not _FORMAL.match(label_key(line)) and line != line.upper() and not _ENDING.match(label_key(line)):
            draft.told.append(f"Chưa biết đặt vào đâu: {line}")
    for step in spec().steps:
        if own := texts.get(step.id):
            _answer(draft, step, own)
    return draft


def _placed(passages: Iterable[Passage]) -> Iterator[tuple[Step | None, str]]:
    """(item, line) of every line; the words that head an item are left out."""
    current: Step | None = None
    for passage in passages:
        if passage.cells:
            found = next(((n, head) for n, cell in enumerate(passage.cells) if (head := _headed(cell, row=True))), None)
            if found is not None:
                at, (current, own) = found
                lines = [own, *passage.cells[at + 1 :]]
            else:
                lines = [cell for cell in passage.cells if not re.fullmatch(r"\d{1,2}\.?", cell)]
            for line in "\n".join(lines).split("\n"):
                yield current, line.strip()
            continue
        for line in map(str.strip, passage.text.split("\n")):
            head = _headed(line.removeprefix("- "), row=False)
            if head is not None:
                current = head[0]
                yield head
                continue
            if _ENDING.match(label_key(line)):
                current = None
            yield current, line


def _headed(text: str, *, row: bool) -> tuple[Step, str] | None:
    """The item a line heads, and what follows on that line; None where it heads none."""
    head = _HEAD.fullmatch(text)
    if head:
        found = _step_called(head["label"])
        if found is None and (head["number"] or "").isdigit():
            found = next((step for step in spec().steps if step.item == int(head["number"])), None)
        if found:
            return found, head["rest"].strip()
    title = _TITLE.fullmatch(text)
    # A line of its own heads an item when it is numbered or in capitals; so does the first cell of a row.
    if title and (row or title["number"] or text == text.upper()):
        found = _step_called(title["label"].rstrip(".:"))
        if found:
            return found, ""
    return None


def _step_called(label: str) -> Step | None:
    said = label_key(label)
    return next((step for step in spec().steps if step.item and goes_by(step.known_as, said)), None)


def _answer(draft: Draft, step: Step, lines: list[str]) -> None:
    """The answers to the questions of one item."""
    answers = draft.answers
    if step.id == "ten":
        answers["name"] = " ".join(lines)
        return
    parted = any(question.within or question.kind == "place" for question in step.questions)
    found, rest = _parts(step, lines) if parted else ({}, [])
    if step.id == "dia-ban":
        place = found.pop("place", None) or rest[:1]
        rest = [one for one in rest if one not in place]
        answers["place"] = {"text": ", ".join(place)}
        answers["beneficiaries"] = "\n".join([*found.pop("beneficiaries", ()), *rest])
    elif step.id == "luc-luong":
        lead = found.pop("lead", None) or ([rest.pop(0)] if rest else [])
        answers["lead"] = [{"name": name} for name in lead[:1]]
        partners = [name.strip() for text in found.pop("partners", ()) for name in text.split(",")]
        answers["partners"] = [{"name": name} for name in partners if name]
        answers["participants"] = "\n".join([*lead[1:], *found.pop("participants", ()), *rest])
    elif step.id == "thoi-gian":
        _time(draft, found, rest)
    else:
        answers[step.questions[0].id] = "\n".join(lines)
    answers |= {name: "\n".join(texts) for name, texts in found.items() if texts}


def _parts(step: Step, lines: list[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Pieces of an item that asks several things: by their labels, and those without one."""
    found: dict[str, list[str]] = {}
    rest: list[str] = []
    for piece in (
        piece.strip(" -–•+*") for line in lines for piece in re.split(r";\s*|(?<=\w)\.\s+(?=[A-ZĐÂĂÊÔƠƯ])", line)
    ):
        if not piece:
            continue
        label = _LABEL.fullmatch(piece)
        question = label and next(
            (one for one in step.questions if goes_by(one.within, label_key(label["label"]))), None
        )
        if label and question:
            found.setdefault(question.id, []).append(label["rest"].rstrip(".; "))
        else:
            rest.append(piece.rstrip(".; "))
    return found, rest


def _time(draft: Draft, found: dict[str, list[str]], rest: list[str]) -> None:
    """Beginning and end; whatever else is told of time is a milestone."""
    start, end = found.pop("start", [""])[0], found.pop("end", [""])[0]
    left = list(found.pop("milestones", ()))
    for piece in rest:
        since = _SINCE.fullmatch(piece)
        period = None if start else read_period(piece)
        if period and period.start:
            start = str(period.start.date) if not period.start.words else piece
            end = end or (str(period.end.date) if period.end else "")
            if period.ongoing:
                draft.answers.setdefault("status", "running")
        elif not start and since and read_date(since[1]):
            start = since[1]
        elif not start and read_date(piece):
            start = piece
        else:
            left.append(piece)
    draft.answers |= {"start": start, "end": end, "milestones": "\n".join(left)}
