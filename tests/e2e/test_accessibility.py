"""No page breaks a rule that axe-core knows, in any of the colours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytestmark = pytest.mark.e2e

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.e2e.serving import Server

AXE = Path(__file__).parents[2] / "workbench" / "web" / "node_modules" / "axe-core" / "axe.min.js"
READY = ".row.current .unit:not(.waiting)"


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core, which npm brings for the checks only."""
    if not AXE.exists():
        pytest.fail(f"axe-core is missing ({AXE}): run python build_ui.py npm ci")
    return AXE.read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> list[str]:
    """Each broken rule with the first element that breaks it."""
    page.wait_for_timeout(250)  # colours that fade must have arrived
    found: list[dict[str, Any]] = page.evaluate(
        f"() => {{ {axe}; return axe.run(document, {{ resultTypes: ['violations'] }})"
        ".then((result) => result.violations) }"
    )
    return [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in found]


@pytest.mark.parametrize("colours", ["Light", "Dark", "High contrast"])
def test_pages_have_nothing_that_axe_objects_to(
    open_page: Callable[[str], Page], server: Server, alignment: int, axe: str, colours: str
) -> None:
    project = server.get(f"/alignments/{alignment}")["project_id"]
    page = open_page("#/")
    page.locator("summary[aria-label='Text and keys']").click()
    page.get_by_role("button", name=colours).click()
    page.wait_for_selector("table")
    assert violations(page, axe) == []
    for route, there in (
        (f"#/projects/{project}", ".report"),
        (f"#/alignments/{alignment}", READY),
        ("#/alignments/999999", "h1"),
    ):
        page.goto(f"{server.address}/{route}")
        page.wait_for_selector(there)
        assert violations(page, axe) == []


def test_what_opens_over_the_review_has_nothing_that_axe_objects_to(
    open_page: Callable[[str], Page], alignment: int, axe: str
) -> None:
    page = open_page(f"#/alignments/{alignment}")
    page.wait_for_selector(READY)
    for key, there in (
        ("s", ".cut"),
        ("e", "textarea"),
        ("0", "[role=menu]"),
        ("F1", "dialog"),
        ("Control+k", "[role=listbox]"),
        ("g", "dialog input"),
        ("d", ".outcome .counts"),
        ("Shift+D", ".finished"),
    ):
        page.keyboard.press(key)
        page.wait_for_selector(there)
        assert violations(page, axe) == []
        page.keyboard.press("Escape")
        page.wait_for_selector(there, state="detached")
    page.keyboard.press("v")
    page.get_by_label("Text contains").fill("e")
    page.wait_for_selector(".chips")
    assert violations(page, axe) == []
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("the")
    page.wait_for_selector(".kwic em")
    assert violations(page, axe) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Confirmed", exact=True).click()
    page.wait_for_selector(".fold")
    assert violations(page, axe) == []
