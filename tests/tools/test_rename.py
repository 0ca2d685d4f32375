"""`kheo rename` gives a record another name: everything that called it calls it anew, every old address answers."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from whole_sites import MODEL, build_here, change, copy_site, differing, kheo, tree

from generator.pipeline.check import check_site
from generator.pipeline.legacy_urls import promised
from generator.records.source import EditedFile
from generator.tools.journal import JOURNAL
from generator.tools.rename import RenameError, carry_out, plan_rename

GARDEN = "content/models/vuon-rau-chung"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_site(tmp_path / "nguon")


@pytest.fixture(scope="module")
def addresses_before(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every address of the golden site as it was."""
    folder = tmp_path_factory.mktemp("truoc")
    build_here(copy_site(folder / "nguon"), folder / "site")
    return promised(tree(folder / "site"))


def renamed(site: Path, old: str, new: str, *more: str) -> str:
    result = kheo("rename", old, new, "--site", site, *more)
    assert result.exit_code == 0, result.output
    assert [str(found) for found in check_site(site).findings] == []
    return result.output


def refused(site: Path, old: str, new: str, *more: str) -> str:
    """What the command says when it refuses; no file may have changed."""
    before = tree(site)
    result = kheo("rename", old, new, "--site", site, *more)
    assert result.exit_code == 1
    assert tree(site) == before
    return result.output


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("to-tuan-tra-dem", "doi-tuan-tra-dem"),
        ("BM-KR-0002", "doi-tuan-tra-dem"),
        ("vuon-rau-chung", "vuon-rau-hai-xom"),
        ("dem-ban-mo", "mot-dem-o-ban-mo"),
        ("cong-an-xa-ban-mo", "cong-an-ban-mo"),
        ("xa-ban-mo", "xa-ban-mo-cu"),
        ("gioi-thieu", "ve-chung-toi"),
    ],
)
def test_after_a_rename_the_check_is_clean_and_every_old_address_answers(site, tmp_path, addresses_before, old, new):
    renamed(site, old, new)
    build_here(site, tmp_path / "site")
    assert addresses_before - promised(tree(tmp_path / "site")) == set()


def test_a_second_rename_and_the_way_back_keep_every_name(site, tmp_path, addresses_before):
    renamed(site, "to-tuan-tra-dem", "doi-tuan-tra")
    renamed(site, "doi-tuan-tra", "to-tu-quan")
    renamed(site, "to-tu-quan", "to-tuan-tra-dem")
    assert "aliases: [to-tu-quan, doi-tuan-tra]" in (site / MODEL).read_text(encoding="utf-8")
    build_here(site, tmp_path / "site")
    assert addresses_before - promised(tree(tmp_path / "site")) == set()


def test_the_folder_of_a_record_moves_with_its_photos_and_the_answers_about_it(site):
    files = {path.name for path in (site / GARDEN).iterdir()}
    said = renamed(site, "vuon-rau-chung", "vuon-rau-hai-xom")
    assert {path.name for path in (site / "content/models/vuon-rau-hai-xom").iterdir()} == files
    assert not (site / GARDEN).exists()
    assert "content/models/vuon-rau-hai-xom/index.md" in (site / "content/answers.yml").read_text(encoding="utf-8")
    assert f"{GARDEN} → content/models/vuon-rau-hai-xom" in said
    assert "content/answers.yml:1: content/models/vuon-rau-hai-xom/index.md" in said


def test_comments_layout_and_line_ends_stay_as_they_are(site):
    change(site, MODEL, "\nlead:\n", "\n# Ai chủ trì   (chưa chắc)\nlead:   # xem nguồn 1\n")
    path = site / MODEL
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    plan = plan_rename(site, "cong-an-xa-ban-mo", "cong-an-ban-mo")
    carry_out(plan)
    assert path.read_bytes() == before.replace(b"cong-an-xa-ban-mo", b"cong-an-ban-mo")


