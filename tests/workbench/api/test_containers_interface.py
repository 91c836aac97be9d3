"""Word documents and web pages over HTTP: what the report shows, what comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.alignments.formats.reading.made import par, run, word

Import = Callable[..., Any]

CALL = '<w:r><w:footnoteReference w:id="2"/></w:r>'
NOTES = f'<w:footnote w:id="2">{par(run("Из архива."))}</w:footnote>'
WORD = word(par(run("Партия живёт"), CALL, run(".тайна", "<w:vanish/>")), footnotes=NOTES)


def test_a_word_document_is_imported_with_its_notes_and_what_was_left_out(
    client: TestClient, upload: Import
) -> None:
    answer = upload("source", WORD, "письмо.docx")
    assert answer.status_code == 201, answer.text
    found = answer.json()
    assert (found["segments"], found["encoding"]) == (2, "utf-8")
    assert {
        "code": "left-out",
        "message": "1 hidden passage was left out.",
        "start": None,
    } in found["notices"]
    original = client.get(f"/api/v1/documents/{found['id']}/original")
    assert original.content == WORD, "the bytes are kept as they were"


def test_a_page_is_imported_in_the_encoding_that_it_declares(upload: Import) -> None:
    page = (
        '<html><head><meta charset="koi8-r"></head><body><p>Оппозиция боролась.</p></body></html>'
    )
    found = upload("source", page.encode("koi8-r"), "a.html").json()
    assert (found["segments"], found["encoding"]) == (1, "koi8-r")


@pytest.mark.parametrize(
    ("data", "name"),
    [(WORD[:200], "a.docx"), (b"<html>" + b"<div>" * 400, "a.html"), (b"x", "a.srt")],
    ids=["a document cut off", "a page made to hinder", "subtitles without cues"],
)
def test_what_cannot_be_read_is_refused_by_its_name(upload: Import, data: bytes, name: str) -> None:
    answer = upload("source", data, name)
    assert answer.status_code == 422
    assert answer.json()["code"] == "unreadable"
    assert answer.json()["detail"].startswith(f"{name}: ")
