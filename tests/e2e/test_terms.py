"""The terms in the review, by the keyboard: marks, cards, new terms, terms in the edit box."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.driving import ready
from tests.e2e.serving import Server, align
from tests.e2e.test_accessibility import AXE, violations

pytestmark = pytest.mark.e2e

if TYPE_CHECKING:
    from playwright.sync_api import Page

READY = ".row.current .unit:not(.waiting)"
CELL = ".row.current .cell[data-active=true]"


def project_of(server: Server, alignment: int) -> int:
    return int(server.get(f"/alignments/{alignment}")["project_id"])


def add(server: Server, alignment: int, *terms: tuple[str, str, str]) -> dict[str, Any]:
    """A concept of (text, language, status)."""
    body = [dict(zip(("text", "language", "status"), term, strict=True)) for term in terms]
    return server.post(f"/projects/{project_of(server, alignment)}/concepts", {"terms": body})


@pytest.fixture
def marked(server: Server, alignment: int) -> int:
    """The made texts with four terms, one for each way of being met."""
    add(server, alignment, ("колония", "ru", "preferred"), ("colony", "en", "preferred"))
    add(server, alignment, ("письмо", "ru", "preferred"), ("epistle", "en", "preferred"))
    add(server, alignment, ("товарищ", "ru", "preferred"), ("fellow", "en", "preferred"),
        ("comrade", "en", "deprecated"))  # fmt: skip
    add(server, alignment, ("завод", "ru", "proposed"), ("factory", "en", "proposed"))
    return alignment


def take_in_hand(page: Page, words: str) -> None:
    """Take the row whose translation holds these words in hand, by its number."""
    row = page.locator(".row[data-bead]", has_text=words).first
    number = int(row.get_attribute("aria-rowindex") or 0) - 1
    page.locator(CELL).focus()
    page.keyboard.press("g")
    page.keyboard.type(str(number))
    page.keyboard.press("Enter")
    page.wait_for_selector(f".row.current[aria-rowindex='{number + 1}']")
    page.wait_for_selector(f"{CELL}:focus")


def test_terms_are_underlined_by_how_they_are_met_and_no_letter_changes(
    open_page: Callable[[str], Page], marked: int
) -> None:
    page = ready(open_page(f"#/alignments/{marked}"))
    page.wait_for_selector(".src .t-ok")
    looks = {
        look: set(page.locator(f".{look}").all_inner_texts())
        for look in ("t-ok", "t-miss", "t-bad", "t-cand")
    }
    assert looks["t-ok"] == {"колония", "colony"}
    assert looks["t-miss"] == {"Письма", "писем"}
    assert looks["t-bad"] == {"товарищи", "comrades"}
    assert looks["t-cand"] == {"завода", "factory"}
    unit = page.locator(".tgt .unit", has_text="colony").first
    assert unit.inner_text().startswith("In the winter of 1931 the colony lost almost all contact")


def test_q_opens_the_cards_of_the_pair_in_hand(
    open_page: Callable[[str], Page], marked: int
) -> None:
    page = ready(open_page(f"#/alignments/{marked}"))
    page.wait_for_selector(".src .t-ok")
    take_in_hand(page, "March 1932")
    page.keyboard.press("q")
    card = page.locator(".termcard")
    card.locator(".is-forbidden small", has_text="1×").wait_for()
    assert card.locator(".names").inner_text() == "товарищ"
    assert card.locator(".is-preferred span").inner_text() == "fellow"
    assert violations(page, AXE.read_text(encoding="utf-8")) == []


def test_t_makes_a_term_of_what_is_selected_on_both_sides(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    from playwright.sync_api import expect

    page = ready(open_page(f"#/alignments/{alignment}"))
    take_in_hand(page, "demanded bread")
    for side, word in (("src", "завода"), ("tgt", "factory")):
        page.evaluate(SELECT, [f".row.current .{side} .unit", word])
    page.locator(CELL).focus()
    page.keyboard.press("t")
    source = page.get_by_label("In the original")
    expect(source).to_have_value("завод")
    assert page.get_by_label("In the translation").input_value() == "factory"
    source.press("Enter")
    page.wait_for_selector(".row.current .src .t-ok")
    (concept,) = server.get(f"/projects/{project_of(server, alignment)}/concepts")["items"]
    assert [term["text"] for term in concept["terms"]] == ["завод", "factory"]

    page.wait_for_selector(f"{CELL}:focus")
    page.keyboard.press("Shift+T")
    page.get_by_label("In the translation").fill("works")
    page.get_by_label("In the translation").press("Enter")
    page.wait_for_selector(f"{CELL}:focus")
    (concept,) = server.get(f"/projects/{project_of(server, alignment)}/concepts")["items"]
    forms = [(term["text"], term["status"]) for term in concept["terms"]]
    assert forms[2:] == [("works", "admitted")]


SELECT = """([where, word]) => {
  for (const unit of document.querySelectorAll(where)) {
    const text = [...unit.childNodes].find((one) => one.nodeValue?.includes(word));
    if (text === undefined) continue;
    const from = text.nodeValue.indexOf(word);
    getSelection().setBaseAndExtent(text, from, text, from + word.length);
    document.dispatchEvent(new Event("selectionchange"));
  }
}"""


def test_a_key_inserts_the_agreed_rendering_at_the_caret(
    open_page: Callable[[str], Page], marked: int
) -> None:
    page = ready(open_page(f"#/alignments/{marked}"))
    page.wait_for_selector(".src .t-ok")
    take_in_hand(page, "March 1932")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".row.current .tgt.cell:focus")
    page.keyboard.press("e")
    page.wait_for_selector("textarea.unit:focus")
    page.keyboard.press("Home")
    page.keyboard.press("Alt+1")
    page.keyboard.type(" ")
    page.keyboard.press("Enter")
    page.locator(".row.current .tgt .unit", has_text="fellow In March").wait_for()
    page.wait_for_selector(".row.current .tgt .t-ok")


def glossary(open_page: Callable[[str], Page], server: Server, alignment: int) -> Page:
    page = open_page(f"#/projects/{project_of(server, alignment)}/terms")
    page.wait_for_selector("table.glossary")
    return page


def test_the_glossary_is_sought_and_edited_by_the_keyboard(
    open_page: Callable[[str], Page], server: Server, marked: int
) -> None:
    page = glossary(open_page, server, marked)
    assert page.locator("button.name").first.inner_text() == "завод"
    page.keyboard.press("/")
    page.wait_for_selector("search input:focus")
    page.keyboard.type("ТОВАРИЩ")
    page.get_by_role("heading", name="1 term", exact=True).wait_for()
    page.locator("table.glossary button.name").press("Enter")
    page.wait_for_selector("form.concept input:focus")
    page.locator(".uses b", has_text="comrade").wait_for()
    page.get_by_label("Form 2").fill("friend")
    page.get_by_label("Form 2").press("Enter")
    page.locator("table.glossary .forms", has_text="friend").wait_for()
    page.wait_for_selector("button.name:focus")
    assert violations(page, AXE.read_text(encoding="utf-8")) == []
    page.keyboard.press("z")
    page.locator("table.glossary .forms", has_text="fellow").wait_for()


def test_a_forbidden_rendering_becomes_the_preferred_one(
    open_page: Callable[[str], Page], server: Server, marked: int
) -> None:
    page = glossary(open_page, server, marked)
    page.locator("table.glossary button.name", has_text="товарищ").press("Enter")
    page.locator(".uses li", has_text="comrade").get_by_role("button", name="Prefer").press("Enter")
    page.locator("table.glossary li.is-preferred", has_text="comrade").wait_for()
    page.locator("table.glossary li.is-admitted", has_text="fellow").wait_for()


def test_a_file_is_brought_and_saved_and_the_starter_base_installed(
    open_page: Callable[[str], Page], server: Server, alignment: int
) -> None:
    page = open_page(f"#/projects/{project_of(server, alignment)}/terms")
    page.get_by_text("No terms yet.").wait_for()
    data = "ru,en\nсовещание,conference\n".encode()
    page.locator("input[type=file]").set_input_files(
        {"name": "house.csv", "mimeType": "text/csv", "buffer": data}
    )
    page.locator("table.glossary .forms", has_text="conference").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="TBX 3").click()
    assert "совещание" in download.value.path().read_text(encoding="utf-8")
    page.get_by_role("button", name="Install the starter base").press("Enter")
    page.locator("button.name", has_text="анархист").wait_for()


REPEATED = (
    "".join(
        f"В 192{n} году колония потеряла связь.\n\nЗавод получил {n + 70} писем.\n\n"
        for n in range(1, 6)
    ),
    "".join(
        f"In 192{n} the colony lost contact.\n\nThe factory received {n + 70} letters.\n\n"
        for n in range(1, 6)
    ),
)


def test_space_takes_a_proposed_term_and_0_refuses_one(
    open_page: Callable[[str], Page], server: Server
) -> None:
    project = project_of(server, align(server, *REPEATED))
    page = open_page(f"#/projects/{project}/terms")
    names = page.locator(".proposed button.name")
    names.nth(1).wait_for()
    first, second = names.all_inner_texts()[:2]
    names.first.press("Space")
    page.locator(".proposed").get_by_text(first, exact=True).wait_for(state="detached")
    (concept,) = server.get(f"/projects/{project}/concepts")["items"]
    assert " – ".join(term["text"] for term in concept["terms"]) == first
    page.wait_for_selector(".proposed button.name:focus")
    page.keyboard.press("0")
    page.locator(".proposed").get_by_text(second, exact=True).wait_for(state="detached")
    (refused,) = server.get(f"/projects/{project}/refused-terms")["items"]
    assert f"{refused['source']} – {refused['target']}" == second
