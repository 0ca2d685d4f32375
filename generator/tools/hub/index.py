"""One province's search index, read piece by piece and checked as a stranger's (generator/outputs/search/FORMAT.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.core.vietnamese.dates import FIRST_YEAR, LAST_YEAR
from generator.outputs.search import FOLDER, KINDS, START, VERSION, name_of, pack_names, read_numbers
from generator.records.source.characters import FORBIDDEN
from generator.tools.hub.files import HubError, fault, read_script, size_of
from generator.tools.hub.values import ADDRESS

_NAME = re.compile(r"[a-z2-7]{7}\Z")
_GROUP = re.compile(r"([a-z2-7]{7})([1-9][0-9]{0,5})\Z", re.ASCII)
_CARD = 14
# A statistic is a part of a page.
_FRAGMENT = re.compile(r"[^#]*(?:#[a-z0-9-]+)?\Z")
_BOUNDS = re.compile(r"([A-J])([^A-J]*)")
# A number ends with one of `#` to `[`, so none of `]` to `~` stands at the end of a list; "!" stands between lists.
# Words of one meaning stand in lines of their own, which hold texts instead of lists.
_LINES = re.compile(r"(?:(?:[^!\n]++(?:![#-\[\]-~]*+(?<![\]-~])){1,5}+|>[^!\n]++![^!\n]++)\n)*+\Z")
_LIST = re.compile(r"(?:[\]-~]*[#-\[])*\Z")


class ProvinceIndex:
    """bounds: of each shard what none of its keys is below; groups: of each group of documents its name and their number."""

    def __init__(self, site: Path) -> None:
        """Read the start. Raises HubError."""
        self._site = site
        file = f"{FOLDER}{START}.js"
        _, _, start = read_script(site, file, START)
        try:
            version, self.documents, self.generation, bounds, groups, _, _, lesser, words = start
            self.groups = [_group(group) for group in groups.split("|")] if groups else []
            sound = version == VERSION and sum(count for _, count in self.groups) == self.documents
            sound = sound and bool(_NAME.match(self.generation)) and not FORBIDDEN.search(words)
            self.lesser = [(float(weight), _documents(coded, self.documents)) for weight, coded in lesser]
            self.words = [line for line in str(words).split("\n") if line]
            self.bounds = tuple(_bounds(bounds))
        except (AttributeError, TypeError, ValueError) as error:
            raise fault(site, file, "KH977") from error
        if not sound:
            raise fault(site, file, "KH977")

    @cached_property
    def size(self) -> int:
        """Bytes of all shards. Raises HubError."""
        try:
            return sum(size_of(self._site, self._file(f"{self.generation}/{n}")) for n in range(len(self.bounds)))
        except OSError as error:
            raise self.refuse() from error

    def lines(self, low: str, high: str) -> Iterator[str]:
        """The lines of the shards in which folded keys from `low` to before `high` are. Raises HubError."""
        for number, bound in enumerate(self.bounds):
            if bound < high and (number + 1 == len(self.bounds) or self.bounds[number + 1] > low):
                yield from self._shard(number).split("\n")[:-1]

    def _shard(self, number: int) -> str:
        name = f"{self.generation}/{number}"
        _, _, lines = read_script(self._site, self._file(name), name)
        if not isinstance(lines, str) or not _LINES.match(lines) or FORBIDDEN.search(lines):
            raise fault(self._site, self._file(name), "KH977")
        return lines

    def _file(self, name: str) -> str:
        return f"{FOLDER}{name}.js"

    def group(self, name: str, count: int) -> list[tuple[str, bytes]]:
        """The files of a group of so many documents as (address, bytes): as the province has them. Raises HubError."""
        paths = [f"{name}/{pack}" for pack in pack_names(count)]
        files = [read_script(self._site, self._file(path), path) for path in paths]
        for path, (_, _, pack) in zip(paths, files, strict=True):
            if not _is_pack(pack, is_text="/t" in path):
                raise fault(self._site, self._file(path), "KH977")
        # Two provinces' groups of one name are then one and the same.
        if name_of(b"\n".join(content for _, content, _ in files)) != name:
            raise fault(self._site, f"{FOLDER}{name}", "KH984")
        return [(self._file(path), whole) for path, (whole, _, _) in zip(paths, files, strict=True)]

    def refuse(self) -> HubError:
        """What to raise when the lines contradict the start."""
        return fault(self._site, f"{FOLDER}{self.generation}", "KH977")


def _is_pack(pack: Any, *, is_text: bool) -> bool:
    """Whether these are cards of documents, or their texts, as the engine takes them."""
    if not isinstance(pack, list) or not all(isinstance(one, list) for one in pack):
        return False
    for one in pack:
        strings = one if is_text else [*one[:9], *one[10:]]
        if not all(isinstance(value, str) for value in strings) or FORBIDDEN.search("\n".join(strings)):
            return False
        if not is_text and not _is_card(one):
            return False
    return True


def _is_card(card: list[Any]) -> bool:
    return (
        len(card) == _CARD
        and card[1] in KINDS
        and bool(ADDRESS.match(card[0].partition("#")[0]))
        and bool(_FRAGMENT.match(card[0]))
        and (card[9] is None or (type(card[9]) is int and FIRST_YEAR <= card[9] <= LAST_YEAR))
    )


def _documents(coded: str, count: int) -> list[int]:
    """The documents of a list, each of so many. Raises ValueError."""
    found = read_numbers(coded) if _LIST.match(coded) else [count]
    if found and found[-1] >= count:
        raise ValueError(coded)
    return found


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
