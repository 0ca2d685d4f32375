"""A build that comes to the key of the release in its target does nothing; any doubt is built."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from whole_sites import MODEL, change, copy_site

from generator.app.cli import main


@pytest.fixture
def site(tmp_path) -> Path:
    """The golden site with a theme of its own, none of its files young."""
    site = copy_site(tmp_path / "ban-mau")
    shutil.copytree(Path(theme_of(site)), site / "theme")
    change(site, "mkdocs.yml", theme_of(site), str(site / "theme"))
    time.sleep(0.1)
    return site


def theme_of(site: Path) -> str:
    line = next(line for line in (site / "mkdocs.yml").read_text("utf-8").splitlines() if "custom_dir:" in line)
    return line.split('"')[1]


def build(site: Path, *options: str) -> tuple[bool, str]:
    """Build by command: (whether nothing had to be built, what it printed)."""
    done = CliRunner().invoke(main, ["build", str(site), "--no-cards", "--jobs", "1", *options])
    assert done.exit_code == 0, done.output
    return "Không có gì thay đổi" in done.stderr, done.stdout


def test_the_second_build_does_nothing_and_says_the_same(site):
    first, second = build(site), build(site)
    assert (first[0], second[0]) == (False, True)
    assert first[1] == second[1]


def test_warnings_are_said_again(tmp_path):
    site = copy_site(tmp_path / "ban-mau")
    change(site, MODEL, "\nlede:", "\nother_names: [ĐỘI TUẦN TRA ĐÊM CỦA XÓM CHỢ]\nlede:")
    time.sleep(0.1)
    runs = [CliRunner().invoke(main, ["build", str(site), "--no-cards"]) for _ in range(2)]
    assert runs[1].stderr == "Không có gì thay đổi từ lần dựng trước.\n" + runs[0].stderr


def edit_that_keeps_length_and_time(site: Path) -> None:
    path = site / "content/pages/gioi-thieu.md"
    status, text = path.stat(), path.read_text(encoding="utf-8")
    path.write_text(text[:-3] + "xy\n", encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


CHANGES = {
    "an edit that keeps length and time": edit_that_keeps_length_and_time,
    "a new file": lambda site: (site / "content/pages/moi.md").write_text(
        "---\ntitle: Mới\ndescription: Một trang mới\n---\n\nx\n", "utf-8"
    ),
    "the configuration": lambda site: change(site, "mkdocs.yml", "plugins:", "copyright: x\nplugins:"),
    "the site's own theme": lambda site: change(site, "theme/main.html", "</body>", "<!-- x --></body>"),
    "a published page gone": lambda site: next((site / "site").glob("mo-hinh/*/index.html")).unlink(),
    "a published page edited": lambda site: next((site / "site").glob("mo-hinh/*/index.html")).write_text("x"),
    "a link in place of a published page": lambda site: swap_for_link(
        next((site / "site").glob("mo-hinh/*/index.html"))
    ),
    "the release gone": lambda site: (site / "site").rename(site / "elsewhere"),
    "the manifest cut short": lambda site: cut_short(site / "site/.kheo.json"),
    "the memo gone": lambda site: shutil.rmtree(site / ".cache"),
}


def swap_for_link(page: Path) -> None:
    page.rename(page.with_name("khac.html"))
    page.symlink_to("khac.html")
    # The manifest does not list the moved file; without it the build would refuse to overwrite a stranger's file.
    page.with_name("khac.html").rename(page.parents[3] / "khac.html")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


@pytest.mark.parametrize("what", [name for name in CHANGES if "link" not in name and "manifest" not in name])
def test_any_change_is_built(what, site):
    build(site)
    time.sleep(0.02)
    CHANGES[what](site)
    time.sleep(0.1)
    assert build(site)[0] is False


@pytest.mark.parametrize("what", ["a link in place of a published page", "the manifest cut short"])
def test_a_damaged_release_is_never_taken_for_whole(what, site):
    build(site)
    time.sleep(0.02)
    CHANGES[what](site)
    done = CliRunner().invoke(main, ["build", str(site), "--no-cards", "--jobs", "1"])
    assert "Không có gì thay đổi" not in done.stderr


def test_another_way_to_build_is_another_release(site, tmp_path):
    build(site)
    assert build(site, "--keep-going")[0] is False
    assert build(site, "--output", str(tmp_path / "khac"))[0] is False
    assert build(site, "--no-cache")[0] is False


def test_a_variable_the_configuration_names_is_part_of_the_sources(site, monkeypatch):
    change(site, "mkdocs.yml", "plugins:", 'copyright: !ENV [KHEO_TEST_WORD, "x"]\nplugins:')
    time.sleep(0.1)
    build(site)
    monkeypatch.setenv("KHEO_OTHER", "y")
    assert build(site)[0] is True
    monkeypatch.setenv("KHEO_TEST_WORD", "y")
    assert build(site)[0] is False


def test_a_theme_file_as_young_as_the_build_is_in_doubt(site):
    ahead = time.time() + 60
    os.utime(site / "theme/main.html", (ahead, ahead))
    build(site)
    assert build(site)[0] is False


def test_content_that_changes_during_a_build_is_built_next_time(site, monkeypatch):
    from generator.pipeline import steps

    plain = steps.arrange

    def changed_meanwhile(*arguments):
        edit_that_keeps_length_and_time(site)
        return plain(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(steps, "arrange", changed_meanwhile)
        build(site)
    assert build(site)[0] is False


def test_a_build_with_a_hook_we_do_not_know_is_always_run(site):
    (site / "hook.py").write_text("def on_config(config):\n    return config\n", encoding="utf-8")
    change(site, "mkdocs.yml", "plugins:", "hooks: [hook.py]\nplugins:")
    time.sleep(0.1)
    build(site)
    assert build(site)[0] is False
