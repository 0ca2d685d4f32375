"""Proposals: records without an id or a review are checked and previewed, and published only once accepted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from whole_sites import copy_site, kheo

from generator.pipeline.check import check_site

MODEL = "content/models/giu-rung-xom-vang.md"
NEWS = "content/news/bao-ke-xom-vang.yml"
MARK = "Đề xuất – chưa duyệt"
SMALLEST = """---
name: Khéo vận động giữ rừng xóm Vãng
lede: Bà con thay nhau đi tuần, rừng không còn cháy.
field: kinh-te
lead: {certainty: not_stated}
place: {unit: xa-suoi-xanh, as_written: xã Suối Xanh}
period: {as_stated: nguồn không nêu}
status: running
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
    (found / NEWS).write_text(ITEM, "utf-8")
    return found


def errors(site: Path) -> list[str]:
    return [f"{found.file}:{found.line} {found.code}" for found in check_site(site).findings if found.is_error]


def test_a_record_without_id_review_slug_and_basis_has_no_error(site: Path) -> None:
    assert errors(site) == []


def test_an_empty_id_is_no_id(site: Path) -> None:
    (site / MODEL).write_text((site / MODEL).read_text("utf-8").replace("---\nname", "---\nid:\nname", 1), "utf-8")
    assert errors(site) == []


def test_a_record_with_an_id_still_needs_its_review_and_basis(site: Path) -> None:
    text = (site / MODEL).read_text("utf-8").replace("---\nname", "---\nid: BM-KR-0099\nname", 1)
    (site / MODEL).write_text(text, "utf-8")
    assert [found.split()[1] for found in errors(site)] == ["KH201", "KH201"]


def test_a_wrong_proposal_is_told_like_any_record(site: Path) -> None:
    text = (site / MODEL).read_text("utf-8").replace("field: kinh-te", "field: khong-co")
    (site / MODEL).write_text(text, "utf-8")
    assert [found.split()[1] for found in errors(site)] == ["KH301"]


def test_a_build_leaves_proposals_out_and_names_them(site: Path, tmp_path: Path) -> None:
    done = kheo("build", site, "--output", tmp_path / "out")
    assert done.exit_code == 0
    for file in (MODEL, NEWS):
        assert f"chưa đưa lên (duyệt: kheo accept {file})" in done.output
    assert not (tmp_path / "out/mo-hinh/giu-rung-xom-vang").exists()
    assert not any(MARK in page.read_text("utf-8") for page in (tmp_path / "out").rglob("*.html"))


def test_a_preview_shows_them_marked(site: Path, tmp_path: Path) -> None:
    done = kheo("build", site, "--proposals", "--output", tmp_path / "out")
    assert done.exit_code == 0
    assert "chưa đưa lên" not in done.output
    for page in ("mo-hinh/giu-rung-xom-vang", "tin-tuc/bao-ke-xom-vang", "m/de-xuat-giu-rung-xom-vang", "tin-tuc"):
        assert MARK in (tmp_path / "out" / page / "index.html").read_text("utf-8"), page
    told = kheo("addresses", site, "--output", tmp_path / "out", "--write")
    assert told.exit_code == 2
    assert "KH359" in told.output
    assert not (site / "content/addresses.txt").exists()
    page = (tmp_path / "out/mo-hinh/giu-rung-xom-vang/index.html").read_text("utf-8")
    assert "Rà soát gần nhất" not in page


def test_a_proposal_changes_no_byte_of_the_site(site: Path, tmp_path: Path) -> None:
    assert kheo("build", site, "--output", tmp_path / "with").exit_code == 0
    (site / MODEL).unlink()
    (site / NEWS).unlink()
    assert kheo("build", site, "--output", tmp_path / "without").exit_code == 0
    pages = {path.relative_to(tmp_path / "with") for path in (tmp_path / "with").rglob("*") if path.is_file()}
    differing = [
        path.as_posix() for path in pages
        if (tmp_path / "with" / path).read_bytes() != (tmp_path / "without" / path).read_bytes()
    ]  # fmt: skip
    assert [path for path in differing if path != ".kheo.json"] == []


def test_an_accepted_record_that_loses_its_id_loses_no_address_in_silence(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert kheo("build", site, "--output", out).exit_code == 0
    assert kheo("addresses", site, "--output", out, "--write").exit_code == 0
    record = site / "content/models/den-duong-xom-cho.md"
    lines = [line for line in record.read_text("utf-8").splitlines() if not line.startswith("id:")]
    record.write_text("\n".join(lines), "utf-8")
    assert any("addresses.txt" in found for found in errors(site))


def test_photos_of_a_proposal_wait_with_it(site: Path, tmp_path: Path) -> None:
    photo = next((site / "content/models").glob("*/*.jpg"))
    folder = site / MODEL.removesuffix(".md")
    folder.mkdir()
    photos = "photos: [{file: rung.jpg, alt: Rừng xóm Vãng nhìn từ dốc, credit: Tổ tuần rừng, licence: CC BY 4.0, people: {basis: nobody}}]"
    text = (site / MODEL).read_text("utf-8").replace("---\nBà con", f"{photos}\n---\nBà con")
    (folder / "index.md").write_text(text, "utf-8")
    (site / MODEL).unlink()
    shutil.copy(photo, folder / "rung.jpg")
    assert errors(site) == []
    assert kheo("build", site, "--output", tmp_path / "out").exit_code == 0
    assert kheo("build", site, "--proposals", "--output", tmp_path / "more").exit_code == 0
