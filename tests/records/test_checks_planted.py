"""Four errors planted in a small site: each is named with its file and line, and the remedy that mends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.core.problems import Finding, fix, message
from generator.pipeline.check import check_site

REGISTERS = {
    "province.yml": """\
slug: minh-hoa
name: tỉnh Minh Họa
id_prefix: MH
unit: tinh-minh-hoa
publisher: Trang thử
contact: Kho mã nguồn
""",
    "places.yml": """\
- {slug: tinh-minh-hoa, name: Minh Họa, type: tinh}
- {slug: xa-binh-minh, name: Bình Minh, type: xa, parent: tinh-minh-hoa}
""",
    "organisations.yml": """\
- {slug: hoi-phu-nu, name: Hội Liên hiệp Phụ nữ xã Bình Minh}
""",
}
MODEL = """\
---
id: {id}
name: {name}
lede: Hội phụ nữ vận động các hộ góp bóng đèn, chia phiên trông nom đường xóm.
field: van-hoa-xa-hoi
field_basis: stated
lead: {{organisations: [hoi-phu-nu]}}
place: {{unit: xa-binh-minh, hamlets: [xóm Đông], as_written: "xóm Đông, xã Bình Minh"}}
period: {period}
status: {status}
{more}sources:
- {{kind: report, title: Báo cáo năm, published: {told}}}
reviewed: {{date: 2026-06-01, by: Biên tập viên}}
---

{story}
"""
# A report told again each year under another name, in nearly the same words.
STORY = """\
Đường xóm Đông tối, chiều về học sinh và người đi chợ hay vấp ngã. Hội phụ nữ họp các hộ ở nhà văn hóa, mỗi hộ góp một
bóng đèn, hộ nào có thợ thì góp công mắc dây. Các chị chia phiên trông nom, bóng nào hỏng thì thay trong ngày. Từ hôm
đèn sáng, tối đến bà con ra đường đi bộ, trẻ con sang nhà nhau học bài, đường xóm sạch hơn vì ai cũng thấy rác."""
REPEATS = {2021: "Thắp sáng đường xóm", 2022: "Thắp sáng đường quê", 2023: "Đường xóm thắp sáng về đêm"}


def write(root: Path, file: str, **changes: str) -> None:
    given = {
        "id": "MH-2021-0001",
        "name": "Thắp sáng đường xóm",
        "period": "{start: 2021, ongoing: true}",
        "status": "running",
        "more": "",
        "told": "2023-12-20",
        "story": "Mỗi hộ góp một bóng đèn, hộ nào có thợ thì góp công mắc dây.",
    }
    (root / "content/models" / f"{file}.md").write_text(MODEL.format(**given | changes), encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content/models").mkdir(parents=True)
    for name, text in REGISTERS.items():
        (tmp_path / "content" / name).write_text(text, encoding="utf-8")
    return tmp_path


def findings(site: Path) -> list[Finding]:
    return list(check_site(site).findings)


def said(finding: Finding) -> tuple[str, str, str]:
    """(file:line, what is wrong, remedy), as `kheo check` prints them."""
    values = dict(finding.values) | {"text": finding.text}
    place = f"{finding.file}:{finding.line}"
    return place, message(finding.code, values, "vi"), fix(finding.code, values, "vi")


def test_the_site_without_the_planted_errors_is_clean(site: Path) -> None:
    write(site, "den-duong")
    assert findings(site) == []


def test_a_recognised_model_without_a_decision(site: Path) -> None:
    write(site, "den-duong", status="recognised")
    (found,) = findings(site)
    place, wrong, remedy = said(found)
    assert (place, found.is_error) == ("content/models/den-duong.md:10", True)
    assert wrong == "Tình trạng “đã công nhận” mà không có quyết định công nhận."
    assert remedy.startswith("Thêm recognition: number, date, issuer, level; chưa có quyết định thì chọn status khác")


def test_216_of_221_told_as_98_7_per_cent(site: Path) -> None:
    more = """\
results:
- indicator: Thành viên đã mua thẻ
  unit: "%"
  result: {value: 98.7}
  numerator: 216
  denominator: 221
  denominator_name: thành viên
"""
    write(site, "den-duong", more=more)
    (found,) = findings(site)
    assert said(found) == (
        "content/models/den-duong.md:14",
        "98,7% không khớp với 216/221 = 97,7%.",
        "value: 97.7",
    )
    assert found.is_error


def test_a_district_level_model_of_2026(site: Path) -> None:
    more = "level: district\nlevel_basis: stated\n"
    write(site, "den-duong", id="MH-2026-0001", period="{start: 2026-02, ongoing: true}", more=more, told="2026-03")
    (found,) = findings(site)
    assert said(found) == (
        "content/models/den-duong.md:11",
        "Cấp huyện không còn từ ngày 1/7/2025; ở đây là tháng 2/2026.",
        "level: grassroots hoặc province",
    )
    assert found.is_error


def write_reports(root: Path, *, linked: bool) -> None:
    """The same work reported in three years; `linked`: each says which it continues."""
    before = ""
    for year, name in REPEATS.items():
        write(
            root,
            f"den-{year}",
            id=f"MH-{year}-0001",
            name=name,
            period=f"{{start: {year}-01, end: {year}-12}}",
            status="finished",
            told=f"{year}-12-20",
            story=STORY,
            more=f"continues: {before}\n" if linked and before else "",
        )
        before = f"MH-{year}-0001"


def test_a_report_repeated_in_three_years_under_three_names(site: Path) -> None:
    write_reports(site, linked=False)
    found = [said(one) for one in findings(site)]
    assert {place for place, _, _ in found} == {"content/models/den-2022.md:3", "content/models/den-2023.md:3"}
    for place, wrong, remedy in found:
        assert REPEATS[2021] in wrong or REPEATS[2022] in wrong, place
        assert "continues: MH-2021-0001" in remedy or "continues: MH-2022-0001" in remedy, place


def test_reports_linked_to_each_other_are_one_model_carried_on(site: Path) -> None:
    write_reports(site, linked=True)
    assert findings(site) == []
