"""Two people at one alignment, and a server that is started again, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.driving import go_to
from tests.e2e.serving import Server, align, running

pytestmark = pytest.mark.e2e

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROWS_ARE_NOT = (
    "(before) => document.querySelector('.pairs').getAttribute('aria-rowcount') !== before"
)
READY = ".row.current .unit:not(.waiting)"


@contextmanager
def visiting(browser: Browser, server: Server, alignment: int, name: str) -> Iterator[Page]:
    """The review as a person of this name sees it."""
    context = browser.new_context(
        viewport={"width": 1400, "height": 900}, extra_http_headers={"X-Actor": name}
    )
    context.set_default_timeout(45_000)
    try:
        page = context.new_page()
        page.goto(f"{server.address}/#/alignments/{alignment}")
        page.wait_for_selector(READY)
        page.wait_for_selector(".pairs[aria-busy=false]")
        yield page
    finally:
        context.close()


def test_each_sees_where_the_other_is_and_that_the_other_writes(
    browser: Browser, server: Server, alignment: int
) -> None:
    with (
        visiting(browser, server, alignment, "Anna Kern") as anna,
        visiting(browser, server, alignment, "Boris") as boris,
    ):
        go_to(anna, 3)
        boris.wait_for_selector(".row[aria-rowindex='4'] .spine .who:text-is('AK')")
        anna.keyboard.press("e")
        boris.get_by_text("Anna Kern is changing the text").wait_for()
        go_to(boris, 1)
        boris.get_by_role("button", name="Go to where Anna Kern is").click()
        boris.wait_for_selector(".row.current[aria-rowindex='4']")
        anna.keyboard.press("Escape")
        anna.close()
        boris.wait_for_selector(".people", state="detached")


def test_words_that_lost_a_race_stand_beside_the_saved_ones_even_after_a_reload(
    browser: Browser, server: Server, alignment: int
) -> None:
    with (
        visiting(browser, server, alignment, "Anna") as anna,
        visiting(browser, server, alignment, "Boris") as boris,
    ):
        for page in (anna, boris):
            go_to(page, 2)
            page.keyboard.press("ArrowRight")
            page.keyboard.press("e")
            page.keyboard.press("Control+A")
        anna.keyboard.type("Written by Anna")
        with anna.expect_response("**/operations"):
            anna.keyboard.press("Enter")
        boris.wait_for_selector(".row[aria-rowindex='3'] .tgt textarea")
        anna.wait_for_selector("[data-saving=saved]")
        boris.keyboard.type("Written by Boris")
        boris.keyboard.press("Enter")
        boris.wait_for_selector(".row.current .versions")
        boris.reload()
        boris.wait_for_selector(".versions")
        shown = boris.locator(".versions > div").all_inner_texts()
        assert "Written by Anna" in shown[0]
        assert "Written by Boris" in shown[1]
        boris.get_by_role("button", name="Keep mine").click()
        anna.get_by_text("Written by Boris").wait_for()
        boris.reload()
        boris.wait_for_selector(READY)
        boris.get_by_text("Written by Boris").wait_for()
        assert boris.locator(".versions").count() == 0


def test_an_act_is_undone_after_the_server_was_started_again(
    browser: Browser, tmp_path: Path, made: tuple[str, str]
) -> None:
    with running(tmp_path) as server:
        alignment = align(server, *made)
        with visiting(browser, server, alignment, "Anna") as page:
            go_to(page, 2)
            before = page.get_attribute(".pairs", "aria-rowcount")
            page.keyboard.press("m")
            page.wait_for_function(ROWS_ARE_NOT, arg=before)
            page.wait_for_selector("[data-saving=saved]")
    with running(tmp_path) as server, visiting(browser, server, alignment, "Anna") as page:
        page.keyboard.press("z")
        page.wait_for_selector(f".pairs[aria-rowcount='{before}']")
        page.wait_for_selector("[data-saving=saved]")
        assert server.get(f"/alignments/{alignment}")["can_redo"] is True
