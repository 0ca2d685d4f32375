"""`kheo accept` turns proposals into records: ids never used again, names of files, reviews; all of them or none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from whole_sites import copy_site, kheo, tree

from generator.pipeline.check import check_site
from generator.tools.journal import JOURNAL

MODEL = "content/models/de-xuat.md"
SMALLEST = """---
# Ai gửi: Hội Phụ nữ xã
name: Khéo vận động giữ rừng xóm Vãng   # tên đã đăng ký
lede: Bà con thay nhau đi tuần, rừng không còn cháy.
field: kinh-te
place: {unit: xa-suoi-xanh, as_written: xã Suối Xanh}
sources:
- {kind: report, title: Báo cáo của xã, published: 2024-03-01}
---
Bà con chia tổ, mỗi tuần một buổi.
"""
ITEM = """title: Báo kể chuyện xóm Vãng
lede: Bài kể bà con giữ rừng.
source: {kind: press, outlet: Báo Minh Họa, title: Rừng xóm Vãng, published: 2024-05-01}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    found = copy_site(tmp_path / "site")
    (found / MODEL).write_text(SMALLEST, "utf-8")
    return found


def accepted(site: Path, *files: str, more: tuple[str, ...] = ()) -> str:
    done = kheo("accept", *files, "--by", "Ban Dân vận", "--date", "2026-12-01", "--site", site, *more)
    assert done.exit_code == 0, done.output
    assert [found for found in check_site(site).findings if found.is_error] == []
    assert not (site / JOURNAL).exists()
    return done.output


def refused(site: Path, *files: str) -> str:
    before = tree(site)
    done = kheo("accept", *files, "--by", "Ban Dân vận", "--date", "2026-12-01", "--site", site)
    assert done.exit_code == 1
    assert tree(site) == before
    return done.output


def test_the_smallest_proposal_becomes_a_record_and_keeps_its_comments_and_order(site: Path) -> None:
    told = accepted(site, MODEL)
    new = site / "content/models/kheo-van-dong-giu-rung-xom-vang.md"
    assert new.read_text("utf-8") == SMALLEST.replace("# Ai gửi", "# Ai gửi").replace(
        "name: Khéo", "id: BM-KR-0003\nname: Khéo"
    ).replace("field: kinh-te\n", "field: kinh-te\nfield_basis: inferred\n").replace(
        "as_written: xã Suối Xanh}\n",
        "as_written: xã Suối Xanh}\nlead: {certainty: not_stated}\nperiod: {as_stated: nguồn không nêu}\nstatus: unknown\n",
    ).replace("2024-03-01}\n", '2024-03-01}\nreviewed: {date: 2026-12-01, by: "Ban Dân vận"}\n')
    assert not (site / MODEL).exists()
    assert "BM-KR-0003" in told


def test_labels_are_known_for_the_keys_they_mean(site: Path) -> None:
    text = SMALLEST.replace("field: kinh-te", "Lĩnh vực: Kinh tế").replace("sources:", "Tình trạng: đang làm\nNguồn:")
    (site / MODEL).write_text(text, "utf-8")
    accepted(site, MODEL)
    new = (site / "content/models/kheo-van-dong-giu-rung-xom-vang.md").read_text("utf-8")
    assert "Lĩnh vực: Kinh tế\nfield_basis: inferred\n" in new
    assert "status:" not in new


def test_several_are_accepted_at_once_with_ids_of_their_own(site: Path) -> None:
    other = "content/models/khac.md"
    (site / other).write_text(SMALLEST.replace("giữ rừng", "chống hạn"), "utf-8")
    (site / "content/news/bao.yml").write_text(ITEM, "utf-8")
    told = accepted(site, MODEL, other, "content/news/bao.yml")
    assert re.findall(r"BM-KR-\d{4}", told) == ["BM-KR-0003", "BM-KR-0004"]
    assert "reviewed: {date: 2026-12-01" in (site / "content/news/bao-ke-chuyen-xom-vang.yml").read_text("utf-8")


