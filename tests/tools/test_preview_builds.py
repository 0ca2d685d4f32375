"""The preview of `kheo serve`: the saved record's page first, then the whole build, which is what it would be from nothing."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from whole_sites import GOLDEN, MODEL, NEWS, THEME, build_here, change, copy_site, differing, tree

from generator.app.mkdocs_plugin import mkdocs_engine
from generator.pipeline.engine import Engine, Rendered
from generator.showcase import Showcase
from generator.tools.preview.session import Preview
from generator.tools.preview.stage import Answer, Stage

SITE_URL = "http://127.0.0.1:8000/dan-van/"
MODEL_PAGE, NEWS_PAGE, LISTING = "mo-hinh/to-tuan-tra-dem/", "tin-tuc/dem-ban-mo/", "mo-hinh/"
STORY = "\nMột câu vừa thêm vào.\n"
ADDED = "Một câu vừa thêm vào."


class Editing:
    """A site, its preview, and what the preview said."""

    def __init__(self, folder: Path, engine: Engine | None = None) -> None:
        self.site = copy_site(folder / "trang", site_url=SITE_URL)
        self.work = folder / "tam"
        self.work.mkdir()
        self.stage = Stage(self.work / "site", "/.kheo/changes")
        self.said: list[str] = []
        engine = engine or mkdocs_engine(self.site / "mkdocs.yml", SITE_URL)
        self.preview = Preview(self.site, engine, self.work, self.stage, 2, self.said.append)

    def settle(self) -> None:
        """Let the preview come to rest."""
        while self.preview.busy:
            self.preview.turn()

    def built(self) -> int:
        return sum(one.startswith("Đã dựng") for one in self.said)

    def look(self, address: str) -> Answer:
        return self.stage.answer(address)

    def sees(self, text: str, address: str = MODEL_PAGE) -> bool:
        return text in self.look(address).body.decode("utf-8")

    def add(self, file: str = MODEL) -> None:
        append(self.site, file)


@pytest.fixture
def editing(tmp_path: Path) -> Iterator[Editing]:
    editing = Editing(tmp_path)
    editing.settle()
    yield editing
    editing.preview.close()


def from_nothing(editing: Editing) -> dict[str, bytes]:
    """What a build of the same site gives that knows nothing of any other."""
    target = editing.work.parent / "site"
    build_here(editing.site, target, keep_going=True)
    files = tree(target)
    shutil.rmtree(target)
    return files


def test_before_the_first_build_every_address_says_that_it_is_being_made(tmp_path):
    editing = Editing(tmp_path)
    try:
        assert editing.look(MODEL_PAGE).status == 503
        assert editing.sees("Đang dựng bản xem trước…")
        editing.settle()
        assert editing.look(MODEL_PAGE).status == 200
    finally:
        editing.preview.close()


@pytest.mark.parametrize(
    ("file", "address"),
    [
        (MODEL, MODEL_PAGE),
        ("content/models/vuon-rau-chung/index.md", "mo-hinh/vuon-rau-chung/"),
        (NEWS, NEWS_PAGE),
        ("content/programmes/ke-hoach-vuon-rau.md", "chuong-trinh/ke-hoach-vuon-rau/"),
    ],
)
def test_a_saved_records_page_is_there_before_anything_is_built_and_the_build_gives_the_same(editing, file, address):
    editing.add(file=file)
    editing.preview.turn()
    assert editing.sees(ADDED, address)
    assert editing.built() == 1
    at_once = editing.look(address)
    editing.settle()
    assert editing.built() == 2
    # So the browser has nothing to load again.
    assert editing.look(address) == at_once
    assert ADDED.encode() in (editing.work / "site" / address / "index.html").read_bytes()


def test_lists_follow_with_the_build(editing):
    change(editing.site, MODEL, "name: Tổ tuần tra đêm", "name: Tổ tuần tra ban đêm")
    editing.preview.turn()
    assert editing.sees("Tổ tuần tra ban đêm")
    assert not editing.sees("Tổ tuần tra ban đêm", LISTING)
    editing.settle()
    assert editing.sees("Tổ tuần tra ban đêm", LISTING)


def test_what_is_wrong_with_a_record_stands_on_its_page_at_once_and_goes_when_it_is_mended(editing):
    change(editing.site, MODEL, "status: running", "status: runing")
    editing.preview.turn()
    assert editing.built() == 1
    assert editing.sees("KH205")
    # The page is the last good one until the build leaves the record out.
    assert editing.look(MODEL_PAGE).status == 200
    editing.settle()
    assert editing.look(MODEL_PAGE).status == 404
    assert editing.sees("KH205")
    change(editing.site, MODEL, "status: runing", "status: running")
    editing.preview.turn()
    assert editing.built() == 2
    assert editing.look(MODEL_PAGE).status == 200
    assert not editing.sees("KH205")
    editing.settle()
    assert not editing.sees("KH205")


def test_broken_yaml_is_told_in_every_page(editing):
    change(editing.site, MODEL, "status: running", "status: [running")
    editing.preview.turn()
    assert editing.sees(f"{MODEL}:")
    assert editing.sees(f"{MODEL}:", LISTING)
    editing.settle()
    assert editing.sees(f"{MODEL}:", LISTING)
    assert differing(tree(editing.work / "site"), from_nothing(editing)) == []


def append(site: Path, file: str) -> None:
    with (site / file).open("a", encoding="utf-8") as opened:
        opened.write(STORY)


def move(site: Path, file: str, to: str) -> None:
    (site / file).rename(site / to)


def two_at_once(site: Path) -> None:
    change(site, MODEL, "name: Tổ tuần tra đêm", "name: Tổ tuần tra ban đêm")
    change(site, NEWS, "\ntitle: ", "\ntitle: Tin mới. ")


def new_photo(site: Path) -> None:
    folder = site / "content/models/vuon-rau-chung"
    (folder / "them.jpg").write_bytes((folder / "vuon-rau.jpg").read_bytes()[:-2] + b"\xff\xd9")
    record = folder / "index.md"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("file: vuon-rau.jpg", "file: them.jpg"), encoding="utf-8")


def record_and_theme(site: Path) -> None:
    append(site, MODEL)
    shutil.copytree(THEME, site.parent / "theme")
    change(site, "mkdocs.yml", f'"{THEME}"', '"../theme"')


def theme_alone(site: Path) -> None:
    (site.parent / "theme/assets/site.css").write_text("/* khác */\n", encoding="utf-8")


def record_and_theme_file(site: Path) -> None:
    append(site, MODEL)
    (site.parent / "theme/assets/site.css").write_text("/* khác nữa */\n", encoding="utf-8")


EDITS: dict[str, Callable[[Path], None]] = {
    "a hand-written page": lambda site: append(site, "content/pages/gioi-thieu.md"),
    "several records at once": two_at_once,
    "a register": lambda site: change(site, "content/province.yml", "notice: ", "notice: Thông báo mới. "),
    "the configuration": lambda site: change(
        site, "mkdocs.yml", "site_name: Dân vận khéo", "site_name: Dân vận rất khéo"
    ),
    "a photo": new_photo,
    "a record and another theme": record_and_theme,
    "a file of the theme": theme_alone,
    "a record and a file of the theme": record_and_theme_file,
    "another name for a file": lambda site: move(site, NEWS, NEWS.replace("dem-ban-mo", "dem-mo")),
    "a record taken away": lambda site: (site / NEWS.replace("dem-ban-mo", "dem-mo")).unlink(),
}


def test_after_any_change_the_preview_comes_to_what_a_build_from_nothing_gives(editing):
    for name, edit in EDITS.items():
        edit(editing.site)
        editing.preview.turn()
        assert editing.preview.busy, name
        editing.settle()
        assert differing(tree(editing.work / "site"), from_nothing(editing)) == [], name


def test_a_file_saved_while_a_build_runs_is_shown_at_once_and_is_in_the_end_not_lost(editing):
    editing.add()
    editing.preview.turn()
    change(editing.site, NEWS, "\ntitle: ", "\ntitle: Tin sau. ")
    # This turn begins the build of the first file and hears of the second.
    editing.preview.turn()
    assert editing.built() == 1
    assert editing.sees("Tin sau.", NEWS_PAGE)
    while editing.built() == 1:
        editing.preview.turn()
    assert b"Tin sau." not in (editing.work / "site" / NEWS_PAGE / "index.html").read_bytes()
    assert editing.sees("Tin sau.", NEWS_PAGE)
    editing.settle()
    assert editing.built() == 3
    assert differing(tree(editing.work / "site"), from_nothing(editing)) == []


def test_what_editors_leave_behind_is_no_change(editing):
    for name in (".to-tuan-tra-dem.md.swp", "to-tuan-tra-dem.md~", "#to-tuan-tra-dem.md#"):
        (editing.site / "content/models" / name).write_text("x", encoding="utf-8")
    editing.preview.turn()
    assert not editing.preview.busy


def test_a_configuration_that_cannot_be_read_is_told_in_the_pages_and_the_preview_goes_on(editing):
    config = editing.site / "mkdocs.yml"
    whole = config.read_text(encoding="utf-8")
    config.write_text("site_name: [\n", encoding="utf-8")
    editing.preview.turn()
    editing.settle()
    assert editing.sees("KH952", LISTING)
    assert editing.look(LISTING).status == 200
    config.write_text(whole.replace("site_name: Dân vận khéo", "site_name: Dân vận rất khéo"), encoding="utf-8")
    editing.preview.turn()
    editing.settle()
    assert not editing.sees("KH952", LISTING)
    assert editing.sees("Dân vận rất khéo", LISTING)


def test_a_site_without_its_province_says_so_until_it_has_one(tmp_path):
    editing = Editing(tmp_path)
    (editing.site / "content/province.yml").unlink()
    try:
        editing.preview.turn()
        editing.settle()
        assert editing.look("").status == 503
        assert editing.sees("KH132", "")
        shutil.copy(GOLDEN / "content/province.yml", editing.site / "content/province.yml")
        editing.preview.turn()
        editing.settle()
        assert editing.look("").status == 200
    finally:
        editing.preview.close()


def test_closing_ends_a_build_that_runs(tmp_path):
    def engine(_showcase: Showcase, _folder: Path) -> Rendered:
        (tmp_path / "runs").touch()
        time.sleep(120)
        raise AssertionError("nobody ended it")

    editing = Editing(tmp_path, engine)
    while not (tmp_path / "runs").exists():
        editing.preview.turn()
    began = time.monotonic()
    editing.preview.close()
    assert time.monotonic() - began < 60


def test_an_error_of_ours_is_told_in_the_pages_and_the_next_save_is_built(editing, monkeypatch):
    monkeypatch.setattr("generator.tools.preview.session.rebuild", lambda *_: 1 / 0)
    editing.add()
    editing.preview.turn()
    editing.settle()
    assert editing.sees("ZeroDivisionError")
    assert editing.sees(ADDED)
    monkeypatch.undo()
    editing.add(NEWS)
    editing.preview.turn()
    editing.settle()
    assert not editing.sees("ZeroDivisionError")
    assert differing(tree(editing.work / "site"), from_nothing(editing)) == []
