"""What follows an act, by the keyboard: pinpointing, re-alignment, many pairs confirmed at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.driving import go_to, press, ready
from tests.e2e.serving import Server, align
from tests.e2e.test_accessibility import AXE, violations

pytestmark = pytest.mark.e2e

if TYPE_CHECKING:
    from playwright.sync_api import Page

READY = ".row.current .unit:not(.waiting)"
CURRENT = ".row.current"
SOURCES = (
    "Зимой 1931 года колония потеряла связь с центром.",
    "Письма шли по три месяца.",
    "В марте 1932 года товарищи предложили созвать совещание.",
    "Решение было принято шестью голосами.",
    "Рабочие завода вышли на улицу и требовали хлеба.",
    "Молчание также есть ответ.",
    "Через 14 дней пришла телеграмма из Москвы.",
    "Никто не знал, что делать дальше.",
)
TARGETS = (
    "In the winter of 1931 the colony lost contact with the center.",
    "Letters took three months.",
    "In March 1932 the comrades proposed to convene a conference.",
    "The decision was taken by six votes.",
    "The workers of the factory went out into the street and demanded bread.",
    "Silence, too, is an answer.",
    "After 14 days a telegram arrived from Moscow.",
    "No one knew what to do next.",
)


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core, which npm brings for the checks only."""
    return AXE.read_text(encoding="utf-8")


def runs(beads: list[dict[str, Any]]) -> list[list[int]]:
    """Both runs of each bead."""
    return [[*bead["source"], *bead["target"]] for bead in beads]


@pytest.fixture
def alignment(server: Server) -> int:
    """Eight sentences that the aligner pairs one to one."""
    found = align(server, " ".join(SOURCES), " ".join(TARGETS))
    assert runs(server.beads(found)) == [[n, n + 1, n, n + 1] for n in range(8)]
    return found


def said(page: Page) -> str:
    return page.inner_text("[role=status].said")


def focus_is_in_hand(page: Page) -> None:
    page.wait_for_function("() => document.activeElement.closest('.row.current') !== null")


