"""The package: wheel and source package are whole, and work for an ordinary user in an empty folder."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from functools import partial
from pathlib import Path

import pytest
from every_command import RUNS, answer, begin_site
from installed import Installed
from source_tree import REPOSITORY
from whole_sites import differing, pages_alone

from generator import __version__
from generator.app.cli import main

sys.path.append(str(REPOSITORY / "scripts"))
import release


def documented() -> set[str]:
    """The commands that README shows in its blocks of code."""
    blocks = re.findall(r"^```\n(.*?)^```", (REPOSITORY / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return set(re.findall(r"^kheo ([a-z]+)", "".join(blocks), re.MULTILINE))


def tracked(*folders: str) -> set[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *folders]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout.split("\n")
    return {name for name in listed if name and (REPOSITORY / name).exists()}


def test_the_wheel_holds_the_package_the_theme_and_the_lock_and_nothing_else(installed: Installed) -> None:
    names = {name for name in zipfile.ZipFile(installed.wheel).namelist() if ".dist-info/" not in name}
    expected = tracked("generator") | {f"generator/{name}" for name in (*tracked("theme"), "requirements.lock")}
    assert names == expected
    assert installed.wheel.stat().st_size < 3_000_000


def test_the_source_package_holds_what_a_wheel_is_made_of(installed: Installed) -> None:
    with tarfile.open(installed.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert tracked("generator", "theme") | {"requirements.lock", "README.md", "LICENSE", "pyproject.toml"} <= names
    assert not {name for name in names if name.startswith(("tests/", "bench/", "content/"))}


def test_every_command_is_documented_and_every_documented_command_is_run(installed: Installed) -> None:
    assert documented() == set(main.commands) == set(RUNS)


def test_the_commands_of_the_readme_work_for_an_ordinary_user_in_an_empty_folder(installed: Installed) -> None:
    folder = installed.folder("mọi lệnh")
    begin_site(folder, partial(installed.run, cwd=folder))
    for name in (name for name in RUNS if name != "serve"):
        done = installed.run(*RUNS[name].split(), cwd=folder)
        assert done.returncode == 0, (name, done.stdout, done.stderr)
    assert (folder / "tinh/site/index.html").is_file()


@pytest.mark.parametrize("province", ["lang-son", "phu-tho", "can-tho"])
def test_two_commands_lead_from_nothing_to_a_site(installed: Installed, province: str) -> None:
    folder = installed.folder(f"kho của {province}")
    for command in (f"kheo init --province {province}", "kheo check", "kheo build"):
        done = installed.run(*command.split(), cwd=folder)
        assert (done.returncode, done.stderr.count("cảnh báo")) == (0, 0), (command, done.stdout, done.stderr)
    assert (folder / "site/index.html").is_file()


def test_the_same_where_nothing_can_fork(installed: Installed) -> None:
    """`tests/support/elsewhere` takes fork and what else Windows has not away from the installed command."""
    without = installed.folder("không fork")
    shutil.copy(REPOSITORY / "tests/support/elsewhere/sitecustomize.py", without)
    folder = installed.folder("kho không fork")
    env = {"PYTHONPATH": str(without), "PYTHONWARNINGS": "ignore"}
    for command in ("kheo init --province can-tho", "kheo check", "kheo build --jobs 2"):
        done = installed.run(*command.split(), cwd=folder, env=env)
        assert done.returncode == 0, (command, done.stderr)
    assert installed.run("kheo", "build", "--output", "có fork", "--no-cache", cwd=folder).returncode == 0
    assert differing(pages_alone(folder / "site"), pages_alone(folder / "có fork")) == []


def test_the_lock_of_a_new_repository_installs_this_very_kheo(installed: Installed) -> None:
    folder = installed.folder("khóa")
    wheels = {"PIP_FIND_LINKS": str(installed.wheel.parent), "PIP_NO_INDEX": "1"}
    installed.run(*["kheo", "init", "--province", "hue"], cwd=folder, env=wheels)
    lock = (folder / "requirements.txt").read_text("utf-8")
    digest = hashlib.sha256(installed.wheel.read_bytes()).hexdigest()
    assert f"kheo=={__version__} \\\n    --hash=sha256:{digest}\n" in lock
    pip = ("python", "-m", "pip", "install", "--dry-run", "--require-hashes", "--ignore-installed", "--no-deps", "-r")
    done = installed.run(*pip, "requirements.txt", cwd=folder, env={"PIP_FIND_LINKS": str(installed.wheel.parent)})
    assert done.returncode == 0, done.stderr
    assert "hatchling" not in lock


def test_without_a_network_the_lock_says_what_is_missing(installed: Installed) -> None:
    folder = installed.folder("không mạng")
    done = installed.run(*["kheo", "init", "--province", "hue"], cwd=folder, env={"PIP_NO_INDEX": "1"})
    assert done.returncode == 0
    assert "kheo init --lock" in done.stderr
    assert "kheo init --lock" in (folder / "requirements.txt").read_text("utf-8")


def test_the_preview_answers_for_an_ordinary_user(installed: Installed) -> None:
    folder = installed.folder("xem trước")
    installed.run("kheo", "sample", "tinh", "--records", "3", "--photos", "0", cwd=folder)
    with installed.popen(*RUNS["serve"].format(port=8391).split(), cwd=folder) as process:
        try:
            assert "Dân vận khéo" in answer("http://127.0.0.1:8391/")
        finally:
            process.terminate()


def test_the_environment_cannot_be_written_to_by_its_user(installed: Installed) -> None:
    code = "import generator, pathlib; (pathlib.Path(generator.__file__).parent / 'x').touch()"
    assert "PermissionError" in installed.popen("python", "-c", code, cwd=installed.home).communicate()[1]


CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-12-01\n\n- New.\n\n## [1.2.2] - 2026-11-01\n\n- Old.\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A repository ready to be released as v1.2.3."""
    (tmp_path / "generator").mkdir()
    (tmp_path / "generator/__init__.py").write_text('__version__ = "1.2.3"\n')
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG)
    for command in ("init", "add .", "-c user.name=x -c user.email=x@x commit -m x"):
        subprocess.run(["git", *command.split()], cwd=tmp_path, check=True, capture_output=True)
    return tmp_path


def test_a_release_needs_tag_version_changelog_and_a_clean_tree_to_agree(tree: Path) -> None:
    assert release.faults(tree, "v1.2.3") == []
    (wrong_tag,) = release.faults(tree, "v1.3.0")
    assert "the tag must be v1.2.3" in wrong_tag
    (tree / "CHANGELOG.md").write_text(CHANGELOG.replace("[1.2.3] - 2026-12-01", "[1.2.3]"))
    unsaid, dirty = release.faults(tree, "v1.2.3")
    assert "no section" in unsaid
    assert "CHANGELOG.md" in dirty


def test_the_notes_of_a_release_are_its_section_of_the_changelog() -> None:
    assert release.section(CHANGELOG, "1.2.3") == "- New."
    assert release.section(CHANGELOG, "1.2") is None


def test_the_version_is_the_one_the_command_tells(installed: Installed) -> None:
    assert installed.run("kheo", "--version", cwd=installed.home).stdout.split()[-1] == __version__
    assert f"-{__version__}-" in installed.wheel.name
