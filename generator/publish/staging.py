"""Write the next release beside the target and, once it is whole and verified, swap it in; the previous one is removed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from generator.core.workers import in_background
from generator.publish.addresses import AddressBook, file_path
from generator.publish.errors import PublishError, first_ten, guarded
from generator.publish.leftovers import (
    discard,
    previous_path,
    remove_leftovers,
    restore_target,
    staging_path,
)
from generator.publish.link_table import LinkTable
from generator.publish.manifest import (
    LITTER,
    foreign_files,
    list_files,
    manifest,
    mark,
    refuse_foreign,
    write_manifest,
)
from generator.publish.swap import swap
from generator.publish.verify import BrokenLink, MapLike, require_complete, verify_links
from generator.publish.writing import Written, write_files, write_hashed


class Published(NamedTuple):
    """What `commit` did: number of files, their bytes, those of the largest, SHA-256 of the manifest, folders beside the target that could not be removed, and the
    broken links it was told to bear.
    """

    files: int
    size: int
    largest: int
    listed: str
    leftovers: tuple[Path, ...]
    broken: tuple[BrokenLink, ...] = ()


class Staging:
    """The release being written; `root` is its folder. Made by `open_staging` only. links: of the files registered so far."""

    def __init__(self, target: Path, shown: str, root: Path, version: str, leftovers: list[Path]) -> None:
        self.root = root
        self.links = LinkTable()
        self._target = target
        self._shown = shown
        self._version = version
        self._book = AddressBook()
        self._files: dict[str, Written] = {}
        self._folders: set[str] = {""}
        self._leftovers = leftovers

    @property
    def paths(self) -> list[str]:
        """The files registered so far, sorted."""
        return sorted(self._files)

    @property
    def writer(self) -> Callable[[Iterable[tuple[str, bytes]]], list[Written]]:
        """`write_files` below this release: safe in several processes at once, which then `register` the result."""
        return partial(write_files, self.root, made=self._folders)

    def write_hashed(self, path: str, digest: str, data: bytes) -> Written:
        """`write_hashed` below this release; otherwise as `writer`."""
        return write_hashed(self.root, path, digest, data, self._folders)

    def write(self, address: str, data: bytes) -> None:
        """Write one address; raises PublishError as `write_files` does, KH904 with both names."""
        path = file_path(address)
        self._book.claim(path)
        (written,) = self.writer([(path, data)])
        self._files[path] = written
        self.links.add_file(path, data)

    def register(self, written: Iterable[Written], links: LinkTable | None = None) -> None:
        """Take over what worker processes wrote with `write_files`; raises PublishError KH904.

        `links`: the links of these files, so far as they are known; the others are read by `commit`.
        """
        for file in written:
            self._book.claim(file.path)
            self._files[file.path] = file
        if links is not None:
            self.links.merge(links)

    def add_tree(self, folder: Path, skip: frozenset[str] = frozenset()) -> None:
        """Copy the files of a rendered folder, except the paths in `skip`, in path order.

        Raises PublishError KH915 for a link, device or pipe, and whatever `write` raises.
        """
        with guarded(folder):
            found = sorted(list_files(folder), key=lambda item: item[0])
        for path, entry in found:
            if path in skip or entry.name in LITTER:
                continue
            with guarded(path):
                if not entry.is_file(follow_symlinks=False):
                    raise PublishError("KH915", {"path": path})
                data = Path(entry.path).read_bytes()
            self.write(path, data)

    def commit(
        self,
        base_path: str = "/",
        site_url: str = "",
        scan: MapLike = map,
        *,
        bear_broken_links: bool = False,
        forked: bool = False,
    ) -> Published:
        """Verify files and links, write the manifest, swap the release in, remove the previous one. Once only.

        `base_path` and `site_url` as in `verify_links`; `scan` may be a process pool's `map`. With
        `bear_broken_links` these are returned, not raised: where a record fell out, links to it have nowhere to go.
        `forked`: files may be looked at in another process while links are.
        Raises PublishError:
        KH909 incomplete, KH910 broken links (`broken` holds them all), KH901, KH905, KH906, KH907;
        then nothing has changed.
        """
        with guarded(self._shown):
            sizes = {path: file.size for path, file in self._files.items()}
            with in_background(partial(require_complete, self.root, sizes), forked=forked):
                broken = verify_links(self.root, self._files, base_path, site_url, scan, self.links)
                digests = {path: file.sha256 for path, file in self._files.items()}
                listed = manifest(self._version, digests)
        if broken and not bear_broken_links:
            shown = first_ten([f"{link.page} -> {link.href}" for link in broken])
            raise PublishError("KH910", {"count": str(len(broken)), "links": shown}, tuple(broken))
        with guarded(self._shown):
            # Only now: a folder whose manifest is complete counts as a release that may be put back.
            write_manifest(self.root, listed)
            self._swap()
        if not discard(self.root):
            self._leftovers.append(self.root)
        of_files = sizes.values()
        return Published(
            len(sizes),
            sum(of_files),
            max(of_files, default=0),
            hashlib.sha256(listed).hexdigest(),
            tuple(self._leftovers),
            tuple(broken),
        )

    def _swap(self) -> None:
        previous = previous_path(self._target)
        refuse_foreign(self._target, self._shown)
        replaced = swap(self.root, self._target, previous)
        # A file may have been dropped in between the look and the swap: then everything goes back.
        foreign = foreign_files(self.root) if replaced else []
        if foreign:
            swap(self.root, self._target, previous)
            values = {"path": self._shown, "count": str(len(foreign)), "files": first_ten(foreign)}
            raise PublishError("KH901", values)


@contextmanager
def open_staging(
    target: Path,
    wait: bool = True,
    on_wait: Callable[[], None] | None = None,
    version: str = "",
) -> Iterator[Staging]:
    """Hold the target's lock (`.<name>.lock` beside it) and a staging folder; leaving without commit removes it.

    While another build holds the lock: `on_wait` is called once and we wait, or with `wait=False` PublishError KH908.
    Raises PublishError KH901 (the target holds files we did not make), KH902 (it is not a real folder), KH905-KH907.
    """
    shown = str(target)
    target = Path(os.path.abspath(target))  # noqa: PTH100 - resolve() would follow a link put in its place
    if target.is_symlink() or not target.name or (target.exists() and not target.is_dir()):
        raise PublishError("KH902", {"path": shown})
    with guarded(shown):
        target.parent.mkdir(parents=True, exist_ok=True)
    with _locked(target, shown, wait, on_wait):
        root = staging_path(target)
        try:
            with guarded(shown):
                restore_target(target)
                leftovers = remove_leftovers(target)
                refuse_foreign(target, shown)
                root.mkdir()
                mark(root)
            yield Staging(target, shown, root, version, leftovers)
        finally:
            discard(root)


@contextmanager
def _locked(target: Path, shown: str, wait: bool, on_wait: Callable[[], None] | None) -> Iterator[None]:
    lock = FileLock(target.with_name(f".{target.name}.lock"))
    with guarded(shown):
        try:
            lock.acquire(timeout=0)
        except Timeout as busy:
            if not wait:
                raise PublishError("KH908", {"path": shown}) from busy
            if on_wait is not None:
                on_wait()
            lock.acquire(poll_interval=0.05)
    try:
        yield
    finally:
        lock.release()
