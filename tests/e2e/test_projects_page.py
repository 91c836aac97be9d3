"""The pages before the review: projects, import, what goes wrong there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

pytestmark = pytest.mark.e2e

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.e2e.serving import Server

READY = ".row.current .unit:not(.waiting)"


def test_a_wrong_file_shows_the_reason_beside_it(open_page: Callable[[str], Page]) -> None:
    page = open_page("#/")
    page.locator("input[type=file]").nth(1).set_input_files(
        {"name": "scan.txt", "mimeType": "text/plain", "buffer": b"\x89PNG\r\n\x1a\n" * 40}
    )
    page.get_by_role("button", name="Import the texts").click()
    reason = page.locator(".picker").nth(1).get_by_role("alert")
    reason.wait_for()
    assert "scan.txt" in reason.inner_text()
    page.locator("input[type=file]").nth(1).set_input_files(
        {"name": "right.md", "mimeType": "text/plain", "buffer": b"One sentence. Another one."}
    )
    page.get_by_role("button", name="Import the texts").click()
    page.wait_for_selector(".report")
    assert page.get_by_text("2 segments").count() == 1


def test_a_translation_alone_can_be_worked_with(open_page: Callable[[str], Page]) -> None:
    page = open_page("#/")
    page.get_by_role("button", name="Paste the text").nth(1).click()
    page.locator("textarea").fill("The original is lost. Only this remains.")
    page.get_by_role("button", name="Import the texts").click()
    page.get_by_role("button", name="Align", exact=True).click()
    page.wait_for_selector(READY)
    assert page.locator(".row .void").count() == 2


def test_a_join_over_a_page_break_can_be_refused(open_page: Callable[[str], Page]) -> None:
    page = open_page("#/")
    page.get_by_role("button", name="Paste the text").nth(1).click()
    page.locator("textarea").fill(
        "The workers missed one of the greatest\n\nrevolutionary opportunities of their time.\n"
    )
    page.get_by_role("button", name="Import the texts").click()
    page.wait_for_selector(".joins input:checked")
    assert page.get_by_text("1 segment", exact=True).count() == 1
    page.locator(".joins input").uncheck()
    page.get_by_text("2 segments", exact=True).wait_for()


def test_a_project_is_found_again_and_deleted(
    open_page: Callable[[str], Page], server: Server
) -> None:
    name = "To be deleted"
    project = server.post("/projects", {"name": name})["id"]
    page = open_page("#/")
    row = page.get_by_role("row").filter(has_text=name)
    row.get_by_role("link", name=name).wait_for()
    row.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Keep it").click()
    row.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    row.wait_for(state="detached")
    assert server.client.get(f"/projects/{project}").status_code == 404


def test_an_address_of_nothing_says_so(open_page: Callable[[str], Page]) -> None:
    page = open_page("#/alignments/999999")
    page.get_by_role("link", name="To the projects").wait_for()
    assert "999999" in page.inner_text("h1")


def test_colours_and_language_are_remembered(open_page: Callable[[str], Page]) -> None:
    page = open_page("#/")
    page.locator("summary[aria-label='Text and keys']").click()
    page.get_by_role("button", name="Dark").click()
    page.get_by_role("button", name="Русский").click()
    page.get_by_role("heading", name="Новый проект").wait_for()
    page.reload()
    page.get_by_role("heading", name="Новый проект").wait_for()
    assert page.evaluate("() => document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("() => document.documentElement.lang") == "ru"


def test_a_whole_road_by_the_keyboard_never_loses_the_focus(
    open_page: Callable[[str], Page],
) -> None:
    page = open_page("#/")
    page.get_by_role("button", name="Paste the text").nth(0).focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Письма шли по три месяца. Ответа не было.")
    page.get_by_role("button", name="Paste the text").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Letters took three months. There was no answer.")
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.innerText") == "Import the texts"
    page.keyboard.press("Enter")
    page.wait_for_selector(".report")
    assert page.evaluate("() => document.activeElement.tagName") == "MAIN"
    passed = []
    while page.evaluate("() => document.activeElement.innerText") != "Align":
        page.keyboard.press("Tab")
        passed.append(page.evaluate("() => document.activeElement.tagName"))
        assert len(passed) < 20
    assert "BODY" not in passed
    page.keyboard.press("Enter")
    page.wait_for_selector(READY)
    page.wait_for_function("() => document.activeElement.closest('.row.current') !== null")


def test_a_job_that_failed_says_why_when_one_comes_back(
    open_page: Callable[[str], Page], server: Server
) -> None:
    project = server.post("/projects", {"name": "Failing"})["id"]
    body = {"side": "target", "name": "text.md", "text": "One sentence. Another one."}
    server.post(f"/projects/{project}/documents/text", body)
    page = open_page(f"#/projects/{project}")
    page.wait_for_selector(".report")
    job = {
        "id": 1, "kind": "align", "project_id": project, "state": "failed", "progress": 0.0,
        "phase": "", "result": None, "error": {"code": "encoder", "detail": "no such model"},
        "warnings": [], "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z",
    }  # fmt: skip
    page.route("**/api/v1/jobs?*", lambda route: route.fulfill(json={"items": [job], "next": None}))
    page.reload()
    page.wait_for_selector(".align .bad")
    assert "no such model" in page.inner_text(".align .bad")
