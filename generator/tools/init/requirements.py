"""The lock of a content repository: kheo and all it needs, every version exact and with its hashes."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from generator import __version__
from generator.core.resources import LOCK

_HEAD = "# Phiên bản phần mềm của trang, khóa bằng mã băm. Lệnh kheo viết tệp này; đổi phiên bản: xem tài liệu về nâng cấp.\n"
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Requirements:
    """The text of `requirements.txt`; complete: whether kheo's own hash is in it."""

    text: str
    complete: bool


def is_ours(text: str) -> bool:
    """Whether kheo wrote this lock."""
    return text.startswith(_HEAD.split(";", maxsplit=1)[0])


def locked_requirements() -> Requirements:
    """What installs this very kheo elsewhere. Asks the package index once where nothing here tells kheo's hash."""
    digests = _own_digests()
    if digests:
        own = f"kheo=={__version__} " + " ".join(f"\\\n    --hash=sha256:{digest}" for digest in digests) + "\n"
    else:
        own = (
            f"# Chưa biết mã băm của kheo {__version__} (lúc viết tệp này không có mạng, hoặc kheo chạy từ mã nguồn).\n"
            "# Có mạng thì gõ: kheo init --lock\n"
        )
    return Requirements(f"{_HEAD}{own}{_dependencies()}", bool(digests))


def _dependencies() -> str:
    """The packaged lock less what only builds the package, and less its comments."""
    blocks = re.split(r"^(?=[A-Za-z0-9][\w.-]*==)", LOCK.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    needed = {re.split(r"==", block)[0]: block for block in blocks}
    while unneeded := [name for name, block in needed.items() if not _asked_for(block, set(needed))]:
        for name in unneeded:
            del needed[name]
    lines = "".join(needed.values()).splitlines()
    return "".join(f"{line}\n" for line in lines if not line.lstrip().startswith("#"))


def _asked_for(block: str, names: set[str]) -> bool:
    """Whether kheo itself, or a package that stays, asks for this one; the lock tells it in comments."""
    via = re.findall(r"^ +#   (\S.*)$|^ +# via (\S.*)$", block, re.MULTILINE)
    asking = {one.strip() for pair in via for one in pair if one}
    return "kheo (pyproject.toml)" in asking or bool(asking & names)


def _own_digests() -> list[str]:
    """SHA-256 of kheo's wheel: as pip noted it, else of the one the package index gives; none where neither can tell."""
    try:
        noted = metadata.distribution("kheo").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return []
    if noted is None:
        return _ask_index()
    digest = json.loads(noted).get("archive_info", {}).get("hashes", {}).get("sha256")
    return [digest] if digest else []


def _ask_index() -> list[str]:
    """Have pip fetch this version of kheo alone, and take the hash of what came."""
    with tempfile.TemporaryDirectory(prefix="kheo-") as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
                   "--only-binary", ":all:", "--dest", folder, f"kheo=={__version__}"]  # fmt: skip
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603 - our own arguments
        except (OSError, subprocess.SubprocessError):
            return []
        return [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(Path(folder).glob("*.whl"))]
