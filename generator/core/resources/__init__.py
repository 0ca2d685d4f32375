"""The one way to a packaged file: the theme, the lock, the defaults and the files that lie beside a module.

In a checkout the theme and the lock lie at the top; in a wheel the build backend puts them inside the package
(`[tool.hatch.build.targets.wheel.force-include]` in pyproject.toml).
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parents[2]
"""The folder of the package `generator`."""

DEFAULTS = Path(__file__).resolve().parent / "defaults"
"""Registers that a province gets when it has none of its own, and the gazetteers it may ask for."""


def _from_top(name: str) -> Path:
    packaged = PACKAGE / name
    return packaged if packaged.exists() else PACKAGE.parent / name


THEME = _from_top("theme")
"""Our page, the templates of records and the assets."""

LOCK = _from_top("requirements.lock")
"""Exact versions, with hashes, of every package that kheo needs."""


def beside(module_file: str, *names: str) -> Path:
    """The path of a packaged file that lies beside a module; module_file: the module's `__file__`."""
    return Path(module_file).resolve().parent.joinpath(*names)


def read_toml(path: Path) -> dict[str, Any]:
    """A packaged TOML file as a table. Raises OSError where the package is incomplete."""
    return tomllib.loads(path.read_text(encoding="utf-8"))
