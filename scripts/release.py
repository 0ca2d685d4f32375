"""Hold a tag to the version, the changelog and a clean tree, then print the changelog's section. Use: release.py v0.2.0."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path


def section(changelog: str, version: str) -> str | None:
    """What the changelog says of a version, without its heading; None where it says nothing."""
    found = re.search(
        rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL
    )
    return found[1].strip() or None if found else None


def faults(root: Path, tag: str) -> list[str]:
    """Why the tree at `root` may not be released as `tag`."""
    code = (root / "generator/__init__.py").read_text(encoding="utf-8")
    version = re.findall(r'^__version__ = "(.+)"$', code, re.MULTILINE)[0]
    found = []
    if tag != f"v{version}":
        found.append(f"The tag is {tag}, generator/__init__.py says {version}: the tag must be v{version}.")
    if section((root / "CHANGELOG.md").read_text(encoding="utf-8"), version) is None:
        found.append(f"CHANGELOG.md has no section “## [{version}] - YYYY-MM-DD” with something in it.")
    command = ["git", "status", "--porcelain"]
    dirty = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout  # noqa: S603
    if dirty:
        found.append(f"The tree has changes that no commit holds:\n{dirty.rstrip()}")
    return found


def main() -> None:
    """Print the section, or every fault, and exit 1."""
    root, tag = Path.cwd(), sys.argv[1]
    found = faults(root, tag)
    if found:
        sys.exit("\n".join(found))
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    sys.stdout.write(f"{section(changelog, tag.removeprefix('v'))}\n")


if __name__ == "__main__":
    main()
