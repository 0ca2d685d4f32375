"""The project's own files: commands documented, packages and actions pinned, dependencies explained."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from dataclasses import asdict
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from source_tree import PACKAGE, REPOSITORY, imports, markdown_table, modules

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
MAKEFILE = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
LOCKS = ("requirements.lock", "requirements-test.lock")
# Public parts of a declared package that are packaged apart and always come with it.
PART_OF = {"markupsafe": "jinja2", "pydantic-core": "pydantic"}
WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))


def read(path: str) -> str:
    return (REPOSITORY / path).read_text(encoding="utf-8")


def run_tool(tool: str, *arguments: str) -> str:
    """Run a tool of the test lock in the repository; "" if it found nothing, else what it said."""
    done = subprocess.run(
        [Path(sys.executable).with_name(tool), *arguments],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def distribution(requirement: str) -> str:
    """The normalised name (PEP 503) at the start of a requirement."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


def locked(lock: str) -> dict[str, list[str]]:
    """Package -> versions that the lock names."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^ ;\\]+)", read(lock), re.MULTILINE):
        found.setdefault(distribution(name), []).append(version)
    return found


def test_every_make_target_is_explained_by_make_help():
    targets = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE))
    shown = subprocess.run(["make", "--no-print-directory"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert set(re.findall(r"^  make ([a-z-]+) +\S", shown.stdout, re.MULTILINE)) == targets
    assert set(re.findall(r"^\.PHONY: ([a-z-]+)$", MAKEFILE, re.MULTILINE)) == targets


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_gives_each_package_one_version_with_hashes(lock):
    pins = re.split(r"^(?=[\w.-]+==)", read(lock), flags=re.MULTILINE)[1:]
    assert [pin.partition(" ")[0] for pin in pins if "--hash=sha256:" not in pin] == []
    assert {name: versions for name, versions in locked(lock).items() if len(versions) > 1} == {}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_and_no_folder(lock):
    assert re.findall(r"\S*(?:https?:|file:|--index|--find-links| /)\S*", read(lock)) == []


def test_what_is_tested_is_what_runs():
    runtime, test = (locked(lock) for lock in LOCKS)
    assert {name: test.get(name) for name in runtime} == runtime


def test_the_locks_cover_what_the_project_asks_for():
    groups = PROJECT["dependency-groups"]
    asked = {distribution(name) for name in PROJECT["project"]["dependencies"] + groups["build"]}
    assert asked - set(locked("requirements.lock")) == set()
    assert {distribution(name) for name in groups["test"]} - set(locked("requirements-test.lock")) == set()
    assert {distribution(name) for name in PROJECT["build-system"]["requires"]} <= asked


def test_mkdocs_stays_below_2():
    assert locked("requirements.lock")["mkdocs"][0].startswith("1.")


def test_every_package_the_generator_imports_is_declared_and_explained():
    owners = packages_distributions()
    declared = {distribution(name) for name in PROJECT["project"]["dependencies"]}
    used = {
        imported.split(".")[0]
        for name, path in modules().items()
        for imported in imports(name, path)
        if imported.split(".")[0] not in sys.stdlib_module_names | {PACKAGE, ""}
    }
    unowned = used - set(owners)
    assert unowned == set(), "imported, but no installed package has it"
    needed = {distribution(owners[name][0]) for name in used}
    assert {PART_OF.get(name, name) for name in needed} - declared == set()
    rows = markdown_table(REPOSITORY / "ARCHITECTURE.md", "package")
    explained = {distribution(package) for package, reason in rows if reason}
    assert declared <= explained <= declared | set(PART_OF)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_pins_every_action_to_a_commit_and_keeps_no_credentials(workflow):
    text = workflow.read_text(encoding="utf-8")
    actions = re.findall(r"uses: (?!\$/)(.+)", text)
    assert actions
    assert [action for action in actions if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)] == []
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_strangers_proposal_runs_with_no_secret_and_no_right_to_write(workflow):
    text = workflow.read_text(encoding="utf-8")
    assert not re.search(r"pull_request_target|workflow_run|secrets[.:]|issue_comment", text)
    assert re.search(r"^permissions: {}$", text, re.MULTILINE)
    if "pull_request:" in text:
        assert set(re.findall(r"^ +([a-z-]+): (?:write|read)\b", text, re.MULTILINE)) == {"contents"}
        assert "write" not in re.findall(r"^ +[a-z-]+: (write|read)\b", text, re.MULTILINE)


def test_only_the_deploying_job_may_write_and_it_runs_nothing_of_ours():
    before, deploy = read(".github/workflows/main.yml").split("\n  deploy:\n")
    deploy, ledger = deploy.split("\n  ledger:\n")
    assert ": write" not in before + ledger
    assert "run:" not in deploy
    assert "actions/checkout" not in deploy


def test_zizmor_finds_nothing_in_the_workflows():
    assert run_tool("zizmor", "--offline", "--no-progress", "--persona", "pedantic", ".github") == ""


def test_the_linter_finds_nothing():
    assert run_tool("ruff", "check", "--output-format", "concise", ".") == ""


def test_the_formatter_has_nothing_to_change():
    assert run_tool("ruff", "format", "--check", "--quiet", ".") == ""


def test_the_type_checker_finds_nothing():
    assert run_tool("mypy", "--no-error-summary") == ""


def test_ci_runs_the_readmes_test_command():
    assert "make test" in read(".ci/run")
    assert "make test" in read("README.md")


def test_security_md_prints_every_limit():
    from generator.records.source.limits import LIMITS
    from generator.render.media.photos import LIMITS as PHOTO
    from generator.tools.hub import files as hub_files

    enforced = {name: limit.value for name, limit in LIMITS.items()} | {
        "photo file": PHOTO.max_bytes,
        "photo pixels": PHOTO.max_pixels,
        "photo pixels, WebP or progressive": PHOTO.max_held_pixels,
        "photo side": PHOTO.max_side,
        "photo scans": PHOTO.max_scans,
    }
    assert len(enforced) == len(LIMITS) + len(asdict(PHOTO))
    enforced |= {"hub file": hub_files.LARGEST, "hub values": hub_files.MOST_VALUES, "hub depth": hub_files.DEEPEST}
    printed = markdown_table(REPOSITORY / "SECURITY.md", "limit")
    assert {name: value for name, value, *_ in printed} == {name: f"{value:,}" for name, value in enforced.items()}
