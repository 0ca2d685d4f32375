"""Know which tasks would make what the standing generation already holds, and make the others only.

After a build the cache keeps, for each task, a digest of what it hung on and the files it made. A task is passed over
when the digest is the same and its files stand, untouched, in the generation that is there now.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.pipeline.keeping import Keeping
from generator.publish import Asked, Written
from generator.render.pages import Task

_DIGEST = 16
"""Bytes of a task's digest: of a million tasks no two are alike by chance."""


@dataclass(slots=True)
class Made:
    """What tasks made. standing: path -> SHA-256 of the generation that stands.

    asked: the links of all files of the build before; notes: what else is known of a task, by its digest.
    """

    keeping: Keeping
    standing: Mapping[str, str]
    asked: Asked
    before: Mapping[bytes, tuple[Written, ...]] = field(default_factory=dict)
    notes: Mapping[bytes, Any] = field(default_factory=dict)
    now: dict[bytes, tuple[Written, ...]] = field(default_factory=dict)
    noted: dict[bytes, Any] = field(default_factory=dict)

    @classmethod
    def recalled(cls, keeping: Keeping, standing: Mapping[str, str], site_url: str) -> Made:
        """What the last build made."""
        before, asked, notes = (keeping.get("made") if standing else None) or ({}, Asked(site_url), {})
        return cls(keeping, standing, asked, before, notes)

    def split(self, tasks: Iterable[Task]) -> tuple[list[Written], list[tuple[bytes, Task]]]:
        """(files that stand already, the tasks to be made with their digests; b"" for one that is always made)."""
        carried: list[Written] = []
        fresh: list[tuple[bytes, Task]] = []
        for task in tasks:
            digest = self.digest(task.on)
            files = self.stands(digest)
            if files is None:
                fresh.append((digest, task))
            else:
                carried += files
        return carried, fresh

    def stands(self, digest: bytes) -> tuple[Written, ...] | None:
        """The files a task of this digest made, where all of them stand; None where it must be made."""
        files = self.before.get(digest)
        if files is None or not all_stand(files, self.standing):
            return None
        self.now[digest] = files
        return files

    def note(self, digests: Iterable[bytes], files: Iterable[Sequence[Written]]) -> None:
        """Remember what fresh tasks made."""
        if self.keeping:
            self.now.update((digest, tuple(made)) for digest, made in zip(digests, files, strict=True) if digest)

    def save(self, asked: Asked) -> None:
        """Keep it for the next build. asked: the links of all files that stand now."""
        self.keeping.put("made", (self.now, asked, self.noted))

    def digest(self, on: tuple[str, ...] | None) -> bytes:
        """The digest of what a task hangs on; b"" for one that is always made."""
        if on is None or not self.keeping:
            return b""
        return hashlib.blake2b("\0".join(on).encode(), digest_size=_DIGEST).digest()


def all_stand(files: Iterable[Written], standing: Mapping[str, str]) -> bool:
    """Whether these very files are in the generation that stands, given as path -> SHA-256."""
    return all(standing.get(file.path) == file.sha256 for file in files)
