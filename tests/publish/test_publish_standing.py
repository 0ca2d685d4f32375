"""What was seen of a generation counts only while it is that one, and nothing dropped into it meanwhile is lost."""

from __future__ import annotations

import os
import time
from contextlib import closing
from pathlib import Path

import pytest

from generator.publish import Beforehand, PublishError, open_staging, standing, untouched
from generator.publish.standing import as_it_was

PAGES = {"": "trang đầu", "mo-hinh/a/": "a", "mo-hinh/b/": "b", "tin-tuc/": "tin"}


def publish(target: Path, pages: dict[str, str], **how) -> None:
    with open_staging(target, **how) as staging:
        for address, text in pages.items():
            staging.write(address, text.encode())
        staging.commit()


@pytest.fixture
def target(tmp_path) -> Path:
    """A site that was published a while ago, with an empty folder of somebody's."""
    target = tmp_path / "site"
    publish(target, PAGES)
    (target / "trong").mkdir()
    long_ago = time.time() - 100
    for folder in [target, *(path for path in target.rglob("*") if path.is_dir())]:
        os.utime(folder, (long_ago, long_ago))
    return target


def test_what_is_seen_beforehand_is_what_is_there(target):
    with closing(Beforehand(target)) as look:
        assert look(target) == untouched(target)
    seen = untouched(target)
    assert seen.files.keys() == {"index.html", "mo-hinh/a/index.html", "mo-hinh/b/index.html", "tin-tuc/index.html"}
    assert seen.folders.keys() == {"", "mo-hinh/", "mo-hinh/a/", "mo-hinh/b/", "tin-tuc/", "trong/"}


def test_a_generation_published_after_the_look_is_looked_at_again(target):
    with closing(Beforehand(target)) as look:
        look._seen = look._aside.result()
        publish(target, {"": "mới"})
        assert look(target).files.keys() == {"index.html"}


def test_a_look_that_died_is_made_up_for(target):
    with closing(Beforehand(target)) as look:
        look._aside._worker.kill()
        assert look(target) == untouched(target)


def test_a_file_touched_before_the_look_makes_the_generation_unfit(target):
    (target / "mo-hinh/a/index.html").write_text("sửa tay")
    with closing(Beforehand(target)) as look:
        assert look(target) == standing.TOUCHED


@pytest.mark.parametrize("folder", ["", "mo-hinh/a", "trong"])
def test_a_file_dropped_in_after_the_look_is_not_lost(target, folder):
    with closing(Beforehand(target)) as look, open_staging(target, carrying=True, look=look) as staging:
        assert staging.standing
        (target / folder / "luan-van.doc").write_text("quý")
        staging.write("", b"sau")
        with pytest.raises(PublishError, match="KH901"):
            staging.commit()
    assert (target / folder / "luan-van.doc").read_text() == "quý"
    assert (target / "index.html").read_text() == "trang đầu"


def test_nothing_came_or_went_where_nobody_was(target):
    assert as_it_was(target, untouched(target))


@pytest.mark.parametrize("change", [lambda site: (site / "mo-hinh/c").mkdir(), lambda site: (site / "trong").rmdir()])
def test_a_folder_that_came_or_went_shows(target, change):
    seen = untouched(target)
    change(target)
    assert not as_it_was(target, seen)


def test_folders_changed_a_moment_ago_tell_nothing(tmp_path):
    publish(tmp_path / "site", PAGES)
    seen = untouched(tmp_path / "site")
    assert seen.files
    assert not seen.folders
    assert not as_it_was(tmp_path / "site", seen)
