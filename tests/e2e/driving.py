"""The review, driven by its keys: what every file of tests of the page does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

CURRENT = ".row.current"


def ready(page: Page) -> Page:
    """Wait until the row in hand has its text and every row is there."""
    page.wait_for_selector(f"{CURRENT} .unit:not(.waiting)")
    page.wait_for_selector(".pairs[aria-busy=false]")
    return page


def settle(page: Page) -> None:
    """Wait until everything done is saved."""
    page.wait_for_selector("[data-saving=saved]")


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other, and wait until what they did is saved."""
    for key in keys:
        page.keyboard.press(key)
    settle(page)


def go_to(page: Page, number: int) -> None:
    """Take the row of this number in hand by the keyboard."""
    page.keyboard.press("g")
    page.keyboard.type(str(number))
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{CURRENT}[aria-rowindex='{number + 1}'] [data-active=true]:focus")
