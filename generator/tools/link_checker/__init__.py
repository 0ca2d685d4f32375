"""Ask addresses outside the site whether they still answer: the only room that uses the network, apart from any build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.records.schema import OutsideLink, PartialDate, Records
from generator.tools.link_checker.ask import Answer, Manner, ask_all
from generator.tools.link_checker.collect import outside_addresses
from generator.tools.link_checker.report import REPORT_FILE, compose, report_text, state_of

__all__ = [
    "Answer",
    "Manner",
    "NothingAnsweredError",
    "ask_all",
    "check_links",
    "compose",
    "outside_addresses",
    "report_text",
]


class NothingAnsweredError(Exception):
    """Not one address answered: this machine is cut off, and nothing is known of any of them."""

    def __init__(self, asked: int, why: str) -> None:
        super().__init__(asked, why)
        self.asked, self.why = asked, why


def check_links(site: Path, records: Records, date: PartialDate, manner: Manner) -> Iterator[str]:
    """Ask every outside address of these records and write the report; yields what to tell the editor, line by line.

    Raises OSError when the report cannot be written, NothingAnsweredError when not one address answers.
    """
    named = outside_addresses(records)
    yield f"Hỏi {len(named)} địa chỉ; mỗi máy chủ một câu mỗi {manner.pace:g} giây nên có thể lâu.".replace(".", ",", 1)
    former = {entry.record.url: entry.record for entry in records.links}
    answers = ask_all(named, manner)
    asked = [answer for answer in answers.values() if answer.asked]
    if asked and all(answer.status is None for answer in asked):
        raise NothingAnsweredError(len(asked), asked[0].why)
    found = compose(answers, former, date)
    for link in found:
        yield _told(link)
        yield from (f"  {file}" for file in named[link.url])
    path = site / REPORT_FILE
    unfinished = path.with_name(f".{path.name}.new")
    unfinished.write_text(report_text(found, len(named), date), encoding="utf-8", newline="\n")
    unfinished.replace(path)
    well = sum(answer.asked and state_of(answer) is None for answer in answers.values())
    yield f"{well} địa chỉ mở được, {len(found)} địa chỉ cần xem lại: {REPORT_FILE}"
    unasked = [answer for answer in answers.values() if not answer.asked]
    if unasked:
        yield f"{len(unasked)} địa chỉ không hỏi nên không nói gì về chúng:"
        yield from (f"  {answer.address} ({answer.why})" for answer in unasked)


def _told(link: OutsideLink) -> str:
    where = f" -> {link.to}" if link.to else ""
    return f"{link.state}: {link.url}{where} ({link.answer}, từ {link.since.text()})"