def test_a_dry_run_only_shows(site):
    before = tree(site)
    said = kheo("rename", "to-tuan-tra-dem", "doi-tuan-tra", "--site", site, "--dry-run").output
    assert "content/models/to-tuan-tra-dem.md → content/models/doi-tuan-tra.md" in said
    assert "aliases: [to-tuan-tra-dem]" in said
    assert tree(site) == before


def test_links_of_hand_written_pages_follow(site):
    page = site / "content/pages/gioi-thieu.md"
    page.write_text(
        page.read_text(encoding="utf-8") + "\nXem [tổ](../mo-hinh/to-tuan-tra-dem/), [nhịp](quy-trinh.md).\n",
        encoding="utf-8",
    )
    renamed(site, "to-tuan-tra-dem", "doi-tuan-tra")
    renamed(site, "quy-trinh", "sau-buoc")
    assert "[tổ](../mo-hinh/doi-tuan-tra/), [nhịp](sau-buoc.md)" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("to-tuan-tra-dem", "vuon-rau-chung", "đang là tên của content/models/vuon-rau-chung/index.md"),
        ("to-tuan-tra-dem", "vuon-rau-cu", "đang là tên cũ của"),
        ("to-tuan-tra-dem", "to-tuan-tra-dem", "đã tên"),
        ("to-tuan-tra-dem", "Tổ tuần tra", "không dùng làm địa chỉ được"),
        ("to-tuan-tra-dem", "trang", "dành cho trang do kheo dựng"),
        ("gioi-thieu", "mo-hinh", "dành cho trang do kheo dựng"),
        ("index", "trang-dau", "Trang đầu luôn là"),
        ("khong-co", "co", "Không có hồ sơ nào"),
        ("kinh-te", "lam-an", "danh mục có sẵn"),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_the_reason(site, old, new, why):
    assert why in refused(site, old, new)


def test_a_file_in_the_way_is_refused(site):
    (site / "content/models/doi-tuan-tra").mkdir()
    assert "đã có doi-tuan-tra" in refused(site, "to-tuan-tra-dem", "doi-tuan-tra")


def test_one_name_of_two_kinds_asks_which_is_meant(site):
    (site / "content/pages/dem-ban-mo.md").write_text(
        "---\ntitle: Đêm\ndescription: Một đêm.\n---\n\nĐêm.\n", encoding="utf-8"
    )
    assert "--kind news (tin), --kind page (trang viết tay)" in refused(site, "dem-ban-mo", "mot-dem")
    renamed(site, "dem-ban-mo", "mot-dem", "--kind", "news")
    assert (site / "content/news/mot-dem.md").exists()


def test_while_records_have_errors_nothing_is_renamed(site):
    change(site, MODEL, "\nlead:\n", "\nla: gì\nlead:\n")
    assert "kheo check" in refused(site, "vuon-rau-chung", "vuon-rau")


def test_what_cannot_be_finished_is_undone(site, monkeypatch):
    before = tree(site)
    plan = plan_rename(site, "vuon-rau-chung", "vuon-rau-hai-xom")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "content/models")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(RenameError, match="Mọi tệp vẫn như cũ"):
        carry_out(plan)
    assert tree(site) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- slug: a # mã\n  name: A\n", "- slug: a # mã\n  former_slugs: [cu]\n  name: A\n"),
        ("- name: A\n", "- former_slugs: [cu]\n  name: A\n"),
        ("- {slug: a, name: A}\n", "- {slug: a, former_slugs: [cu], name: A}\n"),
        ("- {name: A}\n", "- {former_slugs: [cu], name: A}\n"),
        ("- former_slugs: [x] # cũ\n  slug: a\n", "- former_slugs: [x, cu] # cũ\n  slug: a\n"),
        ("- former_slugs: []\n  slug: a\n", "- former_slugs: [cu]\n  slug: a\n"),
        ("- former_slugs:\n  slug: a\n", "- former_slugs: [cu]\n  slug: a\n"),
        ("- former_slugs:\n    - x # cũ\n  slug: a\n", "- former_slugs:\n    - x # cũ\n    - cu\n  slug: a\n"),
        ("- slug: ă\n  former_slugs:\n  - x", "- slug: ă\n  former_slugs:\n  - x\n  - cu"),
    ],
)
def test_a_name_is_added_to_a_list_however_it_is_written(tmp_path, before, after):
    path = tmp_path / "a.yml"
    path.write_text(before, encoding="utf-8")
    edited = EditedFile(path, "content/a.yml")
    edited.add_name((0,), "former_slugs", "cu", after=("slug",))
    assert edited.bytes().decode() == after


