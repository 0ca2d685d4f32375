"""Measure search in Chromium: hits, bytes and time of our index, beside its peers on the same pages if they are given.

python bench/search/measure.py [--records 5000] [--copies 1] [--seed 4] [--peers FOLDER_WITH_NODE_MODULES]; prints one Markdown table.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "tests" / "support"), str(Path(__file__).parent)]

from browser import launch_chromium, serving  # noqa: E402 - the paths above lead to it
from corpus import Query, corpus, enlarged, sample_showcase  # noqa: E402
from playwright.sync_api import Browser, Page, Request, sync_playwright  # noqa: E402

from generator.outputs.search import build_index  # noqa: E402
from generator.outputs.search.documents import documents  # noqa: E402
from generator.showcase import Showcase  # noqa: E402

SLOWDOWN = 4
RECALLED = 10
COLD = 20
_OURS = """async (text) => { const engine = await KheoSearch.open('./'); const start = performance.now();
  const answer = await engine.search(text, {limit: 10});
  return [answer.results.map((one) => one.address), performance.now() - start]; }"""
_PAGEFIND = """async (text) => { window.pf ??= await import('./pagefind/pagefind.js'); const start = performance.now();
  const found = await pf.search(text); const data = await Promise.all(found.results.slice(0, 10).map((one) => one.data()));
  return [data.map((one) => one.url.split('/p/')[1].replace('.html', '')), performance.now() - start]; }"""


# What Material's worker does with the index of mkdocs' search plugin: titles count a thousandfold, Vietnamese is split
# at blanks, a query's words are all asked for, and each may go on.
_LUNR = """async (text) => { window.index ??= await (async () => {
    const documents = await (await fetch('search_index.json')).json();
    return lunr(function () { this.use(lunr.vi); this.ref('location'); this.field('title', {boost: 1e3}); this.field('text');
      documents.forEach((one) => this.add(one)); }); })(); const start = performance.now();
  let found = []; try { found = index.search(text.split(/[^\\p{L}\\p{M}\\p{N}]+/u).filter(Boolean).map((word) => '+' + word + '*').join(' ')); } catch {}
  return [found.slice(0, 10).map((one) => one.ref), performance.now() - start]; }"""
# What is loaded before the first question can be answered.
_FIRST = (
    "engine.js",
    "goc.js",
    "pagefind.js",
    "entry.json",
    ".pagefind",
    "lunr.js",
    "support.js",
    "vi.js",
    "search_index.json",
)
_PAGE = '<!doctype html><html lang="vi"><meta charset="utf-8"><title>x</title>{}</html>'


def _write_page(folder: Path, *scripts: str) -> None:
    tags = "".join(f'<script src="{script}"></script>' for script in scripts)
    (folder / "index.html").write_text(_PAGE.format(tags), encoding="utf-8")


def write_ours(showcase: Showcase, folder: Path) -> float:
    """Write index and engine; seconds of processor time it took to build the index."""
    begin = time.process_time()
    files = list(build_index(showcase))
    spent = time.process_time() - begin
    for address, data in files:
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for script in (REPOSITORY / "theme/assets/search").glob("*.js"):
        shutil.copy(script, folder)
    _write_page(folder, "engine.js")
    (folder / "filters.html").write_text(
        _PAGE.format('<script src="engine.js"></script><script src="results.js"></script>')
    )
    return spent


def write_lunr(showcase: Showcase, folder: Path, modules: Path) -> None:
    """Write the index mkdocs' search plugin would, and the scripts Material reads it with."""
    folder.mkdir(parents=True)
    entries = [
        {
            "location": document.address,
            "title": document.name,
            "text": " ".join(text for field in document.words[1:] for text in field),
        }
        for document in documents(showcase)
    ]
    (folder / "search_index.json").write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
    scripts = {
        "lunr.js": "lunr/lunr.min.js",
        "support.js": "lunr-languages/min/lunr.stemmer.support.min.js",
        "vi.js": "lunr-languages/min/lunr.vi.min.js",
    }
    for name, source in scripts.items():
        shutil.copy(modules / "node_modules" / source, folder / name)
    _write_page(folder, *scripts)


