"""The key of a release: of all its sources. A build that comes to the key of the release in its target has nothing to do.

This module imports little: the answer "nothing changed" must not wait for the modules that build.
"""

from __future__ import annotations

import json
import os
import pickle
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.core.memo import Memo, memo_key
from generator.core.problems import Finding
from generator.core.toolchain import folder_hash, last_change
from generator.publish.manifest import is_untouched

# Seconds by which the clock of a file system may lag behind ours.
_TICK = 0.05
SITE_URL = "KHEO_SITE_URL"
"""The environment variable that gives a site its address where mkdocs.yml gives none."""
_VARIABLES = re.compile(r"!ENV\s*\[?\s*([^\]\n]*)")


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. `published` is False when errors stopped it; then the previous release stays.

    dropped: content files left out, sorted; proposals: those that wait for approval, sorted. size, largest: bytes of all files, and of the largest. seconds: of what was made in parallel -> seconds of processor time.
    unchanged: nothing had to be built. listed: SHA-256 of the manifest.
    """

    target: Path
    findings: tuple[Finding, ...]
    dropped: tuple[str, ...]
    published: bool
    pages: int = 0
    files: int = 0
    size: int = 0
    largest: int = 0
    proposals: tuple[str, ...] = ()
    leftovers: tuple[Path, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    unchanged: bool = False
    listed: str = ""

    @property
    def exit_code(self) -> int:
        """0 when all is well (warnings allowed), 1 when there are errors."""
        return int(any(finding.is_error for finding in self.findings))


@dataclass(frozen=True, slots=True)
class Request:
    """One way to build one site. output: the target, None for the one that the configuration names.

    began: seconds since 1970 before anything was read; content: hash of `content/` then, b"" where it is not known.
    """

    memo: Memo
    root: Path
    output: Path | None
    options: tuple[object, ...]
    began: float
    content: bytes

    @classmethod
    def of(cls, memo: Memo, root: Path, output: Path | None, *options: object) -> Request:
        """Hash the content as it is now. options: those that change the files of a release."""
        began, content = time.time(), b""
        if memo.keeps:
            try:
                content = folder_hash(root / "content")
            except OSError:
                content = b""
        return cls(memo, root, output, options, began, content)

    def finished(self) -> Report | None:
        """What an earlier build reported of the same sources, if its release lies in the target as it was made."""
        known = self.memo.get(self._name()) if self.content else None
        if known is None:
            return None
        key = self._key(json.loads(known))
        data = self.memo.get(memo_key("report", key)) if key else None
        if data is None:
            return None
        report: Report = pickle.loads(data)  # noqa: S301 - sealed by the memo
        return replace(report, unchanged=True) if is_untouched(report.target, report.listed) else None

    def key(self, sources: Iterable[Path]) -> str:
        """The key of the release that is being built; keeps `sources`, the files and folders outside `content/` it reads.

        "" where one of them may have changed since the build began: what was read is then in doubt.
        """
        if not self.content:
            return ""
        paths = sorted({str(path.absolute()) for path in sources})
        self.memo.put(self._name(), json.dumps(paths).encode())
        try:
            changed = max(map(last_change, paths), default=0.0)
        except OSError:
            return ""
        return self._key(paths) if changed < self.began - _TICK else ""

    def finish(self, key: str, report: Report) -> None:
        """Keep the report of a release for `finished`."""
        if key:
            plain = replace(report, leftovers=(), seconds={})
            self.memo.put(memo_key("report", key), pickle.dumps(plain, pickle.HIGHEST_PROTOCOL))

    def _name(self) -> bytes:
        return memo_key("sources", str(self.root.absolute()))

    def _key(self, sources: list[str]) -> str:
        output = str(self.output.absolute()) if self.output else ""
        facts = json.dumps([str(self.root.absolute()), output, *map(str, self.options), _variables(sources)])
        try:
            return memo_key("release", facts, self.content, *map(folder_hash, sources)).hex()
        except OSError:
            return ""


def _variables(sources: list[str]) -> dict[str, str | None]:
    """The environment variables that configuration files name, with their values, and the one they need not name."""
    named: dict[str, str | None] = {SITE_URL: os.environ.get(SITE_URL)}
    for source in sources:
        if source.endswith((".yml", ".yaml")) and Path(source).is_file():
            text = Path(source).read_text(encoding="utf-8", errors="replace")
            for words in _VARIABLES.findall(text):
                named |= {word: os.environ.get(word) for word in re.findall(r"\w+", words)}
    return named
