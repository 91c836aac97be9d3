"""A Word document is chosen on the page, and the report says what was found and left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.alignments.formats.reading.made import par, run, word

pytestmark = pytest.mark.e2e

if TYPE_CHECKING:
    from playwright.sync_api import Page

CALL = '<w:r><w:footnoteReference w:id="2"/></w:r>'
LETTER = word(
    par(run("The letter"), properties='<w:outlineLvl w:val="0"/>')
    + par(run("The party lives"), CALL, run(" and they know it."), run("Secret.", "<w:vanish/>")),
    footnotes=f'<w:footnote w:id="2">{par(run("From the archive."))}</w:footnote>',
)


def test_a_word_document_is_chosen_and_reported_with_what_was_left_out(
    open_page: Callable[[str], Page],
) -> None:
    page = open_page("#/")
    picker = page.locator("input[type=file]").nth(1)
    assert ".docx" in (picker.get_attribute("accept") or "")
    picker.set_input_files({"name": "letter.docx", "mimeType": "", "buffer": LETTER})
    page.get_by_role("button", name="Import the texts").click()
    report = page.locator(".report")
    report.get_by_text("1 hidden passage was left out.").wait_for()
    report.get_by_role("button", name="1 note").first.wait_for()
    report.get_by_role("button", name="1 heading").wait_for()
    report.get_by_text("3 segments", exact=True).wait_for()
    page.close()


def test_a_file_that_cannot_be_read_is_refused_beside_its_picker(
    open_page: Callable[[str], Page],
) -> None:
    page = open_page("#/")
    picker = page.locator("input[type=file]").nth(1)
    picker.set_input_files({"name": "cut.docx", "mimeType": "", "buffer": LETTER[:300]})
    page.get_by_role("button", name="Import the texts").click()
    page.get_by_role("alert").get_by_text("cut.docx: the file is damaged or cut off").wait_for()
    page.close()
