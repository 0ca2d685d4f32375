"""Scripts as browsers get them: modules written for people, joined into one classic script without their comments.

From `file://` browsers load no module, and one file is one round trip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const|class)", re.MULTILINE)
_LEFT_OUT = re.compile(r"^[ \t]*//.*\n|^[ \t]+", re.MULTILINE)


def joined(folder: Path, name: str) -> str:
    """The module `name` of a folder with all it imports, each once and before whoever needs it."""
    modules = "".join(_with_imported(folder, name, set()))
    return lean(f"(() => {{\n{modules}}})();\n")


def lean(script: str) -> str:
    """The script without lines of comment and without what stands before each line.

    Line breaks stay, so it means the same as long as no text in it reaches over several lines.
    """
    return _LEFT_OUT.sub("", script)


def _with_imported(folder: Path, name: str, met: set[str]) -> Iterator[str]:
    met.add(name)
    text = (folder / f"{name}.js").read_text(encoding="utf-8")
    for other in _IMPORT.findall(text):
        if other not in met:
            yield from _with_imported(folder, other, met)
    yield _EXPORT.sub("", _IMPORT.sub("", text))
