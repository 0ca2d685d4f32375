"""Ask the kept queries (`queries.tsv`) over the real sites and a sample of 2,000 records: per kind hit@1, recall@5, empty answers.

python bench/search/measure_asked.py [--records 2000] [--peers FOLDER_WITH_NODE_MODULES]; prints one Markdown table.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

# First: it leads to the package and to the tests' instruments.
from measure import _OURS, _PAGEFIND, COLD, REPOSITORY, SLOWDOWN, _spread, cold_bytes, write_ours, write_pagefind

from asked import SAMPLE, asked, resolved  # isort: skip
from browser import launch_chromium, serving  # isort: skip
from corpus import Query, sample_showcase  # isort: skip
from playwright.sync_api import Browser, sync_playwright

from generator.outputs.search.documents import documents
from generator.pipeline.check import check_site
from generator.showcase import Showcase, arrange

FIRST = 5
Counts = dict[str, list[tuple[bool, bool, bool]]]
"""Kind -> of each query (right one first, one of the first five, nothing found)."""


def showcases(folder: Path, records: int) -> Iterator[tuple[str, Showcase]]:
    """(name, showcase) of each site that queries are asked of."""
    for site in asked():
        if site == SAMPLE:
            yield site, sample_showcase(folder / "sample-site", records)
        else:
            root = REPOSITORY if site == "hoa-binh" else REPOSITORY / "examples" / site
            yield site, arrange(check_site(root).records)


def ask(browser: Browser, folder: Path, script: str, queries: list[Query], found: Counts) -> list[float]:
    """Ask the queries of one site; milliseconds of each at 4x, shards being loaded already."""
    times = []
    with serving(folder) as base:
        page = browser.new_page()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        page.goto(base + "index.html")
        for query in queries:
            addresses, _ = page.evaluate(script, query.text)
            addresses = [address.replace("~", "/") for address in addresses]
            right = [address in query.answers or f"{address}/" in query.answers for address in addresses[:FIRST]]
            found.setdefault(query.kind, []).append((right[:1] == [True], any(right), not addresses))
            times.append(page.evaluate(script, query.text)[1])
        page.close()
    return times


def main(say: Callable[[str], Any] = sys.stdout.write) -> None:
    """Ask ours, and Pagefind if it is given, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=2000)
    parser.add_argument("--peers", type=Path, help="where npm installed pagefind")
    options = parser.parse_args()
    columns: dict[str, Counts] = {"kheo": {}, **({"Pagefind": {}} if options.peers else {})}
    rows: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        for site, showcase in showcases(Path(work), options.records):
            queries = resolved(asked()[site], documents(showcase))
            folder = Path(work, "ours", site)
            seconds = write_ours(showcase, folder)
            times = ask(browser, folder, _OURS, queries, columns["kheo"])
            if site == SAMPLE:
                with serving(folder) as base:
                    starts, colds = cold_bytes(browser, base, folder, _OURS, queries, COLD)
                rows = [
                    ("first use, kB", f"{sorted(starts)[len(starts) // 2] / 1000:.1f}"),
                    ("cold query, kB, median / p95", _spread([size for sizes in colds.values() for size in sizes])),
                    ("warm query, ms at 4x, median / p95", _spread(times)),
                    ("index built, s of processor time", f"{seconds:.1f}"),
                ]
            if options.peers:
                write_pagefind(showcase, Path(work, "pagefind", site), options.peers)
                ask(browser, Path(work, "pagefind", site), _PAGEFIND, queries, columns["Pagefind"])
        browser.close()
    say(f"| hit@1 / recall@5 / empty | queries | {' | '.join(columns)} |\n|---|---|{'---|' * len(columns)}\n")
    kinds = list(columns["kheo"])
    for kind in [*kinds, "all"]:
        told = [_told(got[kind] if kind != "all" else [*chain.from_iterable(got.values())]) for got in columns.values()]
        count = sum(len(got) for name, got in columns["kheo"].items() if kind in (name, "all"))
        say(f"| {kind} | {count} | {' | '.join(told)} |\n")
    for name, value in rows:
        say(f"| {name} | | {value} |{' – |' * (len(columns) - 1)}\n")


def _told(rows: list[tuple[bool, bool, bool]]) -> str:
    shares = (sum(row[which] for row in rows) / len(rows) for which in (0, 1))
    return " / ".join([*(f"{share:.2f}" for share in shares), str(sum(row[2] for row in rows))])


if __name__ == "__main__":
    main()
