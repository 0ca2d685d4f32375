"""The content of a site as an earlier commit has it, in a folder of its own; git alone is asked."""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO


class NoEarlierError(Exception):
    """Git cannot give that commit; the text says why."""


@contextmanager
def earlier_site(site: Path, commit: str) -> Iterator[Path]:
    """A folder with `content/` as it was at `commit`; it goes with the context. Raises NoEarlierError."""
    if commit.startswith("-"):
        raise NoEarlierError(f"“{commit}” không phải tên của một lần lưu")
    with tempfile.TemporaryDirectory(prefix="kheo-") as folder, tempfile.TemporaryFile() as archive:
        command = ["git", "-C", str(site), "archive", "--format=tar", commit, "content"]
        try:
            done = subprocess.run(command, stdout=archive, stderr=subprocess.PIPE, check=False)  # noqa: S603 - no shell; not an option
        except OSError as error:
            raise NoEarlierError("máy này chưa có git") from error
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise NoEarlierError(said.splitlines()[-1] if said else "git không đọc được kho")
        archive.seek(0)
        _unpack(archive, Path(folder))
        yield Path(folder)


def _unpack(stream: IO[bytes], folder: Path) -> None:
    """Write the ordinary files of an archive; links and names that lead out of the folder are passed over."""
    with tarfile.open(fileobj=stream) as archive:
        for member in archive:
            name = PurePosixPath(member.name)
            if not member.isfile() or name.is_absolute() or ".." in name.parts:
                continue
            data = archive.extractfile(member)
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data.read() if data else b"")