def test_two_segments_are_pinned_by_the_keyboard(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    go_to(page, 3)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("p")
    page.wait_for_selector(f"{CURRENT} .src .unit.pinned")
    assert "Choose its segment in the translation" in said(page)
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(f"{CURRENT}[aria-rowindex='5'] .tgt .unit.candidate")
    assert "Segment 4: The decision" in said(page)
    press(page, "p")
    rows = server.beads(alignment)
    pair = next(bead for bead in rows if bead["source"] == [2, 3])
    assert (pair["target"], pair["state"]) == ([3, 4], "confirmed")
    assert [bead["state"] for bead in rows].count("confirmed") == 1
    page.wait_for_selector(f"{CURRENT}[data-bead='{pair['id']}'].is-confirmed")
    assert page.locator(".unit.pinned, .unit.candidate").count() == 0
    focus_is_in_hand(page)
    press(page, "z")
    assert runs(server.beads(alignment)) == [[n, n + 1, n, n + 1] for n in range(8)]


def test_of_several_segments_arrows_choose_the_one_to_pin(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    go_to(page, 2)
    press(page, "m")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("p")
    page.wait_for_selector(f"{CURRENT} .src .unit.candidate")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("p")
    page.wait_for_selector(f"{CURRENT} .src .unit.pinned:nth-of-type(2)")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(f"{CURRENT} .tgt .unit.candidate:nth-of-type(2)")
    press(page, "Enter")
    found = [bead for bead in server.beads(alignment) if bead["state"] == "confirmed"]
    assert runs(found) == [[2, 3, 2, 3]]


def test_a_pinpoint_is_left_by_esc_and_done_by_clicks(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    go_to(page, 2)
    page.keyboard.press("p")
    page.wait_for_selector(".unit.pinned")
    page.keyboard.press("Escape")
    page.wait_for_selector(".unit.pinned", state="detached")
    assert server.get(f"/alignments/{alignment}")["head"] == 1
    focus_is_in_hand(page)
    page.keyboard.press("p")
    page.wait_for_selector(".unit.pinned")
    page.locator(".row[aria-rowindex='4'] .src .unit").click()
    page.locator(".row[aria-rowindex='5'] .tgt .unit").click()
    page.wait_for_selector(".row.is-confirmed")
    page.wait_for_selector("[data-saving=saved]")
    found = [bead for bead in server.beads(alignment) if bead["state"] == "confirmed"]
    assert runs(found) == [[2, 3, 3, 4]]


def pin_across(page: Page) -> None:
    """Pin the third original to the fifth translation: the fourth pair now crosses a decision."""
    go_to(page, 3)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("p")
    page.wait_for_selector(".unit.pinned")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(".row[aria-rowindex='6'] .unit.candidate")
    press(page, "p")
    page.wait_for_selector(f"{CURRENT} .ghosts")


def kinds(server: Server, alignment: int) -> list[str]:
    """The kinds of the operations, the newest first."""
    return [one["kind"] for one in server.get(f"/alignments/{alignment}/operations")["items"]]


def test_a_proposal_is_shown_under_the_row_in_hand_taken_and_undone(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    pin_across(page)
    assert re.search(r"\d+ pairs? proposed anew: Enter takes", said(page))
    focus_is_in_hand(page)
    pinned = runs(server.beads(alignment))
    ghosts = page.locator(".ghosts .ghost.is-ghost").count()
    assert ghosts > 0
    assert page.locator(".ghosts .ghost.was").count() > 0
    count = int(page.get_attribute(".pairs", "aria-rowcount") or 0)
    assert count == len(pinned) + 1  # ghosts are no rows of the grid
    press(page, "Enter")
    page.wait_for_selector(".ghosts", state="detached")
    assert kinds(server, alignment) == ["realign", "pinpoint", "align"]
    assert [3, 4, 3, 4] not in runs(server.beads(alignment))
    assert [2, 3, 4, 5] in runs(server.beads(alignment))
    focus_is_in_hand(page)
    press(page, "z")
    assert runs(server.beads(alignment)) == pinned
    press(page, "z")
    assert runs(server.beads(alignment)) == [[n, n + 1, n, n + 1] for n in range(8)]


def test_a_proposal_is_left_by_esc_and_stands_while_one_moves_on(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    pin_across(page)
    page.keyboard.press("j")
    page.wait_for_selector(".row:not(.current) .ghosts")
    press(page, "Enter", "Escape")
    assert kinds(server, alignment) == ["pinpoint", "align"]
    page.keyboard.press("k")
    page.wait_for_selector(f"{CURRENT} .ghosts")
    press(page, "Escape")
    page.wait_for_selector(".ghosts", state="detached")
    assert said(page) == "Kept as you have it"
    assert kinds(server, alignment) == ["pinpoint", "align"]
    focus_is_in_hand(page)


def test_a_proposal_goes_when_its_rows_are_decided(
    open_page: Callable[[str], Page], alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    pin_across(page)
    crossing = page.locator(".row", has_text="The decision was taken").last
    crossing.locator(".src").click()
    press(page, "Space")
    page.wait_for_selector(".ghosts", state="detached")


def test_a_run_of_pairs_is_confirmed_by_one_act(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    press(page, "Home", "Shift+ArrowDown", "Shift+ArrowDown")
    assert said(page) == "3 pairs chosen"
    assert page.locator(".row[aria-selected=true]").count() == 3
    press(page, "Space")
    assert kinds(server, alignment) == ["confirm_many", "align"]
    states = [bead["state"] for bead in server.beads(alignment)]
    assert states == ["confirmed"] * 3 + ["proposed"] * 5
    assert said(page) == "3 pairs confirmed, 5 left"
    page.wait_for_selector(f"{CURRENT}[aria-rowindex='5']")
    press(page, "Shift+ArrowDown", "j", "Space")
    assert kinds(server, alignment)[0] == "confirm"  # moving without Shift lets the run go
    press(page, "z", "z")
    assert {bead["state"] for bead in server.beads(alignment)} == {"proposed"}


def test_all_sure_up_to_here_are_confirmed_after_saying_how_many(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    sure = [bead["confidence"] >= 0.8 for bead in server.beads(alignment)][:6]
    page = ready(open_page(f"#/alignments/{alignment}"))
    go_to(page, 6)
    page.keyboard.press("Shift+A")
    asked = page.get_by_role("dialog", name="Confirm all sure up to here")
    asked.wait_for()
    assert f"{sum(sure)} pairs from the first to pair 6" in asked.inner_text()
    assert "may be wrong" in asked.inner_text() or "Hardly any" in asked.inner_text()
    page.keyboard.press("Escape")
    asked.wait_for(state="detached")
    assert kinds(server, alignment) == ["align"]
    focus_is_in_hand(page)
    page.keyboard.press("Shift+A")
    asked.wait_for()
    press(page, "Enter")
    asked.wait_for(state="detached")
    assert kinds(server, alignment) == ["confirm_sure", "align"]
    states = [bead["state"] == "confirmed" for bead in server.beads(alignment)]
    assert states == [*sure, False, False]
    focus_is_in_hand(page)
    press(page, "z")
    assert {bead["state"] for bead in server.beads(alignment)} == {"proposed"}


def test_a_chosen_run_is_let_go_by_esc(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    press(page, "Home", "Shift+ArrowDown", "Escape")
    page.wait_for_selector(".row.chosen", state="detached")
    press(page, "Space")
    assert kinds(server, alignment) == ["confirm", "align"]


@pytest.mark.parametrize("colours", ["Light", "High contrast"])
def test_what_follows_an_act_has_nothing_that_axe_objects_to(
    open_page: Callable[[str], Page], server: Server, alignment: int, axe: str, colours: str
) -> None:
    page = open_page("#/")
    page.locator("summary[aria-label='Text and keys']").click()
    page.get_by_role("button", name=colours).click()
    page.keyboard.press("Escape")
    page.goto(f"{server.address}/#/alignments/{alignment}")
    ready(page)
    go_to(page, 3)
    page.keyboard.press("p")
    page.wait_for_selector(".unit.pinned")
    assert violations(page, axe) == []
    page.keyboard.press("Escape")
    pin_across(page)
    assert violations(page, axe) == []
    press(page, "Home", "Shift+ArrowDown")
    assert violations(page, axe) == []
    page.keyboard.press("Shift+A")
    page.wait_for_selector("dialog[open]")
    assert violations(page, axe) == []


def test_what_follows_an_act_fits_a_narrow_screen(
    open_page: Callable[[str], Page], alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    page.set_viewport_size({"width": 390, "height": 800})
    pin_across(page)
    outside = page.evaluate(
        "() => [...document.querySelectorAll('.ghosts, .ghosts *')].filter((one) =>"
        "!one.closest('.vh') && one.getBoundingClientRect().right > 391)"
        ".map((one) => one.outerHTML)"
    )
    assert outside == []


def test_a_jump_shows_two_pairs_of_context_on_either_side(
    open_page: Callable[[str], Page], server: Server
) -> None:
    long = align(server, "\n\n".join(SOURCES * 8), "\n\n".join(TARGETS * 8))
    page = ready(open_page(f"#/alignments/{long}"))
    for number in (30, 12, 50):
        go_to(page, number)
        page.wait_for_function(
            """(index) => [-2, -1, 0, 1, 2].every((step) => {
                const row = document.querySelector(`.row[aria-rowindex='${index + step}']`);
                const [box, grid] = [row, row?.closest('.pairs')].map((one) =>
                    one?.getBoundingClientRect());
                return box && box.top >= grid.top - 1 && box.bottom <= grid.bottom + 1;
            })""",
            arg=number + 1,
        )