def test_a_value_keeps_its_quotes_and_a_name_like_a_number_gets_some(tmp_path):
    path = tmp_path / "a.yml"
    path.write_text("- {slug: \"cũ\", place: 'x', field: y}\n", encoding="utf-8")
    edited = EditedFile(path, "content/a.yml")
    edited.replace((0, "slug"), "2017")
    edited.replace((0, "place"), "moi")
    edited.replace((0, "field"), "35")
    assert edited.bytes().decode() == '- {slug: "2017", place: \'moi\', field: "35"}\n'
    with pytest.raises(KeyError):
        edited.replace((1, "slug"), "x")


class _Cut(BaseException):
    """The power goes."""


def cut_off_at(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process die at so many changes of the disk: nothing is undone, nothing is said."""
    steps = iter(range(100))
    for name in ("replace", "rename"):
        really = getattr(Path, name)

        def change_the_disk(path: Path, target: Path, really=really) -> Path:
            if next(steps) == step:
                raise _Cut
            return really(path, target)

        monkeypatch.setattr(Path, name, change_the_disk)
    monkeypatch.setattr("generator.tools.rename.recover", lambda _: False)


def test_a_rename_cut_off_at_any_step_is_named_and_undone_by_the_next_call(tmp_path: Path) -> None:
    whole = copy_site(tmp_path / "trang")
    before = tree(whole)
    count = 2 + len(plan_rename(whole, "vuon-rau-chung", "vuon-rau-xom-dam").files)
    for step in range(count + 1):
        site = copy_site(tmp_path / f"trang-{step}")
        plan = plan_rename(site, "vuon-rau-chung", "vuon-rau-xom-dam")
        with pytest.MonkeyPatch.context() as patch, contextlib.suppress(_Cut):
            cut_off_at(step, patch)
            carry_out(plan)
        begun = (site / JOURNAL).exists()
        assert begun == (0 < step < count), "written down first, taken away last"
        if begun:
            assert (JOURNAL, "KH141") in [(found.file, found.code) for found in check_site(site).findings]
        done = kheo("rename", "--site", site)
        assert (done.exit_code, "đã đưa mọi tệp về như cũ" in done.output) == (0, begun)
        assert (differing(before, tree(site)) == []) == (step < count)
    assert check_site(site).findings == ()


def test_what_was_edited_after_the_cut_is_not_overwritten(tmp_path: Path) -> None:
    site = copy_site(tmp_path / "trang")
    with pytest.MonkeyPatch.context() as patch, contextlib.suppress(_Cut):
        plan = plan_rename(site, "vuon-rau-chung", "vuon-rau-xom-dam")
        cut_off_at(3, patch)
        carry_out(plan)
    edited = next(site / file for file in plan.files if "vuon-rau-xom-dam" in (site / file).read_text("utf-8"))
    edited.write_text(edited.read_text("utf-8") + "\nsửa tiếp\n", "utf-8")
    here = tree(site)
    done = kheo("rename", "--site", site)
    assert done.exit_code == 1
    assert edited.relative_to(site).as_posix() in done.output
    assert tree(site) == here
