"""An upgrade: a repository as version 0.1 left it is brought along, and readers find what they found."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path

import pytest
from source_tree import DATA
from whole_sites import build_here, kheo, tree

from generator import __version__
from generator.pipeline.check import check_site
from generator.records.checks.requires import admits, parsed, usual_range
from generator.records.schema import renamed
from generator.tools.init import Settings, find_province, write_repository
from generator.tools.migrate import MigrationError, plan_migration

KEPT = DATA / "kho_0_1"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the repository kept from 0.1; `seen.json` holds what its pages said of each record."""
    shutil.copytree(KEPT, tmp_path / "kho", ignore=shutil.ignore_patterns("seen.json"))
    return tmp_path / "kho"


def requires(site: Path, text: str) -> None:
    province = site / "content/province.yml"
    kept = re.sub(r"^requires:.*\n", "", province.read_text("utf-8"), flags=re.MULTILINE)
    province.write_text(f'{kept}requires: "{text}"\n', "utf-8")


def test_changes_are_shown_first_and_nothing_is_written(site: Path) -> None:
    before = tree(site)
    shown = kheo("migrate", site)
    assert shown.exit_code == 1
    assert f'+requires: "{usual_range()}"' in shown.output
    assert "-  custom_dir: theme" in shown.output
    assert tree(site) == before


def test_comments_stay_and_a_second_run_changes_nothing(site: Path) -> None:
    before = tree(site)
    assert kheo("migrate", site, "--write").exit_code == 0
    after = tree(site)
    changed = {"mkdocs.yml", "content/province.yml", "content/addresses.txt"}
    assert {name for name in after if after[name] != before[name]} == changed
    comments = [line for line in before["content/province.yml"].decode().splitlines() if "#" in line]
    assert all(comment in after["content/province.yml"].decode() for comment in comments)
    again = kheo("migrate", site, "--write")
    assert (again.exit_code, again.output.strip()) == (0, "Không có gì phải đổi.")
    assert tree(site) == after


def test_readers_find_after_the_upgrade_what_they_found_before(site: Path, tmp_path: Path) -> None:
    kheo("migrate", site, "--write")
    assert [finding for finding in check_site(site).findings if finding.is_error] == []
    assert build_here(site, tmp_path / "site").exit_code == 0
    seen = json.loads((KEPT / "seen.json").read_text("utf-8"))
    assert len(seen) == 5
    for address, sentences in seen.items():
        page = words((tmp_path / "site" / address / "index.html").read_text("utf-8"))
        assert [sentence for sentence in sentences if squeezed(sentence) not in page] == [], address


def words(page: str) -> str:
    return squeezed(html.unescape(re.sub(r"<[^>]+>", "", page[page.index("<main") : page.index("</main>")])))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_a_repository_begun_today_has_nothing_to_migrate(tmp_path: Path) -> None:
    write_repository(tmp_path, Settings(find_province("hue"), "2026-12-01"), "")
    assert plan_migration(tmp_path) == []
    assert check_site(tmp_path).findings == ()


def test_an_older_repository_is_brought_across_several_versions(site: Path) -> None:
    requires(site, "kheo>=0.0.1,<0.0.2")
    kheo("migrate", site, "--write")
    assert f'requires: "{usual_range()}"' in (site / "content/province.yml").read_text("utf-8")


@pytest.mark.parametrize("text", ["kheo>=9.1,<9.2", "kheo==7"])
def test_a_site_of_a_newer_version_is_not_taken_back(site: Path, text: str) -> None:
    requires(site, text)
    with pytest.raises(MigrationError, match="hãy nâng cấp kheo"):
        plan_migration(site)


def test_a_site_that_needs_another_version_says_so_beside_keys_this_one_does_not_know(site: Path) -> None:
    requires(site, "kheo>=9.1,<9.2")
    province = site / "content/province.yml"
    province.write_text(province.read_text("utf-8") + "khoa_moi: 1\n", "utf-8")
    found = {finding.code: finding for finding in check_site(site).findings}
    assert {"KH202", "KH350"} <= set(found)
    assert found["KH350"].line == province.read_text("utf-8").splitlines().index('requires: "kheo>=9.1,<9.2"') + 1
    assert f"kheo {__version__}" in str(kheo("check", site).output)


@pytest.mark.parametrize("text", ["0.2", "kheo 0.2", "kheo>=0.x", "kheo>=0.2;<0.3"])
def test_a_requirement_that_is_none_is_answered_with_the_right_form(site: Path, text: str) -> None:
    requires(site, text)
    (found,) = [finding for finding in check_site(site).findings if finding.code == "KH351"]
    assert usual_range() in dict(found.values)["right"]


@pytest.mark.parametrize(
    ("version", "text", "met"),
    [
        ("0.2.0", "kheo>=0.2,<0.3", True),
        ("0.2.7", "kheo>=0.2,<0.3", True),
        ("0.3.0", "kheo>=0.2,<0.3", False),
        ("0.10.0", "kheo>=0.9", True),
        ("1.0", "kheo==1.0.0", True),
        ("0.2.1", "kheo!=0.2.1", False),
    ],
)
def test_versions_compare_by_their_numbers(version: str, text: str, met: bool) -> None:
    clauses = parsed(text)
    assert clauses is not None
    assert admits(clauses, version) is met


def test_a_renamed_key_is_read_with_a_warning_and_migrated(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(renamed.RENAMED, "programme", {"mo_dau": renamed.Renamed("lede", "0.3")})
    path = site / "content/programmes/chi-thi-35.md"
    path.write_text(path.read_text("utf-8").replace("\nlede:", "\nmo_dau:", 1), "utf-8")
    (found,) = [finding for finding in check_site(site).findings if finding.code == "KH352"]
    assert (found.is_error, found.text) == (False, "mo_dau")
    kheo("migrate", site, "--write")
    assert "\nlede:" in path.read_text("utf-8")
    assert "KH352" not in {finding.code for finding in check_site(site).findings}


def test_what_is_no_repository_is_refused(tmp_path: Path) -> None:
    answer = kheo("migrate", tmp_path)
    assert (answer.exit_code, "không phải kho hồ sơ" in answer.output) == (1, True)
