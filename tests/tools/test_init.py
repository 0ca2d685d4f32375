"""A content repository begun by `kheo init`: whole, its own, and refused where it would harm."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from source_tree import REPOSITORY
from whole_sites import build_here, kheo, run_tool_on, tree

from generator.pipeline.check import check_site
from generator.records.source.gazetteers import TODAY
from generator.records.source.yaml_reader import YamlText
from generator.tools.init import (
    FolderInUseError,
    Settings,
    UnknownProvinceError,
    find_province,
    locked_requirements,
    write_repository,
)

LOCK = locked_requirements().text


def begin(folder: Path, province: str, **settings: str) -> Path:
    write_repository(folder, Settings(find_province(province), "2026-12-01", **settings), LOCK)
    return folder


@pytest.mark.parametrize("province", TODAY)
def test_every_province_begins_with_a_repository_that_checks_clean(tmp_path: Path, province: str) -> None:
    assert check_site(begin(tmp_path, province)).findings == ()


def test_it_builds_to_a_site_with_every_page_of_trust_in_the_provinces_name(tmp_path: Path) -> None:
    site = begin(
        tmp_path / "kho", "can-tho", contact="Văn phòng Thành ủy, số 1 đường Hòa Bình", url="https://x.example"
    )
    assert build_here(site, tmp_path / "site").exit_code == 0
    pages = {name: (tmp_path / f"site/{name}/index.html").read_text("utf-8")
             for name in ("gioi-thieu", "quyen-rieng-tu", "quy-trinh", "dong-gop", "bao-chi", "du-lieu", "thong-ke")}  # fmt: skip
    assert all("thành phố Cần Thơ" in page for page in pages.values())
    for name in ("gioi-thieu", "quyen-rieng-tu", "dong-gop", "bao-chi"):
        assert "Văn phòng Thành ủy, số 1 đường Hòa Bình" in pages[name], name
    assert "Ban Tuyên giáo và Dân vận Thành ủy Cần Thơ" in pages["gioi-thieu"]
    assert not [file for file, text in tree(site).items() if b"@@" in text]


def test_a_merged_province_brings_the_tables_of_all_it_was_made_of(tmp_path: Path) -> None:
    text = (begin(tmp_path, "tỉnh Phú Thọ") / "content/province.yml").read_text("utf-8")
    assert "gazetteers: [phu-tho, hoa-binh, vinh-phuc]" in text
    assert "id_prefix: PT" in text


def test_workflows_only_install_check_build_and_publish(tmp_path: Path) -> None:
    site = begin(tmp_path, "lang-son")
    ours = set(re.findall(r"uses: (.+@.+)", "".join(
        path.read_text("utf-8") for path in (REPOSITORY / ".github/workflows").glob("*.yml"))))  # fmt: skip
    flows = [*site.glob(".github/workflows/*.yml"), site / ".gitlab-ci.yml", site / ".gitea/workflows/kheo.yml"]
    assert len(flows) == 4
    for flow in flows:
        text = flow.read_text("utf-8")
        assert "pip install --require-hashes -r requirements.txt" in text, flow
        assert "kheo check" in text
        assert "make" not in text
        assert "secrets." not in text
        assert set(re.findall(r"uses: (.+@.+)", text)) <= ours, flow
        # Our reader takes no YAML that could be read in two ways; a plain one finds slips of indent.
        assert YamlText(text, flow.name, max_values=1000).data
    assert run_tool_on(site, "zizmor", "--offline", "--no-progress", "--persona", "pedantic", ".github") == ""


def test_the_files_are_readable_on_windows(tmp_path: Path) -> None:
    names = list(tree(begin(tmp_path, "lang-son")))
    assert not [name for name in names if re.search(r'[<>:"\\|?*]|[ .]$', name)]
    assert len({name.casefold() for name in names}) == len(names)


@pytest.mark.parametrize("written", ["lang-son", "Lạng Sơn", "tỉnh Lạng Sơn", "LANG SON"])
def test_a_province_is_found_however_it_is_written(written: str) -> None:
    assert find_province(written).slug == "lang-son"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("lang-sonn", "lang-son (tỉnh Lạng Sơn)"),
        ("hoa-binh", "Tỉnh Hòa Bình nay thuộc tỉnh Phú Thọ: dùng --province phu-tho."),
        ("Bình Dương", "nay thuộc thành phố Hồ Chí Minh"),
        ("Atlantis", "Các tỉnh, thành phố: ha-noi,"),
    ],
)
def test_an_unknown_province_is_answered_with_those_that_may_be_meant(written: str, told: str) -> None:
    with pytest.raises(UnknownProvinceError, match=re.escape(told)):
        find_province(written)


def test_a_folder_with_files_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "báo cáo.docx").write_text("của tôi")
    answer = kheo("init", tmp_path, "--province", "hue")
    assert answer.exit_code == 2
    assert "báo cáo.docx" in answer.output
    assert list(tree(tmp_path)) == ["báo cáo.docx"]


def test_a_second_init_changes_nothing(tmp_path: Path) -> None:
    before = tree(begin(tmp_path, "hue"))
    with pytest.raises(FolderInUseError, match="đã là kho hồ sơ"):
        begin(tmp_path, "hue")
    assert tree(tmp_path) == before


def test_a_fresh_clone_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert (begin(tmp_path, "hue") / "mkdocs.yml").is_file()


def test_a_file_in_the_way_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "kho").write_text("")
    assert "không phải thư mục" in kheo("init", tmp_path / "kho", "--province", "hue").output


def test_without_a_terminal_the_province_must_be_given(tmp_path: Path) -> None:
    answer = kheo("init", tmp_path)
    assert answer.exit_code == 2
    assert "Thiếu --province" in answer.output


@pytest.mark.parametrize(
    ("repository", "base", "host"),
    [
        ("https://github.com/tinh/kho", "https://github.com/tinh/kho/edit/main/", "github"),
        ("https://gitlab.com/tinh/kho/", "https://gitlab.com/tinh/kho/-/edit/main/", "gitlab"),
        ("https://codeberg.org/tinh/kho", "https://codeberg.org/tinh/kho/_edit/main/", "gitea"),
    ],
)
def test_each_host_has_its_own_way_to_edit_and_to_propose(
    tmp_path: Path, repository: str, base: str, host: str
) -> None:
    site = begin(tmp_path, "hue", repository=repository, owner="@tinh/bien-tap")
    assert f"edit_base: {base}\n" in (site / "content/province.yml").read_text("utf-8").replace('"', "")
    assert "\n* @tinh/bien-tap\n" in (site / "CODEOWNERS").read_text("utf-8")
    province = check_site(site).records.province
    assert province is not None
    assert province.record.contribute is not None
    assert province.record.contribute.host == host


def test_text_that_yaml_reads_otherwise_arrives_as_it_was_typed(tmp_path: Path) -> None:
    odd = 'Phòng "Một cửa": số 1 # tầng 2'
    site = begin(tmp_path, "hue", publisher=odd, contact="012: NO")
    assert check_site(site).findings == ()
    province = check_site(site).records.province
    assert province is not None
    assert (province.record.publisher, province.record.contact) == (odd, "012: NO")
