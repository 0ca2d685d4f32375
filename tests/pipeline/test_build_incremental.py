"""After any row of edits a build that makes only what changed gives, byte for byte, what a build from nothing gives.

`python tests/pipeline/test_build_incremental.py SEED EDITS` goes on for as many edits as one likes.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import time
from pathlib import Path

import pytest
from edits import EDITS
from whole_sites import THEME, build_here

from generator.outputs.data import OpenData
from generator.pipeline import data, steps
from generator.publish import PublishError
from generator.tools.sample import write_sample

EACH = 8
"""Edits of one row in the suite."""


def prepare(folder: Path) -> Path:
    """A small fictional province with an address and a theme of its own."""
    site = folder / "site"
    write_sample(site, 30, 3, max_photos=3, theme_dir=str(site / "theme"))
    shutil.copytree(THEME, site / "theme")
    config = (site / "mkdocs.yml").read_text(encoding="utf-8")
    (site / "mkdocs.yml").write_text(f"site_url: https://minh-hoa.example/kheo/\n{config}", encoding="utf-8")
    return site


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a generation but its list, which tells when it was made by whom."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differing(one: Path, other: Path) -> list[str]:
    """The files, and folders, that are not the same in both."""
    left, right = files(one), files(other)
    wrong = [name for name in left.keys() | right.keys() if left.get(name) != right.get(name)]
    empty = [path.as_posix() for path in one.rglob("*") if path.is_dir() and not any(path.iterdir())]
    return sorted(wrong) + empty


def incremental(site: Path, target: Path, cache: Path) -> bool:
    """Build with what earlier builds left, in two processes, as people do; whether it was published."""
    return build_here(site, target, cache=cache, request="edits", cards=True, jobs=2).published


def run(folder: Path, seed: int, edits: int, say=lambda _text: None) -> int:
    """So many edits in a row; the number of those a build accepted."""
    draw, site = random.Random(seed), prepare(folder)
    target, clean, cache = folder / "edited", folder / "clean", folder / "cache"
    assert incremental(site, target, cache)
    accepted = 0
    while accepted < edits:
        before = folder / "before"
        shutil.rmtree(before, ignore_errors=True)
        shutil.copytree(site, before)
        done = [draw.choice(EDITS)(draw, site) for _ in range(draw.choice([1, 1, 1, 2, 3]))]
        try:
            published = incremental(site, target, cache)
        except PublishError:
            published = False
        if not published:
            shutil.rmtree(site)
            before.rename(site)
            continue
        accepted += 1
        say(f"{accepted}: {'; '.join(done)}")
        shutil.rmtree(clean, ignore_errors=True)
        assert build_here(site, clean, cards=True, cache=folder / "photos").published
        assert differing(target, clean) == [], done
    return accepted


@pytest.mark.parametrize("seed", [1, 2])
def test_a_row_of_random_edits_gives_what_building_from_nothing_gives(tmp_path, seed):
    assert run(tmp_path, seed, EACH) == EACH


@pytest.fixture
def built(tmp_path):
    """A site built twice, so that a spare generation lies there: (site, target, cache)."""
    site, target, cache = prepare(tmp_path), tmp_path / "edited", tmp_path / "cache"
    for _ in range(2):
        assert incremental(site, target, cache)
    assert (tmp_path / ".edited.spare").is_dir()
    return site, target, cache


def as_from_nothing(built: tuple[Path, Path, Path]) -> None:
    """Build once more and compare."""
    site, target, cache = built
    assert incremental(site, target, cache)
    clean = target.with_name("clean")
    assert build_here(site, clean, cards=True).published
    assert differing(target, clean) == []


def test_what_has_not_changed_is_the_same_file_in_both_generations(built):
    _, target, _ = built
    page, spare = target / "mo-hinh", target.with_name(".edited.spare") / "mo-hinh"
    shared = [path for path in page.rglob("index.html") if path.samefile(spare / path.relative_to(page))]
    assert len(shared) > 25


def test_another_story_alone_leaves_the_open_data_and_feeds_as_they_are(built, monkeypatch):
    site, target, cache = built
    story = next(path for path in sorted((site / "content/models").rglob("*.md")))
    story.write_text(f"{story.read_text(encoding='utf-8')}\nThêm một đoạn.\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(OpenData, "files", None)
        patch.setattr(data, "feeds", None)
        assert incremental(site, target, cache)
    as_from_nothing(built)


def test_a_page_somebody_changed_in_the_published_folder_is_made_anew(built):
    page = next(built[1].glob("mo-hinh/*/index.html"))
    page.write_text("sửa tay", encoding="utf-8")
    as_from_nothing(built)


def test_a_page_somebody_removed_from_the_published_folder_is_made_anew(built):
    next(built[1].glob("mo-hinh/*/index.html")).unlink()
    as_from_nothing(built)


def test_a_spare_generation_somebody_changed_is_not_used(built):
    page = next(built[1].with_name(".edited.spare").glob("du-lieu/v1/*.json"))
    page.unlink()
    page.write_text("sửa tay", encoding="utf-8")
    as_from_nothing(built)


def test_a_damaged_cache_only_costs_time(built):
    for path in built[2].rglob("*.entry"):
        data = path.read_bytes()
        path.write_bytes(data[:40] + bytes([data[40] ^ 1]) + data[41:])
    as_from_nothing(built)


def test_a_file_system_without_second_names_for_files_gets_copies(built, monkeypatch):
    def refuses(*_args: object, **_kw: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuses)
    shutil.rmtree(built[1].with_name(".edited.spare"))
    as_from_nothing(built)


def test_a_build_from_nothing_leaves_no_more_in_the_cache_than_it_may(tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "CACHE_BYTES", 0)
    assert incremental(prepare(tmp_path), tmp_path / "edited", tmp_path / "cache")
    assert [path for path in (tmp_path / "cache").rglob("*") if path.is_file()] == []


def test_without_a_cache_nothing_is_carried_and_no_spare_stays(built):
    site, target, _ = built
    assert build_here(site, target, cards=True).published
    assert not target.with_name(".edited.spare").exists()


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        began = time.monotonic()
        done = run(Path(place), int(sys.argv[1]), int(sys.argv[2]), lambda text: sys.stderr.write(f"{text}\n"))
        sys.stdout.write(f"{done} edits accepted, each as from nothing; {time.monotonic() - began:.0f} s\n")
