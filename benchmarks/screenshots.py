"""The pictures of the documentation: `python -m benchmarks.screenshots [--to docs/pictures]`.

Aligns the bundled sample in a temporary folder, serves it, drives the page in a real Chromium by
its keys, and writes PNG files. Run it after a change that shows.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from benchmarks.page import ARGUMENTS, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
WIDE = (1400, 900)
NARROW = (390, 800)
CURRENT = ".row.current"
SAVED = "[data-saving=saved]"
ALIGNMENT = 2
# The sample is easy for the encoder that comes along; by words alone some pairs stay doubtful.
ENCODER = "lexical"
SECONDS = 60
CONFIRMED = 10


@dataclass(frozen=True)
class Picture:
    """One file: where it is taken, in which colours and size, and what is done before."""

    name: str
    route: str
    prepare: Callable[[Page], None]
    theme: str = "light"
    size: tuple[int, int] = WIDE


def main() -> None:
    """Write all pictures and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=PICTURES)
    folder = parser.parse_args().to
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        align_sample(Path(name))
        with serving(Path(name)) as address:
            align_anew(address)
            take_all(address, folder)


def align_sample(folder: Path) -> None:
    """Make the demonstration's project in the folder, as alignment 1 of project 1."""
    command = [sys.executable, "-m", "workbench", "demo", "--no-serve", "--data", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def align_anew(address: str) -> None:
    """Align the sample by the lexicon of its own words, as ALIGNMENT."""
    with httpx.Client(base_url=f"{address}/api/v1", timeout=SECONDS) as client:
        documents = client.get("/projects/1").raise_for_status().json()["documents"]
        wanted = {f"{one['side']}_document_id": one["id"] for one in documents}
        answer = client.post("/projects/1/alignments", json=wanted | {"encoder": ENCODER})
        job = answer.raise_for_status().json()
        until = time.monotonic() + SECONDS
        while job["state"] in ("queued", "running") and time.monotonic() < until:
            time.sleep(0.1)
            job = client.get(f"/jobs/{job['id']}").raise_for_status().json()
    if job["state"] != "done" or job["result"]["alignment_id"] != ALIGNMENT:
        raise SystemExit(f"the sample was not aligned: {job}")


def take_all(address: str, folder: Path) -> None:
    """Take the pictures in their order: what one does is seen in the next."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        for picture in PICTURES_IN_ORDER:
            path = folder / f"{picture.name}.png"
            take(browser, address, picture, path)
            print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")
        browser.close()


def take(browser: Browser, address: str, picture: Picture, path: Path) -> None:
    """Open the page anew, prepare it and write the file."""
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    context.add_init_script(f"localStorage.setItem('workbench.theme', '{picture.theme}')")
    page = context.new_page()
    page.goto(f"{address}/#/{picture.route}")
    picture.prepare(page)
    page.wait_for_selector(".people", state="detached")
    page.screenshot(path=path, animations="disabled")
    page.goto("about:blank")  # whoever closes the page says so; the next picture shows nobody else
    context.close()


def open_review(page: Page) -> None:
    """Wait until all pairs are there and the focus is in the one in hand."""
    page.wait_for_selector(".pairs[aria-busy=false]")
    page.wait_for_selector(f"{CURRENT} .unit:not(.waiting)")
    page.wait_for_selector(".people", state="detached")
    page.locator(f"{CURRENT} .cell").first.focus()


def open_leaf(page: Page, name: str) -> None:
    """Open the reference panel with one of its leaves, and give the focus back to the pairs."""
    page.keyboard.press("\\")
    page.get_by_role("tab", name=name).click()
    page.locator(f"{CURRENT} .cell").first.focus()


def confirm_some(page: Page) -> None:
    """Confirm the first pairs, so that the progress shows; then go to a doubtful one."""
    open_review(page)
    page.keyboard.press("Home")
    for _ in range(CONFIRMED):
        page.keyboard.press("Space")
    page.wait_for_selector(SAVED)
    page.keyboard.press("n")
    open_leaf(page, "Figures")
    page.wait_for_selector(".plot svg")


def review_again(page: Page) -> None:
    """The doubtful pair in hand, with the plan of the alignment."""
    open_review(page)
    page.keyboard.press("n")
    open_leaf(page, "Map")
    page.wait_for_selector(".plan svg")


def search(page: Page) -> None:
    """Seek a word in all its forms."""
    open_review(page)
    page.keyboard.press("/")
    page.get_by_role("button", name="Word forms").click()
    page.get_by_placeholder("Type a word, or part of one").fill("хлеб")
    page.wait_for_selector(".kwic em")


def see_narrow(page: Page) -> None:
    """The doubtful pair on a telephone."""
    open_review(page)
    page.keyboard.press("n")


def see_projects(page: Page) -> None:
    """The list of projects and the way to a new one."""
    page.wait_for_selector(".list.projects")


def see_report(page: Page) -> None:
    """What was recognised in both texts."""
    page.wait_for_selector(".report .facts")
    page.wait_for_selector(".list")


PICTURES_IN_ORDER = (
    Picture("review", f"alignments/{ALIGNMENT}", confirm_some),
    Picture("review-dark", f"alignments/{ALIGNMENT}", review_again, theme="dark"),
    Picture("projects", "", see_projects),
    Picture("report", "projects/1", see_report),
    Picture("concordance", f"alignments/{ALIGNMENT}", search),
    Picture("narrow", f"alignments/{ALIGNMENT}", see_narrow, size=NARROW),
)

if __name__ == "__main__":
    main()
