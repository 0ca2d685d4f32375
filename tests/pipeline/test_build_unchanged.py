"""A build that would give what is already published is not run; whatever is in doubt is built again."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from whole_sites import MODEL, change, copy_site

from generator.app.cli import main
from generator.core.cache import Cache
from generator.core.problems import Finding
from generator.pipeline.unchanged import Outcome, recall, remember, request

SAID = (Finding("content/models/a.md", 3, 1, "KH402", "98,7 %", (("right", "97,7 %"),)),)


@pytest.fixture
def site(tmp_path):
    """A folder with a record, a configuration and a published page, none of them young."""
    for name in ("site/content/models/a.md", "site/mkdocs.yml", "out/index.html", "out/mo-hinh/a/index.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("site_url: !ENV [KHEO_TEST_ADDRESS, '']\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def outcome(site):
    return Outcome(str(site / "out"), SAID, ("content/models/b.md",), 12, 30, 4096)


def keep(site: Path, outcome: Outcome, later: float = 1.0) -> Cache:
    """Remember a build that began `later` seconds from now, so that no file is young."""
    cache = Cache(site / "cache")
    remember(cache, "k", time.time() + later, [site / "site/content", site / "site/mkdocs.yml"], outcome)
    return cache


def test_what_has_not_changed_is_told_again_word_for_word(site, outcome):
    assert recall(keep(site, outcome), "k") == outcome
    assert outcome.exit_code == 1


def test_another_way_to_build_is_not_the_same(site, outcome):
    assert recall(keep(site, outcome), "j") is None
    ways = {request(site, None, False), request(site, site / "out", False), request(site, None, True)}
    assert len(ways) == 3


def edit_of_same_length_and_time(site: Path) -> None:
    path = site / "site/content/models/a.md"
    times = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("site", "tise"), encoding="utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


CHANGES = {
    "an edit that keeps length and time": edit_of_same_length_and_time,
    "a new record": lambda site: (site / "site/content/models/b.md").write_text("x", encoding="utf-8"),
    "a record gone": lambda site: (site / "site/content/models/a.md").unlink(),
    "a record become a link": lambda site: (
        (site / "site/content/models/a.md").rename(site / "a.md"),
        (site / "site/content/models/a.md").symlink_to(site / "a.md"),
    ),
    "the configuration": lambda site: (site / "site/mkdocs.yml").write_text("x", encoding="utf-8"),
    "a page taken from the published folder": lambda site: (
        (site / "out/mo-hinh/a/index.html").unlink(),
        (site / "out/mo-hinh/a").rmdir(),
    ),
    "the published folder gone": lambda site: (site / "out").rename(site / "elsewhere"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_any_change_is_built(what, site, outcome):
    cache = keep(site, outcome)
    time.sleep(0.02)
    CHANGES[what](site)
    assert recall(cache, "k") is None


def test_a_variable_the_configuration_names_is_part_of_it(site, outcome, monkeypatch):
    cache = keep(site, outcome)
    monkeypatch.setenv("KHEO_OTHER", "https://other.example/")
    assert recall(cache, "k") == outcome
    monkeypatch.setenv("KHEO_TEST_ADDRESS", "https://here.example/")
    assert recall(cache, "k") is None


def test_a_file_as_young_as_the_build_is_in_doubt(site, outcome):
    assert recall(keep(site, outcome, later=-0.5), "k") is None


def test_a_damaged_memory_is_no_memory(site, outcome):
    cache = keep(site, outcome)
    (entry,) = (site / "cache").rglob("*.entry")
    entry.write_bytes(entry.read_bytes()[:-9])
    assert recall(cache, "k") is None


def test_the_command_builds_once_and_then_again_after_an_edit(tmp_path):
    site, target = copy_site(tmp_path / "ban-mau"), tmp_path / "out"
    time.sleep(0.1)

    def build() -> tuple[bool, str, dict[str, int]]:
        done = CliRunner().invoke(main, ["build", str(site), "--output", str(target), "--jobs", "1"])
        assert done.exit_code == 0, done.output
        return "Không có gì thay đổi" in done.stderr, done.stdout, {"": target.stat().st_ino}

    first, second = build(), build()
    assert (first[0], second[0]) == (False, True)
    assert first[1:] == second[1:]
    change(site, MODEL, "status:", "# ghi chú\nstatus:")
    time.sleep(0.1)
    assert build()[0] is False
    assert build()[0] is True
