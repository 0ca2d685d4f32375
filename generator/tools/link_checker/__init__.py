"""Ask addresses outside the site whether they still answer: the only room that uses the network, apart from any build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.records.schema import OutsideLink, PartialDate, Records
from generator.tools.link_checker.ask import Answer, Manner, ask_all
from generator.tools.link_checker.collect import outside_addresses
from generator.tools.link_checker.report import REPORT_FILE, compose, report_text

__all__ = ["Answer", "Manner", "ask_all", "check_links", "compose", "outside_addresses", "report_text"]


def check_links(site: Path, records: Records, date: PartialDate, manner: Manner) -> Iterator[str]:
    """Ask every outside address of these records and write the report; yields what to tell the editor, line by line.

    Raises OSError when the report cannot be written.
    """
    named = outside_addresses(records)
    yield f"Hỏi {len(named)} địa chỉ; mỗi máy chủ một câu mỗi {manner.pace:g} giây nên có thể lâu.".replace(".", ",", 1)
    former = {entry.record.url: entry.record for entry in records.links}
    found = compose(ask_all(named, manner), former, date)
    for link in found:
        yield _told(link)
        yield from (f"  {file}" for file in named[link.url])
    path = site / REPORT_FILE
    unfinished = path.with_name(f".{path.name}.new")
    unfinished.write_text(report_text(found, len(named), date), encoding="utf-8", newline="\n")
    unfinished.replace(path)
    yield f"{len(named) - len(found)} địa chỉ mở được, {len(found)} địa chỉ cần xem lại: {REPORT_FILE}"


def _told(link: OutsideLink) -> str:
    where = f" -> {link.to}" if link.to else ""
    return f"{link.state}: {link.url}{where} ({link.answer}, từ {link.since.text()})"
