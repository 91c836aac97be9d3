"""How the review shows texts, and the reader's own keys, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.e2e.serving import Server, align

pytestmark = pytest.mark.e2e

if TYPE_CHECKING:
    from playwright.sync_api import Page

READY = ".row.current .unit:not(.waiting)"
RUSSIAN = """# Записка

Группа б.-л. писала Раковскому в 1926 году.[^1] Ответа не было.

[^1]: Письмо не сохранилось.
"""
ENGLISH = """# Memorandum

The B[olshevik]-L[eninist] group wrote to Rakovsky [in Astrakhan] in 1926.[^1] There was no answer.

[^1]: The letter has not survived.
"""


@pytest.fixture
def review(open_page: Callable[[str], Page], server: Server) -> Page:
    """The review of two texts with brackets and a note, with its second pair in hand."""
    page = open_page(f"#/alignments/{align(server, RUSSIAN, ENGLISH)}")
    page.wait_for_selector(READY)
    page.wait_for_selector(".pairs[aria-busy=false]")
    page.keyboard.press("Home")
    page.keyboard.press("j")
    page.wait_for_selector(".row.current[aria-rowindex='3'] .unit:not(.waiting)")
    return page


def english(page: Page) -> str:
    """The translation of the pair in hand as it is shown."""
    return page.locator(".row.current .tgt").inner_text()


def test_brackets_are_shown_in_three_ways_and_the_choice_is_kept(review: Page) -> None:
    assert "B[olshevik]-L[eninist] group" in english(review)
    review.keyboard.press("b")
    review.wait_for_function(
        "() => !document.querySelector('.row.current .tgt').innerText.includes('[')"
    )
    assert "Bolshevik-Leninist group wrote to Rakovsky in Astrakhan in 1926." in english(review)
    review.keyboard.press("b")
    review.wait_for_function(
        "() => document.querySelector('.row.current .tgt').innerText.includes('B-L group')"
    )
    assert "wrote to Rakovsky in 1926." in english(review)
    review.reload()
    review.wait_for_selector(READY)
    assert "B-L group" in review.locator(".tgt", has_text="group wrote").inner_text()


def test_numbers_and_names_of_both_sides_are_lit(review: Page) -> None:
    review.wait_for_selector(".row.current .tgt .n-ok")
    assert review.locator(".row.current .src .n-ok").all_inner_texts() == ["Раковскому", "1926"]
    assert review.locator(".row.current .tgt .n-ok").all_inner_texts() == ["Rakovsky", "1926"]


def test_a_notes_text_opens_under_its_call_and_leads_back(review: Page) -> None:
    review.keyboard.press("w")
    box = review.locator(".row.current .notebox")
    box.wait_for()
    box.get_by_text("Письмо не сохранилось.").wait_for()
    box.get_by_text("The letter has not survived.").wait_for()
    review.get_by_role("button", name="To the note").click()
    review.wait_for_selector(".row.current.notes")
    review.keyboard.press("w")
    review.wait_for_selector(".row.current[aria-rowindex='3']")


def test_a_command_answers_the_key_that_was_chosen_for_it(review: Page) -> None:
    review.keyboard.press("F1")
    change = review.get_by_role("button", name="Change the keys of: Next pair")
    change.focus()
    review.keyboard.press("Enter")
    review.keyboard.press("m")
    review.get_by_role("alert").get_by_text("M belongs to “Join with next”.").wait_for()
    review.keyboard.press("5")
    review.wait_for_selector("dt:has(kbd:text-is('5'))")
    review.keyboard.press("Escape")
    review.wait_for_selector("dialog", state="detached")
    review.keyboard.press("j")  # is nobody's now
    review.keyboard.press("5")
    review.wait_for_selector(".row.current[aria-rowindex='4']")


def test_single_letters_can_be_switched_off(review: Page) -> None:
    review.keyboard.press("F1")
    review.get_by_label("Single letters as keys").click()
    review.keyboard.press("Escape")
    review.wait_for_selector("dialog", state="detached")
    review.keyboard.press("k")
    review.keyboard.press("ArrowDown")
    review.wait_for_selector(".row.current[aria-rowindex='4']")


def test_each_column_has_its_size(review: Page) -> None:
    review.locator("summary[aria-label='Text and keys']").focus()
    review.keyboard.press("Enter")
    review.get_by_role("button", name="Size of the translation: larger").click()
    review.get_by_role("button", name="Sans", exact=True).click()
    sizes = review.evaluate(
        "() => ['.src', '.tgt'].map((side) =>"
        " getComputedStyle(document.querySelector(`.row.current ${side}`)).fontSize)"
    )
    assert sizes == ["17px", "19px"]
    review.keyboard.press("Escape")
    review.wait_for_selector(".settings[open]", state="detached")
