"""What tests share: the browser, a static host, accessibility, HTML validity and the word to bless."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import browser
import html_validity
import installed as installing
import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from source_tree import REPOSITORY


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="accept what the golden tests now see")


def pytest_configure() -> None:
    """Hear Ctrl-C, and let what the tests start hear it: a background job of a shell is started with it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def blessing(request: pytest.FixtureRequest) -> bool:
    """Whether this run accepts the golden site as it now is (`make bless`)."""
    return request.config.getoption("--bless")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The repository's top folder."""
    return REPOSITORY


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The installed Chromium, started once."""
    with sync_playwright() as playwright:
        running = browser.launch_chromium(playwright)
        yield running
        running.close()


@pytest.fixture
def page_at(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page: page_at(390, 844, color_scheme="dark", java_script_enabled=False) -> Page."""
    with contextlib.ExitStack() as contexts:

        def open_page(
            width: int = 1280,
            height: int = 800,
            color_scheme: str = "light",
            *,
            java_script_enabled: bool = True,
            **options: object,
        ) -> Page:
            context = chromium.new_context(
                viewport={"width": width, "height": height},
                color_scheme=color_scheme,
                java_script_enabled=java_script_enabled,
                locale="vi-VN",
                timezone_id="Asia/Ho_Chi_Minh",
                **options,
            )
            contexts.callback(context.close)
            return context.new_page()

        yield open_page


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[..., str]]:
    """Serve a folder until the session ends: serve_folder(path, prefix="/", csp=None) -> base address."""
    with contextlib.ExitStack() as servers:

        def serve(folder: Path, prefix: str = "/", csp: str | None = None) -> str:
            return servers.enter_context(browser.serving(folder, prefix, csp))

        yield serve


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Find what axe-core holds against a page (WCAG 2.2 A, AA and best practice): axe(page) -> lines."""
    return browser.find_violations


@pytest.fixture(scope="session")
def validate_html() -> Callable[[Iterable[Path]], list[str]]:
    """Find what the Nu Html Checker holds against files: validate_html(files) -> messages."""
    return html_validity.check_html


@pytest.fixture(scope="session")
def installed() -> Iterator[installing.Installed]:
    """The wheel, installed with hashes as its users have it."""
    with installing.installation() as found:
        yield found
