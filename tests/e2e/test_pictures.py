"""The map as scroll bar, the queue, where doubt begins, and progress, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.e2e.serving import Server, align
from tests.e2e.test_accessibility import AXE, violations

pytestmark = pytest.mark.e2e

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

OpenPage = Callable[[str], "Page"]
CURRENT = ".row.current"
MAP = "[role=scrollbar]"

RUSSIAN = (
    "Рабочие требовали хлеба",
    "Товарищи спорили о газете",
    "Совещание решило вопрос о печати",
    "Зимой дороги замело снегом",
    "Врач осмотрел больных",
    "Крестьяне привезли зерно",
)
ENGLISH = (
    "The workers demanded bread",
    "The comrades argued about the newspaper",
    "The conference decided the question of the press",
    "In winter the roads were covered with snow",
    "The doctor examined the sick",
    "The peasants brought grain",
)
WRONG = {
    10: "In that hard year 1910 nothing was ever done for the comrades.",
    20: "Nobody ever knew why.",
}
PAIRS = 60


@pytest.fixture(scope="module")
def texts() -> tuple[str, str]:
    """Sixty pairs with a year in each; two translations are another text, one of them wholly."""
    ru = [f"{RUSSIAN[n % 6]} в {1900 + n} году." for n in range(PAIRS)]
    en = [WRONG.get(n, f"{ENGLISH[n % 6]} in {1900 + n}.") for n in range(PAIRS)]
    return "\n\n".join(ru), "\n\n".join(en)


@pytest.fixture
def alignment(server: Server, texts: tuple[str, str]) -> int:
    """A new alignment of them, in which doubt begins below 0.9: rows 11 and 21 are doubtful."""
    made = align(server, *texts)
    assert server.client.patch(f"/alignments/{made}", json={"doubt_threshold": 0.9}).is_success
    doubtful = [n for n, bead in enumerate(server.beads(made)) if bead["confidence"] < 0.9]
    assert doubtful == [10, 20]
    return made


def ready(page: Page) -> Page:
    page.wait_for_selector(f"{CURRENT} .unit:not(.waiting)")
    page.wait_for_selector(".pairs[aria-busy=false]")
    page.wait_for_selector(f"{MAP}[aria-valuemax='{PAIRS}'] .window")
    return page


def in_hand(page: Page, number: int) -> None:
    """Wait until the row of this number is in hand."""
    page.wait_for_selector(f"{CURRENT}[aria-rowindex='{number + 1}']")


def first_in_view(page: Page, test: str) -> None:
    """Wait until the number of the first row in view, `n`, passes."""
    now = f"Number(document.querySelector('{MAP}').ariaValueNow)"
    page.wait_for_function(f"() => {{ const n = {now}; return {test}; }}")


def figures(page: Page) -> Locator:
    """Open the leaf of the figures; gives the handle of the threshold."""
    page.keyboard.press("Backslash")
    page.get_by_role("tab", name="Figures").click()
    return page.get_by_role("slider", name="Doubt begins below")


def test_the_map_scrolls_by_keys_and_enter_takes_what_is_in_view(
    open_page: OpenPage, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    page.keyboard.press("Home")
    in_hand(page, 1)
    page.locator(MAP).focus()
    page.keyboard.press("End")
    first_in_view(page, "n > 40")
    page.wait_for_selector(f"{MAP}[aria-valuetext*=' to {PAIRS} of {PAIRS}']")
    in_hand(page, 1)  # only looked elsewhere
    page.keyboard.press("PageUp")
    first_in_view(page, "n > 20 && n < 55")
    page.keyboard.press("Home")
    first_in_view(page, "n === 1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    first_in_view(page, "n === 3")
    page.keyboard.press("Enter")
    in_hand(page, 3)
    page.wait_for_selector(f"{CURRENT} [data-active=true]:focus")


def test_the_window_is_dragged_and_a_click_goes_there(open_page: OpenPage, alignment: int) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    page.keyboard.press("Home")
    in_hand(page, 1)
    first_in_view(page, "n === 1")
    window = page.locator(f"{MAP} .window").bounding_box()
    whole = page.locator(MAP).bounding_box()
    assert window is not None
    assert whole is not None
    x, y = window["x"] + window["width"] / 2, window["y"] + window["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + whole["height"] / 4)
    page.mouse.move(x, y + whole["height"] / 2)
    page.mouse.up()
    first_in_view(page, "n > 20 && n < 45")
    in_hand(page, 1)
    page.mouse.wheel(0, -5000)
    first_in_view(page, "n === 1")
    page.mouse.click(x, whole["y"] + whole["height"] * 0.75)
    page.wait_for_function(
        "() => { const row = document.querySelector('.row.current');"
        " const n = Number(row?.ariaRowIndex) - 1; return n > 40 && n < 50; }"
    )
    page.wait_for_selector(f"{CURRENT} [data-active=true]:focus")


def test_the_map_shows_each_state_in_its_own_filling_in_all_colours(
    open_page: OpenPage, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    page.wait_for_selector(f"{MAP} .band.confirmed[d^=M]")
    colours = set()
    for name in ("Light", "Dark", "High contrast"):
        page.locator("summary[aria-label='Text and keys']").click()
        page.get_by_role("button", name=name, exact=True).click()
        page.keyboard.press("Escape")
        colours.add(
            page.eval_on_selector(f"{MAP} .band.confirmed", "one => getComputedStyle(one).fill")
        )
    assert len(colours) == 3
    marks = page.get_attribute(f"{MAP} .mark", "d") or ""
    assert marks.count("M") == 2


def test_the_queue_goes_by_errors_a_key_and_remembers_the_choice(
    open_page: OpenPage, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    page.keyboard.press("End")
    in_hand(page, PAIRS)
    page.keyboard.press("n")
    in_hand(page, 11)
    page.wait_for_selector("text=Doubtful 1 of 2")
    page.keyboard.press("o")
    page.keyboard.press("n")
    in_hand(page, 21)
    page.wait_for_selector("text=Doubtful 1 of 2")
    page.reload()
    ready(page)
    button = page.get_by_role("button", name="Most errors first")
    assert button.get_attribute("aria-pressed") == "true"
    page.keyboard.press("End")
    in_hand(page, PAIRS)
    page.keyboard.press("n")
    in_hand(page, 21)
    page.keyboard.press("Space")  # decided: on to the next likely error, though it stands above
    in_hand(page, 11)
    page.wait_for_selector("text=Doubtful 1 of 1")


def test_doubt_begins_elsewhere_at_once_and_for_everybody(
    open_page: OpenPage, server: Server, alignment: int
) -> None:
    other = ready(open_page(f"#/alignments/{alignment}"))
    other.wait_for_selector("text=Doubtful 1 of 2")
    page = ready(open_page(f"#/alignments/{alignment}"))
    handle = figures(page)
    handle.focus()
    page.keyboard.press("End")
    page.wait_for_selector(f"text={PAIRS} below to look at")
    page.wait_for_selector(f"text=of {PAIRS}")
    page.keyboard.press("Home")
    page.wait_for_selector("text=0 below to look at")
    page.wait_for_selector("text=None doubtful")
    other.wait_for_selector("text=None doubtful")
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        page.keyboard.press("ArrowRight")
    page.get_by_text("Doubt begins below 1 %").wait_for()
    other.reload()
    ready(other)
    assert server.get(f"/alignments/{alignment}")["doubt_threshold"] == 0.01
    page.get_by_role("button", name="As usual").click()
    page.get_by_text("Doubt begins below 80 %").wait_for()


def test_what_may_be_wrong_falls_before_the_server_answers(
    open_page: OpenPage, server: Server, alignment: int
) -> None:
    page = open_page("#/")
    held: list[Route] = []
    page.route("**/operations", lambda route: held.append(route))
    page.goto(f"{server.address}/#/alignments/{alignment}")
    ready(page)
    before = server.get(f"/alignments/{alignment}")["expected_wrong"]
    likely = server.beads(alignment)[20]
    after = round(before - (1 - likely["confidence"]))
    assert after != round(before)
    page.get_by_text(f"≈ {round(before)} wrong left").wait_for()
    page.keyboard.press("o")
    page.keyboard.press("n")
    in_hand(page, 21)
    with page.expect_request("**/operations"):
        page.keyboard.press("Space")
    page.get_by_text(f"≈ {after} wrong left").wait_for()
    page.wait_for_selector("[data-saving=saving]")
    held[0].continue_()
    page.wait_for_selector("[data-saving=saved]")
    page.get_by_text(f"≈ {after} wrong left").wait_for()


def test_progress_is_drawn_here_and_on_the_project_page_with_a_table(
    open_page: OpenPage, server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    page.keyboard.press("Home")
    for _ in range(3):
        page.keyboard.press("Space")
    page.wait_for_selector("[data-saving=saved]")
    figures(page)
    page.get_by_role("img", name=re.compile(f"3 of {PAIRS} pairs confirmed")).wait_for()
    page.get_by_text("too few to tell the pace").wait_for()
    project = server.get(f"/alignments/{alignment}")["project_id"]
    page.goto(f"{server.address}/#/projects/{project}")
    page.get_by_text("As a table").click()
    page.get_by_role("row").filter(has_text="3").filter(has_text="≈").wait_for()


def test_the_plan_goes_to_the_pair_that_is_pointed_at(open_page: OpenPage, alignment: int) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    page.keyboard.press("Backslash")
    page.get_by_role("tab", name="Map").click()
    plan = page.get_by_role("slider", name="Plan of the alignment")
    plan.focus()
    page.keyboard.press("End")
    page.wait_for_selector(f"text=Pair {PAIRS} of {PAIRS}")
    page.locator(".pointed").get_by_text("in 1959").wait_for()
    page.keyboard.press("Enter")
    in_hand(page, PAIRS)
    box = plan.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 2, box["y"] + 2)
    page.locator(".pointed").get_by_text("in 1900").wait_for()
    page.mouse.down()
    page.mouse.up()
    in_hand(page, 1)


@pytest.mark.parametrize("colours", ["Light", "Dark", "High contrast"])
def test_no_picture_has_anything_that_axe_objects_to(
    open_page: OpenPage, alignment: int, colours: str
) -> None:
    axe = AXE.read_text(encoding="utf-8")
    page = ready(open_page(f"#/alignments/{alignment}"))
    page.locator("summary[aria-label='Text and keys']").click()
    page.get_by_role("button", name=colours, exact=True).click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Reference").click()
    page.get_by_role("tab", name="Map").click()
    page.locator(".square").hover()
    page.wait_for_selector(".pointed")
    assert violations(page, axe) == []
    page.get_by_role("tab", name="Figures").click()
    page.get_by_text("As a table").click()
    assert violations(page, axe) == []
