"""Taking the text out, and the end of the queue: by the keyboard, in a real browser."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.driving import ready
from tests.e2e.serving import Server

pytestmark = pytest.mark.e2e

if TYPE_CHECKING:
    from playwright.sync_api import Page

READY = ".row.current .unit:not(.waiting)"
COUNTED = ".outcome .counts"
TITLE = "Записка о печати"


def open_export(page: Page) -> None:
    """Open the dialog by its key; it takes the focus."""
    page.keyboard.press("d")
    page.wait_for_selector(COUNTED)
    page.wait_for_function("() => document.activeElement.name === 'format'")


def downloaded(page: Page) -> tuple[str, bytes]:
    """Press Enter in the dialog: the name and the content of the file that comes."""
    page.wait_for_selector(f"{COUNTED} + .acts a.main")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def office_text(data: bytes, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(part).decode()


READ: dict[str, Callable[[bytes], str]] = {
    "tmx": bytes.decode,
    "html": bytes.decode,
    "docx": lambda data: office_text(data, "word/document.xml"),
    "xlsx": lambda data: office_text(data, "xl/worksheets/sheet1.xml"),
    "csv": lambda data: next(
        row[1] for row in list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))[1:]
    ),
    "tsv": bytes.decode,
    "jsonl": lambda data: json.loads(data.decode().splitlines()[0])["source_text"],
    "ladder": lambda data: TITLE if data.startswith(b"[0]:[0]") else "",
}


def test_every_format_is_downloaded_by_the_keyboard(
    open_page: Callable[[str], Page], alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    open_export(page)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.get_by_label("Take all of them").is_checked()
    page.keyboard.press("Shift+Tab")
    for format, read in READ.items():
        page.wait_for_selector(f"input[value={format}]:checked")
        page.wait_for_selector(f"a.main[href*='format={format}&include=all']")
        name, data = downloaded(page)
        assert name == f"source.ru-en.{format}"
        assert TITLE in read(data)
        page.keyboard.press("ArrowDown")
    page.wait_for_selector("input[value=tmx]:checked")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    page.wait_for_function("() => document.activeElement.closest('.row.current') !== null")


def test_the_choices_say_what_they_take_and_are_remembered(
    open_page: Callable[[str], Page], alignment: int, server: Server
) -> None:
    beads = server.beads(alignment)
    sure = sum(bead["confidence"] >= 0.8 for bead in beads)
    page = ready(open_page(f"#/alignments/{alignment}"))
    open_export(page)
    page.get_by_text("0 pairs go out").wait_for()
    page.get_by_text(f"{len(beads)} pairs: not confirmed").wait_for()
    page.get_by_text(f"{len(beads)} of {len(beads)}; ").last.wait_for()
    page.get_by_label("Take the sure ones").check()
    page.get_by_text(f"{sure} pairs go out").wait_for()
    page.get_by_label("CSV").check()
    page.get_by_label("Expanded: Bolshevik").check()
    page.get_by_label("For Excel").uncheck()
    page.wait_for_selector("a.main[href*='byte_order_mark=false']")
    page.reload()
    ready(page)
    open_export(page)
    for label in ("CSV", "Take the sure ones", "Expanded: Bolshevik"):
        assert page.get_by_label(label).first.is_checked()
    page.get_by_label("Ladder").check()
    page.get_by_label("Expanded: Bolshevik").wait_for(state="detached")


def test_when_no_doubtful_pair_is_left_the_card_shows_what_is_open_and_the_way_out(
    open_page: Callable[[str], Page], alignment: int, server: Server
) -> None:
    for bead in server.beads(alignment):
        answer = server.client.post(
            f"/alignments/{alignment}/operations",
            json={"kind": "confirm", "bead": bead["id"]},
            headers={"If-Match": f'"b{bead["id"]}.{bead["version"]}"'},
        )
        assert answer.is_success, answer.text
    page = ready(open_page(f"#/alignments/{alignment}"))
    page.get_by_role("region", name="No doubtful pair is left.").wait_for()
    page.keyboard.press("n")
    card = page.get_by_role("dialog", name="No doubtful pair is left")
    card.get_by_text("Nothing: every pair is confirmed.").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("Home")
    page.keyboard.press("x")
    page.wait_for_selector("[data-saving=saved]")
    page.get_by_role("region", name="No doubtful pair is left.").wait_for(state="detached")
    page.keyboard.press("Shift+D")
    card = page.get_by_role("dialog", name="How far the review is")
    card.get_by_text("2 doubtful pairs", exact=True).wait_for()
    card.get_by_role("button", name="Web page").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("input[value=html]:checked")
    page.wait_for_selector(COUNTED)
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+D")
    page.get_by_role("button", name="Show: 2 doubtful pairs").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".pairs[aria-rowcount='3']")
    page.close()
