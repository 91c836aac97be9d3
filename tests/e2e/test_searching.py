"""The concordance, the filters and the saved views, driven by their keys in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from tests.e2e.driving import ready
from tests.e2e.serving import ENGLISH, RUSSIAN, Server

pytestmark = pytest.mark.e2e

if TYPE_CHECKING:
    from playwright.sync_api import Page

OpenPage = Callable[[str], "Page"]
CURRENT = ".row.current"
CHOSEN = ".kwic [aria-selected=true]"


def answered(page: Page, found: str) -> None:
    """Wait until all that was typed and chosen is answered, by so much."""
    page.locator("#hits-said[aria-busy=false]").get_by_text(found, exact=True).wait_for()


def seek(page: Page, text: str, found: str) -> None:
    """Open the concordance by its key, type, and wait for the answer."""
    page.keyboard.press("/")
    page.wait_for_selector(".concordance input:focus")
    page.keyboard.type(text)
    answered(page, found)


def marked(page: Page) -> list[str]:
    """What stands out in the pairs found."""
    return page.locator(".kwic em").all_inner_texts()


def shown(page: Page, count: int) -> None:
    """Wait until the grid has so many rows."""
    page.wait_for_selector(f".pairs[aria-rowcount='{count + 1}']")


def test_the_concordance_finds_as_one_types_and_leads_to_the_pair(
    open_page: OpenPage, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    seek(page, "ПИСЬМ", "1 pair")
    assert marked(page) == ["Письм"]
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{CURRENT} [data-active=true]:focus")
    assert "Письма шли" in page.locator(CURRENT).inner_text()

    seek(page, "the", "6 pairs")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(f".kwic a:nth-of-type(2){CHOSEN.removeprefix('.kwic ')}")
    row = page.locator(f"{CHOSEN} small").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{CURRENT}[aria-rowindex='{int(row) + 1}']")

    page.keyboard.press("/")
    page.wait_for_selector(".concordance input:focus")
    page.keyboard.press("Escape")
    page.wait_for_selector(f"{CURRENT} [data-active=true]:focus")
    page.close()


def test_words_are_found_in_their_forms_and_patterns_as_written(
    open_page: OpenPage, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    seek(page, "письмо", "Nothing found")
    page.get_by_role("button", name="Word forms").click()
    answered(page, "2 pairs")
    assert marked(page) == ["Письма", "писем"]
    page.get_by_role("button", name="Pattern").click()
    page.locator(".concordance input[type=search]").fill(r"\d{4} года\b")
    answered(page, "2 pairs")
    assert marked(page) == ["1931 года", "1932 года"]
    page.locator(".concordance input[type=search]").fill("(года")
    page.get_by_role("alert").get_by_text("at character").wait_for()
    page.close()


def test_what_one_side_has_and_the_other_lacks_is_found(
    open_page: OpenPage, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    seek(page, "193", "2 pairs")
    page.get_by_label("Where").select_option("source_only")
    answered(page, "Nothing found")
    page.get_by_label("while the other side lacks").fill("March")
    answered(page, "1 pair")
    assert "1931" in page.locator(".kwic").inner_text()
    page.close()


def test_selected_words_are_sought_at_once(open_page: OpenPage, alignment: int) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    page.locator(".cell.tgt .unit", has_text="demanded bread").evaluate(
        """unit => {
            const text = unit.firstChild, at = unit.textContent.indexOf("factory");
            const walker = document.createTreeWalker(unit, NodeFilter.SHOW_TEXT);
            const node = walker.nextNode();
            getSelection().setBaseAndExtent(node, at, node, at + "factory".length);
        }"""
    )
    page.keyboard.press("/")
    answered(page, "1 pair")
    assert page.locator(".concordance input[type=search]").input_value() == "factory"
    assert marked(page) == ["factory"]
    page.close()


def test_an_edit_is_found_and_the_printed_words_no_more(
    open_page: OpenPage, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(f"{CURRENT} .cell.tgt:focus")
    page.keyboard.press("e")
    page.keyboard.press("Control+A")
    page.keyboard.type("To be silent is to answer.")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-saving=saved]")
    page.wait_for_selector(f"{CURRENT} .edited")
    seek(page, "to be silent", "1 pair")
    page.locator(".concordance input[type=search]").fill("Silence, too")
    answered(page, "Nothing found")
    page.close()


def test_a_pair_of_another_alignment_opens_with_the_search_kept(
    open_page: OpenPage, server: Server, alignment: int
) -> None:
    project = server.get(f"/alignments/{alignment}")["project_id"]
    ids = {}
    for side, text in (("source", "Слово кулебяка редкое."), ("target", "A rare word: pie.")):
        body = {"side": side, "name": f"other-{side}.md", "text": text}
        made = server.post(f"/projects/{project}/documents/text", body)
        ids[f"{side}_document_id"] = made["id"]
    job = server.post(f"/projects/{project}/alignments", ids)
    page = ready(open_page(f"#/alignments/{alignment}"))
    while server.get(f"/jobs/{job['id']}")["state"] in ("queued", "running"):
        page.wait_for_function("true")
    other = server.get(f"/jobs/{job['id']}")["result"]["alignment_id"]
    seek(page, "кулебяка", "1 pair")
    page.get_by_text("Elsewhere in the project: other-source.md – other-target.md").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"#/alignments/{other}/b/"))
    ready(page)
    assert page.locator(".concordance input[type=search]").input_value() == "кулебяка"
    answered(page, "1 pair")
    page.close()


def test_filters_combine_and_are_taken_away_one_by_one(
    open_page: OpenPage, server: Server, alignment: int
) -> None:
    everything = len(server.beads(alignment))
    page = ready(open_page(f"#/alignments/{alignment}"))
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    page.wait_for_selector("[data-saving=saved]")
    page.keyboard.press("v")
    page.wait_for_selector(".filterpop summary:focus")
    page.get_by_label("confirmed", exact=True).focus()
    page.keyboard.press("Space")
    shown(page, 1)
    page.get_by_label("proposed", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Text contains").fill("ПИСЬМА")
    shown(page, 1)
    assert "Письма шли" in page.locator(CURRENT).inner_text()
    page.keyboard.press("Escape")
    page.wait_for_selector(f"{CURRENT} [data-active=true]:focus")
    page.get_by_role("button", name="Take away: “ПИСЬМА”").click()
    shown(page, everything)
    page.get_by_role("button", name="Take away: proposed").click()
    shown(page, 1)
    page.wait_for_selector(f"{CURRENT} [data-active=true]:focus")
    page.keyboard.press("a")
    shown(page, everything)
    page.wait_for_selector(".chips", state="detached")
    page.close()


def test_a_filter_is_in_the_address_and_a_link_opens_it(
    open_page: OpenPage, server: Server, alignment: int
) -> None:
    page = ready(open_page(f"#/alignments/{alignment}?kind=heading&text=печат"))
    shown(page, 1)
    page.wait_for_url(re.compile(r"/b/\d+\?kind=heading&text="))
    assert "text=печат" in unquote(page.url)
    page.reload()
    ready(page)
    shown(page, 1)
    page.keyboard.press("a")
    shown(page, len(server.beads(alignment)))
    page.wait_for_url(re.compile(r"/b/\d+$"))
    page.close()


def test_a_view_is_kept_for_all_and_opened_by_its_link(
    open_page: OpenPage, server: Server, alignment: int
) -> None:
    project = server.get(f"/alignments/{alignment}")["project_id"]
    page = ready(open_page(f"#/alignments/{alignment}?kind=heading"))
    shown(page, 1)
    page.keyboard.press("v")
    page.get_by_label("Name of the view").fill("Headings")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Headings", exact=True).wait_for()
    (view,) = server.get(f"/projects/{project}/views")["items"]
    assert (view["name"], view["query"]) == ("Headings", "kind=heading")
    page.wait_for_url(re.compile(rf"\?view={view['id']}$"))

    other = ready(open_page(f"#/alignments/{alignment}?view={view['id']}"))
    shown(other, 1)
    other.get_by_role("region", name="Filtered by").get_by_text("Headings").wait_for()
    other.keyboard.press("v")
    other.get_by_role("button", name="Rename: Headings").click()
    other.keyboard.type("Titles")
    other.keyboard.press("Enter")
    other.get_by_role("button", name="Titles", exact=True).wait_for()
    other.get_by_role("button", name="Delete: Titles").click()
    other.get_by_role("button", name="Delete for everyone?: Titles").click()
    other.get_by_text("None yet.").wait_for()
    assert server.get(f"/projects/{project}/views")["items"] == []
    other.close()

    gone = ready(open_page(f"#/alignments/{alignment}?view={view['id']}"))
    gone.get_by_role("alert").get_by_text("there is no view").wait_for()
    gone.close()
    page.close()


def test_the_link_to_a_pair_is_copied(open_page: OpenPage, alignment: int) -> None:
    page = ready(open_page(f"#/alignments/{alignment}"))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.keyboard.press("End")
    bead = page.get_attribute(CURRENT, "data-bead")
    page.keyboard.press("l")
    page.locator(".said").get_by_text("The link is copied.").wait_for()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.endswith(f"#/alignments/{alignment}/b/{bead}")
    page.close()


def test_texts_made_for_this_page_are_those_that_the_tests_name() -> None:
    assert "Письма шли" in RUSSIAN
    assert "Silence, too" in ENGLISH
