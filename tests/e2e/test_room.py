"""Acts, tabs and bars have their room: on one line where they fit, all within reach where not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

pytestmark = pytest.mark.e2e

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

READY = ".row.current .unit:not(.waiting)"
WIDE = {"width": 1400, "height": 900}
TABLET = {"width": 768, "height": 900}
PHONE = {"width": 390, "height": 800}


@pytest.fixture
def review(open_page: Callable[[str], Page], alignment: int) -> Page:
    """The review of the made texts, with its third pair in hand."""
    page = open_page(f"#/alignments/{alignment}")
    page.wait_for_selector(READY)
    page.wait_for_selector(".pairs[aria-busy=false]")
    page.keyboard.press("Home")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.wait_for_selector(".row.current[aria-rowindex='4'] .unit:not(.waiting)")
    return page


def speak(page: Page, language: str) -> None:
    """Have the page in this language, with the focus in the pairs again."""
    page.evaluate("language => localStorage.setItem('workbench.language', language)", language)
    page.reload()
    page.wait_for_selector(READY)
    page.wait_for_selector(f"html[lang={language}]")
    page.locator(".row.current .cell").first.focus()


def lines(shown: Locator) -> int:
    """On how many lines the visible ones of these stand."""
    found: int = shown.evaluate_all(
        """all => new Set(all.filter((one) => one.checkVisibility())
           .map((one) => Math.round(one.getBoundingClientRect().bottom / 8))).size"""
    )
    return found


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    ("size", "panel"),
    [
        pytest.param(WIDE, False, id="a laptop"),
        pytest.param(WIDE, True, id="a laptop with the reference panel"),
        pytest.param(TABLET, False, id="a tablet"),
    ],
)
def test_the_acts_and_the_work_bar_take_one_line(
    review: Page, language: str, size: dict[str, int], panel: bool
) -> None:
    review.set_viewport_size({"width": size["width"], "height": size["height"]})
    speak(review, language)
    if panel:
        review.keyboard.press("\\")
        review.wait_for_selector(".reference")
    assert lines(review.locator(".tools > .b")) == 1
    assert lines(review.locator(".work .b")) == 1


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_names_of_the_leaves_take_one_line_and_none_is_cut(review: Page, language: str) -> None:
    speak(review, language)
    review.keyboard.press("\\")
    tabs = review.locator(".tabs [role=tab]")
    tabs.first.click()
    for at in range(tabs.count()):
        assert review.evaluate("document.activeElement.title") == tabs.nth(at).inner_text().strip()
        assert lines(tabs) == 1
        assert review.evaluate(
            "(tabs => tabs.scrollWidth <= tabs.clientWidth)(document.querySelector('.tabs'))"
        )
        review.keyboard.press("ArrowRight")


def test_rarer_acts_open_by_the_keyboard_and_stay_open(review: Page) -> None:
    more = review.locator(".tools .more")
    assert review.get_by_role("button", name="Pinpoint").count() == 0
    more.focus()
    review.keyboard.press("Enter")
    review.get_by_role("button", name="Pinpoint").wait_for()
    assert more.get_attribute("aria-expanded") == "true"
    assert more.evaluate("one => one === document.activeElement")
    review.keyboard.press("j")
    review.wait_for_selector(".row.current[aria-rowindex='5']")
    review.get_by_role("button", name="Unlink").wait_for()
    review.reload()
    review.wait_for_selector(READY)
    review.get_by_role("button", name="Join sentences").wait_for()


def test_what_the_line_has_no_room_for_stands_behind_more_once(review: Page) -> None:
    review.locator(".tools .more").click()
    for size in (WIDE, TABLET, PHONE):
        review.set_viewport_size({"width": size["width"], "height": size["height"]})
        assert review.get_by_role("button", name="Second look", exact=True).count() == 1


def test_the_chosen_key_of_pinpoint_also_marks_the_second_segment(review: Page) -> None:
    review.keyboard.press("F1")
    review.get_by_role("button", name="Change the keys of: Pinpoint").focus()
    review.keyboard.press("Enter")
    review.keyboard.press("5")
    review.wait_for_selector("dt:has(kbd:text-is('5'))")
    review.keyboard.press("Escape")
    review.wait_for_selector("dialog", state="detached")
    review.keyboard.press("5")
    review.wait_for_selector(".tools kbd:text-is('5')")
    review.keyboard.press("5")
    review.get_by_text("Pinned and confirmed").wait_for()


def test_the_pair_in_hand_stays_in_view_when_the_window_gets_small(review: Page) -> None:
    review.keyboard.press("End")
    review.wait_for_selector(".row.current .unit:not(.waiting)")
    review.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    review.wait_for_function(
        """() => {
          const row = document.querySelector(".row.current").getBoundingClientRect();
          const pairs = document.querySelector(".pairs").getBoundingClientRect();
          return row.top >= pairs.top - 1 && row.top < pairs.bottom - 40;
        }"""
    )


def test_the_filters_close_when_the_focus_goes_on(review: Page) -> None:
    review.keyboard.press("v")
    review.wait_for_selector(".filterpop[open]")
    review.keyboard.press("Shift+Tab")
    review.wait_for_selector(".filterpop:not([open])")
