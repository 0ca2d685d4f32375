"""The report of `kheo links`: what does not simply answer, since when; read again by every later build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from generator.records.schema import LinkState, OutsideLink, PartialDate
from generator.records.source.yaml_writer import dump
from generator.tools.link_checker.ask import Answer

REPORT_FILE = "content/links.yml"

_LONGEST = 500
_GONE = frozenset({404, 410})
_FAILED = frozenset({LinkState.GONE, LinkState.UNREACHABLE})
_HEAD = """\
# Liên kết ra ngoài không còn như cũ. Lệnh “kheo links” viết tệp này; xin đừng sửa tay. Trang chỉ kể lại điều ghi ở đây.
# Links to the outside that are not what they were. Written by `kheo links`; please do not edit.
# Kiểm tra {date}: {counts}.
"""
_CALLED = (
    ("", "mở được"),
    (LinkState.MOVED, "đã chuyển"),
    (LinkState.REFUSED, "máy chủ từ chối"),
    (LinkState.UNREACHABLE, "không tới được"),
    (LinkState.GONE, "đã mất"),
)


def compose(answers: Mapping[str, Answer], former: Mapping[str, OutsideLink], date: PartialDate) -> list[OutsideLink]:
    """What is to be kept of these answers, in order of the addresses.

    former: the report before, by address; what failed then and fails now has failed since then.
    """
    found = []
    for address, answer in sorted(answers.items()):
        if not answer.asked:
            # Nothing new is known: what was known stays.
            found += [former[address]] if address in former else []
            continue
        state = state_of(answer)
        if state is None:
            continue
        target = answer.moved_to if state is LinkState.MOVED else None
        before = former.get(address)
        same = before is not None and (
            {before.state, state} <= _FAILED or (before.state is state and before.to == target)
        )
        since = before.since if before is not None and same else date
        said = answer.why or f"mã {answer.status}"
        found.append(OutsideLink(url=address, state=state, since=since, checked=date, answer=said, to=target))
    return found


def state_of(answer: Answer) -> LinkState | None:
    """What an answer says of its address; None when a reader finds the page where it was."""
    status = answer.status
    if status is None or status >= 500:
        return LinkState.UNREACHABLE
    if status in _GONE:
        return LinkState.GONE
    if status >= 400:
        return LinkState.REFUSED
    return LinkState.MOVED if _says_where(answer.moved_to) else None


def _says_where(target: str) -> bool:
    """Whether a redirect may be told: a host with a dot, as every address of a record, and no endless one."""
    return bool(target) and len(target) <= _LONGEST and "." in (urlsplit(target).hostname or "")


def report_text(found: list[OutsideLink], asked: int, date: PartialDate) -> str:
    """The report as it is kept; the same answers on the same day give the same text."""
    states = Counter(link.state for link in found)
    states[""] = asked - len(found)  # type: ignore[index]
    counts = [f"{states[state]} {called}" for state, called in _CALLED if states[state]]  # type: ignore[index]
    head = _HEAD.format(date=date.text(), counts=", ".join(counts) or "không có địa chỉ nào")
    records: list[dict[str, Any]] = [link.model_dump(mode="json") for link in found]
    return head + (dump(records) if records else "[]\n")
