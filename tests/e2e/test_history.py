"""Second looks, comments, and the way back through the history, by the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.e2e.driving import go_to, press, ready
from tests.e2e.serving import Server
from tests.e2e.test_accessibility import AXE, violations

pytestmark = pytest.mark.e2e

if TYPE_CHECKING:
    from playwright.sync_api import Page

CURRENT = ".row.current"
LATEST = ".log[data-loaded=true] li:first-child .entry"
OpenPage = Callable[[str], "Page"]


@pytest.fixture
def page(open_page: OpenPage, alignment: int) -> Page:
    """The review, with all rows and the text of the row in hand."""
    return ready(open_page(f"#/alignments/{alignment}"))


def write(page: Page, key: str, text: str) -> None:
    """Open the box of a remark by its key, write, and save it."""
    page.keyboard.press(key)
    page.wait_for_selector("#remark:focus")
    page.keyboard.type(text)
    press(page, "Enter")
    page.wait_for_selector("#remark", state="detached")


def states(server: Server, alignment: int) -> list[str]:
    return [bead["state"] for bead in server.beads(alignment)]


def test_a_second_look_is_asked_for_found_again_and_ended_by_confirming(
    page: Page, server: Server, alignment: int
) -> None:
    press(page, "Home", "Space")
    go_to(page, 2)
    write(page, "r", "Which winter?")
    row = page.locator(f"{CURRENT}.is-look")
    row.locator(".app .words", has_text="Which winter?").wait_for()
    row.locator(".spine b", has_text="second look").wait_for()
    page.locator(".key .is-look", has_text="1 second look").wait_for()
    bead = server.beads(alignment)[1]
    assert (bead["state"], bead["note"]) == ("second_look", "Which winter?")

    press(page, "f", "f")
    page.wait_for_selector(".pairs[aria-rowcount='2']")
    page.reload()
    ready(page)
    press(page, "r")
    page.wait_for_selector("#remark:focus")
    assert page.input_value("#remark") == "Which winter?"
    page.keyboard.press("Escape")
    page.wait_for_selector(f"{CURRENT} [data-active=true]:focus")

    press(page, "Space")
    assert states(server, alignment)[1] == "confirmed"
    press(page, "z")
    page.wait_for_selector(f"{CURRENT}.is-look")
    assert server.beads(alignment)[1]["note"] == "Which winter?"


def test_a_comment_is_written_seen_by_another_and_resolved(
    page: Page, open_page: OpenPage, server: Server, alignment: int
) -> None:
    other = ready(open_page(f"#/alignments/{alignment}"))
    go_to(page, 3)
    write(page, "c", "@Maria, three months?")
    page.locator(f"{CURRENT} .app .mention", has_text="@Maria").wait_for()
    page.locator(f"{CURRENT} .spine .chip", has_text="1").wait_for()
    other.locator(".row[aria-rowindex='4'] .spine .chip", has_text="1").wait_for()

    go_to(page, 3)
    press(page, "m")
    page.locator(f"{CURRENT} .spine .chip", has_text="1").wait_for()
    press(page, "f", "f")
    page.wait_for_selector(".pairs[aria-rowcount='2']")
    press(page, "a")

    page.keyboard.press("Shift+C")
    page.wait_for_selector(".leaf:focus")
    page.keyboard.press("Tab")  # the button that begins a comment
    page.keyboard.press("Tab")
    page.wait_for_selector(".said-comment .acts .b:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector(".said-comment.resolved")
    page.wait_for_selector(f"{CURRENT} .spine .chip", state="detached")
    other.wait_for_selector(".spine .chip", state="detached")
    (comment,) = server.get(f"/alignments/{alignment}/comments")["items"]
    assert [turn["state"] for turn in comment["turns"]] == ["resolved"]


def test_what_was_begun_to_be_said_is_not_lost_by_leaving(page: Page) -> None:
    go_to(page, 2)
    page.keyboard.press("c")
    page.wait_for_selector("#remark:focus")
    page.keyboard.type("Not yet fini")
    page.keyboard.press("Escape")
    go_to(page, 3)
    go_to(page, 2)
    page.keyboard.press("c")
    page.wait_for_selector("#remark:focus")
    assert page.input_value("#remark") == "Not yet fini"


def test_an_entry_of_the_history_is_opened_restored_and_undone(
    page: Page, server: Server, alignment: int
) -> None:
    first = server.beads(alignment)
    go_to(page, 2)
    press(page, "m")
    go_to(page, 1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    page.keyboard.press("Control+A")
    page.keyboard.type("Memorandum about the press")
    press(page, "Enter")

    page.keyboard.press("h")
    page.wait_for_selector(f"{LATEST}:focus")
    page.locator(".log ins.w", has_text="about").wait_for()
    page.locator(".scope button", has_text="all pairs").click()
    page.wait_for_selector(".log li[data-number='2']")
    page.locator(".log li[data-number='1'] .entry").focus()
    page.keyboard.press("ArrowUp")
    page.wait_for_selector(".log li[data-number='2'] .entry:focus")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator(".past", has_text="after operation 1").wait_for()
    assert int(page.get_attribute(".pairs", "aria-rowcount") or 0) == len(first) + 1
    page.wait_for_selector(f"{CURRENT} .tools", state="detached")
    assert page.locator(".pairs .unit .edited").count() == 0

    page.locator(f"{CURRENT} [data-active=true]").focus()
    page.keyboard.press("Space")  # nothing can be decided in the past
    page.locator(".trouble", has_text="This is how it was").wait_for()
    page.keyboard.press("Escape")
    page.wait_for_selector(".past", state="detached")
    assert int(page.get_attribute(".pairs", "aria-rowcount") or 0) == len(first)
    assert len(server.beads(alignment)) == len(first) - 1

    page.keyboard.press("h")
    page.wait_for_selector(f"{LATEST}:focus")
    page.locator(".log li[data-number='1'] .entry").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".past")
    page.locator(".past .b.main").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".past", state="detached")
    page.wait_for_selector("[data-saving=saved]")
    runs = [(bead["source"], bead["target"]) for bead in server.beads(alignment)]
    assert runs == [(bead["source"], bead["target"]) for bead in first]
    history = server.get(f"/alignments/{alignment}/history")["items"]
    assert [entry["act"] for entry in history] == ["restore", "edit_text", "join", "align"]
    assert page.locator(".pairs .unit .edited").count() == 0

    page.wait_for_selector(f"{CURRENT} [data-active=true]:focus")
    press(page, "z")
    page.wait_for_selector(".pairs .unit .edited")
    assert len(server.beads(alignment)) == len(first) - 1
    page.wait_for_selector(".log li.undone[data-number='4']")


def test_whoever_looks_back_does_not_restore_over_what_others_do_meanwhile(
    open_page: OpenPage, server: Server, alignment: int
) -> None:
    page = open_page("#/")
    page.route("**/events", lambda route: route.abort())
    page.goto(f"{server.address}/#/alignments/{alignment}")
    press(ready(page), "Home", "Space")
    page.keyboard.press("h")
    page.wait_for_selector(f"{LATEST}:focus")
    page.locator(".scope button", has_text="all pairs").click()
    page.locator(".log li[data-number='1'] .entry").click()
    page.wait_for_selector(".past .b.main")
    bead = server.beads(alignment)[2]
    answer = server.client.post(
        f"/alignments/{alignment}/operations",
        json={"kind": "confirm", "bead": bead["id"]},
        headers={"If-Match": f'"b{bead["id"]}.{bead["version"]}"', "X-Actor": "Maria"},
    )
    assert answer.is_success
    page.locator(".past .b.main").click()
    page.locator(".trouble", has_text="the alignment was changed since").wait_for()
    assert states(server, alignment)[:3] == ["confirmed", "proposed", "confirmed"]


@pytest.mark.parametrize("colours", ["Light", "Dark", "High contrast"])
def test_remarks_and_the_past_have_nothing_that_axe_objects_to(page: Page, colours: str) -> None:
    axe = AXE.read_text(encoding="utf-8")
    page.locator("summary[aria-label='Text and keys']").click()
    page.get_by_role("button", name=colours).click()
    page.keyboard.press("Escape")
    page.locator(f"{CURRENT} [data-active=true]").focus()
    go_to(page, 2)
    write(page, "r", "Which winter?")
    write(page, "c", "@Maria, which winter?")
    page.wait_for_selector(f"{CURRENT} .app .mention")
    assert violations(page, axe) == []
    page.keyboard.press("c")
    page.wait_for_selector("#remark:focus")
    assert violations(page, axe) == []
    page.keyboard.press("Escape")
    page.wait_for_selector(f"{CURRENT} [data-active=true]:focus")
    page.keyboard.press("Shift+C")
    page.wait_for_selector(".said-comment")
    assert violations(page, axe) == []
    page.locator(f"{CURRENT} [data-active=true]").focus()
    page.keyboard.press("h")
    page.wait_for_selector(f"{LATEST}:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector(".past .b")
    assert violations(page, axe) == []
