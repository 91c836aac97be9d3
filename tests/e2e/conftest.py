"""A real server and a real Chromium for the tests of the page.

The server is `workbench serve` over a folder of its own; the browser is started once. A page that
writes an error to its console, or meets one that nobody caught, fails its test.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.serving import ENGLISH, RUSSIAN, Server, align, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

STATIC = Path(__file__).parents[2] / "workbench" / "static" / "index.html"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; without one they are skipped, but in CI that is a failure."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Chromium was found")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`workbench serve` on a free port, over an empty folder."""
    if not STATIC.exists():
        pytest.fail(f"the page is not built ({STATIC} is missing): run python build_ui.py")
    with running(tmp_path_factory.mktemp("served")) as server:
        yield server


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without memory of other tests."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, accept_downloads=True)
    context.set_default_timeout(45_000)
    yield context
    context.close()


OpenPage = Callable[[str], "Page"]


@pytest.fixture
def open_page(context: BrowserContext, server: Server) -> Iterator[OpenPage]:
    """Opens pages at a hash; at the end, no page may have met an error."""
    faults: list[str] = []

    def open_at(route: str) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if _is_fault(said) else None)
        page.goto(f"{server.address}/{route}")
        return page

    yield open_at
    assert faults == []


def _is_fault(said: ConsoleMessage) -> bool:
    # The browser itself reports answers that are refusals; what the page makes of them is tested.
    return said.type == "error" and "Failed to load resource" not in said.text


@pytest.fixture
def made() -> tuple[str, str]:
    """The made texts, Russian and English; the sixth Russian sentence was left out."""
    return RUSSIAN, ENGLISH


@pytest.fixture
def alignment(server: Server) -> int:
    """A new alignment of the two made texts: its id."""
    return align(server, RUSSIAN, ENGLISH)
