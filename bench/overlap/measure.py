"""Measure the overlap finder: how many planted pairs it finds, how many it imagines, and what it costs."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from plant import Planted, Planter, shares  # noqa: E402

from generator import checks  # noqa: E402
from generator.build.check import check_site  # noqa: E402
from generator.checks import differences  # noqa: E402
from generator.problems import Finding, Problem  # noqa: E402
from generator.sample import write_sample  # noqa: E402

WARNINGS = ("KH511", "KH512")


def told_pairs(findings: list[Finding]) -> set[frozenset[str]]:
    """The pairs of ids that the check's warnings name."""
    values = [dict(finding.values) for finding in findings if finding.code in WARNINGS]
    return {frozenset({value["id"], value["own"]}) for value in values}


def plant(root: Path, records: int, pairs: int, seed: int) -> Planted:
    """Write the sample and plant in it."""
    write_sample(root, records, seed, max_photos=0)
    planter = Planter(root, seed)
    for kind, count in shares(pairs):
        planter.plant(kind, count)
    return planter.planted


class Clock:
    """Counts the processor time the one rule takes inside the whole check."""

    def __init__(self) -> None:
        """Stand in for the rule."""
        self.spent = 0.0
        checks.CHECKS["alike_models"] = self.rule

    def rule(self, site: checks.Site) -> Iterator[Problem]:
        """The rule, timed."""
        begin = time.process_time()
        found = list(differences.alike_models(site))
        self.spent += time.process_time() - begin
        return iter(found)


def main() -> None:
    """Print recall, precision and time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=5000)
    parser.add_argument("--pairs", type=int, default=240)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--show", action="store_true", help="name what was missed and what was imagined")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        planted = plant(root, options.records, options.pairs, options.seed)
        clock = Clock()
        begin = time.process_time()
        checked = check_site(root)
        whole = time.process_time() - begin
    report(planted, told_pairs(list(checked.findings)), options.show)
    print(f"time: {clock.spent:.2f} s of {whole:.2f} s, {clock.spent / whole:.1%}")


def report(planted: Planted, told: set[frozenset[str]], show: bool) -> None:
    """What was found of each kind, and what was found that is none."""
    kinds = Counter(kind for kind, *_ in planted.pairs)
    found = Counter(kind for kind, *ids in planted.pairs if frozenset(ids) in told)
    for kind in kinds:
        print(f"{kind}: {found[kind]} of {kinds[kind]}")
    right = {pair for pair in told if len({planted.group.get(name, name) for name in pair}) == 1}
    apart = {frozenset(ids): kind for kind, *ids in planted.apart}
    taken = Counter(apart[pair] for pair in told - right if pair in apart)
    print(f"look-alikes taken for one: {dict(taken)} of {len(apart)}; other pairs: {len(told - right) - taken.total()}")
    print(f"recall {found.total() / kinds.total():.3f}, precision {len(right) / max(1, len(told)):.3f}, {len(told)} warnings")
    if show:
        for kind, *ids in planted.pairs:
            if frozenset(ids) not in told:
                print("missed", kind, *ids)
        for pair in sorted(map(sorted, told - right)):
            print("imagined", *pair)


if __name__ == "__main__":
    main()
