"""kheo as its users have it: the wheel, installed with hashes into an environment they may not write to."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from source_tree import REPOSITORY

NOBODY = 65534


@dataclass(frozen=True)
class Installed:
    """Where the command lies, the wheel it came from, and a folder that its user owns."""

    bin: Path
    wheel: Path
    sdist: Path
    home: Path

    def popen(self, *arguments: str | Path, cwd: Path, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
        """Start `kheo ARGUMENTS` as the ordinary user, with no home, no network proxy and nothing of ours on the path."""
        environment = {"PATH": f"{self.bin}:/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8", "NO_COLOR": "1"}
        return subprocess.Popen(
            [str(argument) for argument in arguments],
            cwd=cwd,
            env=environment | (env or {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            **as_user(),
        )

    def run(
        self, *arguments: str | Path, cwd: Path, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end; no traceback may reach the user."""
        with self.popen(*arguments, cwd=cwd, env=env) as process:
            out, err = process.communicate(timeout=180)
        assert "Traceback" not in out + err, err
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def folder(self, name: str) -> Path:
        """A new empty folder that belongs to the user."""
        path = self.home / name
        path.mkdir()
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)
        return path


def as_user() -> dict[str, Any]:
    """Arguments of subprocess that give up root for an ordinary user; none where the tests have no such right."""
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}


def build_packages(folder: Path) -> tuple[Path, Path]:
    """(wheel, source package) of the repository; the wheel is made from the unpacked source package."""
    _hatchling(REPOSITORY, "sdist", folder)
    (sdist,) = folder.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "source", filter="data")
    (source,) = (folder / "source").iterdir()
    _hatchling(source, "wheel", folder)
    (wheel,) = folder.glob("*.whl")
    return wheel, sdist


def _hatchling(source: Path, target: str, folder: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)


def requirements(wheel: Path) -> str:
    """The lock with kheo itself, every line with its hash."""
    version = wheel.name.split("-")[1]
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"{(REPOSITORY / 'requirements.lock').read_text('utf-8')}kheo=={version} --hash=sha256:{digest}\n"


def install(folder: Path) -> Installed:
    """Build and install below `folder`, which everybody may enter."""
    wheel, sdist = build_packages(folder)
    (folder / "requirements.txt").write_text(requirements(wheel), "utf-8")
    subprocess.run([_python(), "-m", "venv", folder / "env"], check=True)
    pip = [str(folder / "env/bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    wanted = ["--require-hashes", "--find-links", str(folder), "--requirement", str(folder / "requirements.txt")]
    subprocess.run([*pip, *wanted], check=True, capture_output=True)
    _forbid_writing(folder / "env")
    (folder / "home").mkdir()
    return Installed(folder / "env/bin", wheel, sdist, folder / "home")


@contextmanager
def installation() -> Iterator[Installed]:
    """An installation that lives as long as the body: in memory where possible, for it has 15,000 small files."""
    memory = Path("/dev/shm")  # noqa: S108 - a name of our own is made below it
    usable = os.access(memory, os.W_OK) and not os.statvfs(memory).f_flag & os.ST_NOEXEC
    folder = Path(tempfile.mkdtemp(prefix="kheo-installed-", dir=memory if usable else None))
    folder.chmod(0o755)
    try:
        yield install(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _forbid_writing(folder: Path) -> None:
    """Take the right to write away; as root, whose folder it stays, the ordinary user has none."""
    if os.geteuid() != 0:
        for path in folder.rglob("*"):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode & ~0o222)


def _python() -> str:
    """A Python that the ordinary user may run: root's own may lie in root's home."""
    for candidate in (sys.executable, shutil.which("python3", path="/usr/local/bin:/usr/bin:/bin")):
        if candidate is not None:
            real = str(Path(candidate).resolve())
            asked = [real, "-c", "import sys, ensurepip; sys.exit(sys.version_info < (3, 11))"]
            try:
                if subprocess.run(asked, check=False, capture_output=True, **as_user()).returncode == 0:
                    return real
            except PermissionError:
                continue
    raise FileNotFoundError("no Python 3.11 that an ordinary user may run")
