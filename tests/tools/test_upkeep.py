"""What keeps a site alive: records due for a look, the yearly report, and a doctor for the machine."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import openpyxl
import pytest
import small_records
from whole_sites import build_here, copy_site, kheo

from generator.pipeline.check import check_site
from generator.records.schema import Records, validate
from generator.records.source import Document
from generator.tools import doctor
from generator.tools.upkeep import find_due, statistics

URL = "https://bao.example/bai-viet"
LINK = {"url": URL, "state": "gone", "since": "2026-03-01", "checked": "2026-11-01", "answer": "404 Not Found"}


def records(*links: dict[str, str], **changes: object) -> Records:
    """One model reviewed on 1/11/2025 with these changes, and what is known of addresses outside."""
    data = small_records.model(1, reviewed={"date": "2025-11-01", "by": "Biên tập viên"}, **changes)
    documents = [*small_records.documents([data])]
    documents += [Document("link", "content/links.yml", link, (index,)) for index, link in enumerate(links)]
    entries, problems = validate(documents)
    assert problems == []
    return Records.of(entries)


def why(found: Records, today: str) -> list[str]:
    return [due.why for due in find_due(found, dt.date.fromisoformat(today)) if "models/" in due.file]


def test_a_record_is_due_a_year_after_its_review_and_not_a_day_before() -> None:
    assert why(records(), "2026-10-31") == []
    assert why(records(), "2026-11-01") == ["review"]


def test_a_lost_source_is_due_at_once_and_one_that_moved_is_not() -> None:
    source = [{"kind": "press", "title": "Bài", "outlet": "Báo", "published": "2025-01-01", "url": URL}]
    assert why(records(LINK, sources=source), "2026-01-01") == ["source"]
    assert why(records(LINK | {"state": "moved", "to": "https://bao.example/moi"}, sources=source), "2026-01-01") == []


@pytest.mark.parametrize(("status", "expected"), [("running", ["ended"]), ("unknown", ["ended"]), ("finished", [])])
def test_a_period_long_over_is_due_unless_the_record_says_it_ended(status: str, expected: list[str]) -> None:
    assert why(records(period={"start": "2022", "end": "2023-12"}, status=status), "2025-12-01") == expected


def test_a_withdrawn_record_is_left_alone() -> None:
    assert why(records(withdrawn={"date": "2026-01-01", "reason": "Trùng hồ sơ khác"}), "2030-01-01") == []


def test_issues_are_written_ready_to_be_opened(tmp_path: Path) -> None:
    site = copy_site(tmp_path / "site")
    told = kheo("due", site, "--today", "2031-01-01", "--issues", tmp_path / "việc")
    assert told.exit_code == 1
    files = sorted((tmp_path / "việc").iterdir())
    assert len(files) == told.output.count("content/")
    text = files[0].read_text("utf-8")
    assert text.startswith("# ")
    assert re.search(r"^Tệp: `content/.+`$", text, re.MULTILINE)
    assert "- [ ] " in text


def test_nothing_due_is_said_too(tmp_path: Path) -> None:
    answer = kheo("due", copy_site(tmp_path / "site"), "--today", "2000-01-01")
    assert "Không có việc nào đến hạn." in answer.output or answer.exit_code == 1


def test_the_report_counts_by_state_and_says_how_complete(tmp_path: Path) -> None:
    site = copy_site(tmp_path / "site")
    told = kheo("stats", site, "--today", "2026-12-01", "--xlsx", tmp_path / "báo cáo.xlsx")
    assert told.exit_code == 0
    sheets = statistics(check_site(site).records, dt.date(2026, 12, 1))
    states, parts, _ = sheets
    assert states.rows[-1][-1] == sum(int(row[-1]) for row in states.rows[1:-1])
    assert all(0 <= int(row[1]) <= int(row[2]) for row in parts.rows[1:])
    book = openpyxl.load_workbook(tmp_path / "báo cáo.xlsx")
    assert book.sheetnames == [sheet.name for sheet in sheets]
    for sheet in sheets:
        assert [[cell.value for cell in row] for row in book[sheet.name].rows] == sheet.rows
        assert str(sheet.rows[-1][-1]) in told.output


def test_the_same_report_is_the_same_file(tmp_path: Path) -> None:
    site, files = copy_site(tmp_path / "site"), [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for file in files:
        kheo("stats", site, "--today", "2026-12-01", "--xlsx", file)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert (
        openpyxl.load_workbook(io.BytesIO(files[0].read_bytes())).properties.title
        == "Dân vận khéo tỉnh Bản Mẫu, tính đến 1/12/2026"
    )


@pytest.mark.parametrize("command", ["due", "stats"])
def test_a_date_that_is_none_is_refused(tmp_path: Path, command: str) -> None:
    answer = kheo(command, copy_site(tmp_path / "site"), "--today", "2026-02-30")
    assert (answer.exit_code, "2026-02-30" in answer.output) == (2, True)


def test_a_page_says_by_the_readers_own_clock_how_old_its_review_is(tmp_path: Path, page_at, serve_folder) -> None:
    build_here(copy_site(tmp_path / "site"), tmp_path / "out")
    base = serve_folder(tmp_path / "out", prefix="/dan-van/")
    page = page_at()
    address = "mo-hinh/thap-sang-xom-cho/"
    reviewed = re.search(r'data-since="([\d-]+)"', (tmp_path / "out" / address / "index.html").read_text("utf-8"))
    assert reviewed is not None
    day = dt.date.fromisoformat(reviewed[1])
    for days, expected in ((10, ""), (100, "đã 3 tháng."), (800, "đã 26 tháng; có thể nhiều điều đã khác.")):
        page.clock.set_fixed_time(dt.datetime.combine(day + dt.timedelta(days=days), dt.time(12)))
        page.goto(base + address)
        said = page.locator("[data-since]").first.text_content()
        assert said.endswith(expected)
        assert bool(said) == bool(expected)


def test_a_sound_machine_and_site_are_told_to_be(tmp_path: Path) -> None:
    answer = kheo("doctor", copy_site(tmp_path / "site"))
    assert answer.exit_code == 0
    assert "Đủ gói, đúng phiên bản đã thử" in answer.output


def test_the_doctor_names_what_is_missing_and_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = doctor.metadata.version

    def version(name: str) -> str:
        if name == "pillow":
            raise doctor.metadata.PackageNotFoundError
        return "0.0.1" if name == "nh3" else real(name)

    monkeypatch.setattr(doctor.metadata, "version", version)
    monkeypatch.setattr(doctor, "can_fork", lambda: False)
    monkeypatch.setattr(doctor, "exchange", lambda _one, _two: False)
    site = copy_site(tmp_path / "site")
    (site / "content/models/hong.md").write_text("---\nid: X\n---\n", "utf-8")
    answer = kheo("doctor", site)
    assert answer.exit_code == 1
    for said in ("Thiếu gói: pillow", "nh3 0.0.1", "chỉ chậm hơn", "qua ba bước", "Xem từng lỗi: kheo check"):
        assert said in answer.output, said


def test_an_empty_folder_is_told_how_to_begin(tmp_path: Path) -> None:
    assert "kheo init --province" in kheo("doctor", tmp_path).output