def test_an_id_of_the_ledger_is_never_given_again(site: Path) -> None:
    assert kheo("build", site, "--output", site / "site").exit_code == 0
    assert kheo("addresses", site, "--write").exit_code == 0
    ledger = site / "content/addresses.txt"
    ledger.write_text(ledger.read_text("utf-8") + "m/bm-kr-0777/\n", "utf-8")
    assert kheo("addresses", site, "--mend").exit_code == 0
    done = kheo("accept", MODEL, "--by", "Ban Dân vận", "--date", "2026-12-01", "--site", site)
    assert "BM-KR-0778" in done.output


def test_the_year_is_that_of_the_registration_and_the_basis_the_sender_s(site: Path) -> None:
    text = SMALLEST.replace("sources:", "registration: {type: new, date: 2025-03-01}\nsources:")
    (site / MODEL).write_text(text, "utf-8")
    assert "BM-2025-0001" in accepted(site, MODEL)
    new = (site / "content/models/kheo-van-dong-giu-rung-xom-vang.md").read_text("utf-8")
    assert "field_basis: stated" in new


def test_a_folder_moves_with_its_photos_and_a_name_that_is_taken_gets_a_number(site: Path) -> None:
    folder = site / "content/models/de-xuat"
    folder.mkdir()
    text = SMALLEST.replace("Khéo vận động giữ rừng xóm Vãng", "Vườn rau chung")
    (folder / "index.md").write_text(text, "utf-8")
    (site / MODEL).unlink()
    told = accepted(site, "content/models/de-xuat")
    assert "content/models/vuon-rau-chung-2/index.md" in told


def test_empty_keys_of_an_older_skeleton_are_filled(site: Path) -> None:
    text = SMALLEST.replace("name:", "id:   # để trống\nname:", 1).replace(
        "---\nBà", "reviewed: {date: 2020-01-01, by: Tôi}\n---\nBà"
    )
    (site / MODEL).write_text(text, "utf-8")
    accepted(site, MODEL)
    new = (site / "content/models/kheo-van-dong-giu-rung-xom-vang.md").read_text("utf-8")
    assert "id: BM-KR-0003   # để trống" in new
    assert "reviewed: {date: 2026-12-01, by: Ban Dân vận}" in new


def test_an_organisation_of_its_own_file_is_accepted_with_the_record_that_needs_it(site: Path) -> None:
    file = site / "content/organisations/hoi.yml"
    file.parent.mkdir()
    file.write_text("slug: hoi-lhpn-xa-suoi-xanh\nname: Hội LHPN xã Suối Xanh\n", "utf-8")
    lead = "lead: {organisations: [hoi-lhpn-xa-suoi-xanh]}\nsources:"
    (site / MODEL).write_text(SMALLEST.replace("sources:", lead), "utf-8")
    accepted(site, MODEL, "content/organisations/hoi.yml")
    assert (site / "content/organisations/hoi-lhpn-xa-suoi-xanh.yml").exists()


def test_a_wrong_one_stops_all_and_says_what_is_wrong(site: Path) -> None:
    (site / "content/models/sai.md").write_text(SMALLEST.replace("kinh-te", "khong-co"), "utf-8")
    told = refused(
        site, MODEL, "content/models/sai.md", "content/models/khong-co.md", "content/models/to-tuan-tra-dem.md"
    )
    assert "content/models/sai.md:5:8: lỗi KH301" in told
    assert "content/models/khong-co.md: không có tệp này" in told
    assert "không phải đề xuất" in told


def test_a_review_before_what_the_record_tells_is_refused(site: Path) -> None:
    (site / MODEL).write_text(SMALLEST.replace("2024-03-01", "2027-03-01"), "utf-8")
    assert "KH611" in refused(site, MODEL)


def test_a_name_is_asked_for(site: Path) -> None:
    assert kheo("accept", MODEL, "--site", site).exit_code == 2
    assert kheo("accept", MODEL, "--by", " ", "--site", site).exit_code == 2


def test_a_role_pasted_over_two_lines_is_one_line(site: Path) -> None:
    done = kheo("accept", MODEL, "--by", "Biên tập viên,\n Ban Dân vận", "--date", "2026-12-01", "--site", site)
    assert done.exit_code == 0, done.output
    (text,) = [
        path.read_text("utf-8")
        for path in (site / "content/models").rglob("*.md")
        if "2026-12-01" in path.read_text("utf-8")
    ]
    assert "Biên tập viên, Ban Dân vận" in text
