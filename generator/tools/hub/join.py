"""Joins published sites: whoever of the processes is free merges keys of their indexes, lists models or copies documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator import __version__
from generator.core.problems import Finding
from generator.core.resources import THEME
from generator.core.vietnamese import fold, sort_key
from generator.core.workers import pool_map
from generator.outputs.search import SITE_SCRIPT, site_script
from generator.publish import LinkTable, Published, Staging, Written, open_staging
from generator.tools.hub.files import HubError, fault
from generator.tools.hub.pages import front_and_feeds, list_pages
from generator.tools.hub.read import HubProvince, read_province
from generator.tools.hub.search import (
    Group,
    document_files,
    document_shares,
    key_ranges,
    merge_range,
    shard_files,
)

READS = ("du-lieu/v1", "feed.json", "tim")
"""Files and folders of a published site that are read; feed.json may be missing."""

_Made = tuple[list[Written], LinkTable]
"""What a process has written, and the links in it."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What was joined: names of the provinces, number of models, what publishing did; what was left out and why, and warnings."""

    provinces: tuple[str, ...]
    models: int
    published: Published
    left_out: tuple[Finding, ...]


class NothingToJoinError(Exception):
    """No province could be joined; `left_out` says why."""

    def __init__(self, left_out: Sequence[Finding]) -> None:
        super().__init__(left_out)
        self.left_out = sorted(left_out)


def join(
    folders: Sequence[Path],
    target: Path,
    name: str,
    site_url: str = "",
    jobs: int = 1,
    told: Callable[[float], None] | None = None,
) -> Joined:
    """Join the published sites in `folders` into `target`. Raises NothingToJoinError, PublishError,
    WorkerDied; then nothing changed.

    name: of the hub. site_url: the hub's whole address ending in "/", or ""; then it has no feeds.
    jobs: processes. told: how much is done, from 0 to 1.

    A province whose files are not as promised is left out and named, and the others are joined without it.
    """
    provinces, left_out = _read(folders, jobs)
    while True:
        if not provinces:
            raise NothingToJoinError(left_out)
        try:
            published = _join(provinces, target, name, site_url, jobs, told)
        except HubError as error:
            left_out.append(error.finding)
            provinces = [one for one in provinces if str(one.folder) != error.folder]
        else:
            break
    left_out += chain.from_iterable(one.left_out for one in provinces)
    names = tuple(one.name for one in provinces)
    return Joined(names, sum(one.models for one in provinces), published, tuple(sorted(set(left_out))))


def _read(folders: Sequence[Path], jobs: int) -> tuple[list[HubProvince], list[Finding]]:
    """The provinces that can be read, by name, and why others cannot; of two that give the same name, the first."""

    def read(at: int) -> HubProvince | HubError:
        try:
            return read_province(folders[at])
        except HubError as error:
            return error

    provinces: list[HubProvince] = []
    left_out: list[Finding] = []
    with pool_map(read, range(len(folders)), jobs if min(jobs, len(folders)) > 1 else 0) as found:
        for one in found:
            if isinstance(one, HubError):
                left_out.append(one.finding)
                continue
            same = next((other for other in provinces if _same(one, other)), None)
            if same is not None:
                left_out.append(fault(one.folder, "", "KH986", one.slug, first=same.folder).finding)
                continue
            alike = next((other for other in provinces if other.prefix == one.prefix), None)
            if alike is not None:
                left_out.append(fault(one.folder, "", "KH987", one.prefix, first=alike.folder).finding)
            provinces.append(one)
    return sorted(provinces, key=lambda one: (sort_key(one.name), one.slug)), left_out


def _same(one: HubProvince, other: HubProvince) -> bool:
    """Whether two sites say that they are of one province, or lie at one address."""
    return one.slug == other.slug or fold(one.name) == fold(other.name) or one.url == other.url


def _join(
    provinces: Sequence[HubProvince],
    target: Path,
    name: str,
    site_url: str,
    jobs: int,
    told: Callable[[float], None] | None,
) -> Published:
    with open_staging(target, version=__version__) as staging:
        _make_large(provinces, name, staging, jobs, told)
        for address, data in chain(front_and_feeds(provinces, name, site_url), _assets()):
            staging.write(address, data)
        return staging.commit(urlsplit(site_url).path or "/", site_url)


def _make_large(
    provinces: Sequence[HubProvince], name: str, staging: Staging, jobs: int, told: Callable[[float], None] | None
) -> None:
    """What grows with the provinces, as one queue: the index, the list of models, the documents."""
    indexes = [one.index for one in provinces]
    ranges = [partial(merge_range, indexes, low, high) for low, high in key_ranges(indexes)]
    # Merged keys are held until they are taken, so nothing may stand before them; the list cannot be parted, so it does
    # not come last.
    parts: list[Callable[[], Any]] = [
        *ranges,
        partial(_write_list, provinces, name, staging),
        *(partial(_write_documents, groups, staging) for groups in document_shares(indexes)),
    ]

    def on_progress(count: int) -> None:
        if told:
            told(count / len(parts))

    with pool_map(lambda at: parts[at](), range(len(parts)), jobs if jobs > 1 else 0, on_progress) as done:
        for address, data in shard_files(indexes, islice(done, len(ranges))):
            staging.write(address, data)
        for written, links in done:
            staging.register(written, links)


def _write_list(provinces: Sequence[HubProvince], name: str, staging: Staging) -> _Made:
    written, links = [], LinkTable()
    for address, data in list_pages(provinces, name):
        (page,) = staging.writer([(address, data)])
        links.add_file(page.path, data)
        written.append(page)
    return written, links


def _write_documents(groups: Iterable[Group], staging: Staging) -> _Made:
    return staging.writer(document_files(groups)), LinkTable()


def _assets() -> Iterator[tuple[str, bytes]]:
    """Style and scripts, as (address, bytes)."""
    assets = THEME / "assets"
    for path in sorted(assets.rglob("*")):
        name = f"assets/{path.relative_to(assets).as_posix()}"
        if (
            path.is_file()
            and path.suffix not in {".md", ".txt"}
            and name != SITE_SCRIPT
            and not name.startswith("assets/form/")
        ):
            yield name, path.read_bytes()
    yield SITE_SCRIPT, site_script(THEME)
