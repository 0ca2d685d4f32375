"""Write the next generation beside the target and, once it is whole and verified, swap it in.

What has not changed is carried over from the standing generation: a file has a name in both, its bytes lie there once.
The generation before stays as a spare, for the next one to be made from it by what differs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from generator.core.workers import in_background
from generator.publish.addresses import AddressBook, file_path
from generator.publish.asked import Asked
from generator.publish.carrying import bring, take_out
from generator.publish.errors import PublishError, first_ten, guarded
from generator.publish.leftovers import (
    discard,
    kept_path,
    remove_leftovers,
    restore_target,
    spare_path,
    staging_path,
)
from generator.publish.manifest import (
    LITTER,
    foreign_files,
    list_files,
    manifest,
    mark,
    refuse_foreign,
    write_manifest,
)
from generator.publish.standing import TOUCHED, Look, Untouched, as_it_was, untouched
from generator.publish.swap import swap
from generator.publish.verify import BrokenLink, MapLike, require_complete, verify_links
from generator.publish.writing import Written, write_files


class Published(NamedTuple):
    """What `commit` did: number of files, their bytes, folders beside the target that could not be removed, and the
    broken links it was told to bear.
    """

    files: int
    size: int
    leftovers: tuple[Path, ...]
    broken: tuple[BrokenLink, ...] = ()


class Staging:
    """The generation being written; `root` is its folder. Made by `open_staging` only.

    standing: path -> SHA-256 of the files of the generation that stands, which may be carried over; none where that is
    not whole and untouched, or nothing shall be carried.
    """

    def __init__(
        self,
        target: Path,
        shown: str,
        root: Path,
        version: str,
        leftovers: list[Path],
        standing: Untouched,
        held: Mapping[str, str],
    ) -> None:
        self.root = root
        self.standing = standing.files
        self._seen = standing
        self._held = held
        self._carries = False
        self._target = target
        self._shown = shown
        self._version = version
        self._book = AddressBook()
        self._files: dict[str, Written] = {}
        self._folders: set[str] = {""}
        self._leftovers = leftovers
        self._asked = Asked()

    @property
    def paths(self) -> list[str]:
        """The files registered so far, sorted."""
        return sorted(self._files)

    @property
    def asked(self) -> Asked:
        """The links of the files registered so far."""
        return self._asked

    @property
    def writer(self) -> Callable[[Iterable[tuple[str, bytes]]], list[Written]]:
        """`write_files` below this generation: safe in several processes at once, which then `register` the result."""
        return partial(write_files, self.root, made=self._folders, held=self._held)

    def carry(self, files: Sequence[Written], asked: Asked) -> None:
        """Take over files of the standing generation; `asked`: the links of that one. Raises PublishError KH904."""
        paths = [file.path for file in files]
        self._carries = self._carries or bool(paths)
        with guarded(self._shown):
            other = [file.path for file in files if self._held.get(file.path) != file.sha256]
            bring(self._target, self.root, other, self._folders, self._held)
        self.register(files, asked.of(paths))

    def write(self, address: str, data: bytes) -> None:
        """Write one address; raises PublishError as `write_files` does, KH904 with both names."""
        path = file_path(address)
        self._book.claim(path)
        (written,) = self.writer([(path, data)])
        self._files[path] = written
        self._asked.add_whole(path, data)

    def register(self, written: Iterable[Written], asked: Asked | None = None) -> None:
        """Take over what worker processes wrote with `write_files`; raises PublishError KH904.

        `asked`: the links of these files, so far as they are known; the others are read by `commit`.
        """
        for file in written:
            self._book.claim(file.path)
            self._files[file.path] = file
        if asked is not None:
            self._asked.merge(asked)

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
        """Verify files and links, write the manifest, swap the generation in, remove the old one. Once only.

        `base_path` and `site_url` as in `verify_links`; `scan` may be a process pool's `map`. With
        `bear_broken_links` these are returned, not raised: where a record fell out, links to it have nowhere to go.
        `forked`: files may be looked at in another process while links are. Raises PublishError:
        KH909 incomplete, KH910 broken links (`broken` holds them all), KH901, KH905, KH906, KH907;
        then nothing has changed.
        """
        with guarded(self._shown):
            take_out(self.root, self._held.keys() - self._files.keys())
            sizes = {path: file.size for path, file in self._files.items()}
            with in_background(partial(require_complete, self.root, sizes), forked=forked):
                broken = verify_links(self.root, self._files, base_path, site_url, scan, self._asked)
                digests = {path: file.sha256 for path, file in self._files.items()}
                listed = manifest(self._version, digests)
        if broken and not bear_broken_links:
            shown = first_ten([f"{link.page} -> {link.href}" for link in broken])
            raise PublishError("KH910", {"count": str(len(broken)), "links": shown}, tuple(broken))
        with guarded(self._shown):
            # Only now: a folder whose manifest is complete counts as a generation that may be put back.
            write_manifest(self.root, listed)
            self._swap()
        self._put_away()
        size = sum(file.size for file in self._files.values())
        return Published(len(self._files), size, tuple(self._leftovers), tuple(broken))

    def _put_away(self) -> None:
        """The generation before: a spare where the next one may be much like this one, else nothing."""
        kept = kept_path(self._target)
        if self._carries and os.path.lexists(self.root) and not os.path.lexists(kept):
            self.root.rename(kept)
        elif not discard(self.root):
            self._leftovers.append(self.root)

    def _swap(self) -> None:
        spare = spare_path(self._target)
        if not self.standing:
            refuse_foreign(self._target, self._shown)
        replaced = swap(self.root, self._target, spare)
        # A file may have been dropped in between the look and the swap: then everything goes back.
        foreign = foreign_files(self.root) if replaced and not as_it_was(self.root, self._seen) else []
        if foreign:
            swap(self.root, self._target, spare)
            values = {"path": self._shown, "count": str(len(foreign)), "files": first_ten(foreign)}
            raise PublishError("KH901", values)


@contextmanager
def open_staging(
    target: Path,
    wait: bool = True,
    on_wait: Callable[[], None] | None = None,
    version: str = "",
    *,
    carrying: bool = False,
    look: Look = untouched,
) -> Iterator[Staging]:
    """Hold the target's lock (`.<name>.lock` beside it) and a staging folder; leaving without commit removes it.

    carrying: whether files of the standing generation may be carried over; then the folder may be the spare one.
    look: `untouched`, or what looked beforehand.

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
                standing = look(target) if carrying else TOUCHED
                if not standing.files:
                    refuse_foreign(target, shown)
                held = _take_spare(target, root, look) if standing.files else {}
                kept = kept_path(target)
                if os.path.lexists(kept) and not discard(kept):
                    leftovers.append(kept)
                root.mkdir(exist_ok=bool(held))
                mark(root)
            yield Staging(target, shown, root, version, leftovers, standing, held)
        finally:
            discard(root)


def _take_spare(target: Path, root: Path, look: Look) -> Mapping[str, str]:
    """Make the spare generation the staging folder, if it is whole and untouched; its files as path -> SHA-256."""
    kept = kept_path(target)
    held = look(kept).files
    if held:
        kept.rename(root)
    return held


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
