"""The findings in the review and in the report, by the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.e2e.serving import ENGLISH, RUSSIAN, Server, align
from tests.e2e.test_accessibility import AXE, violations

pytestmark = pytest.mark.e2e

if TYPE_CHECKING:
    from playwright.sync_api import Page

READY = ".row.current .unit:not(.waiting)"
CHIP = "button.finding"
WRONG = ENGLISH.replace("March 1932", "March 1933").replace("demanded bread", "demanded the the")


@pytest.fixture
def wrong(server: Server) -> int:
    """An alignment of the made texts with a wrong year and a word said twice in the translation."""
    return align(server, RUSSIAN, WRONG)


def ready(page: Page) -> Page:
    """Wait until the row in hand has its text, every row is there, and the checks have spoken."""
    page.wait_for_selector(READY)
    page.wait_for_selector(".pairs[aria-busy=false]")
    page.wait_for_selector(CHIP)
    return page


def take_in_hand(page: Page, words: str) -> None:
    """Take the row whose translation holds these words in hand, by its number."""
    row = page.locator(".row[data-bead]", has_text=words).first
    number = int(row.get_attribute("aria-rowindex") or 0) - 1
    page.locator(".row.current .cell[data-active=true]").focus()
    page.keyboard.press("g")
    page.keyboard.type(str(number))
    page.keyboard.press("Enter")
    page.wait_for_selector(f".row.current[aria-rowindex='{number + 1}']")
    page.wait_for_selector(".row.current .cell[data-active=true]:focus")


def finding_of(server: Server, alignment: int, code: str) -> dict[str, object]:
    found = server.get(f"/alignments/{alignment}/findings")["items"]
    return next(one for one in found if one["code"] == code)


def test_a_chip_says_what_is_wrong_and_lights_both_places(
    open_page: Callable[[str], Page], wrong: int
) -> None:
    page = ready(open_page(f"#/alignments/{wrong}"))
    take_in_hand(page, "March 1933")
    chip = page.locator(".row.current button.finding.is-error")
    assert "the original has 1932, the translation 1933" in chip.inner_text()
    chip.focus()
    page.wait_for_selector(".row.current .lit")
    assert page.locator(".row.current .src .lit").all_inner_texts() == ["1932"]
    assert page.locator(".row.current .tgt .lit").all_inner_texts() == ["1933"]
    page.locator(".row.current .cell[data-active=true]").focus()
    page.wait_for_selector(".row.current .lit", state="detached")


def test_i_and_two_digits_dismiss_and_z_takes_it_back(
    open_page: Callable[[str], Page], server: Server, wrong: int
) -> None:
    page = ready(open_page(f"#/alignments/{wrong}"))
    take_in_hand(page, "March 1933")
    page.keyboard.press("i")
    page.wait_for_selector("[role=menu] [role=menuitem]:focus")
    page.keyboard.press("1")
    page.get_by_role("menuitem", name="so in the original").wait_for()
    page.keyboard.press("2")
    page.wait_for_selector(".row.current .finding.is-dismissed")
    finding = finding_of(server, wrong, "numbers-differ")
    assert finding["dismissal"]["reason"] == "as_printed"  # type: ignore[index]

    page.wait_for_selector(".row.current .cell[data-active=true]:focus")
    page.keyboard.press("z")
    page.wait_for_selector(".row.current button.finding.is-error")
    assert finding_of(server, wrong, "numbers-differ")["dismissal"] is None


def test_a_dismissal_stays_over_a_reload_and_can_be_taken_back_at_its_chip(
    open_page: Callable[[str], Page], server: Server, wrong: int
) -> None:
    finding = finding_of(server, wrong, "numbers-differ")
    project = server.get(f"/alignments/{wrong}")["project_id"]
    body = {"code": finding["code"], "about": finding["about"], "reason": "house_style"}
    server.post(f"/projects/{project}/dismissals", body)
    page = ready(open_page(f"#/alignments/{wrong}"))
    take_in_hand(page, "March 1933")
    dismissed = page.locator(".row.current .finding.is-dismissed")
    assert "house style" in dismissed.inner_text()
    dismissed.get_by_role("button", name="Take back").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".row.current button.finding.is-error")


def test_an_edit_takes_its_finding_away(open_page: Callable[[str], Page], wrong: int) -> None:
    page = ready(open_page(f"#/alignments/{wrong}"))
    take_in_hand(page, "the the")
    page.wait_for_selector(".row.current button.finding.is-warning")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    page.wait_for_selector(".editing textarea:focus")
    page.keyboard.press("Control+A")
    page.keyboard.type("The workers of the factory went out into the street and demanded bread.")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-saving=saved]")
    page.wait_for_selector(".row.current button.finding", state="detached")


def test_the_leaf_lists_by_check_and_leads_to_the_pair(
    open_page: Callable[[str], Page], wrong: int
) -> None:
    page = ready(open_page(f"#/alignments/{wrong}"))
    page.keyboard.press("Home")
    page.keyboard.press("\\")
    page.get_by_role("tab", name="Findings").click()
    page.wait_for_selector(".group.is-error .place")
    names = page.locator(".group summary b").all_inner_texts()
    assert names[0] == "Numbers differ"
    assert "Word twice" in names
    page.locator(".leaf select").select_option("warning")
    page.wait_for_selector(".group.is-error", state="detached")
    page.locator(".group.is-warning .place", has_text="the the").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".row.current .tgt:has-text('the the')")


def test_the_report_counts_by_check_and_revokes(
    open_page: Callable[[str], Page], server: Server, wrong: int
) -> None:
    finding = finding_of(server, wrong, "numbers-differ")
    project = server.get(f"/alignments/{wrong}")["project_id"]
    body = {"code": finding["code"], "about": finding["about"], "words": finding["words"]}
    server.post(f"/projects/{project}/dismissals", body | {"reason": "intended"})
    page = open_page(f"#/projects/{project}")
    page.get_by_role("link", name="Report of findings").click()
    row = page.locator(".report-table.counts tr", has_text="Numbers differ").first
    row.wait_for()
    assert row.locator("td.num-r").all_inner_texts() == ["0", "1"]
    page.get_by_role("button", name="Take back").click()
    page.get_by_text("taken back by").wait_for()
    page.wait_for_function(
        "() => document.querySelector('.report-table.counts td.num-r').textContent === '1'"
    )
    row.get_by_role("link").first.click()
    page.wait_for_selector(".row.current .tgt:has-text('March 1933')")


def test_without_findings_the_key_says_so(open_page: Callable[[str], Page], wrong: int) -> None:
    page = ready(open_page(f"#/alignments/{wrong}"))
    take_in_hand(page, "Silence, too")
    page.keyboard.press("i")
    page.get_by_role("status").get_by_text("no open findings").wait_for()


@pytest.mark.parametrize("colours", ["Light", "Dark", "High contrast"])
def test_findings_have_nothing_that_axe_objects_to(
    open_page: Callable[[str], Page], server: Server, wrong: int, colours: str
) -> None:
    axe = AXE.read_text(encoding="utf-8")
    project = server.get(f"/alignments/{wrong}")["project_id"]
    finding = finding_of(server, wrong, "word-twice")
    body = {"code": finding["code"], "about": finding["about"], "words": finding["words"]}
    server.post(f"/projects/{project}/dismissals", body | {"reason": "intended"})
    page = open_page(f"#/projects/{project}/findings")
    page.locator("summary[aria-label='Text and keys']").click()
    page.get_by_role("button", name=colours).click()
    page.keyboard.press("Escape")
    page.wait_for_selector(".report-table.counts")
    assert violations(page, axe) == []

    page.goto(f"{server.address}/#/alignments/{wrong}")
    ready(page)
    take_in_hand(page, "the the")
    page.wait_for_selector(".row.current .finding.is-dismissed")
    page.keyboard.press("\\")
    page.get_by_role("tab", name="Findings").click()
    page.wait_for_selector(".group .place")
    assert violations(page, axe) == []
    take_in_hand(page, "March 1933")
    page.locator(".row.current button.finding").first.focus()
    page.wait_for_selector(".row.current .lit")
    assert violations(page, axe) == []
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=menu]")
    assert violations(page, axe) == []
