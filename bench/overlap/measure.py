"""Measure the overlap finder: how many planted pairs it finds, how many it imagines, and its part of the check's time."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from plant import Planted, Planter, shares  # noqa: E402

from generator.core.problems import Finding  # noqa: E402
from generator.pipeline.check import check_site  # noqa: E402
from generator.records.checks import Site  # noqa: E402
from generator.records.checks.differences import alike_models  # noqa: E402
from generator.tools.sample import write_sample  # noqa: E402

WARNINGS = ("KH511", "KH512")

Pairs = set[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Quality:
    """What the check told of what was planted. `taken`: look-alikes taken for one; `imagined`: all that are two."""

    planted: Counter[str]
    found: Counter[str]
    missed: list[tuple[str, str, str]]
    taken: Counter[str]
    imagined: Pairs
    told: Pairs

    @property
    def recall(self) -> float:
        """The part of the planted pairs that was told."""
        return self.found.total() / self.planted.total()

    @property
    def precision(self) -> float:
        """The part of the told pairs that are one model."""
        return 1 - len(self.imagined) / max(1, len(self.told))


def plant(root: Path, records: int, pairs: int, seed: int) -> Planted:
    """Write the sample and plant about so many pairs, and half as many look-alikes, in it."""
    write_sample(root, records, seed, max_photos=0)
    planter = Planter(root, seed)
    for kind, count in shares(pairs):
        planter.plant(kind, count)
    return planter.planted


def quality(planted: Planted, findings: Iterable[Finding]) -> Quality:
    """Compare the check's warnings with what was planted; any two tellings of one model are right."""
    values = [dict(finding.values) for finding in findings if finding.code in WARNINGS]
    told = {frozenset({value["id"], value["own"]}) for value in values}
    imagined = {pair for pair in told if len({planted.group.get(name, name) for name in pair}) > 1}
    missed = [(kind, one, other) for kind, one, other in planted.pairs if frozenset({one, other}) not in told]
    every = Counter(kind for kind, *_ in planted.pairs)
    taken = Counter(kind for kind, *ids in planted.apart if frozenset(ids) in told)
    return Quality(every, every - Counter(kind for kind, *_ in missed), missed, taken, imagined, told)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of processor time, and what came of them."""
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


def main() -> None:
    """Print recall, precision and time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=5000)
    parser.add_argument("--pairs", type=int, default=240)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--show", action="store_true", help="name what was missed and what was imagined")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        planted = plant(root, options.records, options.pairs, options.seed)
        whole, checked = timed(lambda: check_site(root))
    report(quality(planted, checked.findings), len(planted.apart), show=options.show)
    site = Site(checked.source, checked.records)
    rule = median(timed(lambda: list(alike_models(site)))[0] for _ in range(options.rounds))
    print(f"time: {rule:.2f} s of {whole:.2f} s, {rule / whole:.1%}")


def report(found: Quality, apart: int, *, show: bool) -> None:
    """What was found of each kind, and what was found that is none."""
    for kind, count in found.planted.items():
        print(f"{kind}: {found.found[kind]} of {count}")
    print(f"look-alikes taken for one: {found.taken.total()} of {apart}; imagined in all: {len(found.imagined)}")
    pairs, told = found.planted.total(), len(found.told)
    print(f"recall {found.recall:.3f} of {pairs} pairs, precision {found.precision:.3f} of {told} warnings")
    if show:
        for kind, *ids in found.missed:
            print("missed", kind, *ids)
        for pair in sorted(map(sorted, found.imagined)):
            print("imagined", *pair)


if __name__ == "__main__":
    main()
