"""Measure what a reader meets on a phone: screens, phrases of not knowing, bytes, printed sheets; prints one table.

    python bench/pages/measure.py                 the repository's own records and twenty of the fictional province
    python bench/pages/measure.py --shots FOLDER  also takes screenshots of every page type, light, dark, large, print

A screen is 390 x 844. Lighthouse is asked only where `lighthouse` is on the path.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from generator.tools.sample import write_sample

REPOSITORY = Path(__file__).resolve().parents[2]
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
SCREEN = 844
SITE_URL = "https://dan-van.example/"
LISTED = 300
SAMPLES = 20
CHROMIUM = "/usr/bin/chromium"
# What a page says where it does not know; counted where a reader sees it.
_NOT_KNOWING = re.compile(
    r"không rõ|chưa rõ|không nêu|không nói|không ghi|không kể|chưa kể|chưa thấy|chưa dẫn|chưa biết|chưa có nguồn|chưa ai kể",
    re.IGNORECASE,
)
_PLACES = """() => {
  const top = (one) => (one ? one.getBoundingClientRect().top + scrollY : null);
  const bottom = (one) => (one ? one.getBoundingClientRect().bottom + scrollY : null);
  const one = (selector) => document.querySelector(selector);
  return {story: top(one('.story')), taken: bottom(one('.after')) || bottom(one('.try')),
          whole: document.documentElement.scrollHeight, text: one('main').innerText};
}"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing of each request."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder while it is served."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def built(site: Path, target: Path) -> Path:
    """Build a site with an address of its own."""
    command = [sys.executable, "-m", "generator.app.cli", "build", str(site), "--no-cards", "--output", str(target)]
    environment = {"KHEO_SITE_URL": SITE_URL, "PYTHONPATH": str(REPOSITORY), "PATH": "/usr/bin:/bin", "HOME": "/tmp"}  # noqa: S108
    subprocess.run(command, check=True, env=environment, capture_output=True)
    return target


def models_of(site: Path, most: int) -> list[str]:
    """Addresses of the first model pages that are no redirect and no tombstone."""
    pages = sorted((site / "mo-hinh").glob("*/index.html"))
    told = [page for page in pages if '<article class="wrap model' in page.read_text("utf-8")]
    return [f"mo-hinh/{page.parent.name}/" for page in told[:most]]


def model_figures(page: Page, base: str, address: str, site: Path) -> dict[str, float]:
    """What a model's page takes of a reader."""
    page.goto(base + address)
    at = page.evaluate(_PLACES)
    return {
        "story begins, screens": (at["story"] or 0) / SCREEN,
        "story to its end, with what to take along": at["taken"] / SCREEN,
        "page with the dossier closed": at["whole"] / SCREEN,
        "phrases of not knowing": len(_NOT_KNOWING.findall(at["text"])),
        "HTML, kB": len((site / address / "index.html").read_bytes()) / 1000,
    }


def printed(browser: Browser, base: str, address: str) -> int:
    """How many sheets of A4 a page takes, without scripts."""
    page = browser.new_page(viewport={"width": 794, "height": 1123}, java_script_enabled=False)
    page.goto(base + address)
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    page.close()
    return len(re.findall(rb"/Type\s*/Page\b", paper))


def listing_figures(page: Page, base: str, site: Path) -> dict[str, float]:
    """Records a screen of a list, and bytes of one."""
    page.goto(base + "mo-hinh/")
    tops = page.locator(".row").evaluate_all("rows => rows.map((one) => one.getBoundingClientRect().top)")
    html = (site / "mo-hinh/index.html").read_text("utf-8")
    rows = re.findall(r'<li class="hue-[a-z]+"><a class="row".*?</li>', html, re.DOTALL)
    return {
        "listing, records a screen": SCREEN * (len(tops) - 1) / (tops[-1] - tops[0]),
        "HTML of a record in a listing, kB": sum(len(row.encode()) for row in rows) / len(rows) / 1000,
        "HTML of a page of 60, by record, kB": len(html.encode()) / len(rows) / 1000,
    }


def _packed(body: bytes) -> int:
    return min(len(body), len(gzip.compress(body, mtime=0)))


