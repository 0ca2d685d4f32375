"""`kheo fix`: what was understood stands there afterwards; comments, order and meaning stay; a second run changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from whole_sites import copy_site

from generator.app.cli import main
from generator.pipeline.check import check_site
from generator.tools import fix, journal

WRITTEN = """\
---
Mã mô hình: BM-2023-0900
Tên mô hình: “Tổ xanh: cùng làm”
# ghi chú của người viết
Tóm tắt: Bà con góp tiền lắp đèn.
Lĩnh vực: Kinh tế
field_basis: nguồn nêu
lead: {certainty: không nêu}
place:
  unit: UNIT
  as_written: UNIT
Thời gian:
  start: tháng 6/2023
  end: ""
  ongoing: có
TÌNH TRẠNG: đang thực hiện
participants:
• Chi bộ
• Các hộ
results:
  - indicator: Hộ góp
    result: {value: hơn 1.250 hộ, date: 12/05/2023}
  - indicator: Tiền góp
    unit: triệu đồng
    result: 1,2 tỷ đồng
sources:
  kind: báo cáo
  title: [Không rõ tên] Báo cáo
  published: 12.05.2023   # trên bìa
reviewed: {date: ngày 4 tháng 7 năm 2024, by: Biên tập viên}
---

Bà con cùng làm,  đông vui.
"""
PLAIN = """\
---
id: BM-2023-0900
name: "Tổ xanh: cùng làm"
# ghi chú của người viết
lede: Bà con góp tiền lắp đèn.
field: kinh-te
field_basis: stated
lead: {certainty: not_stated}
place:
  unit: UNIT
  as_written: UNIT
period:
  start: 2023-06
  end:
  ongoing: true
status: running
participants:
- Chi bộ
- Các hộ
results:
  - unit: hộ
    indicator: Hộ góp
    result: {value: 1250, date: 2023-05-12, bound: over}
  - indicator: Tiền góp
    unit: triệu đồng
    result: {value: 1200}
sources:
  - kind: report
    title: "[Không rõ tên] Báo cáo"
    published: 2023-05-12   # trên bìa
reviewed: {date: 2024-07-04, by: Biên tập viên}
---

Bà con cùng làm,  đông vui.
"""
FILE = "content/models/to-xanh.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_site(tmp_path / "site")


def unit_of(site: Path) -> str:
    found = check_site(site).records.models[0].record.place
    return found.unit


def put(site: Path, text: str, file: str = FILE) -> None:
    (site / file).parent.mkdir(parents=True, exist_ok=True)
    (site / file).write_bytes(text.replace("UNIT", unit_of(site)).encode())


def test_a_record_as_an_official_types_it_is_written_plainly_and_stays_what_it_says(site: Path) -> None:
    put(site, WRITTEN)
    fixed = fix.plan(site)
    assert [one.file for one in fixed] == [FILE]
    fix.write(site, fixed)
    assert (site / FILE).read_text("utf-8") == PLAIN.replace("UNIT", unit_of(site))
    assert fix.plan(site) == []
    assert [one for one in check_site(site).findings if one.is_error and one.file == FILE] == []


def test_plain_sites_are_left_alone(site: Path) -> None:
    assert fix.plan(site) == []


def test_encodings_and_names_are_put_right(site: Path) -> None:
    text = PLAIN.replace("UNIT", unit_of(site))
    (site / "content/models/Tổ Xanh.md").write_bytes(text.encode("utf-16"))
    (site / "content/mo-hinh").mkdir()
    (site / "content/mo-hinh/Tổ đèn.md.txt").write_text(text.replace("-0900", "-0901"), encoding="utf-8")
    fix.write(site, fix.plan(site))
    assert (site / FILE).read_text("utf-8") == text
    assert (site / "content/models/to-den.md").is_file()
    assert fix.plan(site) == []


def test_what_nobody_can_read_or_choose_stays_as_it_is(site: Path) -> None:
    conflict = "<<<<<<< HEAD\nmột\n=======\nhai\n>>>>>>> nhánh\n"
    put(site, PLAIN + conflict)
    put(site, WRITTEN.replace("field_basis: nguồn nêu", "}{ ]["), "content/models/to-hai.md")
    put(site, WRITTEN.replace("hơn 1.250 hộ", "1.250"), "content/models/to-ba.md")
    fix.write(site, fix.plan(site))
    assert conflict in (site / FILE).read_text("utf-8")
    assert "}{ ][" in (site / "content/models/to-hai.md").read_text("utf-8")
    assert "value: 1.250," in (site / "content/models/to-ba.md").read_text("utf-8")
    assert fix.plan(site) == []


def test_a_cut_off_fix_is_undone(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(site, WRITTEN)
    before = (site / FILE).read_bytes()
    plain = journal._write

    def full(path: Path, data: bytes) -> None:
        if path.name == Path(FILE).name and data != before:
            raise OSError(28, "No space left on device", str(path))
        plain(path, data)

    monkeypatch.setattr(journal, "_write", full)
    with pytest.raises(OSError, match="No space"):
        fix.write(site, fix.plan(site))
    monkeypatch.undo()
    assert (site / FILE).read_bytes() == before
    assert not (site / journal.JOURNAL).exists()


def test_the_command_shows_first_writes_when_asked_and_then_has_nothing_left(site: Path) -> None:
    put(site, WRITTEN)
    shown = CliRunner().invoke(main, ["fix", str(site)])
    assert (shown.exit_code, "+status: running" in shown.output) == (1, True)
    assert "Mã mô hình" in (site / FILE).read_text("utf-8")
    assert CliRunner().invoke(main, ["fix", str(site), "--write"]).exit_code == 0
    last = CliRunner().invoke(main, ["fix", str(site)])
    assert (last.exit_code, last.output) == (0, "Không có gì phải viết lại.\n")


def test_check_says_what_was_understood_when_asked(site: Path) -> None:
    put(site, WRITTEN.replace("“Tổ xanh: cùng làm”", "Tổ xanh").replace("• ", "- ").replace("[Không rõ tên] ", ""))
    quiet, told = (CliRunner().invoke(main, ["check", str(site), *flags]).output for flags in ([], ["--verbose"]))
    assert "hiểu là" not in quiet
    assert f"{FILE}:16: hiểu là: đang thực hiện → running" in told
    assert f"{FILE}:30: hiểu là: ngày 4 tháng 7 năm 2024 → 2024-07-04" in told