def write_pagefind(showcase: Showcase, folder: Path, modules: Path) -> None:
    """Write a plain page for each document and let Pagefind index them."""
    (folder / "p").mkdir(parents=True)
    for document in documents(showcase):
        texts = "".join(f"<p>{escape(text)}</p>" for field in document.words[1:] for text in field)
        html = f'<!doctype html><html lang="vi"><title>{escape(document.name)}</title><h1>{escape(document.name)}</h1>{texts}'
        (folder / "p" / (document.address.strip("/").replace("/", "~").replace("#", "%23") + ".html")).write_text(
            html, encoding="utf-8"
        )
    _write_page(folder)
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


def _note(asked: list[str], request: Request) -> None:
    asked.append(request.url)


def cold_bytes(
    browser: Browser, base: str, folder: Path, script: str, queries: list[Query], most: int
) -> tuple[list[int], dict[str, list[float]]]:
    """Compressed bytes of the first use (script and start); kind -> kilobytes of each first query beyond it, of at most
    so many queries of a kind.
    """
    starts: list[int] = []
    colds: dict[str, list[float]] = {}
    for query in queries:
        if len(colds.setdefault(query.kind, [])) == most:
            continue
        context = browser.new_context()
        page = context.new_page()
        asked: list[str] = []
        page.on("request", partial(_note, asked))
        page.goto(base + "index.html")
        page.evaluate(script, query.text)
        sizes = [(url, _compressed(folder / url.removeprefix(base).partition("?")[0])) for url in asked]
        start = [size for url, size in sizes if url.endswith(_FIRST)]
        starts.append(sum(start))
        colds[query.kind].append((sum(size for _, size in sizes) - sum(start)) / 1000)
        context.close()
    return starts, colds


def _compressed(path: Path) -> int:
    is_packed = path.suffix.startswith((".pf", ".pagefind"))
    if not path.is_file() or path.name == "index.html":
        return 0
    data = path.read_bytes()
    return len(data) if is_packed else len(gzip.compress(data, 9, mtime=0))


def measure(browser: Browser, folder: Path, script: str, queries: list[Query], most: int = COLD) -> dict[str, str]:
    """The rows of one engine; `most` cold queries of each kind are looked at."""
    with serving(folder) as base:
        starts, colds = cold_bytes(browser, base, folder, script, queries, most)
        page = browser.new_page()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        page.goto(base + "index.html")
        found = hits(page, script, queries)
        again = [spent for rows in hits(page, script, queries[::4]).values() for *_, spent in rows]
        rows = {
            f"{kind}: hit@1 / recall@10; cold kB": f"{_share(got, 0)} / {_share(got, 1)}; {_spread(colds[kind])}"
            for kind, got in found.items()
        }
        rows["first use, kB"] = f"{statistics.median(starts) / 1000:.1f}"
        rows["cold query, kB, median / p95"] = _spread([size for sizes in colds.values() for size in sizes])
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
        page.goto(base + "filters.html")
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
    parser.add_argument("--copies", type=int, default=1, help="each record so many times, with another story")
    parser.add_argument(
        "--seed", type=int, default=4, help="draws phrases and queries; 4 is the one weights were chosen by"
    )
    parser.add_argument("--peers", type=Path, help="where npm installed pagefind, lunr and lunr-languages")
    parser.add_argument("--every", type=int, default=1, help="ask only each n-th query of a kind: peers are slow")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        folder = Path(work)
        showcase, queries = corpus(
            enlarged(sample_showcase(folder / "site", options.records), options.copies), options.seed
        )
        queries = [
            one for kind in dict.fromkeys(one.kind for one in queries) for one in _of(kind, queries)[:: options.every]
        ]
        browser = launch_chromium(playwright)
        seconds = write_ours(showcase, folder / "ours")
        columns = {"kheo": measure(browser, folder / "ours", _OURS, queries)}
        columns["kheo"]["filter counts, ms at 4x, median / p95"] = filter_time(browser, folder / "ours")
        columns["kheo"]["index built, s of processor time"] = f"{seconds:.1f}"
        if options.peers:
            write_pagefind(showcase, folder / "pagefind", options.peers)
            columns["Pagefind"] = measure(browser, folder / "pagefind", _PAGEFIND, queries)
            write_lunr(showcase, folder / "lunr", options.peers)
            columns["Material (lunr)"] = measure(
                browser, folder / "lunr", _LUNR, queries, most=1
            )  # it loads the same for each
        browser.close()
    say(
        f"{options.records * options.copies} records, {len(queries)} queries of seed {options.seed}\n\n| | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}\n"
    )
    for row in columns["kheo"]:
        say(f"| {row} | {' | '.join(column.get(row, '–') for column in columns.values())} |\n")


if __name__ == "__main__":
    main()
