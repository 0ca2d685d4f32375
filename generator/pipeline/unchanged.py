"""Know when a build would give what is already published: nothing it read, and nothing it made, has changed since.

After a build the places it read from are remembered, each file with size, times and inode; the next build looks at
these first. Whatever is in doubt (a file as young as the build itself, a plugin we do not know) is built again.
The published folder counts as untouched when it, its list of files and the folders directly in it are: to look at
every file would cost more than many an edit. `--no-cache` builds in any case.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from generator import __version__
from generator.core.cache import Cache
from generator.core.problems import Finding
from generator.core.resources import PACKAGE
from generator.pipeline.signature import Signature, is_settled, signature, signatures

_ENVIRONMENT = re.compile(r"!ENV\s*\[?\s*([^\]\n]*)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build that published told, so that it can be told again. dropped: content files left out."""

    target: str
    findings: tuple[Finding, ...]
    dropped: tuple[str, ...]
    pages: int
    files: int
    size: int
    published: ClassVar[bool] = True
    leftovers: ClassVar[tuple[Path, ...]] = ()

    @property
    def exit_code(self) -> int:
        """0 when all is well (warnings allowed), 1 when there are errors."""
        return int(any(finding.is_error for finding in self.findings))


def request(root: Path, output: Path | None, *ways: object) -> str:
    """The key of one way to build one site; ways: whatever else makes a difference to what is written."""
    return json.dumps([str(root.resolve()), str(output.absolute()) if output else "", *ways])


def remember(cache: Cache, key: str, began: float, sources: Iterable[Path], outcome: Outcome) -> None:
    """Keep what a build that began at `began` (seconds since 1970) read and told.

    sources: every file and folder it read outside the generator itself; a `.yml` file among them may name variables
    of the environment.
    """
    read = sorted({str(path.absolute()) for path in sources})
    signed = signatures([*read, str(PACKAGE)])
    if not all(is_settled(one, began) for one in signed.values()):
        return
    kept = {
        "sources": read,
        "signatures": _listed(signed),
        "environment": _environment(read),
        "made": _made(outcome.target),
        "target": outcome.target,
        "findings": [_plain(finding) for finding in outcome.findings],
        "dropped": outcome.dropped,
        "counts": [outcome.pages, outcome.files, outcome.size],
    }
    cache.put(_key(key), json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def recall(cache: Cache, key: str) -> Outcome | None:
    """What the last build under `key` told, if it would tell and give the same now; None when that is in doubt."""
    data = cache.get(_key(key))
    if data is None:
        return None
    kept: dict[str, Any] = json.loads(data.decode("utf-8", "surrogatepass"))
    if (
        kept["made"] != _made(kept["target"])
        or kept["environment"] != _environment(kept["sources"])
        or kept["signatures"] != _listed(signatures([*kept["sources"], str(PACKAGE)]))
    ):
        return None
    findings = tuple(
        Finding(file, line, column, code, text, tuple((name, value) for name, value in values))
        for file, line, column, code, text, values in kept["findings"]
    )
    return Outcome(kept["target"], findings, tuple(kept["dropped"]), *kept["counts"])


def _key(key: str) -> str:
    return f"unchanged {__version__} {key}"


def _plain(finding: Finding) -> list[Any]:
    return [finding.file, finding.line, finding.column, finding.code, finding.text, finding.values]


def _environment(sources: list[str]) -> dict[str, Any]:
    """What else a build depends on: the interpreter, the packages, and the variables its configuration names."""
    packages = Path(os.__file__).parent / "site-packages"
    folders = [packages, *(Path(entry) for entry in sys.path if entry.endswith("site-packages"))]
    installed = sorted({name for folder in folders for name in _names(folder) if name.endswith(".dist-info")})
    named: dict[str, str | None] = {}
    for source in sources:
        is_config = source.endswith((".yml", ".yaml")) and Path(source).is_file()
        text = Path(source).read_text(encoding="utf-8", errors="replace") if is_config else ""
        for words in _ENVIRONMENT.findall(text):
            named |= {word: os.environ.get(word) for word in re.findall(r"\w+", words)}
    return {"python": sys.version, "packages": installed, "variables": named}


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


def _made(target: str) -> dict[str, list[int]]:
    """The published folder, its list of files, and the folders directly in it."""
    if not Path(target).is_dir():
        return {}
    with os.scandir(target) as entries:
        top = {entry.path: signature(entry.stat(follow_symlinks=False)) for entry in entries}
    return _listed(top | {target: signature(os.lstat(target))})


def _listed(signed: dict[str, Signature]) -> dict[str, list[int]]:
    """Signatures as JSON gives them back."""
    return {path: list(one) for path, one in signed.items()}
