"""Write the next generation beside the target and, once it is whole and verified, swap it in."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from generator.publish.addresses import AddressBook, file_path
from generator.publish.asked import Asked
from generator.publish.errors import PublishError, first_ten, guarded
from generator.publish.leftovers import discard, remove_leftovers, restore_target, spare_path, staging_path
from generator.publish.manifest import LITTER, foreign_files, list_files, mark, refuse_foreign, write_manifest
from generator.publish.swap import swap
from generator.publish.verify import BrokenLink, MapLike, require_complete, verify_links


class Written(NamedTuple):
    """One file of a generation: path below its root, SHA-256 in hex, size in bytes."""

    path: str
    sha256: str
    size: int


class Published(NamedTuple):
    """What `commit` did: number of files, their bytes, folders beside the target that could not be removed, and the
    broken links it was told to bear.
    """

    files: int
    size: int
    leftovers: tuple[Path, ...]
    broken: tuple[BrokenLink, ...] = ()


def write_files(
    root: Path, files: Iterable[tuple[str, bytes]], made: set[str] | None = None
) -> list[Written]:
    """Write (address, bytes) pairs below `root`; safe in several processes at once, which then `register` the result.

    `made` keeps the folders already there from one call to the next. Raises PublishError: KH903, KH904 (somebody
    wrote that file already), KH905, KH906, KH907.
    """
    folders = set() if made is None else made
    written = []
    base = str(root)
    for address, data in files:
        path = file_path(address)
        try:
            _write_file(base, path, data, folders)
        except OSError:
            with guarded(path):
                raise
        written.append(Written(path, hashlib.sha256(data).hexdigest(), len(data)))
    return written


def _write_file(root: str, path: str, data: bytes, folders: set[str]) -> None:
    try:
        folder = path.rpartition("/")[0]
        if folder not in folders:
            _make_folder(root, folder, folders)
        # O_EXCL: a file system that ignores letter case would otherwise let one page overwrite another.
        handle = os.open(f"{root}/{path}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except (FileExistsError, NotADirectoryError) as error:
        raise PublishError("KH904", {"first": path, "second": path}) from error
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)


def _make_folder(root: str, folder: str, made: set[str]) -> None:
    """Make a folder with those above it; another process may be doing the same."""
    above = folder.rpartition("/")[0]
    if above and above not in made:
        _make_folder(root, above, made)
    whole = f"{root}/{folder}"
    try:
        os.mkdir(whole)  # noqa: PTH102 - a Path costs more than the call
    except FileExistsError:
        if not os.path.isdir(whole):  # noqa: PTH112 - as above
            raise
    made.add(folder)


class Staging:
    """The generation being written; `root` is its folder. Made by `open_staging` only."""

    def __init__(self, target: Path, shown: str, root: Path, version: str, leftovers: list[Path]) -> None:
        self.root = root
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

    def write(self, address: str, data: bytes) -> None:
        """Write one address; raises PublishError as `write_files` does, KH904 with both names."""
        path = file_path(address)
        self._book.claim(path)
        (written,) = write_files(self.root, [(path, data)], self._folders)
        self._files[path] = written
        self._asked.add_whole(path, data)

    def register(self, written: Iterable[Written], asked: Asked | None = None) -> None:
        """Take over what worker processes wrote with `write_files`; raises PublishError KH904.

        `asked`: the links of these files, so far as they are known; the others are read by `commit`.
        """
        for path, sha256, size in written:
            self._book.claim(path)
            self._files[path] = Written(path, sha256, size)
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
        self, base_path: str = "/", site_url: str = "", scan: MapLike = map, *, bear_broken_links: bool = False
    ) -> Published:
        """Verify files and links, write the manifest, swap the generation in, remove the old one. Once only.

        `base_path` and `site_url` as in `verify_links`; `scan` may be a process pool's `map`. With
        `bear_broken_links` these are returned, not raised: where a record fell out, links to it have nowhere to go.
        Raises PublishError:
        KH909 incomplete, KH910 broken links (`broken` holds them all), KH901, KH905, KH906, KH907;
        then nothing has changed.
        """
        with guarded(self._shown):
            require_complete(self.root, {path: file.size for path, file in self._files.items()})
            broken = verify_links(self.root, self._files, base_path, site_url, scan, self._asked)
        if broken and not bear_broken_links:
            shown = first_ten([f"{link.page} -> {link.href}" for link in broken])
            raise PublishError("KH910", {"count": str(len(broken)), "links": shown}, tuple(broken))
        digests = {path: file.sha256 for path, file in self._files.items()}
        with guarded(self._shown):
            # Only now: a folder whose manifest is complete counts as a generation that may be put back.
            write_manifest(self.root, self._version, digests)
            self._swap()
        if not discard(self.root):
            self._leftovers.append(self.root)
        size = sum(file.size for file in self._files.values())
        return Published(len(self._files), size, tuple(self._leftovers), tuple(broken))

    def _swap(self) -> None:
        spare = spare_path(self._target)
        refuse_foreign(self._target, self._shown)
        replaced = swap(self.root, self._target, spare)
        # A file may have been dropped in between the look and the swap: then everything goes back.
        foreign = foreign_files(self.root) if replaced else []
        if foreign:
            swap(self.root, self._target, spare)
            values = {"path": self._shown, "count": str(len(foreign)), "files": first_ten(foreign)}
            raise PublishError("KH901", values)


@contextmanager
def open_staging(
    target: Path, wait: bool = True, on_wait: Callable[[], None] | None = None, version: str = ""
) -> Iterator[Staging]:
    """Hold the target's lock (`.<name>.lock` beside it) and a fresh staging folder; leaving without commit removes it.

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
