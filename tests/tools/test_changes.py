"""`kheo changes` tells a reviewer in words what a proposal changes, and where to look at it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from whole_sites import change, copy_site, kheo

LAMPS = "content/models/den-duong-xom-cho.md"
PROPOSAL = """---
name: Khéo vận động | <b>giữ rừng
lede: Bà con giữ rừng.
field: kinh-te
place: {unit: xa-suoi-xanh, as_written: xã Suối Xanh}
sources: [{kind: report, title: Báo cáo, published: 2024-03-01}]
---
Bà con chia tổ.
"""


def git(site: Path, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    subprocess.run(["git", "-C", site, *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    found = copy_site(tmp_path / "kho hồ sơ")
    git(found, "init", "-q")
    git(found, "add", "-A")
    git(found, "commit", "-q", "-m", "trước")
    return found


def told(site: Path, *more: str) -> str:
    done = kheo("changes", site, "--since", "HEAD", *more)
    assert done.exit_code == 0, done.output
    return done.output


def test_nothing_changed_is_said(site: Path) -> None:
    assert "Không hồ sơ nào thay đổi." in told(site)


def test_a_changed_value_is_told_before_and_after_in_words(site: Path) -> None:
    change(site, LAMPS, "status: replicated", "status: finished")
    said = told(site)
    assert "| Tình trạng | Đã nhân rộng | Đã kết thúc |" in said
    assert "<code>mo-hinh/thap-sang-xom-cho/index.html</code>" in said
    assert said.count("###") == 1


def test_a_changed_story_shows_the_sentence_and_no_more(site: Path) -> None:
    text = (site / LAMPS).read_text("utf-8")
    (site / LAMPS).write_text(f"{text.rstrip()}\n\nBà con góp dây điện.\n", "utf-8")
    assert "| Câu chuyện | (không có) | Bà con góp dây điện. |" in told(site)


def test_a_new_proposal_is_told_whole_and_marked(site: Path) -> None:
    (site / "content/models/moi.md").write_text(PROPOSAL, "utf-8")
    said = told(site)
    assert "(mới, đề xuất chưa duyệt) | <code>mo-hinh/moi/index.html</code> |" in said
    assert "| Tóm tắt | Bà con giữ rừng. |" in said
    assert "| Lĩnh vực | Kinh tế |" in said
    assert "<b>" not in said


def test_an_accepted_proposal_is_one_record_and_not_two(site: Path) -> None:
    (site / "content/models/moi.md").write_text(PROPOSAL, "utf-8")
    git(site, "add", "-A")
    git(site, "commit", "-q", "-m", "đề xuất")
    assert kheo("accept", "content/models/moi.md", "--by", "Ban", "--date", "2026-12-01", "--site", site).exit_code == 0
    said = told(site)
    assert "(vừa duyệt)" in said
    assert "không còn" not in said
    assert "| Tệp | content/models/moi.md | content/models/kheo-van-dong-b-giu-rung.md |" in said


def test_a_record_that_is_gone_and_one_that_is_wrong_are_told_apart(site: Path) -> None:
    (site / "content/models/loa-nha-van-hoa.yml").unlink()
    change(site, LAMPS, "field: ", "field: khong-co-")
    said = told(site)
    assert "(không còn) | — |" in said
    assert "(còn lỗi, chưa hiện) | — |" in said


def test_pages_are_linked_where_the_preview_is_served(site: Path) -> None:
    change(site, LAMPS, "status: replicated", "status: finished")
    said = told(site, "--preview", "https://xem-thu.example/12")
    assert "<https://xem-thu.example/12/mo-hinh/thap-sang-xom-cho/>" in said


@pytest.mark.parametrize("commit", ["khong-co", "--output=/tmp/x", "HEAD~99"])
def test_a_commit_that_is_none_is_wrong_use(site: Path, commit: str) -> None:
    done = kheo("changes", site, f"--since={commit}")
    assert done.exit_code == 2
    assert "Không đọc được" in done.output


def test_a_folder_that_is_no_repository_is_wrong_use(tmp_path: Path) -> None:
    assert kheo("changes", copy_site(tmp_path / "site"), "--since", "HEAD").exit_code == 2
