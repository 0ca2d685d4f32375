"""Measure search in Chromium: hits, bytes and time of our index, beside Pagefind on the same pages if its folder is given.

python bench/search/measure.py [--records 5000] [--pagefind FOLDER_WITH_NODE_MODULES]; prints one Markdown table.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "tests"), str(Path(__file__).parent)]

from browser import launch_chromium, serving  # noqa: E402 - the paths above lead to it
from corpus import Query, corpus, sample_showcase  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from generator.search import build_index  # noqa: E402
from generator.search.documents import documents  # noqa: E402
from generator.showcase import Showcase  # noqa: E402

SLOWDOWN = 4
RECALLED = 10
COLD = 60
_OURS = """async (text) => { const engine = await KheoSearch.open('./'); const start = performance.now();
  const answer = await engine.search(text, {limit: 10});
  return [answer.results.map((one) => one.address), performance.now() - start]; }"""
_PAGEFIND = """async (text) => { window.pf ??= await import('./pagefind/pagefind.js'); const start = performance.now();
  const found = await pf.search(text); const data = await Promise.all(found.results.slice(0, 10).map((one) => one.data()));
  return [data.map((one) => one.url.split('/p/')[1].replace('.html', '')), performance.now() - start]; }"""


def write_ours(showcase: Showcase, folder: Path) -> float:
    """Write index and engine; seconds of processor time it took to build the index."""
    begin = time.process_time()
    files = build_index(showcase)
    spent = time.process_time() - begin
    for address, data in files:
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    shutil.copy(REPOSITORY / "theme/assets/search/engine.js", folder / "engine.js")
    (folder / "index.html").write_text('<!doctype html><meta charset="utf-8"><script src="engine.js"></script>')
    return spent


def write_pagefind(showcase: Showcase, folder: Path, modules: Path) -> None:
    """Write a plain page for each document and let Pagefind index them."""
    (folder / "p").mkdir(parents=True)
    for document in documents(showcase):
        texts = "".join(f"<p>{escape(text)}</p>" for field in document.words[1:] for text in field)
        html = f'<!doctype html><html lang="vi"><title>{escape(document.name)}</title><h1>{escape(document.name)}</h1>{texts}'
        (folder / "p" / (document.address.strip("/").replace("/", "~") + ".html")).write_text(html, encoding="utf-8")
    (folder / "index.html").write_text('<!doctype html><meta charset="utf-8">')
    command = [shutil.which("npx") or "npx", "pagefind", "--site", str(folder)]
    subprocess.run(command, cwd=modules, check=True, stdout=subprocess.DEVNULL)


def hits(page: Page, script: str, queries: list[Query]) -> dict[str, list[tuple[bool, bool, float]]]:
    """Kind -> (right one first, one of the first ten, milliseconds) of each query."""
    found: dict[str, list[tuple[bool, bool, float]]] = {}
    for query in queries:
        addresses, spent = page.evaluate(script, query.text)
        addresses = [address.replace("~", "/").strip("/") + "/" for address in addresses]
        first = addresses[:1] != [] and addresses[0] in query.answers
        recalled = bool(query.answers.intersection(addresses[:RECALLED]))
        found.setdefault(query.kind, []).append((first, recalled, spent))
    return found


def cold_bytes(browser: Browser, base: str, folder: Path, script: str, queries: list[Query]) -> tuple[list[int], list[int]]:
    """Compressed bytes of the first use (script and start), and of each first query beyond it."""
    starts, colds = [], []
    for query in queries[:: max(1, len(queries) // COLD)]:
        context = browser.new_context()
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(base + "index.html")
        page.evaluate(script, query.text)
        sizes = [(url, _compressed(folder / url.removeprefix(base).partition("?")[0])) for url in asked]
        start = [size for url, size in sizes if url.endswith(("engine.js", "goc.js", "pagefind.js", "entry.json", ".pagefind"))]
        starts.append(sum(start))
        colds.append(sum(size for _, size in sizes) - sum(start))
        context.close()
    return starts, colds


def _compressed(path: Path) -> int:
    is_packed = path.suffix.startswith((".pf", ".pagefind"))
    if not path.is_file() or path.name == "index.html":
        return 0
    data = path.read_bytes()
    return len(data) if is_packed else len(gzip.compress(data, 9, mtime=0))


def measure(browser: Browser, folder: Path, script: str, queries: list[Query]) -> dict[str, str]:
    """The rows of one engine."""
    with serving(folder) as base:
        starts, colds = cold_bytes(browser, base, folder, script, queries)
        page = browser.new_page()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        page.goto(base + "index.html")
        found = hits(page, script, queries)
        again = [spent for rows in hits(page, script, queries[::4]).values() for *_, spent in rows]
        rows = {f"hit@1 / recall@10, {kind}": f"{_share(got, 0)} / {_share(got, 1)}" for kind, got in found.items()}
        rows["first use, kB"] = f"{statistics.median(starts) / 1000:.1f}"
        rows["cold query, kB, median / p95"] = _spread([size / 1000 for size in colds])
        rows["warm query, ms at 4x, median / p95"] = _spread(again)
        page.close()
    return rows


def filter_time(browser: Browser, folder: Path) -> str:
    """Milliseconds of filter counts over a warm query at 4x: median / p95."""
    script = """async (text) => { const engine = await KheoSearch.open('./'); const times = [];
      for (let i = 0; i < 20; i++) { const start = performance.now();
      await engine.search(text, {limit: 0, facets: true}); times.push(performance.now() - start); } return times; }"""
    with serving(folder) as base:
        page = browser.new_page()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        page.goto(base + "index.html")
        return _spread(page.evaluate(script, "")[1:])


def _of(kind: str, queries: list[Query]) -> list[Query]:
    return [query for query in queries if query.kind == kind]


def _share(rows: list[tuple[bool, bool, float]], which: int) -> str:
    return f"{sum(row[which] for row in rows) / len(rows):.2f}"


def _spread(values: list[float]) -> str:
    ordered = sorted(values)
    return f"{statistics.median(ordered):.0f} / {ordered[len(ordered) * 95 // 100]:.0f}"


def main(say: Callable[[str], Any] = sys.stdout.write) -> None:
    """Build the corpus, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=5000)
    parser.add_argument("--pagefind", type=Path)
    parser.add_argument("--every", type=int, default=1, help="ask only each n-th query of a kind: peers are slow")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        folder = Path(work)
        showcase, queries = corpus(sample_showcase(folder / "site", options.records))
        queries = [one for kind in dict.fromkeys(one.kind for one in queries) for one in _of(kind, queries)[:: options.every]]
        browser = launch_chromium(playwright)
        seconds = write_ours(showcase, folder / "ours")
        columns = {"kheo": measure(browser, folder / "ours", _OURS, queries)}
        columns["kheo"]["filter counts, ms at 4x, median / p95"] = filter_time(browser, folder / "ours")
        columns["kheo"]["index built, s of processor time"] = f"{seconds:.1f}"
        if options.pagefind:
            write_pagefind(showcase, folder / "pagefind", options.pagefind)
            columns["Pagefind"] = measure(browser, folder / "pagefind", _PAGEFIND, queries)
        browser.close()
    say(f"{options.records} records, {len(queries)} queries\n\n| | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}\n")
    for row in columns["kheo"]:
        say(f"| {row} | {' | '.join(column.get(row, '–') for column in columns.values())} |\n")


if __name__ == "__main__":
    main()
