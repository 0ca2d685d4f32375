"""Files are found, decoded and sorted; what belongs nowhere is named, what is dangerous is refused."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.records.source import locate, read_site, split_front_matter
from generator.records.source.characters import FORBIDDEN, may_hold_forbidden

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


def test_what_editors_and_systems_leave_behind_is_not_content(site: Path) -> None:
    for name in (".DS_Store", "models/Thumbs.db", "models/.a.md.swp", "models/a.md~"):
        write(site, name, "x")
    assert found(site) == []


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


def test_the_quick_look_for_forbidden_characters_misses_none() -> None:
    for code in (*range(0xD800), *range(0xE000, 0x11000)):
        if FORBIDDEN.match(chr(code)):
            assert may_hold_forbidden(f"“Nhà – nước”{chr(code)} m²".encode()), hex(code)
    assert not may_hold_forbidden("“Dân vận khéo” – hơn 70%…\r\n\t😀".encode())
