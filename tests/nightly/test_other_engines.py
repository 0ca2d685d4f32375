"""The way out of Material and mkdocs, rehearsed every night: three other engines give the frames that our plugin gives.

The steps and their days: "Leaving Material" in ARCHITECTURE.md.
"""

from __future__ import annotations

import html
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest
from other_engines import render, write_project
from whole_sites import REPOSITORY

from generator.app.mkdocs_plugin import mkdocs_engine
from generator.pipeline.check import check_site
from generator.render.frames import frame_addresses
from generator.showcase import Showcase, arrange

pytestmark = pytest.mark.nightly
ADDRESS = "https://danvan.example.vn/"
FRAMES = {f"{address}index.html" for address in frame_addresses().values()}


@pytest.fixture(scope="module")
def showcase() -> Showcase:
    return arrange(check_site(REPOSITORY).records)


@pytest.fixture(scope="module")
def ours(showcase: Showcase, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What mkdocs gives with our plugin and Material, as every build asks for it."""
    folder = tmp_path_factory.mktemp("ours")
    mkdocs_engine(REPOSITORY / "mkdocs.yml", ADDRESS)(showcase, folder)
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("index.html")}


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of the other engines, installed with hashes."""
    folder = tmp_path_factory.mktemp("engines")
    venv.create(folder, with_pip=True)
    lock = REPOSITORY / "tests/nightly/engines.lock"
    pip = [folder / "bin/python", "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock]
    subprocess.run(pip, check=True, capture_output=True)
    return folder / "bin"


def rendered(command: list[str | Path], showcase: Showcase, folder: Path) -> dict[str, str]:
    pages = {path.stem: path.read_text("utf-8") for path in (REPOSITORY / "content/pages").glob("*.md")}
    write_project(folder, showcase, ADDRESS, pages)
    return render(command, folder)


def differing_frames(
    found: dict[str, str], ours: dict[str, str], read: Callable[[str], str] = lambda page: page
) -> list[str]:
    """The frames that are not the same, once read."""
    assert len(FRAMES) == 32
    return sorted(name for name in FRAMES if read(found.get(name, "")) != read(ours[name]))


def test_mkdocs_alone_without_material_and_without_our_plugin(showcase, ours, tmp_path: Path) -> None:
    found = rendered([Path(sys.executable).with_name("mkdocs"), "build", "--quiet"], showcase, tmp_path)
    assert differing_frames(found, ours) == []


def test_properdocs(showcase, ours, engines: Path, tmp_path: Path) -> None:
    command: list[str | Path] = [engines / "properdocs", "build", "--quiet", "--config-file", "mkdocs.yml"]
    assert differing_frames(rendered(command, showcase, tmp_path), ours) == []


def test_zensical(showcase, ours, engines: Path, tmp_path: Path) -> None:
    found = rendered([engines / "zensical", "build", "--config-file", "mkdocs.yml"], showcase, tmp_path)
    # It writes "/" as "&#x2f;" in attributes, which browsers read the same.
    assert differing_frames(found, ours, html.unescape) == []
    # What else differs on hand-written pages: it colours
    # code, takes links to pages it does not know for links to files, and does not know the front page.
    hand_written = {name for name in found if name not in FRAMES}
    assert len(hand_written) == 8
    folder = tmp_path / "again"
    folder.mkdir()
    mkdocs = rendered([Path(sys.executable).with_name("mkdocs"), "build", "--quiet"], showcase, folder)
    differing = {name for name in hand_written if html.unescape(found[name]) != html.unescape(mkdocs[name])}
    assert differing == {f"{name}index.html" for name in ("", "dong-gop/", "gioi-thieu/", "quy-trinh/")}
