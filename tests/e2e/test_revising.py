"""New versions of texts and fixed sentence breaks, by the keyboard in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.e2e.serving import ENGLISH, Server

pytestmark = pytest.mark.e2e

if TYPE_CHECKING:
    from playwright.sync_api import Page

CURRENT = ".row.current"
REVISED = ENGLISH.replace("Letters took three months.", "Letters travelled for three months.")


def ready(page: Page, alignment: int | None = None) -> Page:
    """Wait until the row in hand has its text and every row is there."""
    if alignment is not None:
        page.wait_for_url(re.compile(rf"#/alignments/{alignment}(/|$)"))
    page.wait_for_selector(f"{CURRENT} .unit:not(.waiting)")
    page.wait_for_selector(".pairs[aria-busy=false]")
    return page


def go_to(page: Page, number: int) -> None:
    """Take the row of this number in hand by the keyboard."""
    page.keyboard.press("g")
    page.keyboard.type(str(number))
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{CURRENT}[aria-rowindex='{number + 1}']")
    page.wait_for_selector(f"{CURRENT} [data-active=true]:focus")


def confirm(page: Page, *numbers: int) -> None:
    for number in numbers:
        go_to(page, number)
        page.keyboard.press("Space")
    page.wait_for_selector("[data-saving=saved]")


def tab_to(page: Page, selector: str) -> None:
    """Go with Tab until the focus is there."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    pytest.fail(f"Tab does not lead to {selector}")


def leave(page: Page, alignment: int) -> None:
    """Wait until another alignment is shown."""
    page.wait_for_url(lambda url: re.search(rf"#/alignments/{alignment}(/|$)", url) is None)


def newest(server: Server, alignment: int) -> int:
    """The alignment that goes on from this one."""
    found: int = server.get(f"/alignments/{alignment}")["revised_by"]
    return found


def revise(page: Page, text: str) -> None:
    """Paste a new version of the translation, by the keyboard."""
    page.keyboard.press("Shift+V")
    page.wait_for_selector("dialog .drop button:focus")
    tab_to(page, "dialog .drop .bare")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog textarea:focus")
    page.keyboard.insert_text(text)
    tab_to(page, "dialog .main")
    page.keyboard.press("Enter")
    page.wait_for_selector(".revised")


def test_a_new_version_is_taken_and_what_it_touched_is_checked_again(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    confirm(page, 1, 3)
    go_to(page, 3)
    page.keyboard.press("ArrowRight")
    revise(page, REVISED)
    made = newest(server, alignment)
    ready(page, made)
    banner = page.locator(".revised")
    banner.get_by_text("New version of the translation: 1 pair touched, 1 carried over").wait_for()
    banner.get_by_text("Re-check").first.wait_for()

    page.keyboard.press("y")
    page.wait_for_selector(".pairs[aria-rowcount='2']")
    page.wait_for_selector(f"{CURRENT} .recheck")
    assert page.locator(f"{CURRENT} .recheck del").all_inner_texts() == ["took"]
    assert page.locator(f"{CURRENT} .recheck ins").all_inner_texts() == ["travelled for"]
    page.keyboard.press("Space")
    banner.get_by_text("All checked again").wait_for()
    page.wait_for_selector("[data-saving=saved]")
    states = [bead["state"] for bead in server.beads(made)]
    assert states.count("confirmed") == 2

    page.goto(f"{server.address}/#/alignments/{alignment}")
    ready(page, alignment)
    assert page.locator(".tools").count() == 0
    page.locator(".revised").get_by_role("link", name="To the newer version").press("Enter")
    ready(page, made)
    page.close()


def test_a_version_is_taken_back_and_the_one_before_goes_on(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    confirm(page, 2)
    page.keyboard.press("ArrowRight")
    revise(page, REVISED)
    made = newest(server, alignment)
    ready(page, made)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Take this version back").press("Enter")
    ready(page, alignment)
    assert server.get(f"/alignments/{made}")["withdrawn"] is True
    assert newest(server, alignment) is None
    page.close()


def test_a_sentence_is_broken_where_the_arrows_say_and_z_takes_it_back(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    confirm(page, 3)
    go_to(page, 3)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+S")
    page.wait_for_selector(f"{CURRENT} .broken")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.locator(".broken .unit").first.get_by_text(re.compile("^Letters took ?$")).wait_for()
    page.keyboard.press("Enter")
    leave(page, alignment)
    made = newest(server, alignment)
    ready(page, made)
    page.wait_for_selector(f"{CURRENT}.is-confirmed .tgt .unit >> nth=1")
    units = page.locator(f"{CURRENT} .tgt .unit").all_inner_texts()
    assert units == ["Letters took", "three months."]
    page.get_by_text("Sentence broken").wait_for()

    page.keyboard.press("Shift+M")
    leave(page, made)
    joined = newest(server, made)
    ready(page, joined)
    page.wait_for_selector(f"{CURRENT} .tgt[data-units='1']")

    page.wait_for_selector(f"{CURRENT} [data-active=true]:focus")
    page.keyboard.press("z")
    ready(page, made)
    page.wait_for_selector(f"{CURRENT} .tgt[data-units='many']")
    page.wait_for_selector(f"{CURRENT} [data-active=true]:focus")
    page.keyboard.press("z")
    ready(page, alignment)
    page.wait_for_selector(f"{CURRENT} .tgt[data-units='1']")
    assert server.get(f"/alignments/{alignment}")["can_undo"] is True
    page.close()


def test_s_in_a_split_breaks_the_longest_sentence_instead(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    go_to(page, 2)
    page.keyboard.press("m")
    page.wait_for_selector(f"{CURRENT} .src[data-units='many']")
    page.keyboard.press("s")
    page.wait_for_selector(f"{CURRENT} .cut")
    page.keyboard.press("s")
    page.wait_for_selector(f"{CURRENT} .broken")
    page.keyboard.press("Escape")
    page.wait_for_selector(f"{CURRENT} .broken", state="detached")
    assert newest(server, alignment) is None
    page.close()
