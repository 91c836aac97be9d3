"""Exports over HTTP: streamed, as attachments, in every format."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any, get_args

import pytest
from fastapi.testclient import TestClient

from alignments.formats.tmx import check_tmx, read_tmx
from alignments.formats.writers import WRITERS
from workbench.services.exporting import ExportFormat

Json = dict[str, Any]
Answer = Any  # the response of the test client, which is of httpx or of httpx2
Beads = Callable[[], list[Json]]
Act = Callable[..., Answer]


def export(client: TestClient, alignment: Json, **choices: str) -> Answer:
    return client.get(f"/api/v1/alignments/{alignment['id']}/export", params=choices)


def test_a_tmx_holds_what_was_confirmed_and_edited(
    client: TestClient, alignment: Json, beads: Beads, act: Act
) -> None:
    address = f"/api/v1/documents/{alignment['target_document_id']}/segments"
    segment = client.get(address).json()["items"][1]
    edit = {"kind": "edit_text", "segment": segment["id"], "text": "Edited & 1 < 2."}
    tag = f'"s{segment["id"]}.{segment["version"]}"'
    assert act(edit, headers={"If-Match": tag}).status_code == 200
    bead = beads()[1]
    assert act({"kind": "confirm", "bead": bead["id"]}, [bead]).status_code == 200
    answer = export(client, alignment)
    assert answer.status_code == 200
    assert check_tmx(io.BytesIO(answer.content)) == []
    units = list(read_tmx(io.BytesIO(answer.content)))
    assert [unit.texts for unit in units] == [
        {
            "ru": "Это предложение номер 1 из документа о съезде партии.",
            "en": "Edited & 1 < 2.",
        }
    ]
    assert units[0].id == str(bead["id"])


@pytest.mark.parametrize("format", list(WRITERS))
def test_every_format_comes_as_an_attachment(
    client: TestClient, alignment: Json, format: str
) -> None:
    answer = export(client, alignment, format=format, include="all")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == (
        f"attachment; filename*=UTF-8''source.ru-en.{format}"
    )
    assert answer.headers["content-type"].partition(";")[0] == WRITERS[format].media_type
    assert "content-length" not in answer.headers


def test_the_formats_offered_are_those_there_are() -> None:
    assert set(get_args(ExportFormat)) == set(WRITERS)


def test_a_page_has_the_layout_of_the_documents_and_the_name_of_the_project(
    client: TestClient, alignment: Json
) -> None:
    page = export(client, alignment, format="html", include="all").text
    project = client.get(f"/api/v1/projects/{alignment['project_id']}").json()
    assert f"<h1>{project['name']}</h1>" in page
    assert page.count('<td lang="ru" dir="ltr">') == 8


def test_an_editors_brackets_leave_as_asked(client: TestClient, alignment: Json, act: Act) -> None:
    address = f"/api/v1/documents/{alignment['target_document_id']}/segments"
    segment = client.get(address).json()["items"][0]
    edit = {"kind": "edit_text", "segment": segment["id"], "text": "The B[olshevik] spoke."}
    tag = f'"s{segment["id"]}.{segment["version"]}"'
    assert act(edit, headers={"If-Match": tag}).status_code == 200
    found = {
        brackets: json.loads(
            export(
                client, alignment, format="jsonl", include="all", brackets=brackets
            ).text.splitlines()[0]
        )
        for brackets in ("keep", "expand", "strip")
    }
    assert {brackets: line["target_text"] for brackets, line in found.items()} == {
        "keep": "The B[olshevik] spoke.",
        "expand": "The Bolshevik spoke.",
        "strip": "The B spoke.",
    }
    assert found["keep"]["edits"] == [{"side": "target", "position": 0, "printed": segment["text"]}]


def test_a_csv_has_its_mark_unless_told_otherwise(client: TestClient, alignment: Json) -> None:
    assert export(client, alignment, format="csv").content.startswith(b"\xef\xbb\xbf")
    bare = export(client, alignment, format="csv", byte_order_mark="false")
    assert bare.content.startswith(b"number,")


def test_each_choice_of_pairs_says_what_it_takes_and_how_much_of_it_may_be_wrong(
    client: TestClient, alignment: Json, beads: Beads, act: Act
) -> None:
    first = beads()[0]
    assert act({"kind": "confirm", "bead": first["id"]}, [first]).status_code == 200
    rows = beads()
    proposed = [bead for bead in rows if bead["state"] == "proposed"]
    sure = [bead for bead in proposed if (bead["confidence"] or 0) >= 0.8]
    address = f"/api/v1/alignments/{alignment['id']}/export/choices"
    items = client.get(address).json()["items"]
    assert [(item["include"], item["beads"], item["unconfirmed"]) for item in items] == [
        ("confirmed", 1, 0),
        ("sure", 1 + len(sure), len(sure)),
        ("all", len(rows), len(proposed)),
    ]
    assert [item["expected_wrong"] for item in items] == pytest.approx(
        [0, sum(1 - b["confidence"] for b in sure), sum(1 - b["confidence"] for b in proposed)]
    )
    report = client.get(
        f"/api/v1/alignments/{alignment['id']}/export/report",
        params={"format": "jsonl", "include": "sure"},
    ).json()
    assert (report["units"], report["holds_nulls"]) == (1 + len(sure), True)


def test_choices_of_an_alignment_that_is_not_there_are_a_problem(client: TestClient) -> None:
    assert client.get("/api/v1/alignments/77/export/choices").status_code == 404


def test_a_ladder_names_the_segments(client: TestClient, alignment: Json) -> None:
    answer = export(client, alignment, format="ladder", include="all")
    assert answer.text == "".join(f"[{n}]:[{n}]\n" for n in range(8))


def test_the_lines_of_jsonl_are_the_beads(client: TestClient, alignment: Json) -> None:
    answer = export(client, alignment, format="jsonl", include="all")
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [line["source"] for line in lines] == [[n] for n in range(8)]


def test_the_report_says_what_is_left_out(
    client: TestClient, alignment: Json, beads: Beads, act: Act
) -> None:
    first, second = beads()[:2]
    assert act({"kind": "confirm", "bead": first["id"]}, [first]).status_code == 200
    body = {"kind": "no_counterpart", "bead": second["id"], "reason": "editor"}
    assert act(body, [second]).status_code == 200
    report = client.get(f"/api/v1/alignments/{alignment['id']}/export/report").json()
    assert report == {
        "units": 1,
        "unconfirmed": 0,
        "left_out_unconfirmed": 6,
        "without_source": 1,
        "without_target": 1,
        "without_text": 0,
        "cleaned_characters": 0,
        "expected_wrong": 0.0,
        "shortened": 0,
        "holds_nulls": False,
    }
    other = export(client, alignment, part="without_source")
    units = list(read_tmx(io.BytesIO(other.content)))
    assert [list(unit.texts) for unit in units] == [["en"]]


@pytest.mark.parametrize("format", [name for name, one in WRITERS.items() if one.is_page])
def test_the_report_of_a_page_counts_what_the_page_would_hold(
    client: TestClient, alignment: Json, format: str
) -> None:
    address = f"/api/v1/alignments/{alignment['id']}/export/report"
    found = client.get(address, params={"format": format, "include": "all"}).json()
    assert (found["units"], found["left_out_unconfirmed"]) == (8, 0)
    found = client.get(address, params={"format": format, "include": "confirmed"}).json()
    assert (found["units"], found["left_out_unconfirmed"]) == (0, 8)


def test_an_export_that_cannot_begin_is_a_problem(client: TestClient) -> None:
    answer = client.get("/api/v1/alignments/77/export")
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize(
    "choice", [{"format": "xml"}, {"include": "some"}, {"part": "half"}, {"brackets": "x"}]
)
def test_a_choice_that_is_not_offered_is_a_problem(
    client: TestClient, alignment: Json, choice: dict[str, str]
) -> None:
    assert export(client, alignment, **choice).status_code == 422
