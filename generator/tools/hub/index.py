"""One province's search index, read piece by piece and checked as a stranger's (generator/outputs/search/FORMAT.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from generator.outputs.search import FOLDER, START, VERSION, name_of, pack_names
from generator.tools.hub.files import HubError, read_script

_NAME = re.compile(r"[a-z2-7]{7}\Z")
_GROUP = re.compile(r"([a-z2-7]{7})([1-9][0-9]{0,5})\Z", re.ASCII)
_BOUNDS = re.compile(r"([A-J])([^A-J]*)")
# A number ends with one of `#` to `[`, so none of `]` to `~` stands at the end of a list; "!" stands between lists.
_LINES = re.compile(r"(?:[^!\n]++(?:![#-\[\]-~]*+(?<![\]-~])){1,5}+\n)*+\Z")


class ProvinceIndex:
    """bounds: of each shard what none of its keys is below; groups: of each group of documents its name and their number."""

    def __init__(self, site: Path) -> None:
        """Read the start. Raises HubError."""
        self._root = f"{site}/{FOLDER}"
        path = f"{self._root}{START}.js"
        if not Path(path).is_file():
            raise HubError(f"{site}: thiếu {FOLDER}{START}.js, chỉ mục tìm kiếm của trang.")
        _, _, start = read_script(path, START)
        try:
            version, self.documents, self.generation, bounds, groups, _, _ = start
            self.groups = [_group(group) for group in groups.split("|")] if groups else []
            sound = version == VERSION and sum(count for _, count in self.groups) == self.documents
            sound = sound and bool(_NAME.match(self.generation))
            self.bounds = tuple(_bounds(bounds))
        except (AttributeError, TypeError, ValueError) as error:
            raise _unknown(path) from error
        if not sound:
            raise _unknown(path)

    @cached_property
    def size(self) -> int:
        """Bytes of all shards. Raises HubError."""
        folder = Path(self._root, self.generation)
        try:
            return sum((folder / f"{number}.js").stat().st_size for number in range(len(self.bounds)))
        except OSError as error:
            raise self.refuse() from error

    def lines(self, low: str, high: str) -> Iterator[str]:
        """The lines of the shards in which folded keys from `low` to before `high` are. Raises HubError."""
        for number, bound in enumerate(self.bounds):
            if bound < high and (number + 1 == len(self.bounds) or self.bounds[number + 1] > low):
                yield from self._shard(number).split("\n")[:-1]

    def _shard(self, number: int) -> str:
        name = f"{self.generation}/{number}"
        path = f"{self._root}{name}.js"
        _, _, lines = read_script(path, name)
        if not isinstance(lines, str) or not _LINES.match(lines):
            raise _unknown(path)
        return lines

    def group(self, name: str, count: int) -> list[tuple[str, bytes]]:
        """The files of a group of so many documents as (address, bytes): as the province has them. Raises HubError."""
        paths = [f"{name}/{pack}" for pack in pack_names(count)]
        files = [read_script(f"{self._root}{path}.js", path) for path in paths]
        # Two provinces' groups of one name are then one and the same.
        if name_of(b"\n".join(content for _, content, _ in files)) != name:
            raise HubError(f"{self._root}{name}: các tệp không phải là của cùng một lần dựng.")
        return [(f"{FOLDER}{path}.js", whole) for path, (whole, _, _) in zip(paths, files, strict=True)]

    def refuse(self) -> HubError:
        """What to raise when the lines contradict the start."""
        return _unknown(f"{self._root}{self.generation}")


def _group(written: str) -> tuple[str, int]:
    """Name and documents of a group. Raises ValueError."""
    found = _GROUP.match(written)
    if found is None:
        raise ValueError(written)
    return found[1], int(found[2])


def _bounds(coded: str) -> Iterator[str]:
    bound = ""
    for shared, rest in _BOUNDS.findall(coded):
        bound = bound[: ord(shared) - ord("A")] + rest
        yield bound


def _unknown(path: str) -> HubError:
    return HubError(f"{path} không phải là tệp chỉ mục tìm kiếm do kheo viết, hoặc do bản kheo khác viết.")