def first_view(browser: Browser, base: str, address: str) -> tuple[float, float, int]:
    """(kB of all files of a first visit, texts packed as hosts send them, layout shift, foreign requests)."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    sent: list[int] = []
    foreign: list[str] = []
    page.on("response", lambda answer: sent.append(_packed(answer.body()) if answer.ok else 0))
    page.on("request", lambda asked: None if asked.url.startswith(base) else foreign.append(asked.url))
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((all) => { for (const one of all.getEntries()) window.moved += one.value; })"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    page.goto(base + address, wait_until="networkidle")
    moved = page.evaluate("window.moved")
    context.close()
    return sum(sent) / 1000, moved, len([url for url in foreign if not url.startswith("data:")])


def filter_tasks(browser: Browser, base: str) -> float:
    """The longest task in milliseconds while the filters of the list open."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(base + "mo-hinh/", wait_until="networkidle")
    page.evaluate(
        "window.longest = 0; new PerformanceObserver((all) => { for (const one of all.getEntries())"
        " window.longest = Math.max(window.longest, one.duration); }).observe({entryTypes: ['longtask']});"
    )
    page.locator("[data-do=filter]").click()
    page.wait_for_timeout(2500)
    longest = float(page.evaluate("window.longest"))
    context.close()
    return longest


def lighthouse(base: str, address: str) -> float | None:
    """The performance score of a page, None without the tool."""
    tool = shutil.which("lighthouse")
    if tool is None:
        return None
    flags = "--headless=new --no-sandbox"
    command = [
        tool,
        base + address,
        "--only-categories=performance",
        "--output=json",
        "--quiet",
        f"--chrome-flags={flags}",
    ]
    done = subprocess.run(
        command, capture_output=True, check=False, env={"CHROME_PATH": CHROMIUM, "PATH": "/usr/bin:/bin"}
    )
    return json.loads(done.stdout)["categories"]["performance"]["score"] * 100 if done.returncode == 0 else None


def take_shots(browser: Browser, base: str, addresses: dict[str, str], folder: Path) -> None:
    """Every page type at 390 and 1280, dark, large and as printed."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, address in addresses.items():
        for how, size, dark, large in (
            ("390", PHONE, False, False), ("1280", DESKTOP, False, False),
            ("390-toi", PHONE, True, False), ("390-rat-lon", PHONE, False, True),
        ):  # fmt: skip
            context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light")
            if large:
                context.add_init_script("localStorage.setItem('kheo-text', 'xl')")
            page = context.new_page()
            page.goto(base + address, wait_until="networkidle")
            page.screenshot(path=folder / f"{name}-{how}.png", full_page=True)
            if how == "1280":
                page.set_viewport_size({"width": 670, "height": 1000})
                page.emulate_media(media="print")
                page.screenshot(path=folder / f"{name}-in.png", full_page=True)
            context.close()


def worst(rows: list[dict[str, float]]) -> dict[str, float]:
    """The largest of each figure."""
    return {key: max(row[key] for row in rows) for key in rows[0]}


def main() -> None:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shots", type=Path, help="folder for screenshots of every page type")
    shots = parser.parse_args().shots
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        work = Path(temporary)
        write_sample(work / "minh-hoa", LISTED, 1)
        real, sample = built(REPOSITORY, work / "that"), built(work / "minh-hoa", work / "mau")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport=PHONE)
        with served(real) as ours, served(sample) as theirs:
            pages = [(ours, real, one) for one in models_of(real, LISTED)]
            pages += [(theirs, sample, one) for one in models_of(sample, SAMPLES)]
            table: dict[str, float] = worst([model_figures(page, base, one, site) for base, site, one in pages])
            table["printed sheets of a model"] = max(printed(browser, base, one) for base, _, one in pages)
            table |= listing_figures(page, theirs, sample)
            for name, base in (("own", ours), ("fictional", theirs)):
                page.goto(base)
                table[f"front page with footer, {name}"] = (
                    page.evaluate("document.documentElement.scrollHeight") / SCREEN
                )
            for name, address in (("front", ""), ("model", pages[-1][2]), ("listing", "mo-hinh/")):
                size, moved, foreign = first_view(browser, theirs, address)
                table[f"first view of {name}, kB packed"] = size
                table[f"layout shift of {name}"] = moved
                table[f"foreign requests of {name}"] = foreign
                score = lighthouse(theirs, address)
                if score is not None:
                    table[f"Lighthouse performance of {name}"] = score
            table["longest task while filters open, ms"] = filter_tasks(browser, theirs)
            for key, value in table.items():
                print(f"{key:48} {value:8.2f}")
            if shots:
                kinds = {"trang-dau": "", "mo-hinh": pages[4][2], "danh-sach": "mo-hinh/", "dia-ban": "dia-ban/", "tin": "tin-tuc/",
                         "so-lieu": "thong-ke/", "du-lieu": "du-lieu/", "tim": "tim-kiem/"}  # fmt: skip
                take_shots(browser, ours, kinds, shots)
                take_shots(
                    browser,
                    theirs,
                    {"mau-mo-hinh": pages[-1][2], "mau-danh-sach": "mo-hinh/", "mau-trang-dau": ""},
                    shots,
                )
        browser.close()


if __name__ == "__main__":
    main()
