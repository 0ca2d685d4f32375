"""What a site needs to stay alive: records to look at again, and the figures of the office's yearly report."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.core.texts import t
from generator.records.schema import Entry, Model, Records

# Days after which a review is due again, and after which an end that passed deserves a word on what came of it.
REVIEW_DAYS, ENDED_DAYS = 365, 365


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do. why: "review", "source" or "ended"; since: the day it has been so, as far as known."""

    why: str
    file: str
    name: str
    since: str
    text: str

    def title(self) -> str:
        """The title of an issue about it."""
        return f"{_TITLES[self.why]}: {self.name}"

    def issue(self) -> str:
        """The text of an issue, in Markdown."""
        steps = "\n".join(f"- [ ] {step}" for step in _STEPS[self.why])
        return f"# {self.title()}\n\n{self.text}\n\nTệp: `{self.file}`\n\n{steps}\n"


_TITLES = {"review": "Rà soát lại", "source": "Nguồn không còn mở được", "ended": "Đã hết thời gian thực hiện"}
_STEPS = {
    "review": ("Hỏi cơ sở: còn làm không, có gì khác?", "Sửa hồ sơ, ghi nguồn mới nếu có.", "Ghi lại reviewed: ngày và người."),
    "source": ("Tìm bản khác của nguồn, hoặc bản lưu.", "Ghi địa chỉ mới; không tìm được thì để nguyên, trang đã nói rõ.",
               "Gõ kheo links để hỏi lại."),
    "ended": ("Hỏi kết quả cuối cùng và việc tiếp theo.", "Ghi status và kết quả, kèm nguồn.", "Ghi lại reviewed: ngày và người."),
}  # fmt: skip


def find_due(records: Records, today: dt.date) -> list[Due]:
    """Everything due on a day, the longest neglected first."""
    records = records.published()
    found = [*_reviews(records, today), *_sources(records), *_ended(records, today)]
    return sorted(found, key=lambda due: (due.since, due.why, due.file))


def _sourced(records: Records) -> tuple[Entry[Any], ...]:
    return (*records.models, *records.programmes, *records.news, *records.statistics)


def _reviewed(records: Records) -> Iterator[Entry[Any]]:
    for entry in _sourced(records):
        if getattr(entry.record, "reviewed", None) is not None and getattr(entry.record, "withdrawn", None) is None:
            yield entry


def _name(entry: Entry[Any]) -> str:
    return str(getattr(entry.record, "name", None) or getattr(entry.record, "title", None) or entry.slug)


def _reviews(records: Records, today: dt.date) -> Iterator[Due]:
    for entry in _reviewed(records):
        date = entry.record.reviewed.date
        days = (today - date.latest()).days
        if days >= REVIEW_DAYS:
            text = f"Rà soát gần nhất: {date.text()}, cách đây {days // 30} tháng."
            yield Due("review", entry.document.file, _name(entry), str(date), text)


def _sources(records: Records) -> Iterator[Due]:
    lost = {entry.record.url: entry.record for entry in records.links if entry.record.lost}
    for entry in _sourced(records):
        cited = [*getattr(entry.record, "sources", ()), *filter(None, [getattr(entry.record, "source", None)])]
        for source in cited:
            link = lost.get(getattr(source, "url", None) or "")
            if link is not None:
                text = f"{link.url}: {link.answer}, từ {link.since.text()}."
                yield Due("source", entry.document.file, _name(entry), str(link.since), text)


def _ended(records: Records, today: dt.date) -> Iterator[Due]:
    for entry in records.models:
        end, status = entry.record.period.end, entry.record.status.value
        if end is None or entry.record.withdrawn is not None or status in ("finished", "stopped"):
            continue
        if (today - end.latest()).days >= ENDED_DAYS:
            text = f"Thời gian thực hiện hết {end.text()}, tình trạng vẫn ghi “{t(f'status.{status}')}”."
            yield Due("ended", entry.document.file, _name(entry), str(end), text)


Rows = list[list[str | int]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of the yearly report; the first row is its heading."""

    name: str
    widths: list[int]
    rows: Rows


# What makes a record complete, in the words of the report.
_PARTS: tuple[tuple[str, Callable[[Model], bool]], ...] = (
    ("Có ít nhất một kết quả bằng số", lambda model: bool(model.results)),
    ("Mọi tỷ lệ đều có tử số và mẫu số", lambda model: all(
        result.unit != "%" or (result.numerator is not None and result.denominator is not None) for result in model.results)),
    ("Rõ bắt đầu từ khi nào", lambda model: model.period.start is not None),
    ("Rõ đơn vị chủ trì", lambda model: bool(model.lead.organisations)),
    ("Có nguồn ghi ngày", lambda model: any(source.published is not None for source in model.sources)),
    ("Có quyết định công nhận", lambda model: model.recognition is not None),
    ("Nêu điều còn hạn chế", lambda model: bool(model.limits)),
    ("Có ảnh", lambda model: bool(model.photos)),
)  # fmt: skip


def statistics(records: Records, today: dt.date) -> list[Sheet]:
    """The tables of the report: by state and field, how complete, by year of review."""
    waiting, records = len(records.proposals()), records.published()
    models = [entry.record for entry in records.models if entry.record.withdrawn is None]
    return [_by_state(records, models), _completeness(models), _other_records(records, today, waiting)]


def _by_state(records: Records, models: list[Model]) -> Sheet:
    fields = [entry.record for entry in records.fields]
    count = Counter((model.status.value, model.field) for model in models)
    states = [state for state in _STATES if any(key[0] == state for key in count)]
    rows: Rows = [["Tình trạng", *(field.name for field in fields), "Cộng"]]
    for state in states:
        numbers = [count[state, field.slug] for field in fields]
        rows.append([t(f"status.{state}"), *numbers, sum(numbers)])
    totals = [sum(count[state, field.slug] for state in states) for field in fields]
    rows.append(["Cộng", *totals, sum(totals)])
    return Sheet("Theo tình trạng", [24, *[20] * len(fields), 10], rows)


_STATES = ("registered", "running", "recognised", "replicated", "finished", "stopped", "unknown")


def _completeness(models: list[Model]) -> Sheet:
    rows: Rows = [["Hồ sơ mô hình", "Số hồ sơ", "Trên tổng số"]]
    for name, has in _PARTS:
        rows.append([name, sum(map(has, models)), len(models)])
    return Sheet("Mức đầy đủ", [40, 12, 14], rows)


def _other_records(records: Records, today: dt.date, waiting: int) -> Sheet:
    models = [entry.record for entry in records.models]
    due = find_due(records, today)
    rows: Rows = [["Nội dung trang", "Số lượng"]]
    rows += [
        ["Mô hình và điển hình đang đăng", sum(model.withdrawn is None for model in models)],
        ["Đã gỡ", sum(model.withdrawn is not None for model in models)],
        ["Chương trình", len(records.programmes)],
        ["Tin", len(records.news)],
        ["Số liệu công bố", len(records.statistics)],
        ["Đề xuất chờ duyệt", waiting],
        ["Hồ sơ quá một năm chưa rà soát", sum(one.why == "review" for one in due)],
        ["Nguồn không còn mở được", sum(one.why == "source" for one in due)],
    ]
    return Sheet("Nội dung trang", [40, 12], rows)
