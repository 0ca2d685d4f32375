"""The command line answers plainly, with stable exit codes, and the README names every command and option."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from generator.app.cli import main
from generator.core.problems import catalogue


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_the_readme_names_every_command_and_every_option(repository: Path) -> None:
    readme = (repository / "README.md").read_text(encoding="utf-8")
    new = main.commands["new"]
    assert isinstance(new, click.Group)
    commands = main.commands | {f"new {name}": command for name, command in new.commands.items()}
    for name, command in commands.items():
        assert f"kheo {name}" in readme, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.opts[0] in readme, f"{name} {parameter.opts[0]}"


def test_every_command_says_what_it_is_for_in_vietnamese() -> None:
    for name in main.commands:
        result = run(name, "--help")
        assert result.exit_code == 0
        assert main.commands[name].help, name


@pytest.mark.parametrize("name", ["text", "json", "github", "gitlab", "sarif", "markdown"])
def test_check_reports_every_planted_problem_in_every_format_and_exits_1(name: str, repository: Path) -> None:
    result = run("check", str(repository / "tests/bad_records"), "--format", name)
    assert result.exit_code == 1
    # Of annotations a host shows ten; the tenth says how many more there are.
    assert ("Còn 1" if name == "github" else "KH402") in result.output
    if name in ("json", "sarif", "gitlab"):
        json.loads(result.output)


def test_check_speaks_english_when_asked(repository: Path) -> None:
    result = run("check", str(repository / "tests/bad_records"), "--lang", "en")
    assert "error KH202: There is no key" in result.output


def test_check_of_good_records_exits_0(repository: Path) -> None:
    result = run("check", str(repository))
    assert (result.exit_code, result.output) == (0, "Không có vấn đề nào.\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "khong-co-thu-muc"),
        ("check", ".", "--format", "xml"),
        ("explain", "KH000"),
        ("schema", "mo-hinh"),
        ("khong-co-lenh",),
        ("sample",),
        ("build", ".", "--jobs", "0"),
    ],
)
def test_wrong_use_exits_2_and_says_what_is_right(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.output
    assert "Traceback" not in result.output


def test_every_code_can_be_explained_in_both_languages() -> None:
    for code in catalogue():
        for language in ("vi", "en"):
            result = run("explain", code.lower(), "--lang", language)
            assert result.exit_code == 0
            assert result.output.startswith(code)


def test_the_schema_of_one_kind_is_json() -> None:
    result = run("schema", "model")
    assert json.loads(result.output)["title"] == "Model"


def test_an_empty_folder_is_told_what_it_lacks(tmp_path: Path) -> None:
    result = run("check", str(tmp_path))
    assert result.exit_code == 1
    assert "KH130" in result.output


def test_sample_refuses_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "cua-toi.txt").write_text("x", encoding="utf-8")
    result = run("sample", str(tmp_path), "--records", "3")
    assert result.exit_code == 2
    assert (tmp_path / "cua-toi.txt").exists()


def test_sample_then_check_is_fine(tmp_path: Path) -> None:
    assert run("sample", str(tmp_path / "mh"), "--records", "12", "--seed", "7").exit_code == 0
    result = run("check", str(tmp_path / "mh"))
    assert (result.exit_code, result.output) == (0, "Không có vấn đề nào.\n")


def test_a_new_model_takes_a_free_address_and_no_id_and_is_only_to_be_filled_in(tmp_path: Path) -> None:
    run("sample", str(tmp_path / "mh"), "--records", "3")
    for _ in range(2):
        result = run("new", "model", "Hũ gạo: tình thương", "--year", "2021", "--site", str(tmp_path / "mh"))
        assert result.exit_code == 0, result.output
    models = tmp_path / "mh/content/models"
    assert (models / "hu-gao-tinh-thuong.md").exists()
    text = (models / "hu-gao-tinh-thuong-2.md").read_text(encoding="utf-8")
    assert "start: 2021" in text
    assert "\nid:" not in text
    found = json.loads(run("check", str(tmp_path / "mh"), "--format", "json").output)["findings"]
    assert {finding["code"] for finding in found} == {"KH212", "KH529"}


def test_a_province_may_want_labels_in_its_skeletons(tmp_path: Path) -> None:
    run("sample", str(tmp_path / "mh"), "--records", "3")
    with (tmp_path / "mh/content/province.yml").open("a", encoding="utf-8") as province:
        province.write("scaffold: vi\n")
    assert run("new", "model", "Hũ gạo", "--site", str(tmp_path / "mh")).exit_code == 0
    text = (tmp_path / "mh/content/models/hu-gao.md").read_text(encoding="utf-8")
    assert "Tên mô hình: Hũ gạo" in text


def test_a_new_record_needs_a_province(tmp_path: Path) -> None:
    assert run("new", "model", "Hũ gạo", "--site", str(tmp_path)).exit_code == 2


def test_a_fault_of_our_own_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(_site: Path) -> None:
        raise RuntimeError("hỏng")

    monkeypatch.setattr("generator.pipeline.check.check_site", fail)
    result = run("check", str(tmp_path))
    assert result.exit_code == 3
    assert "Lỗi trong kheo" in result.output
    assert "Traceback" not in result.output
