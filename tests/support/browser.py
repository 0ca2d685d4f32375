"""Starts the Chromium that is installed, and serves a folder to it as a static host would."""

from __future__ import annotations

import contextlib
import http.server
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, Playwright

# The same names, in the same order, as scripts/setup-test-tools.sh.
NAMES = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")

FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # Without these Chromium itself asks hosts of its maker at every start.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The same pixels and line breaks on every machine.
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
)

AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def find_chromium() -> str:
    """Return the path of a Chromium that starts; raise FileNotFoundError with what to do."""
    for name in (os.environ.get("KHEO_CHROMIUM"), *NAMES):
        path = name and shutil.which(name)
        if path and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    raise FileNotFoundError("no Chromium found; run scripts/setup-test-tools.sh (make test does)")


def launch_chromium(playwright: Playwright) -> Browser:
    """Start the installed Chromium without a window; its sandbox is off only for root, who cannot have one."""
    return playwright.chromium.launch(
        executable_path=find_chromium(),
        args=list(FLAGS),
        chromium_sandbox=os.geteuid() != 0,
    )


def find_violations(page: Page) -> list[str]:
    """Run axe-core on the page as it stands; one line for each element at fault: rule, element, why.

    Raises ValueError for a page opened with scripts off: axe's own timers would never fire. To judge what
    a reader without scripts sees, serve the folder with csp="script-src 'none'" instead.
    """
    from axe_playwright_python.sync_playwright import Axe

    if page.evaluate("matchMedia('(scripting: none)').matches"):
        raise ValueError("axe cannot run where scripts are off; serve the folder with csp=\"script-src 'none'\"")
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": list(AXE_TAGS)}}).response
    return [
        f"{violation['id']} [{violation['impact']}] {' '.join(map(str, node['target']))}: "
        f"{' '.join(node['failureSummary'].split())}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


class _StaticHost(http.server.SimpleHTTPRequestHandler):
    """Answers as static hosts do: index.html for a folder, 404.html for what is not there, no listings."""

    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".avif": "image/avif",
        ".js": "text/javascript; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".svg": "image/svg+xml",
        ".webmanifest": "application/manifest+json",
        ".webp": "image/webp",
        ".woff2": "font/woff2",
    }

    def __init__(self, *args: Any, prefix: str, csp: str | None, **kwargs: Any) -> None:
        self.prefix, self.csp = prefix, csp
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        address = unquote(urlsplit(path).path)
        if not address.startswith(self.prefix):
            return str(Path(self.directory, "no-such-file-outside-the-prefix"))
        return super().translate_path("/" + path[len(self.prefix) :])

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        self.send_error(404)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        if self.csp:
            self.send_header("Content-Security-Policy", self.csp)
        super().end_headers()

    def log_message(self, *args: Any) -> None:
        """Say nothing: pytest's output is for failures."""


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves in the middle of an answer is no error."""


@contextlib.contextmanager
def serving(folder: Path, prefix: str = "/", csp: str | None = None) -> Iterator[str]:
    """Serve a folder on a free port of 127.0.0.1 under the prefix; yields the address, ending in `/`."""
    prefix = f"/{prefix.strip('/')}/".replace("//", "/")
    with _Server(("127.0.0.1", 0), partial(_StaticHost, directory=str(folder), prefix=prefix, csp=csp)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()
