"""Files are found, decoded and sorted; what belongs nowhere is named, what is dangerous is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.records.source import locate, read_site, split_front_matter
from generator.records.source.characters import FORBIDDEN

FRONT = "---\nname: Giữ rừng\n---\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content/models").mkdir(parents=True)
    (tmp_path / "content/province.yml").write_text("slug: x\n", encoding="utf-8")
    return tmp_path


def write(site: Path, name: str, data: bytes | str) -> Path:
    path = site / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def found(site: Path) -> list[tuple[str, str]]:
    return [(problem.file, problem.code) for problem in read_site(site).problems]


def test_front_matter_and_story_are_split_and_lines_kept() -> None:
    assert split_front_matter("---\na: 1\n---\nCâu chuyện\n") == ("a: 1\n", "Câu chuyện\n", 4)
    assert split_front_matter("---\na: 1\n") is None
    assert split_front_matter("không có phần khai") is None


def test_a_model_in_a_folder_of_its_own_has_photos_beside_it(site: Path) -> None:
    write(site, "models/giu-rung/index.md", FRONT)
    write(site, "models/giu-rung/anh.jpg", b"x")
    source = read_site(site)
    model = next(document for document in source.documents if document.kind == "model")
    assert (model.name, model.folder) == ("giu-rung", "content/models/giu-rung")
    assert source.found.photos == ["content/models/giu-rung/anh.jpg"]
    assert source.problems == ()


@pytest.mark.parametrize("data", ["\ufeff" + FRONT, FRONT.replace("\n", "\r\n")])
def test_what_windows_editors_write_is_read_without_complaint(site: Path, data: str) -> None:
    write(site, "models/a.md", data)
    source = read_site(site)
    assert source.problems == ()
    assert next(d for d in source.documents if d.kind == "model").data == {"name": "Giữ rừng"}


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("models/a.md", "", "KH105"),
        ("models/a.md", " \n\n", "KH105"),
        ("models/a.md", b"---\nname: \xff\xfe\n---\n", "KH102"),
        ("models/a.md", "---\nname: a\u202eb\n---\n", "KH103"),
        ("models/a.md", "---\nname: a\x00b\n---\n", "KH103"),
        ("models/a.md", "chỉ có câu chuyện", "KH107"),
        ("models/a.md", "---\nchỉ có chữ\n---\n", "KH108"),
        ("models/a.md", b"---\n" + b"x" * 300_000, "KH101"),
        ("places.yml", "slug: x\n", "KH109"),
        ("models/Tên.md", FRONT, "KH136"),
        ("models/a b.md", FRONT, "KH136"),
        ("ghi-chu.txt", "x", "KH137"),
        ("models/a/khac.md", FRONT, "KH137"),
        ("pages/anh.svg", "<svg/>", "KH137"),
    ],
)
def test_a_bad_file_gets_its_own_answer(site: Path, name: str, data: bytes | str, code: str) -> None:
    write(site, name, data)
    assert found(site) == [(f"content/{name}", code)]


def test_decomposed_text_is_composed_and_said(site: Path) -> None:
    write(site, "models/a.md", "---\nname: Gi\u01b0\u0303 r\u01b0\u0300ng\n---\n")
    source = read_site(site)
    assert [problem.code for problem in source.problems] == ["KH104"]
    assert next(d for d in source.documents if d.kind == "model").data == {"name": "Giữ rừng"}


def test_a_decomposed_file_name_is_refused(site: Path) -> None:
    write(site, "models/giu\u031b-ru\u0300ng.md", FRONT)
    assert [code for _, code in found(site)] == ["KH135"]


def test_two_files_for_one_record_are_both_named(site: Path) -> None:
    write(site, "models/a.md", FRONT)
    write(site, "models/a/index.md", FRONT)
    problem = next(p for p in read_site(site).problems if p.code == "KH138")
    assert {problem.file, dict(problem.values)["first"]} == {"content/models/a.md", "content/models/a/index.md"}


def test_links_and_devices_are_never_followed(site: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(FRONT, encoding="utf-8")
    (site / "content/models/a.md").symlink_to(secret)
    (site / "content/news").symlink_to(tmp_path)
    os.mkfifo(site / "content/models/pipe.md")
    assert sorted(code for _, code in found(site)) == ["KH133"] * 3


def test_a_folder_without_content_or_province_says_so(tmp_path: Path) -> None:
    assert found(tmp_path) == [("content", "KH130")]
    (tmp_path / "content").mkdir()
    assert found(tmp_path) == [("content/province.yml", "KH132")]


def test_what_systems_leave_in_every_folder_is_not_content(site: Path) -> None:
    for name in (".DS_Store", "models/Thumbs.db", "models/.gitkeep", ".git/config"):
        write(site, name, "x")
    assert found(site) == []


@pytest.mark.parametrize("name", ["models/..md", "models/.hid.md", "models/a.md~", "models/.a.md.new", "#a.md#"])
def test_a_hidden_file_or_backup_is_not_published_but_named(site: Path, name: str) -> None:
    write(site, name, FRONT)
    assert found(site) == [(f"content/{name}", "KH139")]


def test_a_hidden_folder_is_named_once(site: Path) -> None:
    write(site, ".kho/a.md", FRONT)
    write(site, ".kho/b.md", FRONT)
    assert found(site) == [("content/.kho", "KH139")]


@pytest.mark.parametrize("name", ["models/con.md", "models/aux/index.md", "models/a/nul.jpg", "news/LPT1.txt.yml"])
def test_a_name_windows_takes_for_a_device_is_refused(site: Path, name: str) -> None:
    write(site, name, FRONT)
    assert found(site) == [(f"content/{name}", "KH140")]


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "||||||| gốc", "=======", ">>>>>>> nhánh"])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("models/a.md", "---\nname: x\n---\nMột\n{mark}\nhai\n"),
        ("models/a.md", "---\n{mark}\nname: x\n---\nMột\n"),
        ("pages/a.md", "---\ntitle: x\n---\nMột\n{mark}\nhai\n"),
        ("news/a.yml", "title: x\n{mark}\nlede: chữ\n"),
        ("organisations.yml", "- slug: x\n{mark}\n  name: chữ\n"),
    ],
)
def test_each_mark_of_an_unfinished_merge_is_an_error_at_its_line(site: Path, name: str, text: str, mark: str) -> None:
    whole = text.format(mark=mark)
    write(site, name, whole)
    (problem,) = read_site(site).problems
    assert (problem.code, problem.position) == ("KH125", (whole.split("\n").index(mark) + 1, 1))


def test_a_whole_conflict_is_told_once_and_a_second_one_too(site: Path) -> None:
    conflict = "<<<<<<< HEAD\nmột\n||||||| gốc\nhai\n=======\nba\n>>>>>>> nhánh\n"
    write(site, "models/a.md", FRONT + conflict + "giữa\n" + conflict)
    assert [problem.position for problem in read_site(site).problems] == [(4, 1), (12, 1)]


@pytest.mark.parametrize("line", ["========", "======", "a =======", "<<<<<<<<", "> > > > > > >", "|||||| a |"])
def test_what_only_looks_like_a_mark_is_text(site: Path, line: str) -> None:
    write(site, "models/a.md", f"{FRONT}Một\n{line}\n")
    assert found(site) == []


def test_folders_far_deeper_than_records_lie_are_walked(site: Path) -> None:
    deep = "/".join(["a"] * 1200)
    folder = f"{site}/content/models/{deep}"
    # No function of Python makes or removes so many at once.
    subprocess.run(["mkdir", "-p", folder], check=True)
    with Path(folder, "b.md").open("w", encoding="utf-8") as file:
        file.write(FRONT)
    try:
        assert found(site) == [(f"content/models/{deep}/b.md", "KH137")]
    finally:
        subprocess.run(["rm", "-r", f"{site}/content/models/a"], check=True)


def test_the_line_of_a_problem_is_its_line_in_the_file(site: Path) -> None:
    write(site, "models/a.md", "---\nname: x\nstatus: NO\n---\nCâu chuyện\n")
    findings = locate(site, list(read_site(site).problems))
    assert [(f.line, f.column, f.code, f.text) for f in findings] == [(3, 9, "KH117", "NO")]


def test_the_default_fields_serve_a_province_without_its_own(site: Path) -> None:
    names = [d.data["name"] for d in read_site(site).documents if d.kind == "field"]
    assert "Quốc phòng – an ninh" in names
    write(site, "fields.yml", "- {slug: nong-thon-moi, name: Nông thôn mới, hue: leaf}\n")
    assert [d.data["name"] for d in read_site(site).documents if d.kind == "field"] == ["Nông thôn mới"]


def test_a_name_no_machine_can_show_is_refused_and_still_told(site: Path) -> None:
    write(site, "models/a\tb.md", FRONT)
    (site / "content/models" / os.fsdecode(b"a\xff.md")).write_text(FRONT, encoding="utf-8")
    problems = read_site(site).problems
    assert [problem.code for problem in problems] == ["KH134", "KH134"]
    for problem in problems:
        problem.file.encode("utf-8")


def test_a_file_the_system_will_not_open_is_told_with_its_reason(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(site, "models/a.md", FRONT)
    really_open = open

    def refuse(path: str, *how: Any, **more: Any) -> Any:
        if str(path).endswith("a.md"):
            raise PermissionError(13, "Permission denied")
        return really_open(path, *how, **more)

    monkeypatch.setattr("builtins.open", refuse)
    assert found(site) == [("content/models/a.md", "KH106")]


def test_too_many_files_are_refused(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["generator.records.source.find"], "MAX_FILES", 3)
    for number in range(5):
        write(site, f"models/a{number}.md", FRONT)
    assert ("content", "KH131") in found(site)


@pytest.mark.parametrize(
    "letter", ["\u200b", "\xad", "\u2028", "\u2029", "\u200e", "\u2060", "\U000e0041", "\ufffd", "\ufdd0", "a\u200db"]
)
def test_a_letter_nobody_sees_is_refused_and_named(site: Path, letter: str) -> None:
    write(site, "models/a.md", f"---\nname: Giữ{letter} rừng\n---\n")
    (problem,) = read_site(site).problems
    assert problem.code == "KH103"
    assert problem.position is not None
    assert problem.position[0] == 2


@pytest.mark.parametrize(
    "text", ["ស្រុក\u200cខ្មែរ", "👩\u200d🌾", "“Dân vận khéo” – hơn 70%…\u202f€", "Ƀơ̆ Ê Đê, Gia Rai"]
)
def test_joiners_of_khmer_and_emoji_and_the_signs_of_print_are_letters(text: str) -> None:
    assert FORBIDDEN.search(text) is None


@pytest.mark.parametrize("letter", ["Ð", "Ɖ", "ð", "ɖ"])
def test_what_only_looks_like_the_letter_d_with_stroke_is_read_as_it_and_named(site: Path, letter: str) -> None:
    write(site, "models/a.md", f"---\nname: {letter}ường hoa\n---\n")
    source = read_site(site)
    assert [(problem.code, problem.position) for problem in source.problems] == [("KH127", (2, 7))]
    name = next(d for d in source.documents if d.kind == "model").data["name"]
    assert name.lower() == "đường hoa"
