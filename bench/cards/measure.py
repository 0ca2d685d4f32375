"""Tell what share cards and photos cost, drawn and found in the cache: processor milliseconds of one process."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from statistics import median

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "bench/peers")]

from tools import machine  # noqa: E402

from generator.core.memo import Memo  # noqa: E402
from generator.outputs.embeds import card_builders  # noqa: E402
from generator.pipeline.check import check_site  # noqa: E402
from generator.render.media.photos import variants  # noqa: E402
from generator.showcase import arrange  # noqa: E402
from generator.tools.sample import write_sample  # noqa: E402


def main() -> None:
    """Draw every card and prepare every photo of a sample twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=300)
    parser.add_argument("--photos", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        site, cache = Path(scratch, "site"), Memo(Path(scratch, "cache"))
        write_sample(site, options.records, seed=1, max_photos=options.photos)
        photos = sorted(site.rglob("*.jpg"))
        showcase = arrange(check_site(site).records)
        print(f"{options.records} records, {len(photos)} photos. {machine()}.\n")
        print("| | number | ms, median | ms, mean | ms, most | ms, mean, from the cache |\n|---|---|---|---|---|---|")
        print(_row("share cards", lambda: card_builders(showcase, cache)))
        print(_row("photos", lambda: [partial(variants, path, cache) for path in photos]))


def _row(name: str, tasks: Callable[[], Iterable[Callable[[], object]]]) -> str:
    """A row of the table; what all cards share (fonts, patterns) is in the first ones and in the mean."""
    drawn, found = _times(tasks()), _times(tasks())
    cells = [
        name,
        str(len(drawn)),
        *(f"{1000 * each(drawn):.2f}" for each in (median, _mean, max)),
        f"{1000 * _mean(found):.2f}",
    ]
    return f"| {' | '.join(cells)} |"


def _mean(times: list[float]) -> float:
    return sum(times) / len(times)


def _times(tasks: Iterable[Callable[[], object]]) -> list[float]:
    times = []
    for task in tasks:
        begin = time.process_time()
        task()
        times.append(time.process_time() - begin)
    return times


if __name__ == "__main__":
    main()
