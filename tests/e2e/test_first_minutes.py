"""An empty workbench, its sample, and the correcting of what was recognised."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.serving import running

pytestmark = pytest.mark.e2e

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_an_empty_workbench_offers_its_sample(
    open_page: Callable[[str], Page], tmp_path: Path
) -> None:
    with running(tmp_path) as empty:
        page = open_page("")
        page.goto(empty.address)
        button = page.get_by_role("button", name="Try the sample")
        button.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(".row.current .unit:not(.waiting)", timeout=60_000)
        page.goto(empty.address)
        page.get_by_role("link", name="Memorandum from the colony").first.wait_for()
        assert button.count() == 0
        page.close()


@pytest.fixture
def imported(open_page: Callable[[str], Page]) -> Page:
    """The report on a translation that was just imported."""
    page = open_page("#/")
    page.get_by_role("button", name="Paste the text").nth(1).click()
    page.locator("textarea").fill("# Title\n\nA first paragraph.\n\nPage twelve\n")
    page.get_by_role("button", name="Import the texts").click()
    page.wait_for_selector(".report")
    return page


def test_a_block_is_corrected_by_the_keyboard(imported: Page) -> None:
    chip = imported.get_by_role("button", name="2 paragraphs")
    chip.focus()
    imported.keyboard.press("Enter")
    choice = imported.get_by_label("What this is: Page twelve")
    choice.wait_for()
    choice.select_option("Page furniture")
    imported.get_by_role("button", name="1 piece of page furniture").wait_for()
    imported.get_by_text("2 segments", exact=True).wait_for()
    choice.select_option("Heading")
    imported.get_by_role("button", name="2 headings").wait_for()
    imported.get_by_text("3 segments", exact=True).wait_for()


def test_a_text_is_read_again_in_another_language(imported: Page) -> None:
    with imported.expect_response("**/reading"):
        imported.locator(".report").get_by_label("Language").select_option("Deutsch")
    imported.reload()
    imported.wait_for_selector(".report")
    assert imported.locator(".report").get_by_label("Language").input_value() == "de"
