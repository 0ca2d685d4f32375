"""The table of a run over the whole country."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from statistics import median
from typing import Any

from weight import Weight

_HEAD = (
    "| | models | seconds | CPU s | times one of {records:,} | MiB | files | MB | MB on disk | largest file, MB "
    "| folders | most files in a folder | most folders in a folder |"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing built. wall, cpu: seconds; memory: the most bytes of all its processes at once."""

    name: str
    records: int
    wall: float
    cpu: float
    memory: int
    weight: Weight


@dataclass(frozen=True, slots=True)
class Country:
    """A whole run. alone: models -> the single site of so many; joined: None where nothing was joined."""

    records: int
    jobs: int
    machine: str
    version: str
    alone: dict[int, Row]
    provinces: Sequence[Row]
    joined: Row | None


def table(country: Country) -> str:
    """The run as Markdown."""
    day = datetime.now(UTC).date().isoformat()
    one = country.alone.get(country.records)
    base = one.wall if one else median(row.wall for row in country.provinces) if country.provinces else None
    head = _HEAD.format(records=country.records)
    lines = [
        f"{day}, kheo {country.version}, {country.jobs} processes a build, one after another, each from nothing, without share cards.",
        f"{country.machine}.",
        "",
        head,
        "|---" * (head.count("|") - 1) + "|",
        *(_line(row, base) for row in _rows(country)),
    ]
    return "\n".join(lines) + "\n"


def _rows(country: Country) -> Iterator[Row]:
    yield from country.alone.values()
    provinces = country.provinces
    if not provinces or country.joined is None:
        return
    yield _of("a province, median", provinces, median, sum_up=False)
    yield _of("a province, most", provinces, max, sum_up=False)
    yield _of(f"{len(provinces)} provinces", provinces, max, sum_up=True)
    yield country.joined
    yield _of(
        f"{len(provinces)} provinces and the join",
        [*provinces, country.joined],
        max,
        sum_up=True,
        records=country.joined.records,
    )


def _of(
    name: str, rows: Sequence[Row], of: Callable[[Iterable[Any]], Any], *, sum_up: bool, records: int | None = None
) -> Row:
    """Many rows as one: times, files and bytes by `of` or, with sum_up, as sums; what is a most stays one."""
    total: Callable[[Iterable[Any]], Any] = sum if sum_up else of
    weights = [row.weight for row in rows]
    most = {"largest", "in_folder", "folders_in"}
    weight = {
        field.name: (max if field.name in most else total)(getattr(one, field.name) for one in weights)
        for field in fields(Weight)
    }
    held = total(row.records for row in rows) if records is None else records
    return Row(
        name,
        held,
        total(row.wall for row in rows),
        total(row.cpu for row in rows),
        of(row.memory for row in rows),
        Weight(**weight),
    )


def _line(row: Row, base: float | None) -> str:
    weight = row.weight
    cells = [
        row.name,
        f"{row.records:,.0f}",
        f"{row.wall:.1f}",
        f"{row.cpu:.1f}",
        f"{row.wall / base:.2f}" if base else "",
        f"{row.memory / 2**20:.0f}",
        f"{weight.files:,.0f}",
        f"{weight.size / 1e6:,.1f}",
        f"{weight.stored / 1e6:,.1f}",
        f"{weight.largest / 1e6:.1f}",
        f"{weight.folders:,.0f}",
        f"{weight.in_folder:,.0f}",
        f"{weight.folders_in:,.0f}",
    ]
    return f"| {' | '.join(cells)} |"
