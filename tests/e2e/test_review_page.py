"""The review page, driven by its keys in a real browser against the real server."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.driving import go_to, press, ready, settle
from tests.e2e.serving import Server, align

pytestmark = pytest.mark.e2e

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

READY = ".row.current .unit:not(.waiting)"
CURRENT = ".row.current"


def rows(page: Page) -> int:
    """How many rows the grid says it has, without its head."""
    return int(page.get_attribute(".pairs", "aria-rowcount") or 0) - 1


def test_two_files_become_a_reviewed_tmx_by_the_keyboard(
    open_page: Callable[[str], Page], server: Server, tmp_path: Path, made: tuple[str, str]
) -> None:
    page = open_page("#/")
    (tmp_path / "zapiska.md").write_text(made[0], encoding="utf-8")
    (tmp_path / "memorandum.md").write_text(made[1], encoding="utf-8")
    page.locator("input[type=file]").nth(0).set_input_files(tmp_path / "zapiska.md")
    page.locator("input[type=file]").nth(1).set_input_files(tmp_path / "memorandum.md")
    page.get_by_role("button", name="Import the texts").click()
    page.wait_for_selector(".report")
    assert page.get_by_text("1 heading", exact=True).count() == 2
    page.get_by_role("button", name="Align", exact=True).click()
    ready(page)
    alignment = int(re.findall(r"#/alignments/(\d+)", page.url)[0])

    press(page, "Home", "Space")
    assert [bead["state"] for bead in server.beads(alignment)][:2] == ["confirmed", "proposed"]
    before = rows(page)

    go_to(page, 2)
    press(page, "m")
    assert rows(page) == before - 1
    press(page, "s", "Enter")
    assert rows(page) == before
    go_to(page, 2)
    press(page, "x")
    assert rows(page) == before + 1
    press(page, "z")
    assert rows(page) == before
    press(page, "Shift+Z")
    assert rows(page) == before + 1
    press(page, "0", "Digit1")
    assert server.beads(alignment)[1]["null_reason"] == "omitted"

    go_to(page, 1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    page.keyboard.press("Control+A")
    page.keyboard.type("A memorandum about the press")
    press(page, "Enter")
    page.wait_for_selector(f"{CURRENT} .edited")
    saved = server.get(f"/alignments/{alignment}")
    assert saved["counts"]["confirmed"] >= 2

    press(page, "Space")
    page.get_by_role("button", name="Export", exact=True).click()
    page.wait_for_selector(".outcome .counts")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download TMX 1.4").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert "A memorandum about the press" in text
    assert "Записка о печати" in text
    page.close()


def test_a_shift_moves_one_segment_and_undo_gives_it_back(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    before = [(bead["source"], bead["target"]) for bead in server.beads(alignment)]
    go_to(page, 3)
    page.keyboard.press("ArrowRight")
    press(page, "Control+ArrowUp")
    after = server.beads(alignment)
    assert after[1]["target"][1] == before[1][1][1] + 1
    press(page, "Control+z")
    given_back = [(bead["source"], bead["target"]) for bead in server.beads(alignment)]
    assert given_back == before


def test_keys_typed_fast_are_all_saved_in_their_order(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    press(page, "Home", "Space", "Space", "Space", "u", "Space", "Space")
    states = [bead["state"] for bead in server.beads(alignment)]
    assert states[:5] == ["confirmed"] * 5
    history = server.get(f"/alignments/{alignment}/operations")["items"]
    assert [one["kind"] for one in history] == ["confirm"] * 5 + ["align"]


def test_a_stale_write_shows_both_versions_and_keeps_the_chosen_one(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    late = open_page("#/")
    late.route("**/events", lambda route: route.abort())
    late.goto(f"{server.address}/#/alignments/{alignment}")
    ready(late)
    go_to(late, 2)
    early = ready(open_page(f"#/alignments/{alignment}"))
    go_to(early, 2)
    press(early, "m")

    press(late, "Space")
    late.wait_for_selector(f"{CURRENT} .versions")
    assert "Two versions" in late.inner_text(CURRENT)
    late.get_by_role("button", name="Keep mine").click()
    settle(late)
    assert late.locator(".versions").count() == 0
    assert server.beads(alignment)[1]["state"] == "confirmed"
    joined = server.beads(alignment)[1]
    assert joined["source"][1] - joined["source"][0] == 2


def test_a_stale_text_is_not_lost(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    late = open_page("#/")
    late.route("**/events", lambda route: route.abort())
    late.goto(f"{server.address}/#/alignments/{alignment}")
    ready(late)
    early = ready(open_page(f"#/alignments/{alignment}"))
    for page, words in ((early, "Theirs"), (late, "Mine")):
        go_to(page, 1)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("F2")
        page.keyboard.press("Control+A")
        page.keyboard.type(words)
        press(page, "Enter")
    late.wait_for_selector(f"{CURRENT} .versions")
    shown = late.locator(".versions > div").all_inner_texts()
    assert "Theirs" in shown[0]
    assert "Mine" in shown[1]
    late.get_by_role("button", name="Take theirs").click()
    assert late.inner_text(f"{CURRENT} .tgt .unit").startswith("Theirs")


def test_what_one_does_is_seen_in_the_other_tab(
    open_page: Callable[[str], Page], alignment: int
) -> None:
    one = ready(open_page(f"#/alignments/{alignment}"))
    other = ready(open_page(f"#/alignments/{alignment}"))
    go_to(one, 1)
    press(one, "Space")
    other.wait_for_selector(".row.is-confirmed[aria-rowindex='2']")


def test_reloading_keeps_everything(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    press(page, "Home", "Space")
    press(page, "m")
    count = rows(page)
    page.reload()
    ready(page)
    assert rows(page) == count
    page.keyboard.press("Home")
    page.wait_for_selector(".row.is-confirmed[aria-rowindex='2']")
    press(page, "z")
    assert rows(page) == count + 1
    assert len(server.beads(alignment)) == count + 1


def test_keys_work_under_a_russian_layout(open_page: Callable[[str], Page], alignment: int) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    press(page, "Home")
    keyboard = page.context.new_cdp_session(page)
    key = {"code": "KeyJ", "key": "о", "text": "о", "windowsVirtualKeyCode": 74}
    keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", **key})
    page.wait_for_selector(f"{CURRENT}[aria-rowindex='3']")
    before = rows(page)
    key = {"code": "KeyM", "key": "ь", "text": "ь", "windowsVirtualKeyCode": 77}
    keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", **key})
    settle(page)
    assert rows(page) == before - 1


def test_single_keys_do_nothing_outside_the_pairs(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    page.locator("summary[aria-label='Text and keys']").focus()
    page.keyboard.press("m")
    page.keyboard.press("x")
    go_to_box = page.get_by_role("button", name="All commands")
    go_to_box.click()
    page.keyboard.type("mmxz")
    assert page.input_value("[role=combobox]") == "mmxz"
    assert server.get(f"/alignments/{alignment}")["head"] == 1


def test_a_command_is_found_by_its_name(open_page: Callable[[str], Page], alignment: int) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    page.keyboard.press("Control+k")
    page.keyboard.type("last pair")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{CURRENT}[aria-rowindex='{rows(page) + 1}']")


def test_the_focus_stays_with_the_pair_in_hand(
    open_page: Callable[[str], Page], alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    for keys in (("Home",), ("j",), ("m",), ("s", "Enter"), ("End",), ("z",), ("x",)):
        press(page, *keys)
        page.wait_for_function("() => document.activeElement.closest('.row.current') !== null")
    page.keyboard.press("Shift+Slash")
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement.closest('.row.current') !== null")


def test_while_the_server_is_away_nothing_is_lost(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    page.keyboard.press("Home")
    page.route("**/api/**", lambda route: route.abort())
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    page.wait_for_selector(".row.is-confirmed[aria-rowindex='2']")
    page.wait_for_selector(".banner")
    page.wait_for_selector("[data-saving=unreachable]")
    page.wait_for_selector(".row.is-confirmed[aria-rowindex='3']")
    page.locator(".saved", has_text="2 not saved").wait_for()
    page.unroute("**/api/**")
    settle(page)
    page.wait_for_selector(".banner", state="detached")
    assert [bead["state"] for bead in server.beads(alignment)[:2]] == ["confirmed"] * 2


def test_a_filter_shows_its_rows_and_lets_the_decided_one_stay(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    page.get_by_role("button", name="Confirmed", exact=True).click()
    assert "No pair is left" in page.inner_text(".pairs")
    page.get_by_role("button", name="Proposed", exact=True).click()
    count = rows(page)
    assert count == len(server.beads(alignment))
    press(page, "Home", "Space")
    assert rows(page) == count
    page.get_by_role("button", name="Proposed", exact=True).click()
    page.wait_for_selector(f".pairs[aria-rowcount='{count}']")


def test_the_pair_named_in_the_address_is_in_hand(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    bead = server.beads(alignment)[4]["id"]
    page = ready(open_page(f"#/alignments/{alignment}/b/{bead}"))
    assert page.get_attribute(CURRENT, "data-bead") == str(bead)


def test_the_grid_says_what_it_is_to_those_who_listen(
    open_page: Callable[[str], Page], alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    languages = page.eval_on_selector_all(".cell[lang]", "all => all.map((one) => one.lang)")
    assert set(languages) == {"ru", "en"}
    nameless = page.evaluate(
        "() => [...document.querySelectorAll('button, a[href], input, select')]"
        ".filter((one) => !(one.innerText || one.ariaLabel || one.labels?.length || one.title))"
        ".map((one) => one.outerHTML)"
    )
    assert nameless == []
    press(page, "Home", "Space")
    assert page.inner_text("[role=status].said").startswith("Confirmed, ")


@pytest.mark.parametrize("language", ["English", "Русский"])
@pytest.mark.parametrize("width", [320, 768, 1200])
def test_nothing_leaves_a_narrow_screen(
    open_page: Callable[[str], Page], alignment: int, width: int, language: str
) -> None:
    page = open_page("#/")
    page.locator("summary[aria-label='Text and keys']").click()
    page.get_by_role("button", name=language).click()
    page.set_viewport_size({"width": width, "height": 800})
    for route in ("#/", f"#/alignments/{alignment}"):
        page.goto(page.url.split("#")[0] + route)
        page.wait_for_selector(READY if "alignments" in route else "form")
        outside = page.evaluate(
            "(width) => [...document.querySelectorAll('.review *, .frame *')].filter((one) =>"
            "!one.closest('thead, .vh') && one.getBoundingClientRect().right > width + 1)"
            ".map((one) => one.outerHTML)",
            width,
        )
        assert outside == []


def test_reloading_and_going_back_lead_to_the_pair_in_hand(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    go_to(page, 6)
    bead = server.beads(alignment)[5]["id"]
    page.wait_for_url(f"**/#/alignments/{alignment}/b/{bead}")
    ready(page).reload()
    page.wait_for_selector(f"{CURRENT}[data-bead='{bead}']")
    page.locator(".doc h1 a").click()
    page.wait_for_selector(".report")
    page.go_back()
    page.wait_for_selector(f"{CURRENT}[data-bead='{bead}']")


def test_what_was_done_is_saved_after_its_page_was_left(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    page.keyboard.press("Home")

    def late(route: Route) -> None:
        page.wait_for_timeout(100)
        route.continue_()

    page.route("**/operations", late)
    for _ in range(3):
        page.keyboard.press("Space")
    page.get_by_role("link", name="Workbench").click()
    page.wait_for_selector("form")
    page.wait_for_timeout(1_000)
    assert [bead["state"] for bead in server.beads(alignment)[:3]] == ["confirmed"] * 3


def test_every_segment_of_a_pair_is_edited_by_keys_alone(
    open_page: Callable[[str], Page], alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    go_to(page, 2)
    press(page, "m")
    page.keyboard.press("e")
    for text in ("Первый.", "Второй.", "First.", "Second."):
        page.wait_for_selector("textarea:focus")
        page.keyboard.press("Control+A")
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.wait_for_function("() => document.activeElement.closest('.row.current') !== null")
    settle(page)
    shown = page.locator(f"{CURRENT} .unit").all_inner_texts()
    assert [text.removesuffix("edited").strip() for text in shown] == [
        "Первый.", "Второй.", "First.", "Second.",
    ]  # fmt: skip


@pytest.mark.parametrize("leave", ["another row", "a filter", "the page"])
def test_words_being_written_are_kept_when_one_leaves_otherwise_than_by_escape(
    open_page: Callable[[str], Page], server: Server, alignment: int, leave: str
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    go_to(page, 1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    page.keyboard.press("Control+A")
    page.keyboard.type("Not lost")
    if leave == "another row":
        page.locator(".row[aria-rowindex='4'] .src").click()
    elif leave == "a filter":
        page.get_by_role("button", name="Proposed", exact=True).click()
    else:
        page.get_by_role("link", name="Workbench").click()
        page.wait_for_selector("form")
    page.wait_for_timeout(500)
    document = server.get(f"/alignments/{alignment}")["target_document_id"]
    assert server.get(f"/documents/{document}/segments")["items"][0]["edited_text"] == "Not lost"


def test_two_who_write_the_same_segment_at_once_see_both_versions(
    open_page: Callable[[str], Page], alignment: int
) -> None:
    late = ready(open_page(f"#/alignments/{alignment}"))
    early = ready(open_page(f"#/alignments/{alignment}"))
    for page, words in ((late, "Mine"), (early, "Theirs")):
        go_to(page, 1)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("e")
        page.keyboard.press("Control+A")
        page.keyboard.type(words)
    press(early, "Enter")
    late.wait_for_function("() => document.querySelector('.said').innerText.includes('In another')")
    assert late.input_value("textarea") == "Mine"
    late.keyboard.press("Enter")
    late.wait_for_selector(f"{CURRENT} .versions")
    assert ["Theirs" in text for text in late.locator(".versions > div").all_inner_texts()] == [
        True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        (("End", "m"), "cannot be joined"),
        (("Home", "s"), "nothing to split"),
        (("Home", "Control+ArrowUp"), "no pair on that side"),
        (("Home", "u"), "not confirmed"),
    ],
)
def test_a_key_that_can_do_nothing_says_why(
    open_page: Callable[[str], Page],
    alignment: int,
    keys: tuple[str, ...],
    why: str,
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    if "s" in keys:
        go_to(page, 1)
        press(page, "x")
    press(page, *keys)
    assert why in page.inner_text(".trouble")
    assert why in page.inner_text("[role=status].said")


def test_undo_says_which_act_it_took_back(open_page: Callable[[str], Page], alignment: int) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    press(page, "Home", "m", "z")
    page.wait_for_function("() => document.querySelector('.said').innerText === 'Undone: Joining'")
    press(page, "Shift+Z")
    page.wait_for_function(
        "() => document.querySelector('.said').innerText === 'Done again: Joining'"
    )


def test_doubts_are_told_in_russian(open_page: Callable[[str], Page], server: Server) -> None:
    source = "Письма шли по три месяца. " * 3 + "\n\nРабочие вышли на улицу в 1905 году.\n"
    bead = align(server, source, "Letters took three months.\n\nIn 1917 they demanded bread.\n")
    page = open_page("#/")
    page.locator("summary[aria-label='Text and keys']").click()
    page.get_by_role("button", name="Русский").click()
    page.goto(f"{server.address}/#/alignments/{bead}")
    ready(page)
    page.wait_for_selector(".why li")
    told = page.locator(".why li").all_inner_texts()
    assert [text for text in told if re.search("[a-z]{3}", text)] == []


def test_both_versions_of_a_refused_join_stand_on_the_row_in_hand(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    late = open_page("#/")
    late.route("**/events", lambda route: route.abort())
    late.goto(f"{server.address}/#/alignments/{alignment}")
    ready(late)
    early = ready(open_page(f"#/alignments/{alignment}"))
    for page in (late, early):
        go_to(page, 3)
    press(early, "Space")
    press(late, "m")
    late.wait_for_selector(f"{CURRENT}[aria-rowindex='4'] .versions")
    late.wait_for_function("() => document.activeElement.closest('.row.current') !== null")


def test_the_export_counts_what_each_file_would_hold(
    open_page: Callable[[str], Page], server: Server
) -> None:
    alone = align(server, None, "The original is lost. Only this remains. Nothing else.")
    page = ready(open_page(f"#/alignments/{alone}"))
    press(page, "Home", "0", "Digit3")
    page.keyboard.press("d")
    page.wait_for_selector(".outcome .counts")
    assert page.get_by_role("link", name="Download TMX").count() == 0
    page.get_by_role("link", name="Second file: 1 unit without original").wait_for()
    page.get_by_label("Take all of them").check()
    page.get_by_role("link", name="Second file: 3 units without original").wait_for()
    page.get_by_label("TSV").check()
    page.get_by_text("3 pairs go out").wait_for()
    page.get_by_text("Nothing is left out.").wait_for()
